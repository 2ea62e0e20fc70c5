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
  /// A name that is written as tables print it means every term of that name; one that no table
  /// prints is read by the grammar, so that neither spaces nor the order of an interaction's parts
  /// count (`b : a` for `a:b`).
  public func positions(of reference: TermReference) -> [Int] {
    func places(_ isMeant: (Term) -> Bool) -> [Int] {
      enumerated().filter { isMeant($0.element) }.map(\.offset)
    }
    switch reference {
    case .term(let term): return places { $0 == term }
    case .product(let term): return places { $0.isSameProduct(as: term) }
    case .named(let name):
      let exact = places { $0.name == name }
      guard exact.isEmpty, let product = Term(reading: name) else {
        return exact
      }
      return places { $0.isSameProduct(as: product) }
    }
  }
}

extension Term {
  /// Reads a product of numbers such as `a:log(b)`, as a reader writes it; `nil` for text that is no
  /// expression. A name that a table prints can mean another term, one with levels.
  public init?(reading name: String) {
    guard let expression = try? ExpressionParser.parse(name) else { return nil }
    self.init(product: expression)
  }

  /// The product that an expression such as `a:log(b)` writes, of numbers alone.
  init(product expression: Expression) {
    func factors(_ expression: Expression) -> [Factor] {
      guard case .binary(.interaction, let left, let right) = expression.kind else {
        return [.number(expression)]
      }
      return factors(left) + factors(right)
    }
    self.init(factors(expression))
  }
}
