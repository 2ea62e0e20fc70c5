import Estimation
import Expressions
import Frames
import TestSupport
import Testing

@Suite struct FormulaTests {
  func terms(_ text: String) throws -> [String] { try Formula(text).terms.map(\.name) }

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
    #expect(absorbed.absorbed.map { $0.map(\.description) } == [["dyad"], ["exporter", "year"]])
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

  func design(_ text: String) throws -> Design {
    let frame = try Frame([
      Column(name: "y", doubles: [1, 2, 3, 4, 5, nil]),
      Column(name: "a", doubles: [1, 0, 2, 1, nil, 1]),
      Column(name: "b", integers: [3, 1, 4, 1, 5, 9]),
      Column(name: "region", texts: ["west", "east", "north", "east", "west", "west"]),
    ])
    var builder = DesignBuilder(frame)
    return try builder.design(Formula(text))
  }

  @Test(.tags(.reference)) func codesFactorsAsRDoes() throws {
    // model.matrix(y ~ region), (~ region - 1), (~ a:region), (~ region*a) in R 4.2.
    #expect(try design("y ~ region").terms == ["(Intercept)", "regionnorth", "regionwest"])
    #expect(try design("y ~ region - 1").terms == ["regioneast", "regionnorth", "regionwest"])
    #expect(
      try design("y ~ a:region").terms == [
        "(Intercept)", "a:regioneast", "a:regionnorth", "a:regionwest",
      ])
    #expect(
      try design("y ~ region*a").terms
        == ["(Intercept)", "regionnorth", "regionwest", "a", "regionnorth:a", "regionwest:a"])
    #expect(
      try design("y ~ factor(region, reference: \"west\")").terms
        == [
          "(Intercept)", "factor(region, reference: \"west\")east",
          "factor(region, reference: \"west\")north",
        ])
  }

  @Test(.tags(.identity)) func countsDroppedRowsUnderTheirFirstReason() throws {
    let design = try design("y ~ a + b")
    #expect(design.sample.rows == [0, 1, 2, 3])
    #expect(
      design.sample.dropped == [
        .init(reason: "missing: a", count: 1), .init(reason: "missing: y", count: 1),
      ])
    #expect(design.matrix[column: 2] == [3, 1, 4, 1])
  }

  @Test(.tags(.failure)) func refusesAModelWithoutRows() throws {
    let frame = try Frame([
      Column(name: "y", doubles: [nil, 1]), Column(name: "a", doubles: [1, nil]),
    ])
    var builder = DesignBuilder(frame)
    let error = #expect(throws: EstimationError.self) { try builder.design(Formula("y ~ a")) }
    #expect(
      error
        == .noRows(dropped: [
          .init(reason: "missing: y", count: 1), .init(reason: "missing: a", count: 1),
        ]))
  }

  /// Arithmetic would pool levels that happen to have one product or one sum.
  @Test(
    .tags(.failure), arguments: ["y ~ x | a*b", "y ~ x | a:b", "y ~ x | a + b/c", "y ~ x | -a"])
  func effectsAreNotArithmetic(text: String) {
    let error = #expect(throws: ExpressionError.self) { try Formula(text) }
    #expect(error.map { "\($0)".contains("a^b") } == true)
  }

  @Test(.tags(.failure), arguments: ["a+b", "a:b", "a*b"])
  func clusterKeysAreNotArithmetic(key: String) throws {
    let frame = try Frame(
      ["y", "x", "a", "b"].map { Column(name: $0, storage: .double([1, 2, 3, 5])) })
    var builder = DesignBuilder(frame)
    #expect(throws: ExpressionError.self) {
      try builder.design(try Formula("y ~ x"), variance: .cluster(by: key))
    }
  }

  @Test(.tags(.identity)) func aSlopeCountsOnce() throws {
    #expect(try Formula("y ~ x | a[t] + a[t] + b").slopes.count == 1)
    #expect(try Formula("y ~ x | a[t] + b[t]").slopes.count == 2)
  }
}
