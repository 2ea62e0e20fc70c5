import Expressions
import Frames
import TestSupport
import Testing

@testable import Estimation

/// Separation that is hard to find, and what is said about what it leaves.
@Suite struct SeparationTests {
  /// A regressor, one with heavy tails, and two outcomes that the first decides.
  static func frame(rows: Int, seed: UInt64) throws -> Frame {
    var generator = SplitMix(seed: seed)
    let x = (0..<rows).map { _ in generator.normal() }
    let heavy = (0..<rows).map { _ in
      let scale = abs(generator.normal())
      return generator.normal() / max(1e-9, scale * scale * scale)
    }
    let noise = (0..<rows).map { _ in generator.uniform() }
    return try Frame([
      Column(name: "x", doubles: x), Column(name: "heavy", doubles: heavy),
      Column(name: "far", doubles: x.map { 1e8 + $0 }),
      Column(name: "decided", doubles: x.map { $0 > 0 ? 1 : 0 }),
      Column(name: "first", doubles: x.indices.map { $0 == 1 ? 1 : 0 }),
      Column(name: "group", doubles: x.indices.map { $0 == 1 ? 1 : 0 }),
      Column(name: "rare", doubles: x.indices.map { $0 == 0 ? 1 : 0 }),
      Column(name: "event", doubles: x.indices.map { noise[$0] < 0.5 ? 1 : 0 }),
      Column(name: "count", doubles: x.indices.map { $0 == 0 ? 0 : (4 * noise[$0]).rounded() }),
      Column(name: "all", texts: x.map { _ in "one" }),
    ])
  }

  func fit(_ frame: Frame, _ formula: String, _ estimator: Estimator) throws -> Fit {
    try Fit(frame, formula, Specification(estimator: estimator))
  }

  /// Beside a regressor of huge range the rectifier needs very many rounds; the predictor itself is
  /// the certificate.
  @Test(.tags(.failure), arguments: [Estimator.probit, .logit])
  func completeSeparationBesideHeavyTails(estimator: Estimator) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let frame = try Self.frame(rows: 120, seed: seed)
      #expect(throws: EstimationError.perfectPrediction("decided", terms: ["x"], rows: 120)) {
        _ = try fit(frame, "decided ~ x + heavy", estimator)
      }
    }
  }

  /// A dummy of one row beside a regressor far from zero: the last step points along it.
  @Test(.tags(.failure), arguments: [Estimator.probit, .logit])
  func oneRowIsDecided(estimator: Estimator) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let frame = try Self.frame(rows: 40, seed: seed)
      #expect(throws: EstimationError.perfectPrediction("event", terms: ["rare"], rows: 1)) {
        _ = try fit(frame, "event ~ far + rare", estimator)
      }
    }
    let found = try fit(try Self.frame(rows: 40, seed: 5), "count ~ far + rare", .ppml)
    #expect(
      found.sample.dropped == [.init(.zeroPredicted(by: ["rare"]), count: 1)])
  }

  /// All counts but one are zero and their effects with them.
  @Test(.tags(.failure)) func tooLittleIsLeft() throws {
    let frame = try Self.frame(rows: 40, seed: 6)
    #expect(
      throws: EstimationError.littleLeft(
        outcome: "first", rows: 1,
        dropped: [.init(.onlyZeros("group"), count: 39)])
    ) {
      _ = try fit(frame, "first ~ x | group", .ppml)
    }
  }

  @Test(.tags(.failure)) func outcomesWithoutVariation() throws {
    var frame = try Self.frame(rows: 40, seed: 7)
    try frame.set(Column(name: "zeros", doubles: [Double](repeating: 0, count: 40)))
    try frame.set(Column(name: "ones", doubles: [Double](repeating: 1, count: 40)))
    for (outcome, value) in [("zeros", 0.0), ("ones", 1)] {
      for estimator in [Estimator.ppml, .probit, .logit] {
        for effects in ["", " | all"] {
          #expect(throws: EstimationError.constantOutcome(outcome, value: value, rows: 40)) {
            _ = try fit(frame, "\(outcome) ~ x\(effects)", estimator)
          }
        }
      }
    }
  }

  @Test(.tags(.identity), arguments: [Estimator.ols, .ppml, .probit])
  func oneLevelIsAnIntercept(estimator: Estimator) throws {
    let frame = try Self.frame(rows: 60, seed: 8)
    let outcome = estimator == .ppml ? "count" : "event"
    let absorbed = try fit(frame, "\(outcome) ~ x | all", estimator)
    let plain = try fit(frame, "\(outcome) ~ x", estimator)
    #expect(absorbed.warnings.contains { $0.description.hasPrefix("'all' has one level") })
    expectClose(absorbed.estimates[0], plain.estimates[1], relative: 1e-8)
  }

  /// Variances of terms in units of 1e-200 are larger than any number: they are refused by name before
  /// anything is squared.
  @Test(.tags(.failure), arguments: [Estimator.ols, .ppml, .probit])
  func numbersBeyondTheRange(estimator: Estimator) throws {
    var frame = try Self.frame(rows: 40, seed: 9)
    let x = try frame.column("x")
    try frame.set(Column(name: "tiny", doubles: (0..<40).map { 1e-200 * x.double(at: $0)! }))
    let outcome = estimator == .ppml ? "count" : "event"
    let largest = (0..<40).reduce(0) { max($0, abs(1e-200 * x.double(at: $1)!)) }
    #expect(throws: EstimationError.extremeUnits(variable: "tiny", largest: largest)) {
      _ = try fit(frame, "\(outcome) ~ tiny", estimator)
    }
  }

  /// A fit to a draw of rows lies within a few of its standard errors of the whole.
  @Test(.tags(.identity), arguments: GeneralizedLinearEstimator.forms.map(\.name))
  func pilotsLieNearTheWhole(name: String) throws {
    let family = try #require(
      GeneralizedLinearEstimator.families.first { $0.name == name })
    var panel = SimulatedOutcomes(units: 10, years: 12, seed: 41)
    let frame = try panel.frame()
    var builder = DesignBuilder(frame)
    let design = try builder.design(
      try Formula("\(family.isBinary ? "event" : "count") ~ x1 + x2"), weights: nil,
      variance: .homoskedastic)
    let specification = Specification(estimator: try Estimator(reading: name))
    let sample = try WorkingSample(design, options: specification.options)
    let pilot = try #require(
      GeneralizedLinearModel.pilot(
        sample, family: family, options: specification.options, from: 1000, rows: 270))
    #expect(
      GeneralizedLinearModel.pilot(sample, family: family, options: specification.options) == nil)
    let whole = try Fit(design, specification)
    // A quarter of the rows has twice the errors; five of them are far out.
    for (index, estimate) in sample.basis.toCoefficients.times(pilot).enumerated() {
      let error = whole.covariance[index, index].squareRoot()
      expectClose(estimate, whole.estimates[index], absolute: 10 * error)
      #expect(estimate != whole.estimates[index])
    }
  }
}
