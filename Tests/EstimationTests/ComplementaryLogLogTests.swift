import Expressions
import Foundation
import Frames
import TestSupport
import Testing

@testable import Estimation

/// The complementary log-log model: its numbers row by row, and fits against statsmodels and R.
@Suite struct ComplementaryLogLogTests {
  /// Iterations that end within 1e-10 of the optimum, in standard errors.
  static let iterated = 1e-8
  /// R's `glm` stops up to 6e-9 short of the optimum, and its variance there with it.
  static let behind = 3e-8
  /// A few roundings; u/p - 1 loses three bits above the bound of its series.
  static let rounding = 1e-14

  static let expected = Result {
    try Fixture.json("cloglog/expected.json")
  }
  static let frame = Result {
    try Fixture.table("cloglog/data.csv")
  }

  func rows(
    _ outcome: Double, _ eta: Double, _ information: Information
  ) -> (mean: Double, weight: Double, residual: Double, logLikelihood: Double) {
    let found = ComplementaryLogLog.evaluate(
      outcome: SIMD8(repeating: outcome), predictor: SIMD8(repeating: eta),
      information: information)
    for lane in 1..<8 {
      #expect(found.weight[lane] == found.weight[0])
      #expect(found.residual[lane] == found.residual[0])
    }
    return (
      found.mean[0], found.weight[0], found.residual[0],
      log(found.likelihood[0]) - found.deviance[0] / 2
    )
  }

  struct Number: Sendable, CustomTestStringConvertible {
    var eta: Double
    var u: Double
    var p: Double
    var logP: Double
    var score: Double
    var observed: Double
    var expected: Double
    var testDescription: String { "\(eta)" }
  }

  static let numbers: [Number] = {
    guard let document = try? expected.get(), case .list(let rows) = document["numbers"] else {
      return []
    }
    return rows.map(\.numbers).map {
      Number(
        eta: $0[0], u: $0[1], p: $0[2], logP: $0[3], score: $0[4], observed: $0[5],
        expected: $0[6])
    }
  }()

  /// Against four hundred digits, both outcomes under both informations.
  @Test(.tags(.reference), arguments: numbers) func rowByRow(number: Number) {
    // exp(eta) carries the rounding of eta, and exp(-u) that of u.
    let close = Self.rounding * max(1, abs(number.eta), number.u)
    for information in [Information.observed, .expected] {
      let one = rows(1, number.eta, information)
      expectClose(one.mean, number.p, relative: close, "p")
      expectClose(one.weight * one.residual, number.score, relative: close, "score of a one")
      expectClose(one.logLikelihood, number.logP, relative: close, absolute: 2e-16, "log p")
      let zero = rows(0, number.eta, information)
      expectClose(zero.mean, number.p, relative: close, "p")
      expectClose(zero.weight * zero.residual, -number.u, relative: close, "score of a zero")
      expectClose(zero.logLikelihood, -number.u, relative: close, "log(1 - p)")
    }
    expectClose(rows(1, number.eta, .observed).weight, number.observed, relative: close)
    expectClose(rows(0, number.eta, .observed).weight, number.u, relative: close)
    for outcome in [0.0, 1] {
      expectClose(rows(outcome, number.eta, .expected).weight, number.expected, relative: close)
    }
  }

