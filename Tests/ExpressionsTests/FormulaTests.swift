import Expressions
import TestSupport
import Testing

@Suite struct FormulaTests {
  func terms(_ text: String) throws -> [String] {
    try Formula(text).products.map { product in
      Term(product.factors.map { .number($0) }).name
    }
  }

  /// Term labels as `attr(terms(formula), "term.labels")` of R 4.2 gives them.
  @Test(
    .tags(.reference),
    arguments: [
      ("y ~ a*b + c", ["a", "b", "c", "a:b"]),
      ("y ~ (a + b + c)^2", ["a", "b", "c", "a:b", "a:c", "b:c"]),
      ("y ~ a*b*c", ["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]), ("y ~ a*b - a", ["b", "a:b"]),
      ("y ~ b + a:b", ["b", "b:a"]), ("y ~ a + a", ["a"]),
      ("y ~ I(a^2) + log(b + 1)", ["I(a^2)", "log(b + 1)"]),
      ("y ~ a:a", ["a"]), ("y ~ (a + b):c", ["a:c", "b:c"]),
    ])
  func expandsTermsAsRDoes(text: String, expected: [String]) throws {
    #expect(try terms(text) == expected)
  }

  @Test(.tags(.identity)) func knowsTheInterceptAndTheEffects() throws {
    #expect(try Formula("y ~ a").hasIntercept)
    #expect(try !Formula("y ~ a - 1").hasIntercept)
    #expect(try !Formula("y ~ 0 + a").hasIntercept)
    let absorbed = try Formula("log(y) ~ a | dyad + exporter^year")
    #expect(!absorbed.hasIntercept)
    #expect(absorbed.absorbed == ["dyad", "exporter^year"])
    #expect(absorbed.absorbed[1].factors.map(\.description) == ["exporter", "year"])
    #expect(absorbed.variables == ["y", "a", "dyad", "exporter", "year"])
    #expect(try Formula("y ~ a | 0").hasIntercept)
  }

  @Test(
    .tags(.failure),
    arguments: [
      "y", "~ a", "y ~", "y ~ a + 2", "y ~ a / b", "y ~ (a", "y ~ a | b | c", "y ~ a^x", "y ~ -a",
    ])
  func refusesWhatIsNoFormula(text: String) {
    let error = #expect(throws: ExpressionError.self) { try Formula(text) }
    guard case .syntax = error else { return #expect(Bool(false), "a syntax error") }
  }

  /// Arithmetic would pool levels that happen to have one product or one sum.
  @Test(
    .tags(.failure), arguments: ["y ~ x | a*b", "y ~ x | a:b", "y ~ x | a + b/c", "y ~ x | -a"])
  func effectsAreNotArithmetic(text: String) {
    let error = #expect(throws: ExpressionError.self) { try Formula(text) }
    #expect(error.map { "\($0)".contains("a^b") } == true)
  }

  @Test(.tags(.failure), arguments: ["a+b", "a:b", "a*b", "-a"])
  func groupingKeysAreNotArithmetic(text: String) {
    #expect(
      throws: ExpressionError.arithmeticFactor(
        text == "a:b" || text == "-a" ? text : "\(text.first!) \(text.dropFirst().first!) b")
    ) {
      try GroupingKey(reading: text)
    }
  }

  @Test(.tags(.identity)) func aSlopeCountsOnce() throws {
    #expect(try Formula("y ~ x | a[t] + a[t] + b").slopes.count == 1)
    #expect(try Formula("y ~ x | a[t] + b[t]").slopes.count == 2)
  }
}
