import Estimation
import Interpretation
import TestSupport
import Testing

/// Average derivatives of a complementary log-log model, against statsmodels' fit
/// (`Fixtures/cloglog/make.py`).
@Suite struct ComplementaryLogLogEffectsTests {
  /// Errors are those of a derivative taken by differences.
  static let differences = 1e-7

  struct Expected: Decodable {
    struct Effect: Decodable {
      var estimate: Double
      var std_error: Double
    }
    var marginal: [String: Effect]
  }

  @Test(.tags(.reference), arguments: ["x1", "x2"]) func averageDerivatives(name: String) throws {
    let expected = try #require(
      try Fixture.decode(Expected.self, "cloglog/expected.json").marginal[name])
    let frame = try Fixture.table("cloglog/data.csv")
    let fit = try Fit(
      frame, "event ~ x1 + x2", Specification(estimator: .cloglog))
    let found = try ModelEquation(fit, frame: frame).marginalEffect(of: name)
    expectClose(found.estimate, expected.estimate, relative: Self.differences)
    expectClose(found.standardError ?? 0, expected.std_error, relative: Self.differences)
  }
}