  @Test func thereAreNumbers() { #expect(Self.numbers.count == 24) }

  /// On both sides of the bound below which a series stands.
  @Test(.tags(.identity)) func theSeriesMeetsTheFormula() {
    let bound = log(0.4)
    for step in [1e-15, 1e-13, 1e-11, 1e-9] {
      let (below, above) = (
        rows(1, bound - step, .observed), rows(1, bound + step, .observed)
      )
      for (left, right) in [
        (below.mean, above.mean), (below.weight, above.weight), (below.residual, above.residual),
      ] {
        expectClose(left, right, relative: 4 * step + Self.rounding)
      }
      expectClose(
        rows(0, bound - step, .expected).weight, rows(0, bound + step, .expected).weight,
        relative: 4 * step + Self.rounding)
    }
  }

  /// Derivatives of the log-likelihood by differences.
  @Test(.tags(.identity), arguments: [-8.0, -3, -1, -0.9, 0, 0.7, 1.5, 2.4])
  func scoreAndInformationAreDerivatives(eta: Double) {
    let step = 1e-5
    for outcome in [0.0, 1] {
      func level(_ eta: Double) -> Double { rows(outcome, eta, .observed).logLikelihood }
      func score(_ eta: Double) -> Double {
        let row = rows(outcome, eta, .observed)
        return row.weight * row.residual
      }
      let slope = (level(eta + step) - level(eta - step)) / (2 * step)
      // Differences of logarithms near one keep eleven digits over the step.
      expectClose(score(eta), slope, relative: 1e-7, absolute: 1e-10, "score")
      let bend = (score(eta + step) - score(eta - step)) / (2 * step)
      expectClose(rows(outcome, eta, .observed).weight, -bend, relative: 1e-7, absolute: 1e-10)
    }
    // The expected information is the mean of the observed one, and of the squared score.
    let (one, zero) = (rows(1, eta, .observed), rows(0, eta, .observed))
    let expected = rows(1, eta, .expected).weight
    // 1 - p keeps sixteen digits after the point.
    expectClose(
      one.mean * one.weight + (1 - one.mean) * zero.weight, expected, relative: 1e-12,
      absolute: 1e-14)
    let squares =
      one.mean * pow(one.weight * one.residual, 2)
      + (1 - one.mean) * pow(zero.weight * zero.residual, 2)
    expectClose(squares, expected, relative: 1e-12, absolute: 1e-14)
  }

  /// Far out everything stays a number, and a row counts as at 230.
  @Test(.tags(.identity), arguments: [231.0, 700, 710, 1e4, 1e300])
  func predictorsFarOut(distance: Double) {
    for (outcome, information) in [
      (0.0, Information.observed), (0, .expected), (1, .observed), (1, .expected),
    ] {
      for eta in [distance, -distance] {
        let found = rows(outcome, eta, information)
        let edge = rows(outcome, eta < 0 ? -230 : 230, information)
        #expect(found == edge)
        #expect(found.weight > 0 && found.weight.isFinite)
        #expect((found.weight * found.residual * found.residual).isFinite)
        #expect(found.logLikelihood.isFinite)
        #expect((0...1).contains(found.mean))
      }
    }
    let link = Link.cloglog
    #expect(link.mean(distance) == 1 && link.slope(distance) == 0)
    #expect(link.curvature(distance) == 0)
    #expect(link.mean(-distance) >= 0 && link.slope(-distance) >= 0)
    // A zero where a one was as good as certain keeps its whole score.
    let zero = rows(0, 20, .observed)
    expectClose(zero.weight * zero.residual, -exp(20), relative: 1e-13)
    let expected = rows(0, 20, .expected)
    expectClose(expected.weight * expected.residual, -exp(20), relative: 1e-13)
  }

  /// Lanes without a row add nothing, whatever the length.
  @Test(.tags(.identity), arguments: 0...25) func everyLength(count: Int) {
    let outcome = (0..<count).map { Double($0 % 3 == 0 ? 1 : 0) }
    let predictor = (0..<count).map { 0.3 * Double($0) - 4 }
    var tally = LikelihoodTally()
    outcome.withUnsafeBufferPointer { outcome in
      predictor.withUnsafeBufferPointer { predictor in
        guard let y = outcome.baseAddress, let eta = predictor.baseAddress else { return }
        RowGroup.forEach(in: 0..<count) { group in
          let (values, at) = (group.load(y, padding: 0), group.load(eta, padding: 0))
          tally.add(
            ComplementaryLogLog.evaluate(outcome: values, predictor: at, information: .expected),
            prior: group.loadWeights(nil), isWeighted: false,
            suspects: ComplementaryLogLog.isSuspect(
              outcome: values, predictor: at, logAverage: 0))
        }
      }
    }
    let single = (0..<count).map { rows(outcome[$0], predictor[$0], .expected) }
    expectClose(
      tally.deviance, single.reduce(0) { $0 - 2 * $1.logLikelihood }, relative: 1e-13)
    expectClose(
      tally.sumOfSquares, single.reduce(0) { $0 + $1.weight * $1.residual * $1.residual },
      relative: 1e-13)
    // 1 - p is 1e-8 at 2.913, p at -18.42.
    #expect(
      tally.suspects == (0..<count).count { outcome[$0] == 1 && predictor[$0] > 2.913 })
  }

  struct Model: Sendable, CustomTestStringConvertible {
    var name: String
    var effects = ""
    var weights: WeightColumn?
    var testDescription: String { name }
  }

  static let models = [
    Model(name: "pooled"), Model(name: "repeated", weights: WeightColumn(.frequency, "f")),
    Model(name: "within", effects: " | group"),
    Model(name: "within members", effects: " | group + period"),
  ]

  func fit(_ model: Model, _ variance: Variance) throws -> Fit {
    var specification = Specification(estimator: .cloglog, variance: variance)
    specification.options.absorptionTolerance = 1e-12
    return try Fit(
      try Self.frame.get(), "event ~ x1 + x2" + model.effects, specification,
      weights: model.weights)
  }

  func expectCovariance(_ found: Fit, _ matrix: [[Double]], relative: Double, _ name: String) {
    #expect(matrix.count == found.terms.count)
    for (row, values) in matrix.enumerated() {
      for (column, value) in values.enumerated() {
        let size = (matrix[row][row] * matrix[column][column]).squareRoot()
        expectClose(
          found.covariance[row, column], value, absolute: relative * size,
          "\(name) [\(row), \(column)]")
      }
    }
  }

