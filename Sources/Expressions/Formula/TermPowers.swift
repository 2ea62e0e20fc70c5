/// A term read as a product of powers of variables: `election:support`, `support:I(election^2)`.
///
/// `I(z^2)`, `(z^2)` and `z^2` are powers of `z`; any other factor is a variable of its own.
package struct TermPowers: Sendable, Equatable {
  /// Each variable with its total exponent.
  private let exponents: [Term.Factor: Int]
  /// The variables in the order in which they appear.
  package let variables: [Term.Factor]

  package init(_ term: Term) {
    var exponents: [Term.Factor: Int] = [:]
    var variables: [Term.Factor] = []
    for factor in term.factors {
      let (variable, exponent) = TermPowers.base(of: factor)
      if exponents[variable] == nil { variables.append(variable) }
      exponents[variable, default: 0] += exponent
    }
    self.exponents = exponents
    self.variables = variables
  }

  /// The exponent of a variable; 0 where the term does not hold it.
  package func exponent(of variable: Term.Factor) -> Int { exponents[variable] ?? 0 }

  /// The order of the variables does not count.
  package static func == (left: TermPowers, right: TermPowers) -> Bool {
    left.exponents == right.exponents
  }

  /// The variable that a reader names: one that some term holds under this name, a number before a
  /// level that is called alike, or else what the grammar reads the name as.
  package static func variable(named name: String, in terms: [Term]) -> Term.Factor {
    let held = terms.flatMap { TermPowers($0).variables }
    let column = Term.Factor.number(Expression(.variable(name)))
    if held.contains(column) { return column }
    if let known = held.first(where: { $0.name == name }) { return known }
    guard let expression = try? ExpressionParser.parse(name) else { return .made(name) }
    return .number(expression)
  }

  private static func base(of factor: Term.Factor) -> (Term.Factor, Int) {
    guard case .number(let whole) = factor else { return (factor, 1) }
    var inner = whole
    switch whole.kind {
    case .parenthesised(let expression): inner = expression
    case .call("I", let arguments):
      if arguments.count == 1 { inner = arguments[0].value }
    default: break
    }
    guard case .binary(.power, let variable, let power) = inner.kind,
      case .variable = variable.kind, case .number(let value) = power.kind,
      let exponent = Int(exactly: value), exponent > 0
    else { return (factor, 1) }
    return (.number(variable), exponent)
  }
}
