import Estimation
import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Kernels take rows by eights and by chunks, and the last of both is rarely full. At every number of
/// rows up to 600, in several orders of the rows and units of the variables, every estimator gives what
/// plain loops give (`PlainFit`), or says why it does not.
@Suite struct RowCountTests {
  /// Of standard errors, and relative to them of estimates: two iterations that stop at 1e-10 of their
  /// residuals.
  static let iterated = 1e-6
  /// From here on these data identify every model.
  static let enough = 80

  static let counts = 1...600
  static let units = [1, 1e12, 1e-8, 1e4, 1e-3]
  static let effectLevels = 4

  /// Where chunks of 256 and blocks of 512 end.
  static let edges = [40, 41, 255, 256, 257, 505, 511, 512, 513, 600]

  struct Rows {
    var outcome: [Double] = []
    var x: [Double] = []
    var z: [Double] = []
    var weights: [Double] = []
    var levels: [Int] = []

    init(_ model: PlainFit.Model, count: Int, unit: (outcome: Double, x: Double, weight: Double)) {
      var generator = SplitMix(seed: UInt64(count))
      for row in 0..<count {
        let (x, z) = (generator.normal(), generator.normal())
        let level = row % RowCountTests.effectLevels
        let mean = 0.2 + 0.5 * x - 0.3 * z + 0.2 * Double(level)
        let noise = generator.normal()
        switch model {
        case .ols: outcome.append((mean + noise) * unit.outcome)
        case .huber:
          outcome.append((mean + (row % 7 == 0 ? 6 : 1) * noise) * unit.outcome)
        case .ppml: outcome.append(Self.exp(mean + 0.5 * noise) * unit.outcome)
        case .logit, .probit, .cloglog: outcome.append(mean - 0.5 + noise > 0 ? 1 : 0)
        }
        self.x.append(x * unit.x)
        self.z.append(z)
        weights.append((0.5 + generator.uniform()) * unit.weight)
        levels.append(level)
      }
    }

    /// Zero where it would be a small count, so that zeros are among the outcomes.
    private static func exp(_ value: Double) -> Double {
      let found = Link.log.mean(value)
      return found < 0.6 ? 0 : found
    }

    func frame(_ order: [Int]) throws -> Frame {
      try Frame([
        Column(name: "y", doubles: order.map { outcome[$0] }),
        Column(name: "x", doubles: order.map { x[$0] }),
        Column(name: "z", doubles: order.map { z[$0] }),
        Column(name: "w", doubles: order.map { weights[$0] }),
        Column(name: "g", texts: order.map { "g\(levels[$0])" }),
      ])
    }
  }

  static func estimator(_ model: PlainFit.Model) -> Estimator {
    switch model {
    case .ols: .ols
    case .huber: .m(.huber())
    case .ppml: .ppml
    case .logit: .logit
    case .probit: .probit
    case .cloglog: .cloglog
    }
  }

  /// Whether there were two fits to compare.
  @discardableResult
  private func expectPlain(
    _ model: PlainFit.Model, count: Int, absorbs: Bool, turn: Int
  ) throws -> Bool {
    let units = RowCountTests.units
    let unit = (
      outcome: model.isBinary ? 1 : units[turn % units.count],
      x: units[turn / 2 % units.count], weight: units[turn / 3 % units.count]
    )
    let isWeighted = turn % 3 == 1
    let rows = Rows(model, count: count, unit: unit)
    var generator = SplitMix(seed: UInt64(turn))
    var order = Array(0..<count)
    if turn % 2 == 1 { order.shuffle(using: &generator) }
    let place = "\(model), n = \(count), \(absorbs ? "absorbed, " : "")units \(unit), turn \(turn):"
    let effects = (0..<RowCountTests.effectLevels).map { level in
      rows.levels.map { $0 == level ? 1.0 : 0 }
    }.filter { $0.contains(1) }
    let columns =
      [rows.x, rows.z]
      + (absorbs ? effects : [[Double](repeating: 1, count: count)])
    let plain = PlainFit(
      model, rows.outcome, columns,
      priors: isWeighted ? rows.weights : [Double](repeating: 1, count: count))
    let fit: Fit
    do {
      fit = try Fit(
        try rows.frame(order), "y ~ x + z" + (absorbs ? " | g" : ""),
        Specification(estimator: RowCountTests.estimator(model), variance: .hc1),
        weights: isWeighted ? WeightColumn(.analytic, "w") : nil)
    } catch let error as EstimationError {
      // A handful of rows does not identify every model.
      #expect(count < RowCountTests.enough, "\(place) \(error)")
      return false
    }
    for row in fit.rows {
      #expect(row.estimate.isFinite, "\(place) \(row)")
      #expect(row.isExact || row.standardError?.isFinite == true, "\(place) \(row)")
    }
    // Rows that effects alone decide are dropped, and a term may be too.
    guard let plain, plain.isAtRest, fit.sample.count == count, fit.redundantTerms.isEmpty else {
      #expect(count < RowCountTests.enough, "\(place) plain loops found nothing")
      return false
    }
    for (index, name) in ["x", "z"].enumerated() {
      let row = try #require(fit.row(.named(name)))
      guard let error = row.standardError else { continue }
      expectClose(
        row.estimate, plain.coefficients[index],
        relative: RowCountTests.iterated, absolute: RowCountTests.iterated * plain.errors[index],
        "\(place) \(name)")
      expectClose(
        error, plain.errors[index], relative: RowCountTests.iterated, "\(place) error of \(name)")
    }
    return true
  }

