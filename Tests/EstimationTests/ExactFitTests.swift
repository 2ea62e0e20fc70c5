import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// A fit that leaves rounding alone says so once, and gives no errors that would be rounding.
@Suite struct ExactFitTests {
  /// Digits that R prints.
  static let printed = 1e-7

  static let variances: [Variance] = [
    .homoskedastic, .hc0, .hc1, .hc2, .hc3, .cluster(by: "g"), .cr2(by: "g"),
    .multiwayCluster(by: ["g", "h"]), .twoMode("g", "h"),
  ]

  /// Lines and planes of numbers with three decimals, plain and within effects.
  static func frame() throws -> Frame {
    var generator = SplitMix(seed: 11)
    var columns: [String: [Double]] = [:]
    for row in 0..<48 {
      let x = (generator.normal() * 1000).rounded() / 1000
      let z = (generator.normal() * 1000).rounded() / 1000
      let (g, h) = (Double(row % 6), Double(row / 6))
      columns["x", default: []].append(x)
      columns["z", default: []].append(z)
      columns["g", default: []].append(g)
      columns["h", default: []].append(h)
      columns["w", default: []].append(1 + Double(row % 3))
      columns["plane", default: []].append(0.3 + 0.1 * x - 0.25 * z)
      columns["far", default: []].append(1e6 + 0.1 * x)
      columns["within", default: []].append(0.1 * x + 1.7 * g)
      columns["both", default: []].append(0.1 * x + 1.7 * g - 0.3 * h * h)
      columns["mean", default: []].append(Link.log.mean(0.5 * x + 0.2 * g - 0.1 * h))
      columns["noisy", default: []].append(1e6 + 0.1 * x + 1e-5 * generator.normal())
    }
    return try Frame(columns.keys.sorted().map { Column(name: $0, doubles: columns[$0]!) })
  }

  private func expectExact(_ fit: Fit, _ place: String) {
    #expect(fit.isExact, "\(place)")
    #expect(fit.variance.isOfExactFit, "\(place)")
    let said = fit.warnings.filter { $0 == EstimationNote.exactFit(hasErrors: false) }
    #expect(said.count == 1, "\(place)")
    #expect(fit.variance.negativeTerms.isEmpty, "\(place)")
    for row in fit.rows {
      #expect(row.isExact && !row.hasNegativeVariance, "\(place)")
      let numbers: [Double?] = [
        row.standardError, row.statistic, row.pValue, row.confidenceLow, row.confidenceHigh,
      ]
      let known = numbers.compactMap { $0 }
      #expect(known.isEmpty, "\(place) \(row)")
    }
  }

  @Test(
    .tags(.identity),
    arguments: ["plane ~ x*z", "far ~ x", "within ~ x | g", "both ~ x + z | g + h"])
  func linesHaveNoErrors(formula: String) throws {
    let frame = try ExactFitTests.frame()
    for variance in ExactFitTests.variances {
      // CR2 needs effects nested in its clusters.
      if formula.contains("h"), variance == .cr2(by: "g") { continue }
      let weights: [WeightColumn?] = [
        nil, WeightColumn(.frequency, "w"), WeightColumn(.analytic, "w"),
      ]
      for column in weights {
        let fit = try Fit(
          frame, formula, Specification(estimator: .ols, variance: variance), weights: column)
        expectExact(fit, "\(formula) \(variance) \(column?.description ?? "")")
      }
    }
  }

  /// Noise in the eleventh digit is noise.
  @Test(.tags(.identity))
  func littleNoiseIsNotRounding() throws {
    let fit = try Fit(try ExactFitTests.frame(), "noisy ~ x")
    #expect(!fit.isExact)
    #expect((fit.row("x")?.standardError ?? 0) > 0)
  }

