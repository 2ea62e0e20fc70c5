import Estimation
import Expressions
import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct WaldTestTests {
  /// Tails are sums of a few exponentials; lgamma loses a few ulps.
  static let tailTolerance = 1e-12
  static let rounding = 1e-13

  @Test("Chi-squared tails agree with closed forms and tables", .tags(.reference))
  func chiSquared() {
    // Regularised upper incomplete gamma Q(q/2, x/2) in 30-digit arithmetic, rounded.
    let rows: [(degrees: Int, x: Double, tail: Double)] = [
      (1, 3.84, 0.050043521248705099),
      (2, 5.99, 0.050036627086586288),
      (3, 0.5, 0.91889141165467586),
      (4, 30, 4.8944371280292126e-6),
      (7, 14.07, 0.049950250317479469),
      (12, 4.5, 0.97263464593669843),
      (31, 120, 2.0794905460365884e-12),
    ]
    for row in rows {
      let found = ChiSquaredDistribution(degreesOfFreedom: row.degrees).upperTail(row.x)
      expectClose(found, row.tail, relative: Self.tailTolerance, "\(row)")
    }
    #expect(ChiSquaredDistribution(degreesOfFreedom: 3).upperTail(0) == 1)
  }

  @Test("F tails agree with reference values", .tags(.reference))
  func fTails() {
    // Regularised incomplete beta I(d/2, q/2) at d/(d + q f) in 30-digit arithmetic, rounded.
    let rows: [(numerator: Int, denominator: Double, f: Double, tail: Double)] = [
      (1, 10, 4.96, 0.05008765056646819),
      (2, 5.5, 5.79, 0.044325716416862918),
      (3, 54, 0.3, 0.82524140925845745),
      (4, 20, 8, 0.00050676442132179477),
      (7, 100, 2.1, 0.050274120185134142),
      (10, 3, 40, 0.0056928512397396664),
    ]
    for row in rows {
      let found = FDistribution(numerator: row.numerator, denominator: row.denominator)
        .upperTail(row.f)
      expectClose(found, row.tail, relative: Self.tailTolerance, "\(row)")
    }
    #expect(FDistribution(numerator: 3, denominator: 4).upperTail(0) == 1)
  }

  @Test("A combination's variance is w'Vw", .tags(.identity))
  func combination() throws {
    let fit = HandMadeFit.interaction(reference: .t(degreesOfFreedom: 9))
    let found = try LinearCombination(weights: ["election": 1, "support": -2]).estimate(
      in: fit, hypothesised: 0.1)
    expectClose(found.estimate, 0.9, relative: Self.rounding)
    let variance = 0.09 + 4 * 0.01 - 4 * 0.003
    expectClose(found.variance ?? .nan, variance, relative: Self.rounding)
    let statistic = 0.8 / variance.squareRoot()
    expectClose(found.statistic ?? .nan, statistic, relative: Self.rounding)
    expectClose(
      found.pValue ?? .nan,
      2 * StudentTDistribution(degreesOfFreedom: 9).upperTail(statistic), relative: 1e-12)
  }

  @Test("One combination squared is its own Wald test", .tags(.identity))
  func single() throws {
    for reference in [ReferenceDistribution.normal, .t(degreesOfFreedom: 7)] {
      let fit = HandMadeFit.interaction(reference: reference)
      let one = try LinearCombination.coefficient("election").estimate(in: fit)
      let test = try WaldTest(terms: ["election"], in: fit)
      let statistic = try #require(one.statistic)
      expectClose(test.statistic, statistic * statistic, relative: Self.rounding)
      expectClose(test.pValue, try #require(one.pValue), relative: Self.tailTolerance)
    }
  }

  @Test("An invertible change of hypotheses leaves the statistic", .tags(.identity))
  func invariance() throws {
    let fit = HandMadeFit.interaction()
    let direct = try WaldTest(terms: ["election", "support"], in: fit)
    let turned = try WaldTest(
      [
        LinearCombination(weights: ["election": 2, "support": 1]),
        LinearCombination(weights: ["election": 1e6, "support": -1e6]),
      ], in: fit)
    expectClose(turned.statistic, direct.statistic, relative: 1e-11)
    #expect(direct.distribution == .chiSquared(degreesOfFreedom: 2))
    // By hand: b'V^-1 b for the two-by-two block.
    let determinant = 0.09 * 0.01 - 0.003 * 0.003
    let byHand = (0.25 * 0.01 + 0.04 * 0.09 - 2 * 0.5 * -0.2 * 0.003) / determinant
    expectClose(direct.statistic, byHand, relative: 1e-12)
  }

  @Test(
    "Hypotheses that follow from others, and what is not there, are refused",
    .tags(.failure))
  func failures() throws {
    let fit = HandMadeFit.interaction()
    let singular = InterpretationError.singularCovariance(
      hypotheses: 2, rank: 1, negative: false)
    #expect(throws: singular) {
      try WaldTest(
        [.coefficient("election"), LinearCombination(weights: ["election": -3])], in: fit)
    }
    #expect(singular.description.contains("Drop hypotheses"))
    let negative = HandMadeFit.made(terms: ["a"], estimates: [1], covariance: [[-1]])
    #expect(
      throws: InterpretationError.singularCovariance(hypotheses: 1, rank: 0, negative: true)
    ) { try WaldTest(terms: ["a"], in: negative) }
    #expect(throws: InterpretationError.noHypotheses) { try WaldTest([], in: fit) }
    #expect(throws: InterpretationError.emptyCombination) {
      try LinearCombination(weights: ["election": 0]).estimate(in: fit)
    }
    #expect(throws: InterpretationError.unknownTerm("tax", available: fit.terms.map(\.name))) {
      try LinearCombination(weights: ["tax": 1]).estimate(in: fit)
    }
    let dropped = HandMadeFit.interaction(redundant: [RedundantTerm(term: "tax", relativePivot: 0)])
    #expect(throws: InterpretationError.redundantTerm("tax", relativePivot: 0)) {
      try LinearCombination(weights: ["tax": 1]).estimate(in: dropped)
    }
    #expect(throws: InterpretationError.self) {
      try LinearCombination(weights: ["election": .nan]).estimate(in: fit)
    }
    #expect(throws: InterpretationError.nonFiniteValue("the null", .infinity)) {
      try LinearCombination.coefficient("election").estimate(in: fit, hypothesised: .infinity)
    }
  }
}
