import Estimation
import Foundation
import Frames
import Interpretation
import TestSupport
import Testing

/// Average derivatives of a complementary log-log model, against statsmodels' fit
/// (`EstimationTests/Fixtures/cloglog/make.py`).
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

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("EstimationTests/Fixtures/cloglog/" + name).path
  }

  @Test(.tags(.reference), arguments: ["x1", "x2"]) func averageDerivatives(name: String) throws {
    let document = try Data(contentsOf: URL(fileURLWithPath: Self.path("expected.json")))
    let expected = try #require(
      try JSONDecoder().decode(Expected.self, from: document).marginal[name])
    let frame = try TableFile.read(Self.path("data.csv"))
    let fit = try ReferenceTables.fit(
      frame, "event ~ x1 + x2", Specification(estimator: .cloglog))
    let found = try ModelEquation(fit, frame: frame).marginalEffect(of: name)
    expectClose(found.estimate, expected.estimate, relative: Self.differences)
    expectClose(found.standardError ?? 0, expected.std_error, relative: Self.differences)
  }
}
