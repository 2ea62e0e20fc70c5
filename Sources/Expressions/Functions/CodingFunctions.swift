import Frames

extension FunctionCatalogue {
  /// Functions that code a column for a regression: by its levels, its moments or its percentiles.
  static let coding: [Entry] = [
    Entry(
      "factor", "factor(x, reference: \"level\")", "x as categories, the reference first",
      family: .elementwise, reach: .row
    ) { evaluator, call throws(ExpressionError) in
      try call.expect(1...1, labels: ["reference"])
      return try evaluator.categories(call)
    },
    Entry(
      "standardize", "standardize(x)", "(x - mean) / sd over the present rows",
      family: .elementwise, reach: .severalRows,
      fixing: { evaluator, call throws(ExpressionError) in
        try evaluator.fixedStandard(call, deviations: 1)
      },
      evaluate: { evaluator, call throws(ExpressionError) in
        try evaluator.standardized(call, deviations: 1)
      }),
    spline(1, "spline1(x)", "x itself, the first column of a restricted cubic spline"),
    spline(
      2, "spline2(x, k1, k2, k3, k4)",
      "its second column; knots at the 5th, 35th, 65th and 95th percentiles if not said"),
    spline(3, "spline3(x, k1, k2, k3, k4)", "its third column, by the same knots"),
    Entry(
      "rescale", "rescale(x)", "(x - mean) / (2 sd) over the present rows (Gelman 2008)",
      family: .elementwise, reach: .severalRows,
      fixing: { evaluator, call throws(ExpressionError) in
        try evaluator.fixedStandard(call, deviations: 2)
      },
      evaluate: { evaluator, call throws(ExpressionError) in
        try evaluator.standardized(call, deviations: 2)
      }),
  ]

  private static func spline(_ position: Int, _ usage: String, _ summary: String) -> Entry {
    Entry(
      "spline\(position)", usage, summary, family: .elementwise, reach: .row,
      fixing: { evaluator, call throws(ExpressionError) in
        try evaluator.fixedSpline(call, column: position)
      },
      evaluate: { evaluator, call throws(ExpressionError) in
        try evaluator.spline(call, column: position)
      })
  }
}

extension Evaluator {
  fileprivate mutating func standardized(
    _ call: Call, deviations: Double
  ) throws(ExpressionError) -> Series {
    let (values, presence, mean, deviation) = try moments(call)
    return .numbers(values.map { ($0 - mean) / (deviations * deviation) }, presence)
  }

  /// (x - mean) / (deviations sd), with numbers for both.
  fileprivate mutating func fixedStandard(
    _ call: Call, deviations: Double
  ) throws(ExpressionError) -> Expression? {
    let (_, _, mean, deviation) = try moments(call)
    let centred = Expression.difference(call.positional[0], .number(mean))
    return .quotient(Expression(.parenthesised(centred)), .number(deviations * deviation))
  }

  /// The values of a call's argument, with their mean and standard deviation.
  private mutating func moments(
    _ call: Call
  ) throws(ExpressionError) -> ([Double], [Presence]?, mean: Double, deviation: Double) {
    try call.expect(1...1)
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    let there = values.indices.filter { presence == nil || presence![$0] == .present }
    guard there.count > 1 else { throw call.misuse("fewer than two rows have a value") }
    let mean = there.reduce(0) { $0 + values[$1] } / Double(there.count)
    let squares = there.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
    let deviation = (squares / Double(there.count - 1)).squareRoot()
    guard deviation > 0 else { throw call.misuse("all values are equal") }
    return (values, presence, mean, deviation)
  }

  /// Categories with sorted levels (numbers by size), the reference moved to the front.
  fileprivate mutating func categories(_ call: Call) throws(ExpressionError) -> Series {
    let column = try column(call.positional[0])
    let keys = KeyCodes([column], rows: RowSelection(all: frame.rowCount))
    let texts = keys.firstRows.map { column.text(at: Int($0)) ?? "" }
    var order = Array(texts.indices)
    if column.isNumeric {
      order.sort { (Double(texts[$0]) ?? 0, texts[$0]) < (Double(texts[$1]) ?? 0, texts[$1]) }
    } else {
      order.sort { texts[$0].isSpelledBefore(texts[$1]) }
    }
    let levels = order.map { texts[$0] }
    if let reference = call.labelled("reference") {
      let wanted: String
      switch reference.kind {
      case .text(let text): wanted = text
      case .number(let value): wanted = Column.render(value)
      default: throw call.misuse("found '\(reference)' where a level belongs")
      }
      guard let position = levels.firstIndex(where: { $0.isSpelled(as: wanted) }) else {
        let near = NearestNames.closest(to: wanted, among: levels)
        throw call.misuse(
          "there is no level '\(wanted)'"
            + (near.isEmpty ? "" : "; close to it: " + NearestNames.sentence(near)))
      }
      order.insert(order.remove(at: position), at: 0)
    }
    var places = [Int32](repeating: 0, count: order.count)
    for (place, code) in order.enumerated() { places[code] = Int32(place) }
    let states = keys.codes.indices.map { row -> Presence in
      keys.codes[row] < 0 && column.isPresent(at: row) ? .missing : column.presence(at: row)
    }
    return .words(
      codes: keys.codes.map { $0 < 0 ? 0 : places[Int($0)] }, levels: order.map { texts[$0] },
      keys.absentCount > 0 ? states : nil)
  }

  /// The columns of a restricted cubic spline with four knots.
  ///
  /// With knots k1 < k2 < k3 < k4 column 1 is x itself, and columns 2 and 3 are, for j = 1, 2,
  ///
  ///     ((x - kj)+^3 - (x - k3)+^3 (k4 - kj)/(k4 - k3) + (x - k4)+^3 (k3 - kj)/(k4 - k3)) / (k4 - k1)^2
  ///
  /// a cubic between the knots that is a line beyond them (Harrell 2015, section 2.4.5). Knots that
  /// are not written are the 5th, 35th, 65th and 95th percentiles of the present rows.
  fileprivate mutating func spline(
    _ call: Call, column position: Int
  ) throws(ExpressionError) -> Series {
    try call.expect(1...5)
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

  /// The same as arithmetic, with the knots as numbers.
  fileprivate mutating func fixedSpline(
    _ call: Call, column position: Int
  ) throws(ExpressionError) -> Expression? {
    try call.expect(1...5)
    let x = call.positional[0]
    guard position > 1 else { return x }
    let (values, presence) = try numbers(x, for: call.entry.name)
    let knots = try knots(call, values, presence)
    let (first, third, last) = (knots[position - 2], knots[2], knots[3])
    func cube(_ knot: Double, _ weight: Double) -> Expression {
      let above = Expression(
        .call(
          "pmax",
          [.init(value: .difference(x, .number(knot))), .init(value: .number(0))]))
      return .product(.number(weight), .power(above, .number(3)))
    }
    let size = (last - knots[0]) * (last - knots[0])
    return .sum(
      .sum(cube(first, 1 / size), cube(third, -(last - first) / (last - third) / size)),
      cube(last, (third - first) / (last - third) / size))
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
        throw call.misuse("found \(Plural.count(knots.count, "knot")) where four, or none, belong")
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
