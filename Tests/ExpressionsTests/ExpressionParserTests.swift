import Expressions
import TestSupport
import Testing

@Suite struct ExpressionParserTests {
  @Test(
    .tags(.identity),
    arguments: [
      ("a + b*c", "a + b * c"), ("-a^2", "-a^2"), ("2^-1", "2^-1"), ("a^b^c", "a^b^c"),
      ("log( exports+1 )", "log(exports + 1)"), ("I(x^2)", "I(x^2)"),
      ("mean(support, rows: 2)", "mean(support, rows: 2)"),
      ("mean(support, rows = 2)", "mean(support, rows: 2)"), ("`my col` + 1", "`my col` + 1"),
      ("not a and b or c", "!a && b || c"), (".5 + 1e-3", "0.5 + 0.001"),
      ("a:b + election*support", "a:b + election * support"),
    ])
  func printsWhatItReads(text: String, printed: String) throws {
    let expression = try ExpressionParser.parse(text)
    #expect(expression.description == printed)
    #expect(try ExpressionParser.parse(printed) == expression)
  }

  @Test(.tags(.identity)) func precedenceIsThatOfR() throws {
    // In R: -2^2 is -(2^2), a/b/c is (a/b)/c, 2^3^2 is 2^(3^2), a:b*c is (a:b)*c.
    func kind(_ text: String) throws -> Expression { try ExpressionParser.parse(text) }
    guard case .negation(let square) = try kind("-2^2").kind,
      case .binary(.power, _, _) = square.kind
    else { return #expect(Bool(false), "minus must bind looser than a power") }
    guard case .binary(.divide, let left, _) = try kind("a/b/c").kind,
      case .binary(.divide, _, _) = left.kind
    else { return #expect(Bool(false), "division groups to the left") }
    guard case .binary(.power, _, let right) = try kind("2^3^2").kind,
      case .binary(.power, _, _) = right.kind
    else { return #expect(Bool(false), "powers group to the right") }
    guard case .binary(.times, let product, _) = try kind("a:b*c").kind,
      case .binary(.interaction, _, _) = product.kind
    else { return #expect(Bool(false), "':' binds tighter than '*'") }
  }

  @Test(
    .tags(.failure),
    arguments: [
      ("log(x", 6, "the end"), ("a + ", 5, "the end"), ("a b", 3, "the name 'b'"),
      ("a ) b", 3, "')'"), ("3..4", 1, "'3..4'"), ("\"open", 1, "an opening \""),
      ("a § b", 3, "'§'"), ("f(a,)", 5, "')'"),
    ])
  func saysWhereItStoppedReading(text: String, column: Int, found: String) {
    let error = #expect(throws: ExpressionError.self) { try ExpressionParser.parse(text) }
    guard case .syntax(let source, let at, let what, let expected) = error else {
      return #expect(Bool(false), "a syntax error")
    }
    #expect(source == text)
    #expect(at == column)
    #expect(what == found)
    #expect(!expected.isEmpty)
  }

  @Test(.tags(.failure)) func refusesTextThatWouldExhaustTheStack() {
    let deep = String(repeating: "(", count: 5000) + "x" + String(repeating: ")", count: 5000)
    #expect(throws: ExpressionError.self) { try ExpressionParser.parse(deep) }
    let minuses = String(repeating: "-", count: 5000) + "x"
    #expect(throws: ExpressionError.self) { try ExpressionParser.parse(minuses) }
  }

  @Test(.tags(.identity)) func listsVariablesInOrderOfAppearance() throws {
    let expression = try ExpressionParser.parse("b * log(a + b) + mean(c, by: d)")
    #expect(expression.variables == ["b", "a", "c", "d"])
    #expect(expression.functions == ["log", "mean"])
  }
}