  /// Each number of rows meets one model after the other, pooled and with an effect.
  @Test(.tags(.identity), arguments: [false, true])
  func everyCount(absorbs: Bool) throws {
    let models = PlainFit.Model.allCases
    var compared = 0
    for count in RowCountTests.counts {
      let turn = count + (absorbs ? 3 : 0)
      let isCompared = try expectPlain(
        models[turn % models.count], count: count, absorbs: absorbs, turn: turn)
      if isCompared { compared += 1 }
    }
    #expect(compared > RowCountTests.counts.count - RowCountTests.enough)
  }

  @Test(.tags(.identity), arguments: PlainFit.Model.allCases)
  func everyModelAtTheEdges(model: PlainFit.Model) throws {
    for (turn, count) in RowCountTests.edges.enumerated() {
      try expectPlain(model, count: count, absorbs: turn % 4 == 3, turn: turn)
    }
  }

  /// MM has no plain loop of its own; its estimates solve the equations that a plain loop sums.
  @Test(.tags(.identity), arguments: [30, 61, 257])
  func estimatingEquationsOfMM(count: Int) throws {
    let rows = Rows(.huber, count: count, unit: (1e12, 1e-8, 1))
    let fit = try Fit(
      try rows.frame(Array(0..<count)), "y ~ x + z", Specification(estimator: .mm(.bisquare())))
    var (sums, sizes) = ([0.0, 0, 0], [0.0, 0, 0])
    for row in 0..<count {
      let values = [1, rows.x[row], rows.z[row]]
      var residual = rows.outcome[row]
      for column in 0..<3 { residual -= values[column] * fit.estimates[column] }
      let u = residual / fit.scale / 4.685
      let weight = abs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0
      for column in 0..<3 {
        sums[column] += weight * residual * values[column]
        sizes[column] += abs(weight * residual * values[column])
      }
    }
    for column in 0..<3 {
      expectClose(sums[column], 0, absolute: RowCountTests.iterated * sizes[column], "n = \(count)")
    }
  }

  /// Trade in dollars, whose residuals in the lanes that the last chunk does not fill were taken for
  /// predictors: estimates do not hang on the order of the rows, on the unit, or on two rows more.
  @Test(.tags(.identity))
  func tradeInDollars() throws {
    let frame = try Fixture.table("faults/p16-ppml-in-dollars/input.csv")
    let specification = Specification(estimator: .ppml, variance: .hc1)
    let billions = try Fit(frame, "in_bn ~ lgdp + ldist", specification)
    for seed in 0..<40 {
      let order = frame.shuffled(seed: UInt64(seed)).rows
      // 1,027 rows, of which 1,024 fill chunks.
      let more = order + order.prefix(2)
      let dollars = try Fit(
        frame.gathered(more.map { $0 }), "exports ~ lgdp + ldist", specification)
      #expect(dollars.convergence.converged)
      let all = try Fit(frame.gathered(order.map { $0 }), "exports ~ lgdp + ldist", specification)
      for term in 1...2 {
        expectClose(all.estimates[term], billions.estimates[term], relative: RowCountTests.iterated)
        expectClose(
          all.row(at: term).standardError!, billions.row(at: term).standardError!,
          relative: RowCountTests.iterated)
      }
    }
  }

  /// R 4.2.2: glm(exports ~ lgdp + ldist, quasipoisson), sandwich::vcovHC(type = "HC1").
  @Test(.tags(.reference))
  func tradeInDollarsOfR() throws {
    let frame = try Fixture.table("faults/p16-ppml-in-dollars/input.csv")
    let fit = try Fit(
      frame, "exports ~ lgdp + ldist", Specification(estimator: .ppml, variance: .hc1))
    let expected = [
      (-6.161109965, 3.5522527750), (1.085015947, 0.1401568961), (-1.241991666, 0.1013455049),
    ]
    for (term, (estimate, error)) in expected.enumerated() {
      expectClose(fit.estimates[term], estimate, relative: 1e-7)
      expectClose(fit.row(at: term).standardError!, error, relative: 1e-7)
    }
  }
}
