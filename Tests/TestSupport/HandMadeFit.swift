import Estimation
import Expressions
import Numerics

/// Fits with given numbers, as estimators would have returned them.
public enum HandMadeFit {
  /// Huber M-estimation with an absorbed effect and a dyadic variance.
  public static func huber() -> Fit {
    Fit(
      formula: "wavg_tariff ~ years_to_election*change_support + change_gdp | dyad",
      outcomeName: "wavg_tariff",
      specification: Specification(
        estimator: .m(.huber()), variance: .dyadic("patron", "ally"), smallSample: .none),
      terms: [
        "years_to_election", "change_support", "change_gdp", "years_to_election:change_support",
      ],
      estimates: [-0.1234567890123, 1.5, 4.3e-14, 0.25],
      covariance: diagonal([0.0025, 0.36, 1e-30, -1e-6]),
      variance: VarianceSummary(
        variance: .dyadic("patron", "ally"), label: "dyadic-cluster-robust (patron, ally)",
        smallSample: .none, smallSampleFactor: 1, groups: 55, reference: .normal,
        negativeTerms: ["years_to_election:change_support"]),
      redundantTerms: [RedundantTerm(term: "distance", relativePivot: 3e-17)],
      sample: Sample(
        offered: 1500, rows: Array(0..<1226),
        dropped: [
          .init(.missing("wavg_tariff"), count: 250),
          .init(.outsideCoverage("support"), count: 24),
        ]),
      absorbed: [AbsorbedEffect(name: "dyad", levels: 1054, singletons: 3)],
      residualDegreesOfFreedom: 168, scale: 0.87654321,
      convergence: Convergence(
        method: "IRLS", iterations: 14, converged: true, criterion: 4e-11, tolerance: 1e-10),
      statistics: .robust, warnings: [.unequalUnits(55, effective: 31)])
  }

  /// Ordinary least squares with a clustered variance; `converged` false for the failure rows.
  public static func ols(converged: Bool = true) -> Fit {
    Fit(
      formula: "max_tariff ~ years_to_election + change_support", outcomeName: "max_tariff",
      specification: Specification(
        estimator: .ols, variance: .cluster(by: "ally"), smallSample: .stata),
      terms: ["(Intercept)", "years_to_election", "change_support"],
      estimates: [12.25, -1.75, 0.5],
      covariance: diagonal([4, 0.25, 0.0625]),
      variance: VarianceSummary(
        variance: .cluster(by: "ally"), label: "cluster-robust (ally)", smallSample: .stata,
        smallSampleFactor: 1.018234, groups: 55, reference: .t(degreesOfFreedom: 54)),
      sample: Sample(
        offered: 1500, rows: Array(0..<1500), dropped: []),
      residualDegreesOfFreedom: 1497, scale: 3.25,
      convergence: converged
        ? Convergence(
          method: "pivoted QR", iterations: 1, converged: true, criterion: 0, tolerance: 0)
        : Convergence(
          method: "IRLS", iterations: 200, converged: false, criterion: 3.2e-7, tolerance: 1e-10),
      statistics: .leastSquares(rSquared: 0.4321, withinRSquared: nil))
  }

  /// A fit of independent terms with given errors.
  public static func plain(
    _ terms: [Term], _ estimates: [Double], errors: [Double], outcome: String = "y"
  ) -> Fit {
    Fit(
      formula: "\(outcome) ~ " + terms.map(\.name).joined(separator: " + "), outcomeName: outcome,
      specification: Specification(estimator: .ols), terms: terms, estimates: estimates,
      covariance: diagonal(errors.map { $0 * $0 }), variance: conventional(.normal),
      sample: Sample(offered: 100, rows: Array(0..<100), dropped: []),
      residualDegreesOfFreedom: 90, scale: 1, convergence: oneStep, statistics: .robust)
  }

  /// A fit with a given covariance.
  public static func made(
    terms: [Term], estimates: [Double], covariance: [[Double]],
    reference: ReferenceDistribution = .normal, redundant: [RedundantTerm] = []
  ) -> Fit {
    Fit(
      formula: "tariff ~ election*support", outcomeName: "tariff",
      specification: Specification(estimator: .ols), terms: terms, estimates: estimates,
      covariance: Matrix(columns: covariance), variance: conventional(reference),
      redundantTerms: redundant,
      sample: Sample(offered: 40, rows: Array(0..<40), dropped: []),
      residualDegreesOfFreedom: 36, scale: 1, convergence: oneStep,
      statistics: .leastSquares(rSquared: 0.5, withinRSquared: nil))
  }

  /// Two variables and their product.
  public static func interaction(
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

  private static func conventional(_ reference: ReferenceDistribution) -> VarianceSummary {
    VarianceSummary(
      variance: .homoskedastic, label: "conventional", smallSample: .none, smallSampleFactor: 1,
      reference: reference)
  }

  private static let oneStep = Convergence(
    method: "pivoted QR", iterations: 1, converged: true, criterion: 0, tolerance: 0)

  private static func diagonal(_ values: [Double]) -> Matrix {
    var result = Matrix(rows: values.count, columns: values.count)
    for (index, value) in values.enumerated() { result[index, index] = value }
    return result
  }
}
