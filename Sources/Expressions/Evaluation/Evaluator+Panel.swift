import Frames

extension Evaluator {
  /// `lag`, `lead`, `change`, `fill`, `predecessor`, `time_since`,
  /// `cumulative`: never across units or gaps.
  mutating func alongUnits(_ call: Call) throws(ExpressionError) -> Series {
    let name = call.entry.name
    guard let panel else { throw .needsPanel(function: name) }
    switch name {
    case "lag", "lead", "change":
      try call.expect(1...2)
      let argument = call.positional.count > 1 ? call.positional[1] : nil
      let periods = try call.wholeNumber(argument, default: 1)
      guard abs(Double(periods)) <= 0x1p53 else {
        throw call.misuse("found \(periods) periods")
      }
      let shifted = try gather(
        call.positional[0], panel.rows(earlierBy: Int64(name == "lead" ? -periods : periods)))
      guard name == "change" else { return shifted }
      let (now, first) = try numbers(call.positional[0], for: name)
      let (before, second) = try numbers(of: shifted, call.whole, for: name)
      return .numbers(zip(now, before).map { $0 - $1 }, Series.joined(first, second))
    case "fill":
      try call.expect(1...1)
      let column = try evaluate(call.positional[0]).column("", count: frame.rowCount)
      var source = [Int?](repeating: nil, count: frame.rowCount)
      forEachUnit(panel) { rows in
        var last: Int?
        for row in rows {
          if column.isPresent(at: row) { last = row }
          source[row] = last ?? row
        }
      }
      return Series(column.gathered(source))
    case "predecessor":
      try call.expect(1...1, labels: ["by"])
      return try gather(call.positional[0], predecessorRows(call, panel))
    case "time_since": return try timeSince(call, panel)
    default:
      try call.expect(1...1)
      return try cumulative(call, panel)
    }
  }

  /// For each row the row of the period before the current spell of the `by` value began.
  private mutating func predecessorRows(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> [Int?] {
    guard let by = call.labelled("by") else {
      throw call.misuse("does not say whose predecessor; add by:")
    }
    let spells = try evaluate(by).column("", count: frame.rowCount)
    var source = [Int?](repeating: nil, count: frame.rowCount)
    forEachUnit(panel) { rows in
      var origin: Int?
      var previous: Int?
      for row in rows {
        let value = spells.text(at: row)
        let adjacent = previous.flatMap { panel.times[$0] == panel.times[row] - 1 ? $0 : nil }
        let before = adjacent.flatMap { spells.text(at: $0) }
        if value == nil {
          origin = nil
        } else if before != value {
          // A new spell: its predecessor is the period just before, if that is known.
          origin = before == nil ? nil : adjacent
        }
        source[row] = origin
        previous = row
      }
    }
    return source
  }

  private mutating func cumulative(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> Series {
    let (values, presence) = try numbers(call.positional[0], for: "cumulative")
    var totals = values
    var states = presence
    forEachUnit(panel) { rows in
      var total = 0.0
      var broken: Presence?
      for row in rows {
        if let state = presence?[row], state != .present { broken = broken ?? state }
        if let broken { states![row] = broken }
        total += broken == nil ? values[row] : 0
        totals[row] = total
      }
    }
    return .numbers(totals, states)
  }

  /// Each unit's rows in order of time.
  func forEachUnit(_ panel: PanelIndex, _ body: (ArraySlice<Int>) -> Void) {
    for (start, end) in zip(panel.starts, panel.starts.dropFirst()) {
      body(panel.order[start..<end])
    }
  }

  /// The expression's values at other rows; a row without a source is missing.
  private mutating func gather(
    _ expression: Expression, _ rows: [Int?]
  ) throws(ExpressionError) -> Series {
    let column = try evaluate(expression).column("", count: frame.rowCount)
    return Series(column.gathered(rows))
  }

  /// The `table_` functions: in table order, across units, as some published results were computed.
  mutating func inTableOrder(_ call: Call) throws(ExpressionError) -> Series {
    let count = frame.rowCount
    let above = (0..<count).map { $0 == 0 ? nil : $0 - 1 }
    switch call.entry.name {
    case "table_lag":
      try call.expect(1...1)
      return try gather(call.positional[0], above)
    case "table_change":
      try call.expect(1...1)
      let (now, first) = try numbers(call.positional[0], for: "table_change")
      let shifted = try gather(call.positional[0], above)
      let (before, second) = try numbers(of: shifted, call.whole, for: "table_change")
      return .numbers(zip(now, before).map { $0 - $1 }, Series.joined(first, second))
    case "table_fill":
      try call.expect(1...1)
      let column = try evaluate(call.positional[0]).column("", count: count)
      return Series(column.gathered(Evaluator.filledDown(0..<count) { column.isPresent(at: $0) }))
    default:
      try call.expect(1...1, labels: ["by"])
      guard let by = call.labelled("by") else {
        throw call.misuse("does not say whose predecessor; add by:")
      }
      let spells = try evaluate(by).column("", count: count)
      let values = try evaluate(call.positional[0]).column("", count: count)
      let starts = (0..<count).map { row -> Bool in
        guard row > 0, let now = spells.text(at: row), let before = spells.text(at: row - 1)
        else { return false }
        return now != before && values.isPresent(at: row - 1)
      }
      let source = Evaluator.filledDown(0..<count) { starts[$0] }
      return Series(values.gathered(source.map { $0.flatMap { starts[$0] ? $0 - 1 : nil } }))
    }
  }

  /// For each row the last row at or above it that satisfies the test, or itself if none does.
  private static func filledDown(_ rows: Range<Int>, _ test: (Int) -> Bool) -> [Int?] {
    var last: Int?
    return rows.map { row in
      if test(row) { last = row }
      return last ?? row
    }
  }
}
