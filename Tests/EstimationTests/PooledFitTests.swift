import Estimation
import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Rubin's rules.
@Suite struct PooledFitTests {
  /// A fit with given numbers.
  func fit(
    _ estimate: Double, _ variance: Double, degrees: Double, name: Term = "x",
    outcome: String = "y", _ specification: Specification = Specification(estimator: .ols)
  ) -> Fit {
    Fit(
      formula: "y ~ x", outcomeName: outcome, specification: specification,
      terms: [name], estimates: [estimate],
      covariance: Matrix(rows: 1, columns: 1, values: [variance]),
      variance: VarianceSummary(
        variance: specification.variance, label: "conventional", smallSample: .none,
        smallSampleFactor: 1, reference: .t(degreesOfFreedom: degrees)),
      sample: Sample(offered: 25, rows: Array(0..<25), dropped: []), residualDegreesOfFreedom: 23,
      scale: 1,
      convergence: Convergence(
        method: "least squares", iterations: 1, converged: true, criterion: 0, tolerance: 0),
      statistics: .leastSquares(rSquared: 0.5, withinRSquared: nil),
      rowResults: RowResults(residuals: [estimate]))
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
    expectClose(pooled.missingInformation[0], 0.25, relative: 1e-12)
    // nu_m = 2/0.0625 = 32; nu_obs = 24/26 * 23 * 0.75 = 15.923...
    let observed = 24.0 / 26 * 23 * 0.75
    let degrees = 32 * observed / (32 + observed)
    expectClose(pooled.degreesOfFreedom[0], degrees, relative: 1e-12)
    let statistic = 1.1 / (0.16 / 3).squareRoot()
    expectClose(row.statistic!, statistic, relative: 1e-13)
    let reference = ReferenceDistribution.t(degreesOfFreedom: degrees)
    expectClose(row.pValue!, reference.twoSidedPValue(statistic), relative: 1e-10)
    expectClose(
      row.confidenceHigh! - row.estimate, reference.quantile(0.975) * row.standardError!,
      relative: 1e-10)
    #expect(pooled.uncertaintyLabel == "conventional, pooled over 3 fits (Rubin 1987)")
    #expect(pooled.references == [.t(degreesOfFreedom: pooled.degreesOfFreedom[0])])
    #expect(pooled.sharesBetweenFits == pooled.missingInformation)
    #expect(pooled.outcomeName == "y" && pooled.confidenceLevel == 0.95)
    // A pooled fit keeps its fits, and nothing of their rows.
    #expect(pooled.fits.map { $0.estimates[0] } == [1, 1.2, 1.1])
    #expect(pooled.fits.allSatisfy { $0.residuals.isEmpty })
  }

  @Test(.tags(.identity)) func equalFitsPoolToThemselves() throws {
    let one = fit(2, 0.09, degrees: 23)
    let pooled = try PooledFit([one, one, one, one])
    expectClose(pooled.rows[0].estimate, 2, relative: 1e-14)
    expectClose(pooled.rows[0].standardError!, 0.3, relative: 1e-14)
    #expect(pooled.degreesOfFreedom == [23])
    #expect(pooled.missingInformation == [0])
    expectClose(pooled.rows[0].confidenceLow!, one.rows[0].confidenceLow!, relative: 1e-12)
  }

  /// A variance that is negative after pooling is not clipped.
  @Test(.tags(.failure)) func negativeVariances() throws {
    let pooled = try PooledFit([fit(1, -0.5, degrees: 9), fit(1, -0.3, degrees: 9)])
    #expect(pooled.rows == [Estimate(term: "x", estimate: 1)])
    expectClose(pooled.covariance[0, 0], -0.4, relative: 1e-14)
  }

  @Test(.tags(.failure)) func fitsThatCannotBePooled() {
    let one = fit(2, 0.09, degrees: 23)
    var wide = Specification(estimator: .ols)
    wide.options.confidenceLevel = 0.8
    for (fits, words) in [
      ([], "0 fits; expected at least two"), ([one], "1 fit; expected at least two"),
      ([one, fit(2, 0.09, degrees: 23, name: "z")], "b has other terms than a (x, z)"),
      ([one, fit(2, 0.09, degrees: 23, outcome: "w")], "b has the outcome w, a y"),
      (
        [one, fit(2, 0.09, degrees: 23, Specification(estimator: .probit))],
        "b has the estimator probit, a ols"
      ),
      (
        [one, fit(2, 0.09, degrees: 23, Specification(estimator: .ols, variance: .hc1))],
        "b has the variance hc1, a iid"
      ),
      ([one, fit(2, 0.09, degrees: 23, wide)], "b has intervals of level 0.8, a of 0.95"),
    ] as [([Fit], String)] {
      #expect(throws: EstimationError.poolMismatch(words)) {
        try PooledFit(fits, named: ["a", "b"])
      }
    }
    #expect(throws: EstimationError.poolMismatch("fit 2 has the outcome w, fit 1 y")) {
      try PooledFit([one, fit(2, 0.09, degrees: 23, outcome: "w")])
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
    #expect(pooled.missingInformation[1] > 0 && pooled.missingInformation[1] < 0.5)
    #expect(pooled.degreesOfFreedom[1] < 298)
  }
}
