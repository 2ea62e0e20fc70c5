import Frames

extension Evaluator {
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
