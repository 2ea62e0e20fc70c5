import Expressions

/// In tests a term is written by its name: `(Intercept)`, a variable, or a product such as `a:log(b)`.
/// Terms with levels have no such spelling.
extension Term: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) {
    guard name != Term.intercept.name else {
      self = .intercept
      return
    }
    guard let term = Term(reading: name) else { preconditionFailure("'\(name)' is no product") }
    self = term
  }
}
