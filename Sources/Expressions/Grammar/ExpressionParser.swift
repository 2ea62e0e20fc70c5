/// Reads expressions by precedence climbing, with R's precedences.
///
/// From loosest to tightest: `||` `or`; `&&` `and`; `!` `not`; comparisons; `+ -`; `* /`; `:`;
/// unary minus; `^`. A lone `|` and `~` belong to formulas and end an expression.
public struct ExpressionParser {
  private let text: String
  private let tokens: [(token: Lexer.Token, column: Int)]
  private var position = 0
  /// Brackets may nest this deep; deeper text is refused instead of exhausting the stack.
  private static let maximumDepth = 200
  private var depth = 0
  /// A chain of operators is as deep as it is long, so that it is bounded as well.
  private static let mostOperators = 1000
  private var operators = 0
  /// Inside a call a colon belongs to a label, never to an interaction.
  private var openCalls = 0

  /// A parser at the start of the text.
  /// - Throws: `ExpressionError.syntax` for a character that begins no token.
  package init(_ text: String) throws(ExpressionError) {
    self.text = text
    tokens = try Lexer.tokens(of: text)
  }

  /// The expression that the whole text is.
  public static func parse(_ text: String) throws(ExpressionError) -> Expression {
    var parser = try ExpressionParser(text)
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }

  /// Reads one expression and stops before what cannot continue it.
  public mutating func expression() throws(ExpressionError) -> Expression {
    try climb(minimum: 1)
  }

  /// Takes the symbol if it is next.
  public mutating func take(_ symbol: String) -> Bool {
    guard tokens[position].token == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  /// Whether nothing is left to read.
  package var isAtEnd: Bool { tokens[position].token == .end }

  /// The column of the next token.
  package var column: Int { tokens[position].column }

  /// Refuses what is left of the text.
  /// - Throws: `ExpressionError.syntax` with the first token that was not read.
  package func expectEnd() throws(ExpressionError) {
    guard isAtEnd else { throw unexpected("an operator or the end") }
  }

  /// The error for the next token.
  package func unexpected(_ expected: String) -> ExpressionError {
    let next = tokens[position]
    return .syntax(
      text: text, column: next.column, found: next.token.description, expected: expected)
  }

  private static let binary: [String: (operation: Expression.Operator, precedence: Int)] = [
    "||": (.or, 1), "or": (.or, 1), "&&": (.and, 2), "and": (.and, 2),
    "==": (.equal, 4), "!=": (.notEqual, 4), "<": (.less, 4), "<=": (.lessOrEqual, 4),
    ">": (.greater, 4), ">=": (.greaterOrEqual, 4), "+": (.plus, 5), "-": (.minus, 5),
    "*": (.times, 6), "/": (.divide, 6), ":": (.interaction, 7), "^": (.power, 9),
  ]
  private static let notPrecedence = 3
  private static let negationPrecedence = 8

  private mutating func climb(minimum: Int) throws(ExpressionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.maximumDepth else {
      throw .syntax(
        text: text, column: column, found: "more than \(ExpressionParser.maximumDepth) levels",
        expected: "brackets nested less deeply")
    }
    var left = try operand()
    while true {
      let spelling: String
      switch tokens[position].token {
      case .symbol(let symbol): spelling = symbol
      case .name(let word) where word == "and" || word == "or": spelling = word
      default: return left
      }
      guard let (operation, precedence) = ExpressionParser.binary[spelling],
        precedence >= minimum, operation != .interaction || openCalls == 0
      else { return left }
      operators += 1
      guard operators <= ExpressionParser.mostOperators else {
        throw .syntax(
          text: text, column: column,
          found: "more than \(ExpressionParser.mostOperators) operators",
          expected: "a shorter formula, such as one with factor(x) for its indicators")
      }
      position += 1
      // Powers group to the right: 2^3^2 is 2^9, and 2^-1 is a half.
      let right =
        operation == .power
        ? try climb(minimum: ExpressionParser.negationPrecedence)
        : try climb(minimum: precedence + 1)
      left = Expression(.binary(operation, left, right), column: left.column)
    }
  }

  private mutating func operand() throws(ExpressionError) -> Expression {
    let (token, column) = tokens[position]
    switch token {
    case .number(let value):
      position += 1
      return Expression(.number(value), column: column)
    case .text(let value):
      position += 1
      return Expression(.text(value), column: column)
    case .symbol("-"):
      position += 1
      let inner = try climb(minimum: ExpressionParser.negationPrecedence)
      return Expression(.negation(inner), column: column)
    case .symbol("+"):
      position += 1
      return try climb(minimum: ExpressionParser.negationPrecedence)
    case .symbol("!"), .name("not"):
      position += 1
      let inner = try climb(minimum: ExpressionParser.notPrecedence)
      return Expression(.not(inner), column: column)
    case .symbol("("):
      position += 1
      let inner = try climb(minimum: 1)
      try close()
      return Expression(.parenthesised(inner), column: column)
    case .quoted(let name):
      position += 1
      return Expression(.variable(name), column: column)
    case .name("."):
      throw .syntax(
        text: text, column: column, found: "'.', which stands for no list of columns here",
        expected: "the columns by name, as in a + b (one called . stands in backticks)")
    case .name(let name):
      position += 1
      guard take("(") else { return Expression(.variable(name), column: column) }
      return Expression(.call(name, try arguments()), column: column)
    case .symbol, .end:
      throw unexpected("a variable, a number, a function or '('")
    }
  }

  private mutating func arguments() throws(ExpressionError) -> [Expression.Argument] {
    var result: [Expression.Argument] = []
    if take(")") { return result }
    openCalls += 1
    defer { openCalls -= 1 }
    repeat {
      var label: String?
      if case .name(let name) = tokens[position].token,
        [.symbol(":"), .symbol("=")].contains(tokens[position + 1].token)
      {
        label = name
        position += 2
      }
      result.append(Expression.Argument(label: label, value: try climb(minimum: 1)))
    } while take(",")
    try close()
    return result
  }

  private mutating func close() throws(ExpressionError) {
    guard take(")") else { throw unexpected("')'") }
  }
}
