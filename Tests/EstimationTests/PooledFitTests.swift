import Estimation
import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Rubin's rules.
@Suite struct PooledFitTests {
  /// A fit with given numbers.
  func fit(_ estimate: Double, _ variance: Double, degrees: Double, name: Term = "x") -> Fit {
    Fit(
      formula: "y ~ x", outcomeName: "y", specification: Specification(estimator: .ols),
      terms: [name], estimates: [estimate],
      covariance: Matrix(rows: 1, columns: 1, values: [variance]),
      variance: VarianceSummary(
        variance: .homoskedastic, label: "conventional", smallSample: .none, smallSampleFactor: 1,
        reference: .t(degreesOfFreedom: degrees)),
      sample: Sample(offered: 25, rows: Array(0..<25), dropped: []), residualDegreesOfFreedom: 23,
      scale: 1,
      convergence: Convergence(
        method: "least squares", iterations: 1, converged: true, criterion: 0, tolerance: 0),
      statistics: .leastSquares(rSquared: 0.5, withinRSquared: nil))
  }

  /// Worked by hand from Rubin (1987) and Barnard and Rubin (1999).
  @Test(.tags(.reference)) func threeFitsByHand() throws {
    let pooled = try PooledFit([
      fit(1, 0.04, degrees: 23), fit(1.2, 0.05, degrees: 23), fit(1.1, 0.03, degrees: 23),
    ])
    // q = 1.1, U = 0.04, B = 0.01, T = 0.04 + 4/3 0.01 = 0.16/3, gamma = 0.25.
    let row = pooled.rows[0]
    expectClose(row.estimate, 1.1, relative: 1e-14)
    expectClose(row.standardError!, (0.16 / 3).squareRoot(), relative: 1e-13)
    expectClose(row.missingInformation, 0.25, relative: 1e-12)
    // nu_m = 2/0.0625 = 32; nu_obs = 24/26 * 23 * 0.75 = 15.923...
    let observed = 24.0 / 26 * 23 * 0.75
    expectClose(row.degreesOfFreedom, 32 * observed / (32 + observed), relative: 1e-12)
    #expect(pooled.label.contains("3 fits"))
  }

  @Test(.tags(.identity)) func equalFitsPoolToThemselves() throws {
    let one = fit(2, 0.09, degrees: 23)
    let pooled = try PooledFit([one, one, one, one])
    expectClose(pooled.rows[0].estimate, 2, relative: 1e-14)
    expectClose(pooled.rows[0].standardError!, 0.3, relative: 1e-14)
    #expect(pooled.rows[0].degreesOfFreedom == 23)
    #expect(pooled.rows[0].missingInformation == 0)
  }

  @Test(.tags(.failure)) func fitsThatCannotBePooled() {
    let one = fit(2, 0.09, degrees: 23)
    #expect(throws: EstimationError.self) { try PooledFit([one]) }
    #expect(throws: EstimationError.self) {
      try PooledFit([one, fit(2, 0.09, degrees: 23, name: "z")])
    }
  }

  /// A regressor measured with known error, its draws given the data, and the truth recovered.
  @Test(.tags(.recovery)) func pooledIntervalsAreWiderThanAnyFit() throws {
    var generator = SplitMix(seed: 61)
    let count = 300
    let truth = (0..<count).map { _ in generator.normal() }
    let y = truth.map { 0.5 * $0 + generator.normal() }
    let fits = try (0..<8).map { _ in
      let drawn = truth.map { $0 + 0.3 * generator.normal() }
      let frame = try Frame([
        Column(name: "y", storage: .double(y)), Column(name: "x", storage: .double(drawn)),
      ])
      return try Fit(frame, "y ~ x", Specification(estimator: .ols))
    }
    let pooled = try PooledFit(fits)
    let row = pooled.rows[1]
    #expect(row.standardError! > pooled.within[1, 1].squareRoot())
    #expect(row.missingInformation > 0 && row.missingInformation < 0.5)
    #expect(row.degreesOfFreedom < 298)
  }
}
