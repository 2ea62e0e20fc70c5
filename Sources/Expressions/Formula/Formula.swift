import Frames

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
    try self.init(text, without: [], absorbing: [])
  }

  /// Reads a formula, takes terms out of it, and puts effects behind those it absorbs.
  ///
  /// Each text is read by itself: a term to take out adds none, and reaches no effect.
  ///
  /// - Parameters:
  ///   - removed: terms such as `a`, `a:b` or `a*b`, as they would stand behind a minus sign.
  ///   - effects: as they would stand behind the bar, `dyad` or `exporter^year + importer[gdp]`.
  /// - Throws: `ExpressionError.syntax` with the column of what cannot be read in its text.
  public init(
    _ text: String, without removed: [String], absorbing effects: [String]
  ) throws(ExpressionError) {
    var parser = try ExpressionParser(text)
    outcome = try parser.expression()
    guard parser.take("~") else { throw parser.unexpected("'~' after the outcome") }
    let rightSide = try parser.expression()
    var list = EffectList()
    let bar = parser.column
    let hasOwnEffects = parser.take("|")
    if hasOwnEffects { try list.read(&parser) }
    try parser.expectEnd()
    for effect in effects {
      var parser = try ExpressionParser(effect)
      try list.read(&parser)
      try parser.expectEnd()
    }
    absorbed = list.intercepts
    slopes = list.slopes

    var builder = TermBuilder(text: text)
    var sets = try builder.terms(of: rightSide)
    var changes = ""
    for text in removed {
      let term = try ExpressionParser.parse(text)
      sets = try builder.without(term, of: text, sets)
      // Behind the minus sign a sum would be read as one term to take out and others to put in.
      changes += term.isSum ? " - (\(text))" : " - \(text)"
    }
    hasIntercept = builder.intercept && absorbed.isEmpty
    products = builder.ordered(sets)

    // What is read is also printed, with what was taken out and put in.
    guard !removed.isEmpty || !effects.isEmpty else {
      self.text = text
      return
    }
    let terms = hasOwnEffects ? text.prefix(bar - 1).trimmed : text
    let behind = (hasOwnEffects ? [text.dropFirst(bar).trimmed] : []) + effects
    self.text =
      terms + changes
      + (behind.isEmpty ? "" : " | " + behind.joined(separator: " + "))
  }

  /// Whether taking a term out leaves fewer of them, or no intercept.
  /// - Throws: `ExpressionError.syntax` for text that is no term.
  public func loses(_ term: String) throws(ExpressionError) -> Bool {
    let rest = try Formula(text, without: [term], absorbing: [])
    return rest.products != products || rest.hasIntercept != hasIntercept
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
  /// What is being read, for messages.
  private var text: String
  private(set) var intercept = true
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
      return try without(right, try terms(of: left))
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

  /// Takes terms that were read from a text of their own out of others.
  mutating func without(
    _ terms: Expression, of text: String, _ kept: [Set<Int>]
  ) throws(ExpressionError) -> [Set<Int>] {
    self.text = text
    return try without(terms, kept)
  }

  /// `kept - right`, where a 1 is the intercept.
  private mutating func without(
    _ right: Expression, _ kept: [Set<Int>]
  ) throws(ExpressionError) -> [Set<Int>] {
    if case .number(let value) = right.kind {
      guard value == 0 || value == 1 else { throw refusal(right) }
      intercept = value == 0
      return kept
    }
    let removed = try terms(of: right)
    return kept.filter { !removed.contains($0) }
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

extension Expression {
  /// Whether its outermost operator adds or takes away.
  fileprivate var isSum: Bool {
    switch kind {
    case .binary(.plus, _, _), .binary(.minus, _, _): true
    default: false
    }
  }
}
