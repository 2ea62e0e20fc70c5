import Estimation
import Interpretation
import TestSupport
import Testing

@Suite struct LinearHypothesisTests {
  /// A few products.
  static let rounding = 1e-13

  @Test(
    "Hypotheses are read as they are written", .tags(.identity),
    arguments: [
      ("election", [("election", 1.0)], 0),
      ("election + 2*election:support = 0.5", [("election", 1), ("election:support", 2)], 0.5),
      ("-x - y*0.5= -1e-3", [("x", -1), ("y", -0.5)], -1e-3),
      ("I(x^2) - log(y - 1) = 2", [("I(x^2)", 1), ("log(y - 1)", -1)], 2),
      ("`a - b` + 1e-2*c", [("`a - b`", 1), ("c", 0.01)], 0),
    ] as [(String, [(String, Double)], Double)])
  func reading(text: String, parts: [(String, Double)], value: Double) throws {
    let found = try LinearHypothesis(text)
    #expect(found.parts == parts.map { LinearHypothesis.Part(weight: $0.1, term: $0.0) })
    #expect(found.value == value)
  }

  @Test("A term written twice counts twice", .tags(.identity))
  func repeated() throws {
    let found = try LinearHypothesis("a + b + a = 0")
    #expect(found.combination.weights == ["a": 2, "b": 1])
  }

  @Test("Estimates and joint test are those of the combinations", .tags(.identity))
  func estimates() throws {
    let fit = HandMadeFit.interaction(reference: .t(degreesOfFreedom: 9))
    let hypotheses = try [
      LinearHypothesis("election + 2*election:support = 0.5"), LinearHypothesis("support = 0"),
    ]
    let quantity = try hypotheses[0].estimate(in: fit)
    expectClose(quantity.estimate, 1.1, relative: Self.rounding)
    let error = (0.09 + 4 * 0.0225 - 4 * 0.02).squareRoot()
    expectClose(quantity.statistic ?? .nan, 0.6 / error, relative: Self.rounding)
    let one = try WaldTest([hypotheses[0]], in: fit)
    expectClose(one.statistic, 0.36 / (error * error), relative: 1e-11)
    expectClose(one.pValue, quantity.pValue ?? .nan, relative: 1e-11)
    #expect(
      try WaldTest(hypotheses, in: fit).distribution == .f(numerator: 2, denominator: 9))
  }

  @Test(
    "One term keeps its own degrees of freedom, several take the fewest", .tags(.identity))
  func termDegreesOfFreedom() throws {
    var fit = HandMadeFit.interaction(reference: .t(degreesOfFreedom: 2))
    fit.variance.termDegreesOfFreedom = [2, 50, 7, 12]
    let one = try LinearCombination.coefficient("election").estimate(in: fit)
    #expect(one.pValue == fit.row("election")?.pValue)
    #expect(one.reference == .t(degreesOfFreedom: 50))
    let two = try LinearHypothesis("election + election:support").estimate(in: fit)
    #expect(two.reference == .t(degreesOfFreedom: 12))
    let curve = try MarginalEffect(of: "election", by: "support", in: fit).curve(at: [0, 1])
    #expect(curve.reference == .t(degreesOfFreedom: 12))
    let wald = try WaldTest(terms: ["election", "support"], in: fit)
    #expect(wald.distribution == .f(numerator: 2, denominator: 7))
  }

  @Test(
    "What is no hypothesis is said with what was found", .tags(.failure),
    arguments: [
      ("a = b", "'b' right"), ("a = 1 = 2", "more than one"), ("= 0", "no term"),
      ("a*b", "'a*b'"), ("2", "'2'"), ("a + = 1", "''"), ("a = ", "'' right"),
    ])
  func unreadable(text: String, words: String) {
    let error = #expect(throws: InterpretationError.self) { try LinearHypothesis(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}
