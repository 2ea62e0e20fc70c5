import Estimation
import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Variances by several clusters, over time and bias-reduced, against sandwich, estimatr, plm and
/// fixest 0.12.2 on R 4.2.2 (the panel of `Fixtures/estimators`: 400 dyads x 15 years).
@Suite struct VarianceReferenceTests {
  /// R prints 15 digits; sums of 6000 terms lose a few.
  static let printed = 1e-8

  let tests = PanelReferenceTests()

  @Test(.tags(.reference)) func twoWayClustersOfPooledLeastSquares() throws {
    let expected = try Fixture.json("estimators/ols_pooled.json")
    let variance = Variance.multiwayCluster(by: ["exp", "imp"])
    for (rule, name) in [
      (SmallSampleRule.sandwich, "CL_exp_imp_sandwich_HC1"), (.none, "CL_exp_imp_HC0_nocadj"),
    ] {
      let found = try tests.fit(PanelReferenceTests.pooled, .ols, variance, rule)
      tests.expectCovariance(found, expected[name], name)
    }
    let twoMode = try tests.fit(PanelReferenceTests.pooled, .ols, .twoMode("exp", "imp"))
    tests.expectCovariance(twoMode, expected["CL_exp_imp_HC0_nocadj"], "two-mode")
  }

  @Test(.tags(.reference)) func severalClustersWithAbsorbedDyadsAsFixest() throws {
    let expected = try Fixture.json("estimators/feols_dyad.json")
    for (keys, rule, name) in [
      (["exp", "imp"] as [GroupingKey], SmallSampleRule.fixest, "twoway_exp_imp_default"),
      (["exp", "imp"], .none, "twoway_exp_imp_noadj"),
      (["exp", "imp", "year"], .fixest, "threeway_exp_imp_year"),
    ] {
      let found = try tests.fit(
        PanelReferenceTests.within, .ols, .multiwayCluster(by: keys), rule)
      tests.expectCovariance(found, expected[name], name)
    }
  }

  @Test(.tags(.reference)) func biasReducedErrorsAndTheirDegreesOfFreedom() throws {
    let expected = try Fixture.json("estimators/ols_estimatr_cluster_dyad.json")["CR2"]
    let found = try tests.fit(PanelReferenceTests.pooled, .ols, .cr2(by: "dyad"))
    tests.expectCovariance(found, expected["vcov"], "CR2")
    for (index, row) in found.rows.enumerated() {
      expectClose(
        row.standardError!, expected["se"][row.term.name].number!, relative: Self.printed,
        row.term.name)
      expectClose(
        found.variance.termDegreesOfFreedom![index], expected["df"][row.term.name].number!,
        relative: Self.printed, row.term.name)
    }
  }

  @Test(.tags(.reference)) func driscollKraayAsPlm() throws {
    let expected = try Fixture.json("estimators/plm_within_dyad.json")
    // plm's default: floor(T^(1/4)) = 1 lag.
    let found = try tests.fit(
      PanelReferenceTests.within, .ols, .driscollKraay(time: "year", lags: 1))
    tests.expectCovariance(found, expected["V_DK_SCC"], "Driscoll-Kraay")
    let arellano = try tests.fit(PanelReferenceTests.within, .ols, .cluster(by: "dyad"))
    var scaled = arellano
    // plm's HC1 leaves the absorbed levels out of its count.
    for index in scaled.covariance.values.indices {
      scaled.covariance.values[index] *= 6000.0 / (6000 - 8)
    }
    tests.expectCovariance(scaled, expected["V_arellano_HC1"], "Arellano HC1")
  }

  /// Several absorbed effects: fixest counts those nested in a cluster once.
  @Test(
    .tags(.reference),
    arguments: [
      ("feols_dyad_year", "dyad + year"), ("feols_threeway", "dyad + exp^year + imp^year"),
    ]
  )
  func clustersWithSeveralAbsorbedEffects(file: String, effects: String) throws {
    let expected = try Fixture.json("estimators/\(file).json")
    let formula = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 | " + effects
    for (variance, rule, name) in [
      (Variance.cluster(by: "dyad"), SmallSampleRule.fixest, "cluster_dyad_default"),
      (.cluster(by: "dyad"), .none, "cluster_dyad_noadj"),
      (.multiwayCluster(by: ["exp", "imp"]), .fixest, "twoway_exp_imp_default"),
      (.multiwayCluster(by: ["exp", "imp"]), .none, "twoway_exp_imp_noadj"),
      (.multiwayCluster(by: ["exp", "imp", "year"]), .fixest, "threeway_exp_imp_year"),
    ] {
      let found = try tests.fit(formula, .ols, variance, rule)
      tests.expectCovariance(found, expected[name], name)
    }
  }
}
