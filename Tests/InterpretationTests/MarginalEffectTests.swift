import Estimation
import Expressions
@testable import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct MarginalEffectTests {
  /// Sums of a few products: only rounding may differ.
  static let rounding = 1e-13

  @Test("The effect is b_x + b_xz z with variance v_x + z^2 v_xz + 2 z c", .tags(.identity))
  func productTerm() throws {
    let effect = try MarginalEffect(of: "election", by: "support", in: HandMadeFit.interaction())
    for z in [-2.0, 0, 0.7, 3] {
      let found = try effect.at(z)
      expectClose(found.estimate, 0.5 + 0.3 * z, relative: Self.rounding)
      let variance = 0.09 + z * z * 0.0225 + 2 * z * -0.02
      expectClose(found.variance ?? .nan, variance, relative: Self.rounding)
      let half = NormalDistribution.quantile(0.975) * variance.squareRoot()
      expectClose(found.confidenceLow ?? .nan, 0.5 + 0.3 * z - half, relative: Self.rounding)
      expectClose(found.confidenceHigh ?? .nan, 0.5 + 0.3 * z + half, relative: Self.rounding)
    }
    #expect(effect.terms == ["election", "election:support"])
  }

  @Test("The order of the two names in the product does not matter", .tags(.identity))
  func order() throws {
    let one = try MarginalEffect(of: "election", by: "support", in: HandMadeFit.interaction())
    let other = try MarginalEffect(
      of: "election", by: "support", in: HandMadeFit.interaction(product: "support:election"))
    #expect(try one.at(1.5) == other.at(1.5))
  }

  @Test("At moderator zero the effect is the coefficient's own row", .tags(.identity))
  func atZero() throws {
    let fit = HandMadeFit.interaction(reference: .t(degreesOfFreedom: 12))
    let effect = try MarginalEffect(of: "election", by: "support", in: fit).at(0)
    let row = try #require(fit.row("election"))
    #expect(effect.estimate == row.estimate)
    #expect(effect.standardError == row.standardError)
    #expect(effect.pValue == row.pValue)
    #expect(effect.confidenceLow == row.confidenceLow)
  }

  @Test("Powers differentiate: 2 b x + b z^2 x^0, third variables held", .tags(.identity))
  func powers() throws {
    let terms: [Term] = ["x", "I(x^2)", "z", "x:I(z^2)", "x:z:w"]
    var covariance = Array(repeating: Array(repeating: 0.0, count: 5), count: 5)
    for index in 0..<5 { covariance[index][index] = Double(index + 1) }
    let fit = HandMadeFit.made(
      terms: terms, estimates: [1, 10, 100, 1000, 10000], covariance: covariance)
    let effect = try MarginalEffect(
      of: "x", by: "z", holding: ["x": 3, "w": 0.5], in: fit)
    // At z = 2: 1 + 2 * 10 x + 1000 z^2 + 10000 z w.
    let found = try effect.at(2)
    expectClose(found.estimate, 1 + 60 + 4000 + 10000, relative: Self.rounding)
    // Multipliers 1, 2 x, z^2 and z w on variances 1, 2, 4 and 5.
    expectClose(found.variance ?? .nan, 1 + 72 + 64 + 5, relative: Self.rounding)
    #expect(throws: InterpretationError.unheldVariables(["x"], term: "I(x^2)")) {
      try MarginalEffect(of: "x", by: "z", holding: ["w": 1], in: fit)
    }
    #expect(throws: InterpretationError.unheldVariables(["w"], term: "x:z:w")) {
      try MarginalEffect(of: "x", by: "z", holding: ["x": 1], in: fit)
    }
  }

  @Test("A colon inside a function's brackets does not split a term", .tags(.identity))
  func brackets() throws {
    let fit = HandMadeFit.made(
      terms: ["f(a:b)", "f(a:b):z"], estimates: [1, 2], covariance: [[1, 0], [0, 1]])
    #expect(try MarginalEffect(of: "f(a:b)", by: "z", in: fit).at(2).estimate == 5)
    #expect(throws: InterpretationError.self) { try MarginalEffect(of: "a", by: "z", in: fit) }
  }

  @Test("A negative variance gives no interval and is never clipped", .tags(.identity))
  func negativeVariance() throws {
    let fit = HandMadeFit.made(
      terms: ["x", "z", "x:z"], estimates: [1, 0, 1],
      covariance: [[-0.01, 0, 0], [0, 1, 0], [0, 0, 0.04]])
    let effect = try MarginalEffect(of: "x", by: "z", in: fit)
    let point = try effect.at(0)
    #expect(point.hasNegativeVariance)
    #expect(point.variance == -0.01)
    #expect(point.standardError == nil && point.confidenceLow == nil && point.pValue == nil)
    #expect(try effect.at(2).standardError != nil)
    let curve = try effect.curve(at: [0, 2], simultaneous: true)
    #expect(curve.criticalValue == nil)
    #expect(curve.warnings.count == 2)
    #expect(curve.warnings[0] == .negativeVariance(count: 1, of: 2, moderator: "z"))
  }

  @Test(
    "A moderator with few values is shown at these, another on an even grid",
    .tags(.identity))
  func grid() {
    let few = EffectGrid(over: [2, 0, 1, 1, 0], weights: nil, count: 15)
    #expect(few.values == [0, 1, 2] && !few.isCut)
    let even = EffectGrid(over: (0...7).map { Double($0) }, weights: nil, count: 15)
    #expect(even.values == (0...14).map { Double($0) / 2 } && !even.isCut)
    // Of 201 rows two lie below the first percentile, and rows that stand for many are many.
    let many = EffectGrid(over: (0...200).map { Double($0) }, weights: nil, count: 3)
    #expect(many.values == [2, 100, 198] && many.isCut && many.observed == 0...200)
    let weighted = EffectGrid(
      over: (0...7).map { Double($0) }, weights: [100, 1, 1, 1, 1, 1, 1, 100], count: 2)
    #expect(weighted.values == [0, 7])
  }

  @Test("What is absent is named with what there is", .tags(.failure))
  func failures() throws {
    let none = HandMadeFit.made(
      terms: ["a", "b"], estimates: [1, 1], covariance: [[1, 0], [0, 1]])
    let absent = InterpretationError.noInteraction(
      focal: "a", moderator: "b", products: [], available: ["a", "b"])
    #expect(throws: absent) { try MarginalEffect(of: "a", by: "b", in: none) }
    #expect(absent.description.contains("its terms are: `a`, `b`"))
    let other = InterpretationError.noInteraction(
      focal: "election", moderator: "trade", products: ["election:support"],
      available: ["(Intercept)", "election", "support", "election:support"])
    #expect(throws: other) {
      try MarginalEffect(of: "election", by: "trade", in: HandMadeFit.interaction())
    }
    #expect(other.description.contains("Its interactions are: `election:support`"))
    let redundant = RedundantTerm(term: "election", relativePivot: 1e-15)
    #expect(throws: InterpretationError.redundantTerm("election", relativePivot: 1e-15)) {
      try MarginalEffect(
        of: "election", by: "support", in: HandMadeFit.interaction(redundant: [redundant]))
    }
    #expect(throws: InterpretationError.confidenceLevel(95)) {
      try MarginalEffect(
        of: "election", by: "support", confidenceLevel: 95, in: HandMadeFit.interaction())
    }
    let effect = try MarginalEffect(of: "election", by: "support", in: HandMadeFit.interaction())
    #expect(throws: InterpretationError.self) { try effect.at(.infinity) }
  }
}
