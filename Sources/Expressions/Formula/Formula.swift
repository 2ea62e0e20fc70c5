/// A model formula: `outcome ~ terms | absorbed effects`.
///
/// Before the bar the operators build terms, as in R: `a + b`, `a:b` (interaction), `a*b`
/// (`a + b + a:b`), `(a + b)^2` (all interactions up to order two), `- a`, `-1` or `0` (no
/// intercept). Function calls and `I()` hold arithmetic. After the bar `+` lists effects and `^`
/// combines factors (`exporter^year`); `dyad[year]` is an effect whose levels have a slope on a
/// variable beside their intercept, `dyad[[year]]` one with slopes alone.
public struct Formula: Sendable, Equatable {
  /// A product of variables as the formula writes it; factors among them become several columns.
  public struct Product: Sendable, Hashable {
    /// What is multiplied, in the order written, at least one.
    public var factors: [Expression]
  }

  /// A variable with a coefficient of its own in every level of an effect.
  public struct Slope: Sendable, Equatable {
    /// The effect in whose levels the coefficient differs.
    public var key: GroupingKey
    /// What the coefficient multiplies; a number in every row.
    public var variable: Expression
    /// The position among `absorbed` of the same key; `nil` where there are slopes alone.
    public var intercepts: Int?

    /// `dyad[[year]]`
    public var name: String { "\(key)[[\(variable)]]" }
  }

  /// The formula as the user wrote it.
  public let text: String
  /// What stands before `~`.
  public let outcome: Expression
  /// In R's order: by number of factors, then by appearance.
  public let products: [Product]
  /// Whether it has a constant of its own; absorbed effects span one.
  public let hasIntercept: Bool
  /// The effects after the bar, in the order written. One with slopes alone is not among them.
  public let absorbed: [GroupingKey]
  /// The slopes by effect, `dyad[year]` and `dyad[[year]]` alike.
  public let slopes: [Slope]

  /// Reads a formula.
  /// - Throws: `ExpressionError.syntax` with the column of what cannot be read.
  public init(_ text: String) throws(ExpressionError) {
    self.text = text
    var parser = try ExpressionParser(text)
    outcome = try parser.expression()
    guard parser.take("~") else { throw parser.unexpected("'~' after the outcome") }
    let rightSide = try parser.expression()
    let effects = parser.take("|") ? try EffectList(&parser) : EffectList()
    try parser.expectEnd()
    absorbed = effects.intercepts
    slopes = effects.slopes

    var builder = TermBuilder(text: text)
    let sets = try builder.terms(of: rightSide)
    hasIntercept = builder.intercept && absorbed.isEmpty
    products = builder.ordered(sets)
  }

  /// Every variable the formula mentions, in order of appearance.
  public var variables: [String] {
    var found: [String] = []
    let all =
      [outcome] + products.flatMap(\.factors) + absorbed.flatMap(\.factors)
      + slopes.flatMap { $0.key.factors + [$0.variable] }
    for name in all.flatMap(\.variables) where !found.contains(name) { found.append(name) }
    return found
  }

  static func summands(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .binary(.plus, let left, let right): summands(left) + summands(right)
    case .parenthesised(let inner): summands(inner)
    default: [expression]
    }
  }
}

/// Expands formula operators into sets of factors.
private struct TermBuilder {
  let text: String
  var intercept = true
  /// Every factor, in order of first appearance: R orders the parts of an interaction by it.
  private var appearance: [Expression] = []

  init(text: String) { self.text = text }

  /// The terms of an expression, each a set of positions in `appearance`.
  mutating func terms(of expression: Expression) throws(ExpressionError) -> [Set<Int>] {
    switch expression.kind {
    case .parenthesised(let inner): return try terms(of: inner)
    case .number(let value) where value == 0 || value == 1:
      intercept = value == 1
      return []
    case .binary(.plus, let left, let right):
      return union(try terms(of: left), try terms(of: right))
    case .binary(.minus, let left, let right):
      let kept = try terms(of: left)
      if case .number(let value) = right.kind {
        guard value == 0 || value == 1 else { throw refusal(right) }
        intercept = value == 0
        return kept
      }
      let removed = try terms(of: right)
      return kept.filter { !removed.contains($0) }
    case .binary(.interaction, let left, let right):
      return products(try terms(of: left), try terms(of: right))
    case .binary(.times, let left, let right):
      let (a, b) = (try terms(of: left), try terms(of: right))
      return union(union(a, b), products(a, b))
    case .binary(.power, let base, let exponent):
      guard case .number(let value) = exponent.kind, let order = Int(exactly: value),
        (1...8).contains(order)
      else {
        throw .syntax(
          text: text, column: exponent.column, found: "'\(exponent)'",
          expected: "a whole number from 1 to 8 (for arithmetic write I(x^2))")
      }
      let base = try terms(of: base)
      var result = base
      for _ in 1..<order { result = union(result, products(result, base)) }
      return result
    case .negation(let inner):
      guard case .number(1) = inner.kind else { throw refusal(expression) }
      intercept = false
      return []
    case .variable, .call:
      return [[position(expression)]]
    default: throw refusal(expression)
    }
  }

  func ordered(_ sets: [Set<Int>]) -> [Formula.Product] {
    let indexed = sets.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }
    return indexed.map { Formula.Product(factors: $0.element.sorted().map { appearance[$0] }) }
  }

  private mutating func position(_ expression: Expression) -> Int {
    if let known = appearance.firstIndex(of: expression) { return known }
    appearance.append(expression)
    return appearance.count - 1
  }

  private func union(_ a: [Set<Int>], _ b: [Set<Int>]) -> [Set<Int>] {
    var result = a
    for term in b where !result.contains(term) { result.append(term) }
    return result
  }

  private func products(_ a: [Set<Int>], _ b: [Set<Int>]) -> [Set<Int>] {
    union([], a.flatMap { left in b.map { left.union($0) } })
  }

  private func refusal(_ expression: Expression) -> ExpressionError {
    .syntax(
      text: text, column: expression.column, found: "'\(expression)'",
      expected: "a term (wrap arithmetic in I(), as in I(a / b))")
  }
}
