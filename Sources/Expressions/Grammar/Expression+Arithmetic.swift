/// Expressions made of others, as a derivative needs them: what adds nothing and what multiplies by
/// one or by nothing is left out.
extension Expression {
  static func number(_ value: Double) -> Expression { Expression(.number(value)) }

  static func negated(_ inner: Expression) -> Expression {
    inner.isNumber(0) ? inner : Expression(.negation(inner))
  }

  static func sum(_ left: Expression, _ right: Expression) -> Expression {
    if left.isNumber(0) { return right }
    return right.isNumber(0) ? left : Expression(.binary(.plus, left, right))
  }

  static func product(_ left: Expression, _ right: Expression) -> Expression {
    if left.isNumber(0) || right.isNumber(0) { return .number(0) }
    if left.isNumber(1) { return right }
    return right.isNumber(1) ? left : Expression(.binary(.times, left, right))
  }

  static func difference(_ left: Expression, _ right: Expression) -> Expression {
    Expression(.binary(.minus, left, right))
  }

  static func quotient(_ left: Expression, _ right: Expression) -> Expression {
    Expression(.binary(.divide, left, right))
  }

  static func power(_ base: Expression, _ exponent: Expression) -> Expression {
    Expression(.binary(.power, base, exponent))
  }

  static func call(_ name: String, _ argument: Expression) -> Expression {
    Expression(.call(name, [Argument(value: argument)]))
  }

  private func isNumber(_ value: Double) -> Bool { kind == .number(value) }
}
