import Testing

@testable import Expressions

/// What a beginner mistypes, or brings from another program: the message names it, and says one thing
/// to try.
@Suite struct SyntaxAdviceTests {
  @Test(
    .tags(.failure),
    arguments: [
      ("y = x", "Write ~ between"), ("y == x", "Write ~ between"), ("y <- x", "Write ~ between"),
      ("y x", "Write ~ between"), ("\"y ~ x\"", "Write ~ between"), ("y ~", "behind ~"),
      ("~ x", "Begin with the outcome"), ("y ~ x +", "Take the last sign away"),
      ("y ~ x*", "Take the last sign away"), ("y ~ x:", "Take the last sign away"),
      ("y ~ x + z | u +", "Take the last sign away"), ("y ~ x z", "Join terms with +"),
      ("y ~ GDP per head", "in backticks"), ("lm(y ~ x)", "formula alone"),
      ("(y ~ x)", "formula alone"), ("y ~ x | (u ~ z)", "part with instruments"),
      ("y ~ x | | z", "one bar"), ("y ~ x | z | u", "one bar"), ("y~x,data", "Join terms with +"),
      ("y ~ x; z", "Join terms with +"), ("y ~ c.x##c.z", "x*z"), ("y ~ x^2", "I(x^2)"),
      ("y ~ x ** 2", "I(x^2)"), ("y ~ \u{201C}x\u{201D}", "Write \""), ("y \u{FF5E} x", "Write ~"),
      ("y ~ x \u{2013} z", "Write -"), ("y ~ x \u{2212} 1", "Write -"),
      ("y ~ x \u{D7} z", "Write *"), ("y ~ x\u{FF0B}z", "Write +"), ("y ~ (x", "Close the bracket"),
      ("y ~ log(x", "Close the bracket"), ("y ~ x)", "Take the bracket away"),
      ("y ~ x ~ z", "Keep one ~"), ("y ~ x & z", "x:z"), ("df$y ~ df$x", "column alone"),
      ("y ~ x % z", "a %in% b"), ("y ~ \"x\"", "without quotes"), ("y ~ x || z", "I("),
      ("y ~ x @ z", "Take it away"), ("", "Write a formula"),
    ])
  func mistakeIsAnsweredWithSomethingToTry(text: String, advice: String) throws {
    let error = try #require(throws: ExpressionError.self) { try Formula(text) }
    #expect(error.description.contains(advice), "\(error)")
    #expect(error.description.contains("found"), "\(error)")
  }

  /// Names in Stata's manner are names, until the data have no such column.
  @Test(
    .tags(.failure),
    arguments: [
      ("i.year", "factor(year)"), ("ib2000.year", "factor(year, reference: \"2000\")"),
      ("c.x", "x"), ("L.x", "lag(x)"), ("F.x", "lead(x)"), ("D.x", "change(x)"),
    ])
  func prefixOfStataIsTranslated(name: String, instead: String) {
    let error = ExpressionError.unknownVariable(name, closest: ["x"], in: name)
    #expect("\(error)".contains("is \(instead) here"), "\(error)")
  }

  @Test(.tags(.failure), arguments: ["x", "a.b", "x.", ".x", "ib.x", "Log.x"])
  func otherNamesAreNoPrefixes(name: String) { #expect(SyntaxAdvice.prefixed(name) == nil) }

  @Test(.tags(.failure)) func outcomeAmongItsRegressorsHasAMessageOfItsOwn() throws {
    let error = try #require(throws: ExpressionError.self) { try Formula("y ~ x + I(y)") }
    #expect(
      error == .outcomeAmongRegressors(found: "I(y)", outcome: "y", in: "y ~ x + I(y)"))
    #expect(!"\(error)".contains("cannot read"), "\(error)")
  }
}
