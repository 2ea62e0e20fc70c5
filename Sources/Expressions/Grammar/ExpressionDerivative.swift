/// The derivative of an expression with respect to one variable, as an expression.
///
/// Known are `+ - * / ^`, `pmin` and `pmax` of two values (that of the one taken), and the functions
/// whose catalogue entry has a derivative (`abs` has `sign`, 0 at 0). Any other function of the variable is refused by its name: one that is constant in steps
/// (`round`, comparisons) has no useful derivative, and one that mixes rows (`change`, `mean`,
/// `standardize`) is no function of the row's value alone. `lag`, `lead` and `predecessor` are other
/// rows' values: their derivative is zero.
/// A whole call can itself be the variable, as in the derivative of `lag(x)^2` by `lag(x)`.
package struct ExpressionDerivative {
  /// What it is taken by.
  let variable: Expression

  /// The derivative by a variable, or by a call that stands for one.
  package init(by variable: Expression) { self.variable = variable }

  /// d expression / d variable.
  /// - Throws: `ExpressionError.notDifferentiable`.
  package func of(_ expression: Expression) throws(ExpressionError) -> Expression {
    if expression == variable { return .number(1) }
    guard expression.contains(variable) else { return .number(0) }
    switch expression.kind {
    case .number, .text, .variable: return .number(0)
    case .parenthesised(let inner): return try of(inner)
    case .negation(let inner): return .negated(try of(inner))
    case .not: throw refusal("!", in: expression)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, whole: expression)
    case .call(let name, let arguments):
      let entry = FunctionCatalogue.entry(name)
      if entry?.reach == .otherRow { return .number(0) }
      if name == "pmax" || name == "pmin", arguments.count == 2 {
        return try taken(
          arguments[0].value, arguments[1].value, when: name == "pmax" ? .greater : .less)
      }
      guard let inner = arguments.first?.value, arguments.count == 1,
        let outer = entry?.derivative?(inner)
      else { throw refusal(name, in: expression) }
      return .product(outer, try of(inner))
    }
  }

  /// The derivative of whichever of two values is taken: the first where it compares so with the second.
  private func taken(
    _ first: Expression, _ second: Expression, when comparison: Expression.Operator
  ) throws(ExpressionError) -> Expression {
    let isFirst = Expression(
      .parenthesised(Expression(.binary(comparison, first, second))))
    let isSecond = Expression.difference(.number(1), isFirst)
    return .sum(
      .product(isFirst, try of(first)),
      .product(Expression(.parenthesised(isSecond)), try of(second)))
  }

  private func binary(
    _ operation: Expression.Operator, _ left: Expression, _ right: Expression, whole: Expression
  ) throws(ExpressionError) -> Expression {
    switch operation {
    case .plus: return .sum(try of(left), try of(right))
    case .minus: return .sum(try of(left), .negated(try of(right)))
    case .times:
      return .sum(.product(try of(left), right), .product(left, try of(right)))
    case .divide:
      let first = Expression.quotient(try of(left), right)
      guard right.contains(variable) else { return first }
      let second = Expression.quotient(
        .product(left, try of(right)), .power(right, .number(2)))
      return .sum(first, .negated(second))
    case .power:
      guard right.contains(variable) else {
        // n u^(n - 1) u'
        var lower = Expression.power(left, .difference(right, .number(1)))
        if case .number(let value) = right.kind {
          lower = value == 2 ? left : .power(left, .number(value - 1))
        }
        return .product(.product(right, lower), try of(left))
      }
      // u^v (v' log u + v u' / u)
      let growth = Expression.sum(
        .product(try of(right), .call("log", left)),
        .quotient(.product(right, try of(left)), left))
      return .product(whole, growth)
    default: throw refusal(operation.rawValue, in: whole)
    }
  }

  private func refusal(_ function: String, in whole: Expression) -> ExpressionError {
    .notDifferentiable(
      function: function, variable: variable.description, expression: whole.description)
  }
}
