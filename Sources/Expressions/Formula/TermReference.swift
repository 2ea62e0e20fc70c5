/// A term as a reader asks for it: the term itself, its factors, or the name that tables print.
public enum TermReference: Sendable, Hashable, ExpressibleByStringLiteral {
  /// This term, its factors in this order.
  case term(Term)
  /// The terms with the factors of this one, in whatever order.
  case product(Term)
  /// Whichever term tables print under this name.
  case named(String)

  /// A name that stands in code, matched with the names that tables print.
  public init(stringLiteral name: String) { self = .named(name) }

  /// For messages.
  public var name: String {
    switch self {
    case .term(let term), .product(let term): term.name
    case .named(let name): name
    }
  }
}

extension Collection<Term> {
  /// The places, counted from 0, of the terms that a reference means.
  ///
  /// A name that is written as tables print it means every term of that name, also where the table
  /// spells terms out because they share it; one that no table prints is a column with that name, odd
  /// as it may be, or is read by the grammar, so that neither spaces nor the order of an interaction's
  /// parts count (`b : a` for `a:b`), and a level can be written as a comparison
  /// (`region == "Asia"`).
  public func positions(of reference: TermReference) -> [Int] {
    func places(_ isMeant: (Term) -> Bool) -> [Int] {
      enumerated().filter { isMeant($0.element) }.map(\.offset)
    }
    switch reference {
    case .term(let term): return places { $0 == term }
    case .product(let term): return places { $0.isSameProduct(as: term) }
    case .named(let name):
      let printed = places { $0.name == name }
      let exact = printed.isEmpty ? places { $0.shortName == name } : printed
      guard exact.isEmpty else { return exact }
      let column = places { $0 == .variable(name) }
      guard column.isEmpty, let product = Term(reading: name) else { return column }
      return places { $0.isSameProduct(as: product) }
    }
  }
}

extension Term {
  /// Reads a product such as `a:log(b)` or `a:(region == "Asia")`, as a reader writes it; `nil` for
  /// text that is no expression. A name that a table prints can mean another term, one with levels.
  public init?(reading name: String) {
    guard let expression = try? ExpressionParser.parse(name) else { return nil }
    self.init(product: expression)
  }

  /// The product that an expression such as `a:log(b)` writes; a comparison with a text is a level.
  init(product expression: Expression) {
    func factors(_ expression: Expression) -> [Factor] {
      switch expression.kind {
      case .binary(.interaction, let left, let right): return factors(left) + factors(right)
      case .parenthesised(let inner):
        guard case .binary(.equal, _, _) = inner.kind else { return [.number(expression)] }
        return factors(inner)
      case .binary(.equal, let variable, let level):
        guard case .text(let text) = level.kind else { return [.number(expression)] }
        return [.level(variable, text)]
      default: return [.number(expression)]
      }
    }
    self.init(factors(expression))
  }
}
