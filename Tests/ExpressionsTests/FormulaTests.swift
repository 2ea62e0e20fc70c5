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

  /// What a variant of a study takes out and absorbs.
  @Test(
    .tags(.identity),
    arguments: [
      ("y ~ a*b + c", ["a:b"], [], "y ~ a*b + c - a:b", "y ~ a + b + c"),
      ("y ~ a*b + c", ["b:a"], ["d"], "y ~ a*b + c - b:a | d", "y ~ a + b + c | d"),
      ("y ~ a*b + c", ["a*b"], [], "y ~ a*b + c - a*b", "y ~ c"),
      ("y ~ a + log(b + 1)", ["log(b+1)"], [], "y ~ a + log(b + 1) - log(b+1)", "y ~ a"),
      ("y ~ a + b | d", ["b"], [], "y ~ a + b - b | d", "y ~ a | d"),
      ("y ~ a|d", [], ["e^f", "g[t]"], "y ~ a | d + e^f + g[t]", "y ~ a | d + e^f + g[t]"),
      ("y ~ a | d[[t]]", [], ["d"], "y ~ a | d[[t]] + d", "y ~ a | d[[t]] + d"),
      ("y ~ a + b", ["1"], [], "y ~ a + b - 1", "y ~ a + b - 1"),
      ("y ~ a + b", ["c"], [], "y ~ a + b - c", "y ~ a + b"),
      ("y ~ a + b", ["b - a"], [], "y ~ a + b - (b - a)", "y ~ a"),
      ("y ~ a*b", ["b + c"], ["d"], "y ~ a*b - (b + c) | d", "y ~ a + a:b | d"),
      ("y ~ `a|b` + c", ["c"], ["d"], "y ~ `a|b` + c - c | d", "y ~ `a|b` | d"),
    ])
  func takesTermsOutAndEffectsIn(
    text: String, removed: [String], effects: [String], printed: String, same: String
  ) throws {
    let changed = try Formula(text, without: removed, absorbing: effects)
    let plain = try Formula(same)
    #expect(changed.text == printed)
    #expect(changed.products == plain.products)
    #expect(changed.absorbed == plain.absorbed && changed.slopes == plain.slopes)
    #expect(changed.hasIntercept == plain.hasIntercept && changed.outcome == plain.outcome)
    #expect(try Formula(text, without: [], absorbing: []) == Formula(text))
    // What is printed reads as what it is.
    let again = try Formula(changed.text)
    #expect(again.products == changed.products && again.hasIntercept == changed.hasIntercept)
    #expect(again.absorbed == changed.absorbed && again.slopes == changed.slopes)
  }

  @Test(
    "a chain of operators has an end before the stack does", .tags(.failure),
    arguments: ["+", "*", ":", "-", "/", " and "])
  func longChains(operation: String) throws {
    let chain = Array(repeating: "x", count: 1002).joined(separator: operation)
    // A colon is no arithmetic.
    let inside = operation == ":" ? "x" : "I(\(chain))"
    for text in ["y ~ \(chain)", "y ~ \(chain) + \(inside)", "y ~ x | \(chain)", "\(chain) ~ x"] {
      #expect {
        try Formula(text)
      } throws: { error in
        String(describing: error).contains("more than 1000 operators")
      }
    }
    let longest = Array(repeating: "x", count: 1001).joined(separator: "+")
    #expect(try Formula("y ~ \(longest)").products.count == 1)
  }

  @Test("a term to take out adds none, and reaches no effect", .tags(.failure))
  func changesAreReadByThemselves() throws {
    for (removed, effects) in [
      (["b | d"], []), (["b ~ c"], []), (["b +"], []), ([""], []), (["b % c"], []), (["2"], []),
      ([], ["d | e"]), ([], ["d ~ e"]), ([], ["d +"]), ([], [""]), ([], ["d * e"]),
    ] as [([String], [String])] {
      #expect(throws: ExpressionError.self, "\(removed) \(effects)") {
        try Formula("y ~ a + b", without: removed, absorbing: effects)
      }
    }
    // What is behind a plus is taken out too, and is not put in.
    let both = try Formula("y ~ a + b", without: ["b + c"], absorbing: [])
    #expect(try both.products == Formula("y ~ a").products)
  }

  @Test("whether a formula has what is to be taken out", .tags(.identity)) func loses() throws {
    let formula = try Formula("y ~ a*b + log(c)")
    for term in ["a", "b:a", "log(c)", "a + z", "1"] { #expect(try formula.loses(term)) }
    for term in ["c", "z", "a:c", "0"] { #expect(try !formula.loses(term)) }
    #expect(throws: ExpressionError.self) { try formula.loses("a |") }
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
      "y", "~ a", "y ~", "y ~ a + 2", "y ~ a %in% b", "y ~ (a", "y ~ a | b | c", "y ~ a^x",
      "y ~ -2",
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
