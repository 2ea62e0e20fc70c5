import Estimation
import Expressions
import Numerics
import TestSupport

extension Fit {
  /// A fit with given numbers, as an estimator would have returned it.
  static func made(
    terms: [Term], estimates: [Double], covariance: [[Double]],
    reference: ReferenceDistribution = .normal, redundant: [RedundantTerm] = []
  ) -> Fit {
    Fit(
      formula: "tariff ~ election*support", outcomeName: "tariff",
      specification: Specification(estimator: .ols), terms: terms, estimates: estimates,
      covariance: Matrix(columns: covariance),
      variance: VarianceSummary(
        variance: .homoskedastic, label: "conventional", smallSample: .none, smallSampleFactor: 1,
        reference: reference),
      redundantTerms: redundant,
      sample: Sample(offered: 40, rows: Array(0..<40), dropped: []),
      residualDegreesOfFreedom: 36, scale: 1,
      convergence: Convergence(
        method: "QR", iterations: 1, converged: true, criterion: 0, tolerance: 0),
      statistics: .leastSquares(rSquared: 0.5, withinRSquared: nil))
  }

  /// Two variables and their product.
  static func interaction(
    product: Term = "election:support", reference: ReferenceDistribution = .normal,
    redundant: [RedundantTerm] = []
  ) -> Fit {
    made(
      terms: ["(Intercept)", "election", "support", product], estimates: [1, 0.5, -0.2, 0.3],
      covariance: [
        [0.04, 0.001, 0.002, 0], [0.001, 0.09, 0.003, -0.02], [0.002, 0.003, 0.01, 0.001],
        [0, -0.02, 0.001, 0.0225],
      ], reference: reference, redundant: redundant)
  }
}