  @Test(.tags(.identity), arguments: ["mean ~ x + z + factor(g) + factor(h)", "mean ~ x | g + h"])
  func meansHaveErrorsOfTheLikelihoodAlone(formula: String) throws {
    let frame = try ExactFitTests.frame()
    let fit = try Fit(frame, formula, Specification(estimator: .ppml))
    #expect(fit.isExact && !fit.variance.isOfExactFit)
    #expect(fit.warnings.contains(.exactFit(hasErrors: true)))
    #expect(fit.deviance == 0)
    expectClose(try #require(fit.row("x")).estimate, 0.5, relative: ExactFitTests.printed)
    for row in fit.rows { #expect((row.standardError ?? 0) > 0) }
    for variance in [Variance.hc1, .cluster(by: "g")] {
      expectExact(
        try Fit(frame, formula, Specification(estimator: .ppml, variance: variance)), formula)
    }
  }

  /// R 4.2.2: glm(n ~ tie*trade, poisson); with each cell once errors are larger by the root of two.
  @Test(.tags(.reference))
  func saturatedCounts() throws {
    let frame = try Fixture.table("faults/h08-saturated-counts/input.csv")
    let expected = [
      (3.4011974, 0.1290994), (-1.2039728, 0.2687419), (-0.9162907, 0.2415229),
      (1.9379420, 0.3659083),
    ]
    for (rows, factor) in [(8, 1.0), (4, 2.0.squareRoot())] {
      let part = frame.gathered((0..<rows).map { $0 })
      let fit = try Fit(part, "n ~ tie*trade", Specification(estimator: .ppml))
      #expect(fit.convergence.converged)
      #expect(fit.warnings.contains(.exactFit(hasErrors: true)))
      for (term, (estimate, error)) in expected.enumerated() {
        expectClose(fit.estimates[term], estimate, absolute: ExactFitTests.printed)
        expectClose(
          fit.row(at: term).standardError!, error * factor, absolute: 2 * ExactFitTests.printed)
      }
      expectExact(
        try Fit(part, "n ~ tie*trade", Specification(estimator: .ppml, variance: .hc1)), "\(rows)")
    }
    #expect(throws: EstimationError.fewerRowsThanTerms(rows: 4, parameters: 4)) {
      _ = try Fit(frame.gathered((0..<4).map { $0 }), "n ~ tie*trade")
    }
  }

  @Test(.tags(.failure))
  func mostRowsOnALine() throws {
    let frame = try Fixture.table("faults/p09-exact-fit/input.csv")
    for psi in [Psi.huber(), .bisquare()] {
      do {
        _ = try Fit(frame, "y ~ x", Specification(estimator: .m(psi)))
        Issue.record("a scale of rounding was taken for a scale")
      } catch let error as EstimationError {
        #expect(error.description.contains("more than half of the rows exactly"))
      }
    }
    #expect(throws: EstimationError.zeroScale(iteration: 0)) {
      _ = try Fit(frame, "y ~ x", Specification(estimator: .mm(.bisquare())))
    }
    expectExact(try Fit(frame, "line ~ x*z"), "line")
  }

  @Test(.tags(.identity))
  func outcomesOfZerosHaveNoShareExplained() throws {
    let frame = try Fixture.table("faults/h02-zero-outcome-json/input.csv")
    let fit = try Fit(frame, "tariff ~ 0 + x")
    expectExact(fit, "zeros")
    #expect(fit.estimates == [0])
    #expect(fit.rSquared == nil)
    #expect(fit.warnings.contains(.noVariation("tariff")))
  }

  @Test(.tags(.failure))
  func resamplingHasNothingToDraw() throws {
    let frame = try ExactFitTests.frame()
    for method in ["wild:g,99", "jackknife:g"] {
      let resampling = try Resampling(reading: method)
      var builder = DesignBuilder(frame)
      let design = try builder.design(try Formula("plane ~ x + z"), keys: resampling.keys)
      let specification = Specification(estimator: .ols)
      let fit = try Fit(design, specification)
      let error = #expect(throws: EstimationError.self) {
        _ = try ResampledInference(design, specification, fit: fit, resampling)
      }
      #expect(error?.description.contains("exact fit") == true)
    }
  }
}