  /// HC0 takes each copy of a repeated row by itself; the laws of weights compare that.
  static let pairs = models.flatMap { model in
    ["iid", "hc0", "cluster:spell", "cluster:group"]
      .filter { model.weights == nil || $0 != "hc0" }.map { (model, $0) }
  }

  @Test(.tags(.reference), arguments: pairs)
  func statsmodels(model: Model, variance: String) throws {
    let expected = try Self.expected.get()[model.name]
    let found = try fit(model, try Variance(reading: variance))
    let coefficients = expected["coef"].numbers
    #expect(coefficients.count == found.terms.count)
    for (row, coefficient) in zip(found.rows, coefficients) {
      expectClose(
        row.estimate, coefficient, absolute: Self.iterated * (row.standardError ?? 1),
        "\(row.term)")
    }
    expectClose(
      found.logLikelihood!, try #require(expected["log_likelihood"].number),
      relative: Self.iterated)
    expectCovariance(
      found, expected["V"][variance].matrix, relative: Self.iterated, "\(model) \(variance)")
  }

  /// R's `sandwich` has the same bread as we.
  @Test(
    .tags(.reference), arguments: [("cloglog_pooled", models[0]), ("cloglog_within", models[3])])
  func glmAndSandwich(file: String, model: Model) throws {
    let expected = try Fixture.json("cloglog/\(file).json")
    for (variance, name) in [
      ("iid", "iid"), ("hc0", "HC0"), ("hc1", "HC1"), ("cluster:spell", "CL_spell"),
      ("cluster:group", "CL_group"),
    ] {
      let found = try fit(model, try Variance(reading: variance))
      for row in found.rows {
        expectClose(
          row.estimate, try #require(expected["coef"][row.term.name].number),
          relative: Self.behind, "\(row.term)")
      }
      expectCovariance(found, expected[name].matrix, relative: Self.behind, name)
      expectClose(found.deviance!, try #require(expected["deviance"].number), relative: 1e-12)
    }
  }

  /// Spells of continuous time with proportional hazards, seen period by period.
  @Test(.tags(.recovery)) func hazardsOfGroupedDurations() throws {
    let truth = [-1.2, 0.6]
    var covered = 0
    let worlds = 60
    for world in 0..<worlds {
      var generator = SplitMix(seed: UInt64(700 + world))
      var columns: [[Double]] = [[], [], []]
      for spell in 0..<150 {
        let x = generator.normal()
        // An exponential duration with hazard exp(a + b x) a period.
        let duration = -log(generator.uniform()) / exp(truth[0] + truth[1] * x)
        for period in 1...10 {
          let ends = duration <= Double(period)
          for (column, value) in [Double(spell), x, ends ? 1 : 0].enumerated() {
            columns[column].append(value)
          }
          if ends { break }
        }
      }
      let frame = try Frame(
        zip(["spell", "x", "ends"], columns).map { Column(name: $0, doubles: $1) })
      let found = try Fit(frame, "ends ~ x", Specification(estimator: .cloglog))
      for (row, value) in zip(found.rows, truth)
      where row.confidenceLow! <= value && value <= row.confidenceHigh! { covered += 1 }
    }
    // Four Monte Carlo standard errors of .95 in 120 intervals that come in pairs.
    let share = Double(covered) / Double(2 * worlds)
    #expect(abs(share - 0.95) <= 4 * (0.95 * 0.05 / Double(worlds)).squareRoot(), "\(share)")
  }

  @Test(.tags(.identity)) func whatIsSaidOfIt() throws {
    #expect(try Estimator(reading: "cloglog") == .cloglog)
    #expect(Estimator.cloglog.name == "cloglog")
    #expect(Estimator.cloglog.label == "Complementary log-log")
    #expect(Estimator.cloglog.link == .cloglog)
    #expect(Estimator.choices.hasSuffix("or cloglog"))
    #expect(Link.known.contains(.cloglog))
    #expect(Estimator.cloglog != .logit)
    let found = try fit(Self.models[2], .homoskedastic)
    #expect(found.variance.label == "expected information")
    #expect(found.variance.reference == .normal)
    #expect(
      found.warnings.contains {
        $0.description.hasPrefix("complementary log-log with absorbed effects (group) is biased")
      })
    #expect(throws: VocabularyError.self) { try Estimator(reading: "cloglog(2)") }
  }

  @Test(.tags(.failure)) func outcomesThatDoNotVary() throws {
    var frame = try Self.frame.get()
    for value in [0.0, 1] {
      try frame.set(Column(name: "same", doubles: (0..<frame.rowCount).map { _ in value }))
      #expect(
        throws: EstimationError.constantOutcome("same", value: value, rows: frame.rowCount)
      ) {
        try Fit(frame, "same ~ x1", Specification(estimator: .cloglog))
      }
    }
    let error = #expect(throws: EstimationError.self) {
      try Fit(frame, "period ~ x1", Specification(estimator: .cloglog))
    }
    #expect(error?.description.contains("probit, logit and cloglog need 0 or 1") == true)
  }
}
