/// What rows are grouped by: one variable, or the combinations of several.
///
/// Absorbed effects, clusters, the members of dyads and the strata of resampling are all named by
/// one. It is written `dyad`, or `exporter^year` for the combinations that occur.
public struct GroupingKey: Sendable, Hashable {
  /// The variables or expressions that are combined, at least one.
  public let factors: [Expression]

  /// One column of the data.
  public init(column: String) { factors = [Expression(.variable(column))] }

  /// The combinations of columns of the data.
  public init(columns: [String]) {
    precondition(!columns.isEmpty, "rows are grouped by something")
    factors = columns.map { Expression(.variable($0)) }
  }

  /// What an expression such as `a^b^c` combines.
  /// - Throws: `ExpressionError.arithmeticFactor` for arithmetic, which would pool levels that happen
  ///   to have one sum or product.
  public init(_ expression: Expression) throws(ExpressionError) {
    factors = try GroupingKey.combined(expression)
  }

  /// Reads `dyad`, `exporter^year`, `floor(year / 5)`.
  public init(reading text: String) throws(ExpressionError) {
    try self.init(ExpressionParser.parse(text))
  }

  private static func combined(_ expression: Expression) throws(ExpressionError) -> [Expression] {
    switch expression.kind {
    case .binary(.power, let left, let right): return try combined(left) + combined(right)
    case .parenthesised(let inner): return try combined(inner)
    case .binary(.plus, _, _), .binary(.minus, _, _), .binary(.times, _, _),
      .binary(.divide, _, _), .binary(.interaction, _, _), .negation:
      throw .arithmeticFactor(expression.description)
    default: return [expression]
    }
  }
}

extension GroupingKey: CustomStringConvertible {
  /// As a formula writes it: `exporter^year`.
  public var description: String { factors.map(\.description).joined(separator: "^") }
}

extension GroupingKey: ExpressibleByStringLiteral {
  /// A key that stands in code: text that cannot be read is a mistake of the code.
  public init(stringLiteral text: String) {
    guard let key = try? GroupingKey(reading: text) else {
      preconditionFailure("'\(text)' names nothing to group rows by")
    }
    self = key
  }
}
