import Expressions

/// The derivative of an expression with respect to one variable, as an expression.
///
/// Known are `+ - * / ^`, `I`, `log`, `log2`, `log10`, `log1p`, `exp`, `sqrt`, `asinh`, `sinh` and
/// `abs` (whose derivative is `sign`, 0 at 0). Any other function of the variable is refused by its
/// name: one that is constant in steps (`round`, comparisons) has no useful derivative, and one that
/// mixes rows (`change`, `mean`, `standardize`) is no function of the row's value alone. `lag`, `lead`
/// and `predecessor` are other rows' values: their derivative is zero.
/// A whole call can itself be the variable, as in the derivative of `lag(x)^2` by `lag(x)`.
struct ExpressionDerivative {
  /// What it is taken by.
  let variable: Expression

  /// d expression / d variable.
  /// - Throws: `notDifferentiable`.
  func of(_ expression: Expression) throws(InterpretationError) -> Expression {
    if expression == variable { return Self.number(1) }
    guard expression.contains(variable) else { return Self.number(0) }
    switch expression.kind {
    case .number, .text, .variable: return Self.number(0)
    case .parenthesised(let inner): return try of(inner)
    case .negation(let inner): return Self.negated(try of(inner))
    case .not: throw refusal("!", in: expression)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, whole: expression)
    case .call(let name, _) where Expression.shifting.contains(name): return Self.number(0)
    case .call(let name, let arguments):
      guard let inner = arguments.first?.value, arguments.count == 1,
        let outer = Self.outer(name, inner)
      else { throw refusal(name, in: expression) }
      return Self.times(outer, try of(inner))
    }
  }

  private func binary(
    _ operation: Expression.Operator, _ left: Expression, _ right: Expression, whole: Expression
  ) throws(InterpretationError) -> Expression {
    switch operation {
    case .plus: return Self.plus(try of(left), try of(right))
    case .minus: return Self.plus(try of(left), Self.negated(try of(right)))
    case .times:
      return Self.plus(Self.times(try of(left), right), Self.times(left, try of(right)))
    case .divide:
      let first = Self.binary(.divide, try of(left), right)
      guard right.contains(variable) else { return first }
      let second = Self.binary(
        .divide, Self.times(left, try of(right)), Self.binary(.power, right, Self.number(2)))
      return Self.plus(first, Self.negated(second))
    case .power:
      guard right.contains(variable) else {
        // n u^(n - 1) u'
        var lower = Self.binary(.power, left, Self.binary(.minus, right, Self.number(1)))
        if case .number(let value) = right.kind {
          lower = value == 2 ? left : Self.binary(.power, left, Self.number(value - 1))
        }
        return Self.times(Self.times(right, lower), try of(left))
      }
      // u^v (v' log u + v u' / u)
      let growth = Self.plus(
        Self.times(try of(right), Self.call("log", left)),
        Self.binary(.divide, Self.times(right, try of(left)), left))
      return Self.times(whole, growth)
    default: throw refusal(operation.rawValue, in: whole)
    }
  }

  /// The derivative of a function at its argument; `nil` for a function without one.
  private static func outer(_ name: String, _ u: Expression) -> Expression? {
    let square = binary(.power, u, number(2))
    return switch name {
    case "I": number(1)
    case "log": binary(.divide, number(1), u)
    // 1 / ln 2 and 1 / ln 10
    case "log2": binary(.divide, number(1.4426950408889634), u)
    case "log10": binary(.divide, number(0.4342944819032518), u)
    case "log1p": binary(.divide, number(1), binary(.plus, number(1), u))
    case "exp": call("exp", u)
    case "sqrt": binary(.divide, number(0.5), call("sqrt", u))
    case "asinh": binary(.divide, number(1), call("sqrt", binary(.plus, number(1), square)))
    // cosh u
    case "sinh":
      times(number(0.5), binary(.plus, call("exp", u), call("exp", negated(u))))
    case "abs": call("sign", u)
    default: nil
    }
  }

  private func refusal(_ function: String, in whole: Expression) -> InterpretationError {
    .notDifferentiable(
      function: function, variable: variable.description, expression: whole.description)
  }

  private static func number(_ value: Double) -> Expression { Expression(.number(value)) }

  private static func isNumber(_ expression: Expression, _ value: Double) -> Bool {
    expression.kind == .number(value)
  }

  private static func negated(_ inner: Expression) -> Expression {
    isNumber(inner, 0) ? inner : Expression(.negation(inner))
  }

  private static func plus(_ left: Expression, _ right: Expression) -> Expression {
    if isNumber(left, 0) { return right }
    return isNumber(right, 0) ? left : binary(.plus, left, right)
  }

  private static func times(_ left: Expression, _ right: Expression) -> Expression {
    if isNumber(left, 0) || isNumber(right, 0) { return number(0) }
    if isNumber(left, 1) { return right }
    return isNumber(right, 1) ? left : binary(.times, left, right)
  }

  private static func binary(
    _ operation: Expression.Operator, _ left: Expression, _ right: Expression
  ) -> Expression {
    Expression(.binary(operation, left, right))
  }

  private static func call(_ name: String, _ argument: Expression) -> Expression {
    Expression(.call(name, [Expression.Argument(value: argument)]))
  }
}
