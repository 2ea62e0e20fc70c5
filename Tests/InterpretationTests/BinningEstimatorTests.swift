import Estimation
import Interpretation
import TestSupport
import Testing

/// Against R's interflex on the panel of `Fixtures/estimators`.
@Suite struct BinningEstimatorTests {
  /// R prints 15 digits.
  static let printed = 1e-8

  static let panel = InteractionDiagnosticsTests.panel

  struct Binning: Decodable {
    struct Block: Decodable {
      var x0: [Double]
      var coef: [Double]
      var sd: [Double]
      var lower: [Double]
      var upper: [Double]

      enum CodingKeys: String, CodingKey {
        case x0, coef, sd
        case lower = "CI.lower"
        case upper = "CI.upper"
      }
    }
    struct Tests: Decodable {
      var wald: String
      var ratio: String

      enum CodingKeys: String, CodingKey {
        case wald = "p.wald"
        case ratio = "p.lr"
      }
    }
    struct Line: Decodable {
      var X: [Double]
      var ME: [Double]
      var sd: [Double]
    }
    var bins: [String: Block]
    var line: [String: Line]
    var tests: Tests

    enum CodingKeys: String, CodingKey {
      case bins = "est.bin"
      case line = "est.lin"
      case tests
    }
  }

  @Test(
    "The line over its grid agrees with interflex", .tags(.reference))
  func line() throws {
    let expected = try Fixture.decode(Binning.self, "estimators/interflex_binning.json")
    let line = try #require(expected.line.values.first)
    let fit = try Fit(
      try Self.panel.get().design, Specification(estimator: .ols, variance: .hc1))
    let effect = try MarginalEffect(of: "x1", by: "x2", in: fit)
    #expect(line.X.count == 50)
    for (index, value) in line.X.enumerated() {
      let found = try effect.at(value)
      expectClose(found.estimate, line.ME[index], relative: Self.printed)
      expectClose(found.standardError ?? 0, line.sd[index], relative: Self.printed)
    }
  }

  @Test(
    "Bins, their errors and both tests agree with interflex", .tags(.reference))
  func bins() throws {
    let expected = try Fixture.decode(Binning.self, "estimators/interflex_binning.json")
    let block = try #require(expected.bins.values.first)
    let found = try BinningEstimator(
      try Self.panel.get(), specification: Specification(estimator: .ols, variance: .hc1))
    for (index, bin) in found.bins.enumerated() {
      let effect = try #require(bin.effect)
      expectClose(bin.median, block.x0[index], relative: Self.printed)
      expectClose(effect.estimate, block.coef[index], relative: Self.printed)
      expectClose(effect.standardError ?? 0, block.sd[index], relative: Self.printed)
      expectClose(effect.confidenceLow ?? 0, block.lower[index], relative: Self.printed)
      expectClose(effect.confidenceHigh ?? 0, block.upper[index], relative: Self.printed)
    }
    #expect(found.bins.map(\.rows) == [2000, 2000, 2000])
    // Printed with three decimals.
    expectClose(found.wald?.pValue ?? 0, Double(expected.tests.wald) ?? 1, absolute: 5e-4)
    let ratio = try #require(found.likelihoodRatio)
    expectClose(ratio.pValue, Double(expected.tests.ratio) ?? 1, absolute: 5e-4)
    #expect(ratio.degreesOfFreedom == 8)
  }
}
