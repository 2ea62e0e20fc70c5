import Estimation
import Expressions
import Foundation
import Frames
import TestSupport
import Testing

/// What randomization refuses, and what it cannot say.
@Suite struct RandomizationTests {
  @Test("a function's name is no column of a term", .tags(.failure)) func functionsAreNoColumns()
    throws
  {
    let rows = 40
    let frame = try Frame([
      Column(name: "y", doubles: (0..<rows).map { sin(Double($0)) }),
      Column(name: "z", doubles: (0..<rows).map { 1 + Double($0 % 7) }),
      Column(name: "log", doubles: (0..<rows).map { Double($0 % 2) }),
    ])
    let method = Resampling.randomization(
      treatment: "log", strata: nil, draws: 9, assignedTo: nil)
    #expect {
      try Self.randomize(frame, "y ~ log(z)", method)
    } throws: {
      String(describing: $0).contains("no term of 'y ~ log(z)' contains it")
    }
    // The column itself, by itself or within the function, is one.
    #expect(try Self.randomize(frame, "y ~ log(z) + log", method).rows.map(\.term) == ["log"])
    #expect(
      try Self.randomize(frame, "y ~ log(z) + log(log + 1)", method).rows.map(\.term)
        == ["log(log + 1)"])
  }

  @Test("without a draw that has the term there is no p-value", .tags(.failure))
  func drawsThatLeaveNothing() throws {
    // Only rows 0 and 1 may exchange treatments; exchanged, the treatment is `other`.
    let stratum = [0.0, 0] + (2..<20).map { Double($0) }
    let treatment = [0.0, 1] + (2..<20).map { Double($0 % 3) }
    let other = [1.0, 0] + treatment.dropFirst(2)
    let frame = try Frame([
      Column(name: "y", doubles: (0..<20).map { sin(3 * Double($0)) }),
      Column(name: "treatment", doubles: treatment), Column(name: "other", doubles: other),
      Column(name: "stratum", doubles: stratum),
    ])
    let specification = Specification(estimator: .ols, variance: .hc1)
    let formula = "y ~ other + treatment"
    let fit = try Fit(frame, formula, specification)
    var (without, with) = (0, 0)
    for seed in 1...16 {
      let found = try ResampledInference(
        randomizing: frame, try Formula(formula), specification, fit: fit,
        .randomization(treatment: "treatment", strata: "stratum", draws: 1, assignedTo: nil),
        seed: UInt64(seed))
      let isLost = found.warnings.contains {
        if case .drawsWithoutStatistic = $0 { true } else { false }
      }
      #expect((found.row("treatment")?.pValue == nil) == isLost, "seed \(seed)")
      (without, with) = (without + (isLost ? 1 : 0), with + (isLost ? 0 : 1))
    }
    #expect(without > 0 && with > 0)
  }

  private static func randomize(
    _ frame: Frame, _ formula: String, _ method: Resampling
  ) throws -> ResampledInference {
    let specification = Specification(estimator: .ols, variance: .hc1)
    let fit = try Fit(frame, formula, specification)
    return try ResampledInference(
      randomizing: frame, try Formula(formula), specification, fit: fit, method)
  }
}
