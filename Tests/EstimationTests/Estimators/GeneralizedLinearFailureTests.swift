import Estimation
import Foundation
import Frames
import Numerics
import TestSupport
import Testing

/// Separation, perfect prediction and outcomes out of range.
@Suite struct GeneralizedLinearFailureTests {
  /// Two fits of the same rows.
  static let rounding = 1e-9

  func fit(
    _ frame: Frame, _ formula: String, _ estimator: Estimator,
    weights: WeightColumn? = nil
  ) throws -> Fit {
    try Fit(frame, formula, Specification(estimator: estimator), weights: weights)
  }

  /// Counts with 5 dyads of 12 rows, and noise to explain them with.
  static func counts() throws -> Frame {
    var panel = SimulatedOutcomes(units: 5, years: 6, seed: 21)
    return try panel.frame()
  }

  @Test(.tags(.failure)) func outcomesOutOfRange() throws {
    var frame = try Self.counts()
    let y = try frame.column("count")
    try frame.set(
      Column(
        name: "negative",
        doubles: (0..<frame.rowCount).map { $0 == 7 ? -1 : y.double(at: $0)! }))
    #expect(throws: EstimationError.negativeOutcome("negative", row: 8, value: -1)) {
      _ = try fit(frame, "negative ~ x1", .ppml)
    }
    let bad = (0..<frame.rowCount).first { y.double(at: $0)! > 1 }!
    for estimator in [Estimator.probit, .logit, .cloglog] {
      #expect(
        throws: EstimationError.outcomeNotBinary("count", row: bad + 1, value: y.double(at: bad)!)
      ) {
        _ = try fit(frame, "count ~ x1", estimator)
      }
    }
    try frame.set(Column(name: "w", doubles: (0..<frame.rowCount).map { $0 == 3 ? -2 : 1 }))
    #expect(throws: EstimationError.invalidWeight(name: "w", row: 4, value: -2)) {
      _ = try fit(frame, "count ~ x1", .ppml, weights: WeightColumn(.analytic, "w"))
    }
  }

  @Test(.tags(.failure)) func everyRowSeparated() throws {
    let count = 12
    let frame = try Frame([
      Column(name: "y", doubles: (0..<count).map { Double($0 % 2) }),
      Column(name: "g", doubles: (0..<count).map { Double($0 % 2) }),
      Column(name: "x", doubles: (0..<count).map { Double($0 * $0 % 7) }),
    ])
    #expect {
      _ = try fit(frame, "y ~ x | g", .logit)
    } throws: {
      guard case EstimationError.everyRowSeparated("y", let dropped) = $0 else { return false }
      return dropped == [.init(.constantOutcome("g"), count: 12)]
    }
  }

  /// A dummy that is one only in rows with a zero: its rows go, and the rest is the fit without them.
  @Test(.tags(.failure), arguments: ["", " | exporter"])
  func regressorsThatSeparateCounts(effects: String) throws {
    var frame = try Self.counts()
    let y = try frame.column("count")
    let zeros = (0..<frame.rowCount).filter { y.double(at: $0)! == 0 }.prefix(9)
    let dummy = (0..<frame.rowCount).map { zeros.contains($0) ? 1.0 : 0 }
    try frame.set(Column(name: "trap", doubles: dummy))
    let found = try fit(frame, "count ~ x1 + trap + x2" + effects, .ppml)
    #expect(
      found.sample.dropped == [.init(.zeroPredicted(by: ["trap"]), count: 9)])
    #expect(found.redundantTerms.map(\.term) == ["trap"])
    #expect(found.warnings.contains { $0.description.contains("9 rows were dropped") })
    #expect(found.sample.count == frame.rowCount - 9)
    #expect(found.residuals.count == found.sample.count)
    let without = try fit(
      frame.gathered((0..<frame.rowCount).filter { !zeros.contains($0) }),
      "count ~ x1 + x2" + effects, .ppml)
    expectClose(
      found.row("x1")!.estimate, without.row("x1")!.estimate, relative: Self.rounding)
    expectClose(
      found.row("x1")!.standardError!, without.row("x1")!.standardError!,
      relative: Self.rounding)
  }

  /// Correia, Guimaraes and Zylkin (2019, section 2): a difference of two regressors separates,
  /// though neither does.
  @Test(.tags(.failure)) func combinationsThatSeparateCounts() throws {
    let frame = try Frame([
      Column(name: "y", doubles: [0, 0, 0, 1, 2, 3, 4, 5, 6, 7]),
      Column(name: "a", doubles: [2, 3, 1, 1, 4, 2, 5, 3, 1, 2]),
      Column(name: "b", doubles: [1, 1, 1, 1, 4, 2, 5, 3, 1, 2]),
    ])
    let found = try fit(frame, "y ~ a + b", .ppml)
    #expect(found.sample.dropped.map(\.count) == [2])
    #expect(found.sample.dropped[0].reason == .zeroPredicted(by: ["a", "b"]))
    #expect(found.sample.rows == [2, 3, 4, 5, 6, 7, 8, 9])
    #expect(found.terms == ["(Intercept)", "a"])
  }

  /// Means far below the average are no separation where no combination predicts the zeros.
  @Test(.tags(.identity)) func smallMeansAreNotSeparated() throws {
    let x = (0..<60).map { Double($0 % 30) - 29 }
    let y = x.enumerated().map { $0 < 30 && $1 < 0 ? 0 : 1000 * exp($1) }
    let frame = try Frame([Column(name: "y", doubles: y), Column(name: "x", doubles: x)])
    let found = try fit(frame, "y ~ x", .ppml)
    #expect(found.sample.dropped.isEmpty)
    #expect(found.convergence.converged)
  }

  @Test(.tags(.failure), arguments: [Estimator.probit, .logit, .cloglog])
  func regressorsThatPredictPerfectly(estimator: Estimator) throws {
    var frame = try Self.counts()
    let y = try frame.column("event")
    let ones = (0..<frame.rowCount).filter { y.double(at: $0)! == 1 }.prefix(7)
    try frame.set(
      Column(
        name: "oracle", doubles: (0..<frame.rowCount).map { ones.contains($0) ? 1 : 0 }))
    #expect(
      throws: EstimationError.perfectPrediction("event", terms: ["oracle"], rows: 7)
    ) {
      _ = try fit(frame, "event ~ x1 + oracle + x2", estimator)
    }
    try frame.set(
      Column(name: "signed", doubles: (0..<frame.rowCount).map { y.double(at: $0)! * 2 - 1 }))
    #expect {
      _ = try fit(frame, "event ~ signed", estimator)
    } throws: {
      $0 as? EstimationError
        == .perfectPrediction("event", terms: ["signed"], rows: frame.rowCount)
    }
  }

  @Test(.tags(.failure)) func levelsWithoutVariationAreDroppedUntilNoneIsLeft() throws {
    // Level 1 of g varies only through rows that fall with level 1 of h.
    let frame = try Frame([
      Column(name: "y", doubles: [1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0]),
      Column(name: "g", doubles: [1, 1, 2, 1, 2, 2, 2, 3, 3, 3, 3, 3]),
      Column(name: "h", doubles: [2, 2, 2, 1, 2, 3, 3, 1, 2, 3, 2, 3]),
      Column(name: "x", doubles: [1, 3, 2, 5, 1, 4, 2, 6, 1, 3, 2, 5]),
    ])
    let found = try fit(frame, "y ~ x | g + h", .logit)
    #expect(
      found.sample.dropped == ["h", "g"].map { .init(.constantOutcome($0), count: 2) })
    #expect(found.absorbed.map(\.levels) == [2, 2])
    #expect(found.warnings.contains { $0.description.contains("incidental parameters") })
  }

  /// A column that effects span is named, whatever the link (a dyad's constant, an exporter's year).
  @Test(.tags(.failure), arguments: [Estimator.ppml, .logit, .cloglog])
  func columnsThatEffectsSpanAreNamed(estimator: Estimator) throws {
    let frame = try Self.counts()
    let outcome = estimator == .ppml ? "count" : "event"
    let found = try fit(frame, "\(outcome) ~ x1 + level | dyad", estimator)
    #expect(found.redundantTerms.map(\.term) == ["level"])
    #expect(found.terms == ["x1"])
  }

  @Test(.tags(.failure)) func iterationsThatDoNotEnd() throws {
    let frame = try Self.counts()
    var specification = Specification(estimator: .ppml)
    specification.options.maximumIterations = 2
    #expect {
      _ = try Fit(frame, "count ~ x1", specification)
    } throws: {
      guard case EstimationError.didNotConverge(let convergence) = $0 else { return false }
      return convergence.iterations == 2 && (convergence.criterion ?? 0) > convergence.tolerance
    }
    specification.options.allowNonConvergence = true
    let found = try Fit(frame, "count ~ x1", specification)
    #expect(found.warnings.contains { $0.description.contains("stopped before it converged") })
  }

  @Test(
    .tags(.failure),
    arguments: [
      EstimationError.negativeOutcome("y", row: 3, value: -1),
      .outcomeNotBinary("y", row: 3, value: 2),
      .everyRowSeparated(outcome: "y", dropped: [.init(.zeroPredicted(by: ["x"]), count: 4)]),
      .perfectPrediction("y", terms: ["x"], rows: 4),
      .perfectPrediction("y", terms: ["x"], rows: 4, withEffects: true),
      .perfectPrediction("y", terms: ["x", "z"], rows: 1), .beyondRange(term: "x"),
      .extremeUnits(variable: "x", largest: 1e200),
      .littleLeft(outcome: "y", rows: 1, dropped: [.init(.zeroPredicted(by: ["x"]), count: 4)]),
      .flatLikelihood(model: "probit", iteration: 30),
    ])
  func messagesSayWhatWasFound(error: EstimationError) {
    let text = error.description
    #expect(text.hasSuffix("."))
    #expect(!text.contains("Optional("))
  }
}
