import Estimation
import Frames
import Interpretation
import TestSupport
import Testing

/// What is made of a variance that is not positive semidefinite
/// (`Fixtures/faults/p15-two-way-clusters-negative`).
@Suite struct IndefiniteVarianceTests {
  /// Rounding of sums in other units.
  static let rounding = 1e-9
  /// Rounding over the smallest eigenvalue that is not zero.
  static let nearZero = 1e-6

  static let specification = Specification(
    estimator: .ols, variance: .multiwayCluster(by: ["a", "b"]))

  static func table() throws -> Frame {
    try Fixture.table("faults/p15-two-way-clusters-negative/input.csv")
  }

  @Test(.tags(.identity)) func jointTestsRepairInScaledUnits() throws {
    let frame = try Self.table()
    let one = try Fit(frame, "y ~ x*z + factor(a)", Self.specification)
    let thousand = try Fit(frame, "y ~ x*z1000 + factor(a)", Self.specification)
    let within = try Fit(frame, "y ~ x*z | a", Self.specification)
    // Where what is tested is positive definite nothing is repaired.
    let healthy = try WaldTest(terms: ["x", "x:z"], in: one)
    #expect(healthy.zeroedEigenvalues == 0)
    expectClose(
      healthy.statistic, try WaldTest(terms: ["x", "x:z"], in: within).statistic,
      relative: Self.rounding)
    let left = try WaldTest(terms: ["z", "factor(a)1", "factor(a)2", "factor(a)6"], in: one)
    let right = try WaldTest(
      terms: ["z1000", "factor(a)1", "factor(a)2", "factor(a)6"], in: thousand)
    #expect(left.zeroedEigenvalues > 0)
    #expect(left.zeroedEigenvalues == right.zeroedEigenvalues)
    #expect(left.distribution == .f(numerator: 4 - left.zeroedEigenvalues, denominator: 12))
    expectClose(left.statistic, right.statistic, relative: Self.nearZero)
    #expect(throws: InterpretationError.self) { try WaldTest(terms: ["factor(a)1"], in: one) }
  }

  /// A combination with a positive variance keeps it, whatever the rest of the matrix is.
  @Test(.tags(.identity)) func combinationsKeepTheirVariance() throws {
    let frame = try Self.table()
    let one = try Fit(frame, "y ~ x*z + factor(a)", Self.specification)
    let within = try Fit(frame, "y ~ x*z | a", Self.specification)
    let weights = LinearCombination(weights: ["x": 1, "x:z": 0.7])
    expectClose(
      try weights.estimate(in: one).standardError ?? .nan,
      try weights.estimate(in: within).standardError ?? 0, relative: Self.rounding)
  }
}
