import Frames

extension Evaluator {
  /// The expression with every parameter that a function takes from the whole column, such as the knots
  /// of a spline or a mean, as the number that it is on this frame. At other values of its variables it
  /// then is the function that a model was fitted with, and it has a derivative where its arithmetic has.
  ///
  /// - Throws: what evaluating the parameters throws.
  package mutating func fixingParameters(
    of expression: Expression
  ) throws(ExpressionError) -> Expression {
    func same(_ kind: Expression.Kind) -> Expression { Expression(kind, column: expression.column) }
    switch expression.kind {
    case .number, .text, .variable: return expression
    case .negation(let inner): return same(.negation(try fixingParameters(of: inner)))
    case .not(let inner): return same(.not(try fixingParameters(of: inner)))
    case .parenthesised(let inner): return same(.parenthesised(try fixingParameters(of: inner)))
    case .binary(let operation, let left, let right):
      return same(
        .binary(
          operation, try fixingParameters(of: left), try fixingParameters(of: right)))
    case .call(let name, let arguments):
      guard let entry = FunctionCatalogue.entry(name) else { return expression }
      if entry.reach != .row, entry.fixing == nil { return expression }
      let call = Call(entry: entry, arguments: arguments, whole: expression)
      // The parameters are numbers of the arguments as they are; what remains is read again, since
      // arguments can have parameters of their own.
      if let fixed = try entry.fixing?(&self, call) {
        return fixed == expression ? fixed : try fixingParameters(of: fixed)
      }
      guard entry.reach == .row else { return expression }
      var inner: [Expression.Argument] = []
      for argument in arguments {
        inner.append(
          .init(
            label: argument.label,
            value: argument.label == nil
              ? try fixingParameters(of: argument.value) : argument.value))
      }
      return same(.call(name, inner))
    }
  }

  /// The expression's values at other rows; a row without a source, -1, is missing.
  mutating func gather(
    _ expression: Expression, _ rows: [Int32]
  ) throws(ExpressionError) -> Series {
    let column = try evaluate(expression).column("", count: frame.rowCount)
    return Series(column.gathered(at: rows))
  }

  /// The first argument less an earlier state of itself.
  mutating func difference(
    _ call: Call, from earlier: Series
  ) throws(ExpressionError) -> Series {
    let (now, first) = try numbers(call.positional[0], for: call.entry.name)
    let (before, second) = try numbers(of: earlier, call.whole, for: call.entry.name)
    return .numbers(zip(now, before).map { $0 - $1 }, Series.joined(first, second))
  }

  /// Codes of the groups that `a` or `a^b^c` forms; a row without a key is in none.
  mutating func keyCodes(_ by: Expression) throws(ExpressionError) -> KeyCodes {
    var columns: [Column] = []
    func add(_ key: Expression, _ evaluator: inout Evaluator) throws(ExpressionError) {
      guard case .binary(.power, let left, let right) = key.kind else {
        return columns.append(try evaluator.column(key))
      }
      try add(left, &evaluator)
      try add(right, &evaluator)
    }
    try add(by, &self)
    return KeyCodes(columns, rows: RowSelection(all: frame.rowCount))
  }

  /// Codes of the spells that the label `by:` names; -1 where there is none.
  mutating func spellCodes(_ call: Call) throws(ExpressionError) -> [Int32] {
    guard let by = call.labelled("by") else {
      throw call.misuse("does not say whose predecessor; add by:")
    }
    return KeyCodes([try column(by)], rows: RowSelection(all: frame.rowCount)).codes
  }
}
