import Estimation
import Frames
import TestSupport
import Testing

/// The panel of `Fixtures/estimators`, 400 dyads x 15 years; numbers from R 4.2.2 with MASS 7.3-58.2,
/// sandwich, estimatr, plm and fixest 0.12.2.
@Suite struct PanelReferenceTests {
  /// R prints 15 digits; sums of 6000 terms lose a few.
  static let printed = 1e-8
  static let pooled = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8"
  static let within = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 | dyad"

  func fit(
    _ formula: String, _ estimator: Estimator = .ols, _ variance: Variance = .homoskedastic,
    _ rule: SmallSampleRule = .none
  ) throws -> Fit {
    try Fit(
      try Fixture.panel.get(), formula,
      Specification(estimator: estimator, variance: variance, smallSample: rule))
  }

  func expectCoefficients(_ fit: Fit, _ expected: JSON, absolute: Double = 0) {
    for (term, estimate) in zip(fit.terms, fit.estimates) {
      expectClose(
        estimate, expected[term.name].number ?? .nan, relative: Self.printed, absolute: absolute,
        term.name)
    }
  }

  func expectCovariance(_ fit: Fit, _ expected: JSON, _ name: String) {
    let rows = expected.matrix
    #expect(rows.count == fit.terms.count)
    let scale = fit.covariance.diagonal.map { abs($0).squareRoot() }
    for row in rows.indices {
      for column in rows.indices {
        // Covariances near zero are judged on the scale of their variances.
        expectClose(
          fit.covariance[row, column], rows[row][column], relative: Self.printed,
          absolute: Self.printed * scale[row] * scale[column], "\(name) [\(row), \(column)]")
      }
    }
  }

  @Test(.tags(.reference)) func pooledLeastSquares() throws {
    let expected = try Fixture.json("estimators/ols_pooled.json")
    let iid = try fit(Self.pooled)
    expectCoefficients(iid, expected["coef"])
    expectClose(iid.scale, expected["sigma"].number!, relative: Self.printed)
    expectClose(iid.rSquared!, expected["r2"].number!, relative: Self.printed)
    expectCovariance(iid, expected["iid"], "iid")
    for (variance, name) in [
      (Variance.hc0, "HC0"), (.hc1, "HC1"), (.hc2, "HC2"), (.hc3, "HC3"),
    ] {
      expectCovariance(try fit(Self.pooled, .ols, variance), expected[name], name)
    }
    let cluster = Variance.cluster(by: "dyad")
    expectCovariance(
      try fit(Self.pooled, .ols, cluster, .sandwich), expected["CL_dyad_sandwich_HC1_cadj"],
      "sandwich")
    expectCovariance(
      try fit(Self.pooled, .ols, cluster), expected["CL_dyad_HC0_nocadj"], "no correction")
  }

  @Test(.tags(.reference)) func estimatrsClusterErrors() throws {
    let expected = try Fixture.json("estimators/ols_estimatr_cluster_dyad.json")
    for (rule, name) in [(SmallSampleRule.none, "CR0"), (.stata, "stata")] {
      let found = try fit(Self.pooled, .ols, .cluster(by: "dyad"), rule)
      for row in found.rows {
        expectClose(
          row.standardError!, expected[name]["se"][row.term.name].number!, relative: Self.printed,
          "\(name) \(row.term)")
      }
    }
  }

  @Test(.tags(.reference)) func dyadicVarianceIsThatOfThePairDefinition() throws {
    let expected = try Fixture.json("estimators/dyadic_pooled_ols.json")
    let found = try fit(Self.pooled, .ols, .dyadic("exp", "imp"))
    expectCovariance(found, expected["V_pair_definition"], "dyadic")
    #expect(found.variance.reference == .normal)
    #expect(found.variance.smallSampleFactor == 1)
  }

  @Test(.tags(.reference)) func absorbedDyadsAsFixestAndPlm() throws {
    let expected = try Fixture.json("estimators/feols_dyad.json")
    let iid = try fit(Self.within)
    expectCoefficients(iid, expected["coef"])
    #expect(iid.residualDegreesOfFreedom == 5592)
    expectClose(iid.scale * iid.scale, expected["sigma2"].number!, relative: Self.printed)
    expectClose(iid.rSquared!, expected["r2"].number!, relative: Self.printed)
    expectClose(iid.withinRSquared!, expected["within_r2"].number!, relative: Self.printed)
    expectCovariance(iid, expected["iid"], "iid")
    expectCovariance(try fit(Self.within, .ols, .hc1), expected["hetero"], "hetero")
    let cluster = Variance.cluster(by: "dyad")
    for (rule, name) in [
      (SmallSampleRule.fixest, "cluster_dyad_default"), (.none, "cluster_dyad_noadj"),
      (.stata, "cluster_dyad_full"), (.sandwich, "cluster_dyad_full"),
    ] {
      expectCovariance(try fit(Self.within, .ols, cluster, rule), expected[name], name)
    }
    let stored: [Double]? = expected["resid_first5"].numbers
    let first = try #require(stored)
    #expect(first.count == 5)
    expectClose(iid.residuals.prefix(first.count), first, relative: Self.printed)

    let plm = try Fixture.json("estimators/plm_within_dyad.json")
    expectCoefficients(iid, plm["coef"])
    expectCovariance(iid, plm["V"], "plm")
    expectCovariance(
      try fit(Self.within, .ols, cluster), plm["V_arellano_HC0"], "plm Arellano HC0")
  }

  @Test(
    .tags(.reference),
    arguments: [(Psi.huber(), "rlm_huber_M"), (.bisquare(), "rlm_bisquare_M")])
  func robustFitsAsRlm(psi: Psi, file: String) throws {
    let expected = try Fixture.json("estimators/\(file).json")
    let found = try fit(Self.pooled, .m(psi))
    expectCoefficients(found, expected["coef"])
    expectClose(found.scale, expected["s"].number!, relative: Self.printed)
    expectCovariance(found, expected["V"], "XtX")
    expectClose(
      found.robustnessWeights.reduce(0, +), expected["sum_w"].number!, relative: Self.printed)
    #expect(found.convergence.converged)
    #expect(found.variance.reference == .normal)
  }

  @Test(.tags(.reference)) func rsToleranceStopsWhereRDoes() throws {
    let expected = try Fixture.json("estimators/rlm_bisquare_default_acc.json")
    var specification = Specification(estimator: .m(.bisquare()))
    specification.options.tolerance = 1e-4
    let found = try Fit(try Fixture.panel.get(), Self.pooled, specification)
    expectCoefficients(found, expected["coef"])
    expectClose(found.scale, expected["s"].number!, relative: Self.printed)
    #expect(Double(found.convergence.iterations) == expected["iter"].number)
    expectCovariance(found, expected["V"], "XtX")
  }
}
