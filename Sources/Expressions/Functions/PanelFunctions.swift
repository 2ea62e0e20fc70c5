import Frames

extension FunctionCatalogue {
  /// Functions along a unit's time: never across units or gaps.
  static let panel: [Entry] = [
    along(
      "lag", "lag(x, periods)", "the unit's value that many periods earlier; 1 if not said",
      reach: .otherRow
    ) { evaluator, call, panel throws(ExpressionError) in
      try evaluator.shifted(call, panel, direction: 1)
    },
    along(
      "lead", "lead(x, periods)", "the unit's value that many periods later", reach: .otherRow
    ) { evaluator, call, panel throws(ExpressionError) in
      try evaluator.shifted(call, panel, direction: -1)
    },
    along("change", "change(x, periods)", "x - lag(x, periods)") {
      evaluator, call, panel throws(ExpressionError) in
      let earlier = try evaluator.shifted(call, panel, direction: 1)
      return try evaluator.difference(call, from: earlier)
    },
    along("fill", "fill(x)", "the unit's last value that is there, carried forward") {
      evaluator, call, panel throws(ExpressionError) in
      try evaluator.filled(call, panel)
    },
    along(
      "predecessor", "predecessor(x, by: g)",
      "x in the unit's last period before the current spell of g began (the prior leader's last)",
      reach: .otherRow
    ) { evaluator, call, panel throws(ExpressionError) in try evaluator.predecessor(call, panel) },
    along(
      "time_since", "time_since(event)",
      "periods since the unit's last event (1 just after it), or since its first row"
    ) { evaluator, call, panel throws(ExpressionError) in try evaluator.timeSince(call, panel) },
    along(
      "cumulative", "cumulative(x)",
      "running total within the unit; missing from the first gap in time or missing value on"
    ) { evaluator, call, panel throws(ExpressionError) in try evaluator.cumulative(call, panel) },
  ]

  private static func along(
    _ name: String, _ usage: String, _ summary: String, reach: Reach = .severalRows,
    evaluate:
      @escaping @Sendable (inout Evaluator, Call, PanelIndex) throws(ExpressionError) -> Series
  ) -> Entry {
    Entry(name, usage, summary, family: .panel, reach: reach) {
      evaluator, call throws(ExpressionError) in
      guard let panel = evaluator.panel else { throw .needsPanel(function: name) }
      return try evaluate(&evaluator, call, panel)
    }
  }
}

extension Evaluator {
  /// The value some periods earlier (direction 1) or later (-1).
  fileprivate mutating func shifted(
    _ call: Call, _ panel: PanelIndex, direction: Int
  ) throws(ExpressionError) -> Series {
    try call.expect(1...2)
    let argument = call.positional.count > 1 ? call.positional[1] : nil
    let periods = try call.wholeNumber(argument, default: 1)
    guard abs(Double(periods)) <= 0x1p53 else { throw call.misuse("found \(periods) periods") }
    return try gather(
      call.positional[0], panel.rows(earlierBy: Int64(direction * periods)))
  }

  fileprivate mutating func filled(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> Series {
    try call.expect(1...1)
    let column = try evaluate(call.positional[0]).column("", count: frame.rowCount)
    var source = [Int32](repeating: KeyCodes.absent, count: frame.rowCount)
    forEachUnit(panel) { rows in
      var last: Int?
      for row in rows {
        if column.isPresent(at: row) { last = row }
        source[row] = Int32(last ?? row)
      }
    }
    return Series(column.gathered(at: source))
  }

  /// The value of the period before the current spell of the `by` value began.
  fileprivate mutating func predecessor(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> Series {
    try call.expect(1...1, labels: ["by"])
    let spells = try spellCodes(call)
    var source = [Int32](repeating: KeyCodes.absent, count: frame.rowCount)
    forEachUnit(panel) { rows in
      var origin = KeyCodes.absent
      var previous: Int?
      for row in rows {
        let spell = spells[row]
        let adjacent = previous.flatMap { panel.times[$0] == panel.times[row] - 1 ? $0 : nil }
        let before = adjacent.map { spells[$0] } ?? KeyCodes.absent
        if spell < 0 {
          origin = KeyCodes.absent
        } else if before != spell {
          // A new spell: its predecessor is the period just before, if that is known.
          origin = before < 0 ? KeyCodes.absent : Int32(adjacent ?? row)
        }
        source[row] = origin
        previous = row
      }
    }
    return try gather(call.positional[0], source)
  }

  fileprivate mutating func cumulative(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> Series {
    try call.expect(1...1)
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    var totals = values
    var states = presence
    forEachUnit(panel) { rows in
      var total = 0.0
      var broken: Presence?
      var previous: Int?
      for row in rows {
        // What absent periods would have added is not known.
        if let last = previous, panel.times[last] != panel.times[row] - 1 {
          broken = broken ?? .missing
        }
        if let state = presence?[row], state != .present { broken = broken ?? state }
        previous = row
        guard let broken else {
          total += values[row]
          totals[row] = total
          continue
        }
        states = states ?? [Presence](repeating: .present, count: frame.rowCount)
        states?[row] = broken
        totals[row] = 0
      }
    }
    return .numbers(totals, states)
  }

  /// The clock of binary panels.
  ///
  /// A logit of an event on a panel is a discrete-time hazard once the time since the last event
  /// stands beside the regressors, as splines or a cubic polynomial (Beck, Katz and Tucker 1998; Carter
  /// and Signorino 2010). The clock is 1 in the period after an event, 2 in the next, and so on.
  /// Before the first event it runs from the unit's first row, taken as the period after one,
  /// because nothing is known of earlier ones; after a gap in time, or a row whose event is not
  /// known, the clock has no value until the next event.
  fileprivate mutating func timeSince(
    _ call: Call, _ panel: PanelIndex
  ) throws(ExpressionError) -> Series {
    try call.expect(1...1)
    let (events, presence) = try numbers(call.positional[0], for: call.entry.name)
    var clock = [Double](repeating: 0, count: frame.rowCount)
    var states = [Presence](repeating: .present, count: frame.rowCount)
    var isBroken = false
    forEachUnit(panel) { rows in
      var elapsed: Double? = 1
      var previous: Int?
      for row in rows {
        if let last = previous {
          let isNext = panel.times[last] == panel.times[row] - 1
          switch presence?[last] ?? .present {
          case .present where !isNext: elapsed = nil
          case .present where events[last] != 0: elapsed = 1
          case .present: elapsed = elapsed.map { $0 + 1 }
          default: elapsed = nil
          }
        }
        if let elapsed {
          clock[row] = elapsed
        } else {
          states[row] = .missing
          isBroken = true
        }
        previous = row
      }
    }
    return .numbers(clock, isBroken ? states : nil)
  }

  /// Each unit's rows in order of time.
  func forEachUnit(
    _ panel: PanelIndex, _ body: (LazyMapSequence<ArraySlice<Int32>, Int>) -> Void
  ) {
    for (start, end) in zip(panel.starts, panel.starts.dropFirst()) {
      body(panel.order[Int(start)..<Int(end)].lazy.map { Int($0) })
    }
  }
}
