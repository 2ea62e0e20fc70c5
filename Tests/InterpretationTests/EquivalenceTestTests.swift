import Estimation
import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct EquivalenceTestTests {
  static let rounding = 1e-12

  private func test(
    _ estimate: Double, _ error: Double, _ bound: Double, df: Double? = nil
  ) throws -> EquivalenceTest {
    let reference: ReferenceDistribution = df.map { .t(degreesOfFreedom: $0) } ?? .normal
    return try EquivalenceTest(
      Quantity(estimate: estimate, variance: error * error, reference: reference),
      between: (-bound, bound), reference: reference)
  }

  @Test("Each one-sided p-value is its tail", .tags(.reference))
  func tails() throws {
    let found = try test(0.2, 0.1, 0.5)
    expectClose(found.lowerPValue, NormalDistribution.upperTail(7), relative: Self.rounding)
    expectClose(found.upperPValue, NormalDistribution.upperTail(3), relative: Self.rounding)
    #expect(found.pValue == found.upperPValue)

    let few = try test(0.2, 0.2, 0.5, df: 20)
    expectClose(
      few.upperPValue, StudentTDistribution(degreesOfFreedom: 20).upperTail(1.5),
      relative: Self.rounding)
  }

  @Test("The test rejects exactly when the 1 - 2 alpha interval lies inside", .tags(.identity))
  func duality() throws {
    for bound in stride(from: 0.1, through: 1, by: 0.05) {
      let found = try test(0.23, 0.11, bound, df: 14)
      let inside = -bound <= found.interval.lowerBound && found.interval.upperBound <= bound
      #expect((found.pValue <= 0.05) == inside)
    }
    // At the smallest rejected bound the p-value is alpha.
    let smallest = try test(0.23, 0.11, 1, df: 14).smallestBound
    expectClose(try test(0.23, 0.11, smallest, df: 14).pValue, 0.05, relative: 1e-9)
  }

  @Test("The minimum detectable effect is found with the power asked for", .tags(.identity))
  func power() throws {
    let found = try test(0, 0.5, 1)
    let critical = NormalDistribution.quantile(0.975)
    let power = NormalDistribution.upperTail(critical - found.minimumDetectableEffect / 0.5)
    expectClose(power, 0.8, relative: 1e-9)
  }

  @Test("Wide is inconclusive, and the words say so", .tags(.identity))
  func verdicts() throws {
    #expect(try test(0.01, 0.05, 0.5).verdict == .negligible)
    #expect(try test(0.2, 0.05, 0.5).verdict == .smallButPresent)
    #expect(try test(0.6, 0.05, 0.5).verdict == .present)
    let wide = try test(0.1, 2, 0.5)
    #expect(wide.verdict == .inconclusive)
    #expect(wide.words.contains("not evidence for a negligible effect"))
  }

  @Test("Bounds that enclose nothing and a missing error are refused", .tags(.failure))
  func failures() throws {
    #expect(throws: InterpretationError.equivalenceBounds(low: 0.5, high: -0.5)) {
      try test(0, 1, -0.5)
    }
    #expect(throws: InterpretationError.noStandardError("the effect")) {
      try EquivalenceTest(
        Quantity(estimate: 1, variance: -1, reference: .normal), between: (-1, 1),
        reference: .normal)
    }
  }
}
