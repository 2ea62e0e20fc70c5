import Frames

extension FunctionCatalogue {
  /// Summaries over groups (`by:`), over a unit's last rows or periods (`rows:`, `periods:`), or over
  /// the whole table.
  ///
  /// A missing value makes its whole group or window missing unless `missing: skip`; a window that
  /// reaches beyond the unit's first row is missing unless `minimum:` allows fewer rows.
  static let aggregates: [Entry] = [
    summary("mean") { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) },
    summary("sum") { $0.isEmpty ? nil : $0.reduce(0, +) },
    summary("min") { $0.min() },
    summary("max") { $0.max() },
    summary("sd") { values in
      guard values.count > 1 else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count - 1)).squareRoot()
    },
    summary("median") { values in
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    },
    // How many values there are is known whatever is missing.
    summary("count", missing: .alwaysLeftOut) { Double($0.count) },
  ]

  private static func summary(
    _ name: String, missing: Summary.Missing = .asAsked,
    of value: @escaping @Sendable ([Double]) -> Double?
  ) -> Entry {
    Entry(
      name, "\(name)(x, by: g^h | rows: n | periods: n, minimum: n, missing: skip)",
      "\(name) of x in a group, over the unit's last n rows or periods, or over all rows",
      family: .aggregate, reach: .severalRows,
      fixing: { evaluator, call throws(ExpressionError) in
        // Over all rows it is one number; over groups and windows it stays what it is.
        guard !["by", "rows", "periods"].contains(where: { call.labelled($0) != nil }),
          case .numbers(let values, let states) = try evaluator.aggregate(call, missing, value),
          let first = values.first, states?.first ?? .present == .present
        else { return nil }
        return .number(first)
      },
      evaluate: { evaluator, call throws(ExpressionError) in
        try evaluator.aggregate(call, missing, value)
      })
  }
}

/// One aggregate of a set of rows.
private struct Summary {
  enum Missing {
    /// By `missing:`, which spoils the set unless it says skip.
    case asAsked
    case alwaysLeftOut
  }

  let values: [Double]
  let presence: [Presence]?
  let leavesMissingOut: Bool
  /// The aggregate of the values that are there; `nil` where these are too few.
  let value: ([Double]) -> Double?

  /// The value over the rows, or why there is none.
  func callAsFunction(_ rows: some Sequence<Int>) -> (Double, Presence) {
    var kept: [Double] = []
    for row in rows {
      if let state = presence?[row], state != .present {
        if leavesMissingOut { continue }
        return (0, state)
      }
      kept.append(values[row])
    }
    return value(kept).map { ($0, .present) } ?? (0, .missing)
  }
}

/// The rows of a unit that end in the current one.
private enum Window {
  case rows(Int, minimum: Int)
  case periods(Int64, minimum: Int)
}

extension Evaluator {
  fileprivate mutating func aggregate(
    _ call: Call, _ missing: Summary.Missing, _ value: @escaping ([Double]) -> Double?
  ) throws(ExpressionError) -> Series {
    try call.expect(1...1, labels: ["by", "rows", "periods", "minimum", "missing"])
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    let skips = try skipsMissing(call)
    let groups = try call.labelled("by").map { (by) throws(ExpressionError) in
      try keyCodes(by)
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
      values: values, presence: presence, leavesMissingOut: skips || missing == .alwaysLeftOut,
      value: value)
    if let window {
      guard let panel else { throw .needsPanel(function: call.entry.name) }
      return overWindows(summary, window, panel, groups?.codes)
    }
    guard let groups else {
      let (value, state) = summary(0..<frame.rowCount)
      return .numbers(
        Array(repeating: value, count: frame.rowCount),
        Array(repeating: state, count: frame.rowCount))
    }
    return overGroups(summary, groups)
  }

  private func skipsMissing(_ call: Call) throws(ExpressionError) -> Bool {
    guard let choice = call.labelled("missing") else { return false }
    switch choice.kind {
    case .variable("skip"): return true
    case .variable("propagate"): return false
    default: throw call.misuse("found 'missing: \(choice)' where skip or propagate belongs")
    }
  }

  private func overGroups(_ summary: Summary, _ groups: KeyCodes) -> Series {
    let index = KeyIndex(groups.codes, count: groups.count)
    let results = (0..<index.count).map { summary(index[$0].lazy.map { Int($0) }) }
    let values = groups.codes.map { $0 >= 0 ? results[Int($0)].0 : 0 }
    let states = groups.codes.map { $0 >= 0 ? results[Int($0)].1 : .missing }
    return .numbers(values, states)
  }

  /// Right-aligned windows over each unit's rows; with groups, over the rows of one group in a unit.
  private func overWindows(
    _ summary: Summary, _ window: Window, _ panel: PanelIndex, _ groups: [Int32]?
  ) -> Series {
    var values = [Double](repeating: 0, count: frame.rowCount)
    var states = [Presence](repeating: .missing, count: frame.rowCount)
    forEachUnit(panel) { rows in
      var history: [Int32: [Int]] = [:]
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
