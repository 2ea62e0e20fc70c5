import Estimation
import Frames
import TestSupport
import Testing

/// Simulate, fit, cover the truth.
@Suite struct GeneralizedLinearRecoveryTests {
  static let repetitions = 200
  /// Four Monte Carlo standard errors of a coverage of .95 in 200 repetitions.
  static let slack = 4 * (0.95 * 0.05 / 200).squareRoot()

  /// 95% intervals of a slope cover it in about 95% of samples.
  @Test(.tags(.recovery), arguments: [Estimator.ppml, .logit])
  func intervalsCover(estimator: Estimator) throws {
    var covered = 0
    for repetition in 0..<Self.repetitions {
      var panel = SimulatedOutcomes(units: 6, years: 8, seed: UInt64(1000 + repetition))
      let frame = try panel.frame()
      // The dyad's effect enters as a regressor, so that the pooled model is the true one.
      let outcome = estimator == .ppml ? "count" : "event"
      let found = try Fit(
        frame, "\(outcome) ~ x1 + x2 + level", Specification(estimator: estimator, variance: .hc1))
      let row = found.row("x1")!
      if row.confidenceLow! <= SimulatedOutcomes.slopes[0],
        row.confidenceHigh! >= SimulatedOutcomes.slopes[0]
      {
        covered += 1
      }
    }
    let share = Double(covered) / Double(Self.repetitions)
    #expect(abs(share - 0.95) <= Self.slack, "covered \(share)")
  }
}
