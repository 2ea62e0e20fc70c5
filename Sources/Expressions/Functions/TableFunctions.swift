import Frames

extension FunctionCatalogue {
  /// Functions in table order, across units, as some published results were computed.
  static let table: [Entry] = [
    across("table_lag", "table_lag(x)", "the value in the row above, whichever unit it belongs to")
    {
      evaluator, call throws(ExpressionError) in
      try call.expect(1...1)
      return try evaluator.rowAbove(call)
    },
    across("table_change", "table_change(x)", "x minus the row above") {
      evaluator, call throws(ExpressionError) in
      try call.expect(1...1)
      let above = try evaluator.rowAbove(call)
      return try evaluator.difference(call, from: above)
    },
    across("table_fill", "table_fill(x)", "the last value that is there, carried down the table") {
      evaluator, call throws(ExpressionError) in
      try evaluator.filledDown(call)
    },
    across(
      "table_predecessor", "table_predecessor(x, by: g)",
      "the row above where g changes from the row above, then carried down the table"
    ) { evaluator, call throws(ExpressionError) in try evaluator.predecessorAbove(call) },
  ]

  private static func across(
    _ name: String, _ usage: String, _ summary: String, evaluate: @escaping Evaluation
  ) -> Entry {
    Entry(name, usage, summary, family: .table, reach: .severalRows, evaluate: evaluate)
  }
}

extension Evaluator {
  fileprivate mutating func rowAbove(_ call: Call) throws(ExpressionError) -> Series {
    // The row above the first is none: -1.
    try gather(call.positional[0], (0..<frame.rowCount).map { Int32($0) - 1 })
  }

  fileprivate mutating func filledDown(_ call: Call) throws(ExpressionError) -> Series {
    try call.expect(1...1)
    let column = try evaluate(call.positional[0]).column("", count: frame.rowCount)
    return Series(column.gathered(at: lastRows { column.isPresent(at: $0) }))
  }

  fileprivate mutating func predecessorAbove(_ call: Call) throws(ExpressionError) -> Series {
    try call.expect(1...1, labels: ["by"])
    let spells = try spellCodes(call)
    let values = try evaluate(call.positional[0]).column("", count: frame.rowCount)
    let starts = (0..<frame.rowCount).map { row -> Bool in
      guard row > 0, spells[row] >= 0, spells[row - 1] >= 0 else { return false }
      return spells[row] != spells[row - 1] && values.isPresent(at: row - 1)
    }
    let source = lastRows { starts[$0] }
    return Series(
      values.gathered(at: source.map { starts[Int($0)] ? $0 - 1 : KeyCodes.absent }))
  }

  /// For each row the last row at or above it that satisfies the test, or itself if none does.
  private func lastRows(_ test: (Int) -> Bool) -> [Int32] {
    var last: Int?
    return (0..<frame.rowCount).map { row in
      if test(row) { last = row }
      return Int32(last ?? row)
    }
  }
}
