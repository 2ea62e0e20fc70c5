extension Expression {
  /// Whether the other expression occurs in this one.
  package func contains(_ other: Expression) -> Bool {
    var found = false
    visit { if $0 == other { found = true } }
    return found
  }

  /// The first function that mixes this row's value of a variable with those of other rows.
  package func mixing(_ variable: Expression) -> String? {
    guard self != variable, contains(variable) else { return nil }
    switch kind {
    case .number, .text, .variable: return nil
    case .negation(let inner), .not(let inner), .parenthesised(let inner):
      return inner.mixing(variable)
    case .binary(_, let left, let right): return left.mixing(variable) ?? right.mixing(variable)
    case .call(let name, let arguments):
      switch FunctionCatalogue.entry(name)?.reach {
      // With the variable's value in this row fixed, another row's is a variable of its own.
      case .otherRow: return nil
      case .severalRows, nil: return name
      case .row: break
      }
      for argument in arguments {
        if let found = argument.value.mixing(variable) { return found }
      }
      return nil
    }
  }

  /// What a value can be given to: variables, and whole calls that reach beyond their row, such as
  /// `lag(x)`; in order of first appearance.
  package var atoms: [Expression] {
    var found: [Expression] = []
    func add(_ new: [Expression]) {
      for atom in new where !found.contains(atom) { found.append(atom) }
    }
    switch kind {
    case .number, .text: break
    case .variable: found = [Expression(kind)]
    case .negation(let inner), .not(let inner), .parenthesised(let inner): found = inner.atoms
    case .binary(_, let left, let right):
      add(left.atoms)
      add(right.atoms)
    case .call(let name, let arguments):
      if FunctionCatalogue.entry(name)?.reach == .row {
        for argument in arguments where argument.label == nil { add(argument.value.atoms) }
      } else {
        found = [Expression(kind)]
      }
    }
    return found
  }

  /// This expression with values in the place of atoms.
  package func substituting(_ values: [(atom: Expression, value: Expression)]) -> Expression {
    if let match = values.first(where: { $0.atom == self }) { return match.value }
    switch kind {
    case .number, .text, .variable: return self
    case .negation(let inner): return Expression(.negation(inner.substituting(values)))
    case .not(let inner): return Expression(.not(inner.substituting(values)))
    case .parenthesised(let inner): return Expression(.parenthesised(inner.substituting(values)))
    case .binary(let operation, let left, let right):
      return Expression(
        .binary(operation, left.substituting(values), right.substituting(values)))
    case .call(let name, let arguments):
      guard FunctionCatalogue.entry(name)?.reach == .row else { return self }
      return Expression(
        .call(
          name,
          arguments.map {
            Argument(label: $0.label, value: $0.value.substituting(values))
          }))
    }
  }
}
