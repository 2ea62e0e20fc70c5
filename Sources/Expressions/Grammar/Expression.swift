/// A parsed expression of the one grammar that formulas and study variables share.
///
/// A labelled argument may be written `rows: 2` or, as in R and where YAML dislikes the colon,
/// `rows = 2`. `description` prints the expression in R's manner (`log(x + 1)`, `I(x^2)`), which is also how
/// terms are labelled in results.
public struct Expression: Sendable, Hashable {
  /// What an expression consists of; brackets are kept, since terms are labelled as they were
  /// written.
  public indirect enum Kind: Sendable, Hashable {
    /// As it was read: a sign before it is an operation of its own.
    case number(Double)
    /// Text in quotes, without them.
    case text(String)
    /// A column of the data, without back-quotes.
    case variable(String)
    /// The number with its sign changed.
    case negation(Expression)
    /// `!x` or `not x`.
    case not(Expression)
    /// The operands from left to right.
    case binary(Operator, Expression, Expression)
    /// A function of `FunctionCatalogue`, or `I`, `factor` and the like of formulas; names are
    /// checked where the call is evaluated.
    case call(String, [Argument])
    /// Brackets that were written.
    case parenthesised(Expression)
  }

  /// What a call is given, with its label where it has one.
  public struct Argument: Sendable, Hashable {
    /// What stands before `:` or `=`; `nil` for an argument known by its place.
    public var label: String?
    /// Any expression; a function may ask for a number or a name as written.
    public var value: Expression

    /// An argument as the parser reads it.
    public init(label: String? = nil, value: Expression) {
      self.label = label
      self.value = value
    }
  }

  /// What joins two expressions, by its sign. `or` and `and` can be written as words too.
  public enum Operator: String, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    /// Of formulas: the product of terms.
    case interaction = ":"
    /// Powers; before the bar of a formula, interactions up to an order.
    case power = "^"
  }

  /// The outermost operation, or the leaf.
  public var kind: Kind
  /// Where it starts in the source text, from 1.
  public var column: Int

  /// An expression made by hand; `column` matters for messages alone.
  public init(_ kind: Kind, column: Int = 1) {
    self.kind = kind
    self.column = column
  }

  /// Equality of meaning: positions in the source do not count.
  public static func == (left: Expression, right: Expression) -> Bool { left.kind == right.kind }

  /// By meaning, as equality goes: the position in the source does not count.
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }

  /// Whether it is `factor(...)`, which says that its values are categories.
  public var isFactorCall: Bool {
    if case .call("factor", _) = kind { return true }
    return false
  }

  /// Every variable mentioned, in order of first appearance.
  public var variables: [String] {
    var found: [String] = []
    visit { if case .variable(let name) = $0.kind, !found.contains(name) { found.append(name) } }
    return found
  }

  /// Every function called, in order of first appearance.
  public var functions: [String] {
    var found: [String] = []
    visit { if case .call(let name, _) = $0.kind, !found.contains(name) { found.append(name) } }
    return found
  }

  /// Calls `body` on this expression and everything in it, outside in, left to right.
  public func visit(_ body: (Expression) -> Void) {
    body(self)
    switch kind {
    case .number, .text, .variable: break
    case .negation(let inner), .not(let inner), .parenthesised(let inner): inner.visit(body)
    case .binary(_, let left, let right):
      left.visit(body)
      right.visit(body)
    case .call(_, let arguments): for argument in arguments { argument.value.visit(body) }
    }
  }
}

extension Expression: CustomStringConvertible {
  /// In R's manner: `log(x + 1)`, `I(x^2)`; names that are not plain stand in back-quotes.
  public var description: String {
    switch kind {
    case .number(let value): return Expression.render(value)
    case .text(let value):
      return Lexer.quoting(value, value.contains("\"") && !value.contains("'") ? "'" : "\"")
    case .variable(let name):
      return Lexer.isPlainName(name) ? name : Lexer.quoting(name, "`")
    case .negation(let inner): return "-\(inner)"
    case .not(let inner): return "!\(inner)"
    case .parenthesised(let inner): return "(\(inner))"
    case .binary(let operation, let left, let right):
      let tight = operation == .power || operation == .interaction
      return tight
        ? "\(left)\(operation.rawValue)\(right)" : "\(left) \(operation.rawValue) \(right)"
    case .call(let name, let arguments):
      let inner = arguments.map { argument in
        argument.label.map { "\($0): \(argument.value)" } ?? argument.value.description
      }
      return "\(name)(\(inner.joined(separator: ", ")))"
    }
  }

  private static func render(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1_000_000_000_000 {
      return String(whole)
    }
    return value.description
  }
}

extension Expression: ExpressibleByStringLiteral {
  /// An expression that stands in code: text that cannot be read is a mistake of the code.
  public init(stringLiteral text: String) {
    guard let expression = try? ExpressionParser.parse(text) else {
      preconditionFailure("'\(text)' is no expression")
    }
    self = expression
  }
}
