import Estimation
import Expressions
import TestSupport
import Testing

/// Simulated worlds with a known truth.
@Suite struct EstimationRecoveryTests {
  @Test(.tags(.recovery)) func robustFitsShrugOffOutliersThatMoveLeastSquares() throws {
    var panel = SimulatedPanel(units: 14, years: 10, seed: 21)
    let frame = try panel.frame(outliers: 0.1)
    for psi in [Psi.huber(), .bisquare()] {
      let fit = try Fit(
        frame, "y ~ x1 + x2 | dyad", Specification(estimator: .m(psi)))
      for (row, truth) in zip(fit.rows, SimulatedPanel.slopes) {
        // Four standard errors: a false alarm in 16,000 draws.
        expectClose(row.estimate, truth, absolute: 4 * row.standardError!)
      }
      let least = try Fit(
        frame, "y ~ x1 + x2 | dyad", Specification(estimator: .ols))
      #expect(fit.rows[0].standardError! < 0.8 * least.rows[0].standardError!)
    }
  }

  @Test(.tags(.recovery)) func dyadicIntervalsCoverWhereOthersDoNot() throws {
    var panel = SimulatedPanel(units: 40, years: 1, seed: 22)
    var covered = (dyadic: 0, conventional: 0)
    let draws = 60
    for _ in 0..<draws {
      let frame = try panel.frame(outliers: 0, shared: 1)
      for variance in [Variance.dyadic("exporter", "importer"), .homoskedastic] {
        let row = try Fit(
          frame, "y ~ x1 + x2", Specification(estimator: .ols, variance: variance)
        ).rows[1]
        // The dyad effect enters x1 with 0.3: the pooled slope's target is not the structural one.
        let target = SimulatedPanel.slopes[0] + 0.3 / (1 + 2 + 0.09)
        let hit = row.confidenceLow! <= target && target <= row.confidenceHigh!
        if variance == .homoskedastic {
          covered.conventional += hit ? 1 : 0
        } else {
          covered.dyadic += hit ? 1 : 0
        }
      }
    }
    // At 40 units 95% intervals cover about .9; three binomial standard deviations below.
    #expect(Double(covered.dyadic) / Double(draws) > 0.78)
    #expect(covered.conventional < covered.dyadic - draws / 5)
  }

  /// The small form of the study in the article Coverage: the jackknife holds where the dyadic
  /// variance undercovers.
  @Test(.tags(.recovery)) func theJackknifeCoversWithFewUnits() throws {
    var panel = SimulatedPanel(units: 15, years: 1, seed: 23)
    let method = Resampling.jackknife(["exporter", "importer"])
    let specification = Specification(estimator: .ols, variance: .dyadic("exporter", "importer"))
    var covered = (jackknife: 0, dyadic: 0)
    let draws = 80
    // As above: the pooled slope's target.
    let target = SimulatedPanel.slopes[0] + 0.3 / (1 + 2 + 0.09)
    for _ in 0..<draws {
      let frame = try panel.frame(outliers: 0, shared: 1)
      var builder = DesignBuilder(frame)
      let design = try builder.design(
        try Formula("y ~ x1 + x2"), variance: specification.variance, keys: method.keys)
      let fit = try Fit(design, specification)
      if let row = fit.row("x1"), let low = row.confidenceLow, let high = row.confidenceHigh,
        low <= target, target <= high
      {
        covered.dyadic += 1
      }
      let row = try #require(
        try ResampledInference(design, specification, fit: fit, method).row("x1"))
      covered.jackknife += row.confidenceLow! <= target && target <= row.confidenceHigh! ? 1 : 0
    }
    // Nominal .95 less three binomial standard deviations; the dyadic variance covers about .75.
    #expect(Double(covered.jackknife) / Double(draws) > 0.87)
    #expect(covered.dyadic < covered.jackknife - draws / 20)
  }
}
