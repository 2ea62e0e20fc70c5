import Estimation
import Frames
import TestSupport
import Testing

/// PPML by Newton steps to the exact optimum and probit by R's `glm`, on the panel of
/// `Fixtures/estimators` (400 dyads x 15 years; R 4.2.2, sandwich, fixest 0.12.2).
@Suite struct GeneralizedLinearReferenceTests {
  /// R prints 15 digits; sums of 6000 terms lose a few.
  static let printed = 1e-8
  static let terms = "x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8"

  func fit(
    _ formula: String, _ estimator: Estimator, _ variance: Variance = .homoskedastic,
    _ rule: SmallSampleRule = .none
  ) throws -> Fit {
    try Fit(
      try Fixture.panel.get(), formula,
      Specification(estimator: estimator, variance: variance, smallSample: rule))
  }

  /// The reference's rows are the fit's last ones: it leaves the intercept out.
  func expectCovariance(
    _ fit: Fit, _ expected: JSON, _ name: String, tolerance: Double = printed
  ) {
    let rows = expected.matrix
    let shift = fit.terms.count - rows.count
    #expect(shift == 0 || fit.terms[0] == "(Intercept)")
    let scale = fit.covariance.diagonal.map { abs($0).squareRoot() }
    for row in rows.indices {
      for column in rows.indices {
        expectClose(
          fit.covariance[row + shift, column + shift], rows[row][column], relative: tolerance,
          absolute: tolerance * scale[row + shift] * scale[column + shift],
          "\(name) [\(row), \(column)]")
      }
    }
  }

  func expectCoefficients(_ fit: Fit, _ expected: JSON) {
    for (term, estimate) in zip(fit.terms, fit.estimates) where term != "(Intercept)" {
      expectClose(estimate, expected[term.name].number ?? .nan, relative: Self.printed, term.name)
    }
  }

  static let exact = [
    ("trade ~ \(terms)", "ppml_nofe_exact", 6000),
    ("trade ~ \(terms) | dyad", "ppml_dyad_exact", 5955),
    ("trade ~ \(terms) | exp^year + imp^year", "ppml_ey_iy_exact", 5958),
  ]

  @Test(.tags(.reference), arguments: exact)
  func poissonAtTheOptimum(formula: String, file: String, rows: Int) throws {
    let expected = try Fixture.json("estimators/\(file).json")
    let conventional = try fit(formula, .ppml)
    #expect(conventional.sample.count == rows)
    #expect(conventional.convergence.converged)
    expectCoefficients(conventional, expected["coef"])
    expectClose(conventional.deviance!, expected["deviance"].number!, relative: Self.printed)
    expectCovariance(conventional, expected["iid_noadj"], "iid")
    expectCovariance(try fit(formula, .ppml, .hc0), expected["hetero_HC0"], "HC0")
    expectCovariance(
      try fit(formula, .ppml, .cluster(by: "dyad")), expected["cluster_dyad_noadj"], "cluster")
    expectCovariance(
      try fit(formula, .ppml, .dyadic("exp", "imp")), expected["dyadic_noadj"], "dyadic")
  }

  /// fixest's own variances stop 1e-7 short of the optimum; its coefficients, deviance and
  /// log-likelihood do not, and its factors are exact.
  @Test(
    .tags(.reference),
    arguments: [
      ("trade ~ \(terms)", "fepois_nofe", "ppml_nofe_exact"),
      ("trade ~ \(terms) | dyad", "fepois_dyad", "ppml_dyad_exact"),
      ("trade ~ \(terms) | exp^year + imp^year", "fepois_ey_iy", "ppml_ey_iy_exact"),
    ])
  func poissonAsFepois(formula: String, file: String, exact: String) throws {
    let expected = try Fixture.json("estimators/\(file).json")
    let found = try fit(formula, .ppml, .homoskedastic, .fixest)
    for (term, estimate) in zip(found.terms, found.estimates) {
      expectClose(
        estimate, expected["coef"][term.name].number ?? .nan, relative: Self.printed, term.name)
    }
    #expect(Double(found.sample.count) == expected["n"].number)
    #expect(Double(found.residualDegreesOfFreedom) == expected["dfresid_iid"].number)
    expectClose(found.deviance!, expected["deviance"].number!, relative: Self.printed)
    expectClose(found.logLikelihood!, expected["logLik"].number!, relative: Self.printed)
    let behind = 1e-6
    expectCovariance(found, expected["iid"], "iid", tolerance: behind)
    expectCovariance(
      try fit(formula, .ppml, .hc1, .fixest), expected["hetero"], "hetero", tolerance: behind)
    for (rule, name) in [
      (SmallSampleRule.fixest, "cluster_dyad_default"), (.none, "cluster_dyad_noadj"),
      (.sandwich, "cluster_dyad_full"),
    ] where rule != .sandwich || found.absorbed.count < 2 {
      // With two effects fixest counts all levels but one, and the other rules the rank.
      expectCovariance(
        try fit(formula, .ppml, .cluster(by: "dyad"), rule), expected[name], name,
        tolerance: behind)
    }
  }

  @Test(.tags(.reference)) func levelsOfZerosAreDroppedAndCounted() throws {
    let found = try fit("trade ~ \(Self.terms) | dyad", .ppml)
    #expect(
      found.sample.dropped == [.init(.onlyZeros("dyad"), count: 45)])
    #expect(found.absorbed[0].levels == 397)
    #expect(found.warnings.contains { $0.description.contains("45 rows were dropped") })
  }

  @Test(.tags(.reference)) func probitAsGlm() throws {
    let expected = try Fixture.json("estimators/probit_pooled.json")
    let formula = "ally ~ \(Self.terms)"
    let conventional = try fit(formula, .probit)
    for (term, estimate) in zip(conventional.terms, conventional.estimates) {
      expectClose(
        estimate, expected["coef"][term.name].number!, relative: Self.printed, term.name)
    }
    expectClose(conventional.logLikelihood!, expected["logLik"].number!, relative: Self.printed)
    expectClose(conventional.deviance!, expected["deviance"].number!, relative: Self.printed)
    expectCovariance(conventional, expected["vcov_expected_info"], "information")
    expectCovariance(try fit(formula, .probit, .hc0), expected["HC0"], "HC0")
    expectCovariance(
      try fit(formula, .probit, .hc1), expected["HC1_vcovHC_style_n_over_nk"], "HC1")
    let cluster = Variance.cluster(by: "dyad")
    expectCovariance(
      try fit(formula, .probit, cluster, .sandwich), expected["CL_dyad_HC1"], "cluster")
    expectCovariance(
      try fit(formula, .probit, cluster), expected["CL_dyad_HC0_nocadj"], "cluster, no factor")
  }
}
