import Frames

extension Evaluator {
  /// `time_since`: the clock of binary panels.
  ///
  /// A logit of an event on a panel is a discrete-time hazard once the time since the last event
  /// stands beside the regressors, as splines or a cubic polynomial (Beck, Katz and Tucker 1998; Carter
  /// and Signorino 2010). The clock is 1 in the period after an event, 2 in the next, and so on.
  /// Before the first event it runs from the unit's first row, taken as the period after one,
  /// because nothing is known of earlier ones; after a gap in time, or a row whose event is not
  /// known, the clock has no value until the next event.
  mutating func timeSince(
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

  /// `spline1`, `spline2`, `spline3`: the columns of a restricted cubic spline with four knots.
  ///
  /// With knots k1 < k2 < k3 < k4 column 1 is x itself, and columns 2 and 3 are, for j = 1, 2,
  ///
  ///     ((x - kj)+^3 - (x - k3)+^3 (k4 - kj)/(k4 - k3) + (x - k4)+^3 (k3 - kj)/(k4 - k3)) / (k4 - k1)^2
  ///
  /// a cubic between the knots that is a line beyond them (Harrell 2015, section 2.4.5). Knots that
  /// are not written are the 5th, 35th, 65th and 95th percentiles of the present rows.
  mutating func spline(_ call: Call) throws(ExpressionError) -> Series {
    try call.expect(1...5)
    let position = Int(call.entry.name.dropFirst("spline".count)) ?? 1
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    let knots = try knots(call, values, presence)
    guard position > 1 else { return .numbers(values, presence) }
    let first = knots[position - 2]
    let (third, last) = (knots[2], knots[3])
    func cube(_ x: Double) -> Double { x > 0 ? x * x * x : 0 }
    let size = (last - knots[0]) * (last - knots[0])
    let result = values.map { x in
      (cube(x - first) - cube(x - third) * (last - first) / (last - third)
        + cube(x - last) * (third - first) / (last - third)) / size
    }
    return checked(result, presence, call.whole)
  }

  /// The four knots, ascending.
  private mutating func knots(
    _ call: Call, _ values: [Double], _ presence: [Presence]?
  ) throws(ExpressionError) -> [Double] {
    var knots: [Double] = []
    if call.positional.count > 1 {
      for argument in call.positional.dropFirst() {
        guard case .number(let knot) = try evaluate(argument) else {
          throw call.misuse("found '\(argument)' where a knot, a number, belongs")
        }
        knots.append(knot)
      }
      guard knots.count == 4 else {
        throw call.misuse("found \(knots.count) knots where four, or none, belong")
      }
    } else {
      let present = values.indices.filter { presence?[$0] ?? .present == .present }
      let sorted = present.map { values[$0] }.sorted()
      guard !sorted.isEmpty else { throw call.misuse("found no value to place knots by") }
      knots = [0.05, 0.35, 0.65, 0.95].map { share in
        // R's type 7: linear between order statistics.
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
      }
    }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
      let found = knots.map { "\($0)" }.joined(separator: ", ")
      throw call.misuse("needs four knots that ascend, found \(found); write them")
    }
    return knots
  }
}
