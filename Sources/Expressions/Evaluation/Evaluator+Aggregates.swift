import Frames

extension Evaluator {
  /// `mean`, `sum`, `min`, `max`, `sd`, `median`, `count`: over groups (`by:`), over a unit's last
  /// rows or periods (`rows:`, `periods:`), or over the whole table.
  ///
  /// A missing value makes its whole group or window missing unless `missing: skip`; a window that
  /// reaches beyond the unit's first row is missing unless `minimum:` allows fewer rows.
  mutating func aggregate(_ call: Call) throws(ExpressionError) -> Series {
    try call.expect(1...1, labels: ["by", "rows", "periods", "minimum", "missing"])
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    let skips = try skipsMissing(call)
    let groups = try call.labelled("by").map { (by) throws(ExpressionError) in
      try groupCodes(by)
    }
    let window: Window?
    if let rows = call.labelled("rows") {
      let length = try call.wholeNumber(rows, default: 1)
      let minimum = try call.wholeNumber(call.labelled("minimum"), default: length)
      window = .rows(length, minimum: minimum)
    } else if let periods = call.labelled("periods") {
      let length = try call.wholeNumber(periods, default: 1)
      let minimum = try call.wholeNumber(call.labelled("minimum"), default: length)
      window = .periods(Int64(length), minimum: minimum)
    } else {
      window = nil
    }
    let summary = Summary(
      name: call.entry.name, values: values, presence: presence, skips: skips)
    if let window {
      guard let panel else { throw .needsPanel(function: call.entry.name) }
      return overWindows(summary, window, panel, groups)
    }
    return overGroups(summary, groups ?? Array(repeating: 0, count: frame.rowCount))
  }

  private func skipsMissing(_ call: Call) throws(ExpressionError) -> Bool {
    guard let choice = call.labelled("missing") else { return false }
    switch choice.kind {
    case .variable("skip"): return true
    case .variable("propagate"): return false
    default: throw call.misuse("found 'missing: \(choice)' where skip or propagate belongs")
    }
  }

  /// Codes of the groups that `a` or `a^b^c` forms; rows without a key are in no group (-1).
  private mutating func groupCodes(_ by: Expression) throws(ExpressionError) -> [Int] {
    if case .binary(.power, let left, let right) = by.kind {
      let (a, b) = (try groupCodes(left), try groupCodes(right))
      var numbers: [SIMD2<Int>: Int] = [:]
      return zip(a, b).map { first, second in
        guard first >= 0, second >= 0 else { return -1 }
        let key = SIMD2(first, second)
        let code = numbers[key] ?? numbers.count
        numbers[key] = code
        return code
      }
    }
    let column = try evaluate(by).column("", count: frame.rowCount)
    var numbers: [String: Int] = [:]
    return (0..<frame.rowCount).map { row in
      guard let text = column.text(at: row) else { return -1 }
      let code = numbers[text] ?? numbers.count
      numbers[text] = code
      return code
    }
  }

  private enum Window {
    case rows(Int, minimum: Int)
    case periods(Int64, minimum: Int)
  }

  /// One aggregate of a set of rows.
  private struct Summary {
    let name: String
    let values: [Double]
    let presence: [Presence]?
    let skips: Bool

    /// The value over the rows, or why there is none.
    func callAsFunction(_ rows: some Sequence<Int>) -> (Double, Presence) {
      var kept: [Double] = []
      for row in rows {
        if let state = presence?[row], state != .present {
          if skips || name == "count" { continue }
          return (0, state)
        }
        kept.append(values[row])
      }
      if name == "count" { return (Double(kept.count), .present) }
      guard !kept.isEmpty else { return (0, .missing) }
      switch name {
      case "sum": return (kept.reduce(0, +), .present)
      case "min": return (kept.min()!, .present)
      case "max": return (kept.max()!, .present)
      case "mean": return (kept.reduce(0, +) / Double(kept.count), .present)
      case "median":
        kept.sort()
        let middle = kept.count / 2
        return (
          kept.count % 2 == 1 ? kept[middle] : (kept[middle - 1] + kept[middle]) / 2, .present
        )
      default:
        guard kept.count > 1 else { return (0, .missing) }
        let mean = kept.reduce(0, +) / Double(kept.count)
        let squares = kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return ((squares / Double(kept.count - 1)).squareRoot(), .present)
      }
    }
  }

  private func overGroups(_ summary: Summary, _ groups: [Int]) -> Series {
    var members = [[Int]](repeating: [], count: (groups.max() ?? -1) + 1)
    for (row, group) in groups.enumerated() where group >= 0 { members[group].append(row) }
    let results = members.map { summary($0) }
    let values = groups.map { $0 >= 0 ? results[$0].0 : 0 }
    let states = groups.map { $0 >= 0 ? results[$0].1 : .missing }
    return .numbers(values, states)
  }

  /// Right-aligned windows over each unit's rows; with groups, over the rows of one group in a unit.
  private func overWindows(
    _ summary: Summary, _ window: Window, _ panel: PanelIndex, _ groups: [Int]?
  ) -> Series {
    var values = [Double](repeating: 0, count: frame.rowCount)
    var states = [Presence](repeating: .missing, count: frame.rowCount)
    forEachUnit(panel) { rows in
      var history: [Int: [Int]] = [:]
      for row in rows {
        let group = groups?[row] ?? 0
        guard group >= 0 else { continue }
        var past = history[group, default: []]
        past.append(row)
        let needed: Int
        switch window {
        case .rows(let length, let minimum):
          if past.count > length { past.removeFirst() }
          needed = minimum
        case .periods(let length, let minimum):
          past.removeAll { panel.times[$0] <= panel.times[row] - length }
          needed = minimum
        }
        history[group] = past
        if past.count >= needed { (values[row], states[row]) = summary(past) }
      }
    }
    return .numbers(values, states)
  }
}
