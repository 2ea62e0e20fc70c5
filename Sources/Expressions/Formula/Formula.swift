import Frames

/// A model formula: `outcome ~ terms | absorbed effects`.
///
/// Before the bar the operators build terms, as in R: `a + b`, `a:b` (interaction), `a*b`
/// (`a + b + a:b`), `a/b` (`a + a:b`), `(a + b)^2` (all interactions up to order two), `- a`, `-1` or
/// `0` (no intercept), `offset(x)` (added as it is, without a coefficient). Function calls and `I()`
/// hold arithmetic. After the bar `+` lists effects and `^`
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
  /// What the linear predictor holds with coefficient one: the arguments of `offset(...)`.
  public let offsets: [Expression]
  /// Whether it has a constant of its own; absorbed effects span one.
  public let hasIntercept: Bool
  /// The effects after the bar, in the order written. One with slopes alone is not among them.
  public let absorbed: [GroupingKey]
  /// The slopes by effect, `dyad[year]` and `dyad[[year]]` alike.
  public let slopes: [Slope]

  /// Reads a formula.
  /// - Throws: `ExpressionError.syntax` with the column of what cannot be read,
  ///   `outcomeAmongRegressors`.
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

    var builder = FormulaTerms(text: text)
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
    offsets = builder.offsets
    try Formula.refuse(
      outcome: outcome, among: products.flatMap(\.factors) + absorbed.flatMap(\.factors), of: text)

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
      || rest.offsets != offsets
  }

  /// Every variable the formula mentions, in order of appearance.
  public var variables: [String] {
    var found: [String] = []
    let all =
      [outcome] + products.flatMap(\.factors) + absorbed.flatMap(\.factors)
      + slopes.flatMap { $0.key.factors + [$0.variable] } + offsets
    for name in all.flatMap(\.variables) where !found.contains(name) { found.append(name) }
    return found
  }

  /// Refuses the outcome itself among what is to explain it, as it is or as categories: the fit would be
  /// exact and say nothing. Earlier values of it, `lag(y)`, are other numbers; so are functions of it,
  /// `log(y)`, which are let pass: whether one says something is the question's affair.
  private static func refuse(
    outcome: Expression, among factors: [Expression], of text: String
  ) throws(ExpressionError) {
    guard let found = factors.first(where: { $0.unwrapped == outcome.unwrapped }) else { return }
    throw .outcomeAmongRegressors(found: "\(found)", outcome: "\(outcome.unwrapped)", in: text)
  }

  static func summands(_ expression: Expression) -> [Expression] {
    switch expression.kind {
    case .binary(.plus, let left, let right): summands(left) + summands(right)
    case .parenthesised(let inner): summands(inner)
    default: [expression]
    }
  }
}

extension Expression {
  /// What brackets, `I()` and `factor()` hold.
  fileprivate var unwrapped: Expression {
    switch kind {
    case .parenthesised(let inner): inner.unwrapped
    case .call("I", let arguments), .call("factor", let arguments):
      arguments.first?.value.unwrapped ?? self
    default: self
    }
  }
}
