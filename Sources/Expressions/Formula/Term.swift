import Frames

/// A column of a design: a product of factors. The product of none is the intercept.
///
/// From the formula to the fit a term is this value; its name is printed and nowhere read back. Two
/// terms can have one name (a level that holds a colon, and an interaction) and differ.
public struct Term: Sendable, Hashable {
  /// What a term multiplies.
  public enum Factor: Sendable, Hashable {
    /// The numbers of an expression.
    case number(Expression)
    /// 1 where the categories of an expression, as the formula writes it, are at a level, else 0.
    case level(Expression, String)
    /// A column that no formula gives: a procedure made it, and says in words what it is.
    case made(String)

    /// Whether both are computed alike; levels are the same byte by byte, as the data's are.
    public static func == (left: Factor, right: Factor) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left == right
      case (.level(let left, let level), .level(let right, let other)):
        level.isSpelled(as: other) && left == right
      case (.made(let left), .made(let right)): left == right
      default: false
      }
    }

    /// By what it is computed from.
    public func hash(into hasher: inout Hasher) {
      switch self {
      case .number(let expression): hasher.combine(expression)
      case .level(let expression, let level):
        hasher.combine(expression)
        hasher.combine(SpelledText(level))
      case .made(let words): hasher.combine(words)
      }
    }

    /// `log(x + 1)`, `regionAsia`, as R names columns.
    public var name: String {
      switch self {
      case .number(let expression): expression.description
      case .level(let expression, let level): expression.description + level
      case .made(let words): words
      }
    }

    /// As the grammar writes it where its name alone could be another's: the variable in backticks,
    /// the level as a comparison, `region == "Asia"`.
    var spelledOut: String {
      switch self {
      case .number(let expression):
        if case .variable(let name) = expression.kind { return Lexer.quoting(name, "`") }
        return expression.description
      case .level(let expression, let level):
        return "\(expression) == \(Expression(.text(level)))"
      case .made(let words): return words
      }
    }

    /// What it is computed from; `nil` for a column that no formula gives.
    public var expression: Expression? {
      switch self {
      case .number(let expression), .level(let expression, _): expression
      case .made: nil
      }
    }
  }

  /// In the order in which the name has them.
  public let factors: [Factor]
  /// Whether `name` spells the factors out, because another term beside this one has the same short
  /// name. How a term prints is no part of what it is.
  private(set) var isSpelledOut = false

  /// - Parameter factors: none for the intercept.
  public init(_ factors: [Factor]) { self.factors = factors }

  /// The constant.
  public static let intercept = Term([])

  /// A column that a procedure makes beside those of a formula.
  public static func made(_ words: String) -> Term { Term([.made(words)]) }

  /// One variable by itself.
  public static func variable(_ name: String) -> Term {
    Term([.number(Expression(.variable(name)))])
  }

  /// The product of variables, in the order in which its name has them.
  public static func product(_ names: String...) -> Term {
    Term(names.map { .number(Expression(.variable($0))) })
  }

  /// Whether it is a product of two factors or more.
  public var isInteraction: Bool { factors.count > 1 }

  /// Whether the columns of both are the same: products do not depend on the order of their factors.
  public func isSameProduct(as other: Term) -> Bool {
    guard factors.count == other.factors.count else { return false }
    var rest = other.factors
    for factor in factors {
      guard let place = rest.firstIndex(of: factor) else { return false }
      rest.remove(at: place)
    }
    return true
  }

  /// Whether the term is computed from a column of the data, by itself or within an expression.
  public func contains(column: String) -> Bool {
    factors.contains { $0.expression?.variables.contains(column) ?? false }
  }

  /// In R's manner: `(Intercept)`, `x`, `a:b`, `regionAsia`; spelled out as the grammar writes it,
  /// `region == "Asia"`, where another term beside it has that name (`toldApart`).
  public var name: String { isSpelledOut ? spelledOut : shortName }

  /// In R's manner, whatever other terms there are.
  package var shortName: String {
    factors.isEmpty ? "(Intercept)" : factors.map(\.name).joined(separator: ":")
  }

  private var spelledOut: String {
    guard factors.count > 1 else { return factors.first?.spelledOut ?? shortName }
    return factors.map { factor in
      if case .level = factor { return "(\(factor.spelledOut))" }
      return factor.spelledOut
    }.joined(separator: ":")
  }

  /// The same term under its long name.
  func spellingOut() -> Term {
    var term = self
    term.isSpelledOut = true
    return term
  }

  /// Equality of columns; how a term prints does not count.
  public static func == (left: Term, right: Term) -> Bool { left.factors == right.factors }

  /// By factors, as equality goes.
  public func hash(into hasher: inout Hasher) { hasher.combine(factors) }
}

extension [Term] {
  /// The same terms, those of one short name spelled out: level b of g and the number gb, which R both
  /// calls `gb`, print as `g == "b"` and `` `gb` ``.
  public var toldApart: [Term] {
    var result = self
    while true {
      let byName = Dictionary(grouping: result.indices) { result[$0].name }
      let clashing = byName.values.filter { places in
        places.contains { result[$0] != result[places[0]] }
      }.joined().filter { !result[$0].isSpelledOut }
      guard !clashing.isEmpty else { return result }
      for place in clashing { result[place] = result[place].spellingOut() }
    }
  }
}

extension Term: CustomStringConvertible {
  /// The name that tables print.
  public var description: String { name }
}
