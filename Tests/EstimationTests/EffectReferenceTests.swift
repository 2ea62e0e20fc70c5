import Estimation
import Frames
import TestSupport
import Testing

/// Two and three absorbed effects against fixest 0.12.2 on the panel of `Fixtures/estimators`.
@Suite struct EffectReferenceTests {
  static let slopes = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8"
  /// R prints 15 digits; fixest's effects stop at 2e-12.
  static let printed = 1e-8

  struct Model: Sendable, CustomTestStringConvertible {
    var effects: String
    var file: String
    var sweeps: ClosedRange<Int>
    var testDescription: String { file }
  }

  static let models = [
    Model(effects: "dyad + year", file: "feols_dyad_year", sweeps: 1...10),
    Model(effects: "dyad + exp^year + imp^year", file: "feols_threeway", sweeps: 1...60),
  ]

  func fit(
    _ model: Model, _ variance: Variance = .homoskedastic, _ rule: SmallSampleRule = .fixest
  ) throws -> Fit {
    try Fit(
      try Fixture.panel.get(), "\(Self.slopes) | \(model.effects)",
      Specification(estimator: .ols, variance: variance, smallSample: rule))
  }

  func expectCovariance(_ fit: Fit, _ expected: JSON, _ name: String) {
    let rows = expected.matrix
    #expect(rows.count == fit.terms.count)
    let scale = fit.covariance.diagonal.map { abs($0).squareRoot() }
    for row in rows.indices {
      for column in rows.indices {
        expectClose(
          fit.covariance[row, column], rows[row][column], relative: Self.printed,
          absolute: Self.printed * scale[row] * scale[column], "\(name) [\(row), \(column)]")
      }
    }
  }

  @Test(.tags(.reference), arguments: models) func coefficientsAndVariancesAsFixest(
    model: Model
  ) throws {
    let expected = try Fixture.json("estimators/\(model.file).json")
    let iid = try fit(model)
    for (term, estimate) in zip(iid.terms, iid.estimates) {
      expectClose(
        estimate, expected["coef"][term.name].number ?? .nan, relative: Self.printed, term.name)
    }
    #expect(Double(iid.residualDegreesOfFreedom) == expected["dfresid_iid"].number)
    expectClose(iid.scale * iid.scale, expected["sigma2"].number!, relative: Self.printed)
    expectClose(iid.rSquared!, expected["r2"].number!, relative: Self.printed)
    expectClose(iid.withinRSquared!, expected["within_r2"].number!, relative: Self.printed)
    let stored: [Double]? = expected["resid_first5"].numbers
    let first = try #require(stored)
    #expect(first.count == 5)
    // Singletons have residuals of rounding size.
    expectClose(
      iid.residuals.prefix(first.count), first, relative: Self.printed,
      absolute: Self.printed * iid.scale)
    #expect(iid.convergence.converged)
    #expect(model.sweeps.contains(iid.convergence.iterations))

    expectCovariance(iid, expected["iid"], "iid")
    expectCovariance(try fit(model, .hc1), expected["hetero"], "hetero")
    let cluster = Variance.cluster(by: "dyad")
    expectCovariance(try fit(model, cluster), expected["cluster_dyad_default"], "default")
    expectCovariance(try fit(model, cluster, .none), expected["cluster_dyad_noadj"], "no rule")
  }

  /// With two effects a count of components gives the rank that fixest's rule assumes.
  @Test(.tags(.reference)) func stataCountsTwoEffectsAsFixestsFullRule() throws {
    let expected = try Fixture.json("estimators/feols_dyad_year.json")
    let found = try fit(Self.models[0], .cluster(by: "dyad"), .stata)
    expectCovariance(found, expected["cluster_dyad_full"], "full")
    #expect(found.absorbed.map(\.levels) == [400, 15])
    #expect(found.absorbed.map(\.redundant) == [0, 1])
  }

  /// fixest counts each effect less one; components show that more levels are spanned: those of
  /// each exporter, and of each importer, by its dyads.
  @Test(.tags(.reference)) func threeEffectsSpanMoreThanFixestCounts() throws {
    let fixest = try fit(Self.models[1])
    let plain = try fit(Self.models[1], .homoskedastic, .stata)
    #expect(fixest.absorbed.map(\.levels) == [400, 375, 420])
    // The largest effect, importer-years, is counted in full.
    #expect(fixest.absorbed.map(\.redundant) == [28, 25, 0])
    #expect(fixest.residualDegreesOfFreedom == 6000 - 8 - 400 - 374 - 419)
    #expect(plain.residualDegreesOfFreedom == 6000 - 8 - (400 - 28) - (375 - 25) - 420)
  }
}
