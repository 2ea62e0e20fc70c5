import Foundation
import Frames

extension Evaluator {
  mutating func elementwise(_ call: Call) throws(ExpressionError) -> Series {
    let name = call.entry.name
    if let function = Evaluator.unary[name] {
      try call.expect(1...1)
      return try map(call.positional[0], name, whole: call.whole, function)
    }
    switch name {
    case "I":
      try call.expect(1...1)
      return try evaluate(call.positional[0])
    case "mod":
      try call.expect(2...2)
      return try fold(call) { $0 - $1 * ($0 / $1).rounded(.down) }
    case "pmin", "pmax":
      try call.expect(2...64)
      return try fold(call) { name == "pmin" ? min($0, $1) : max($0, $1) }
    case "standardize", "rescale":
      try call.expect(1...1)
      return try standardized(call, deviations: name == "rescale" ? 2 : 1)
    case "spline1", "spline2", "spline3": return try spline(call)
    default:
      try call.expect(1...1, labels: ["reference"])
      return try categories(call)
    }
  }

  private static let unary: [String: @Sendable (Double) -> Double] = [
    "log": { $0 > 0 ? Foundation.log($0) : .nan },
    "log2": { $0 > 0 ? Foundation.log2($0) : .nan },
    "log10": { $0 > 0 ? Foundation.log10($0) : .nan },
    "log1p": { $0 > -1 ? Foundation.log1p($0) : .nan },
    "exp": { Foundation.exp($0) }, "sqrt": { $0 >= 0 ? $0.squareRoot() : .nan },
    "abs": { Swift.abs($0) }, "sign": { $0 > 0 ? 1 : ($0 < 0 ? -1 : 0) },
    "asinh": { Foundation.asinh($0) }, "sinh": { Foundation.sinh($0) },
    "floor": { $0.rounded(.down) }, "ceiling": { $0.rounded(.up) },
    "round": { $0.rounded(.toNearestOrEven) },
  ]

  /// Combines the arguments from left to right.
  private mutating func fold(
    _ call: Call, _ function: (Double, Double) -> Double
  ) throws(ExpressionError) -> Series {
    var (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    for argument in call.positional.dropFirst() {
      let (others, states) = try numbers(argument, for: call.entry.name)
      for row in values.indices { values[row] = function(values[row], others[row]) }
      presence = Series.joined(presence, states)
    }
    return checked(values, presence, call.whole)
  }

  private mutating func standardized(
    _ call: Call, deviations: Double
  ) throws(ExpressionError) -> Series {
    let (values, presence) = try numbers(call.positional[0], for: call.entry.name)
    let there = values.indices.filter { presence == nil || presence![$0] == .present }
    guard there.count > 1 else { throw call.misuse("fewer than two rows have a value") }
    let mean = there.reduce(0) { $0 + values[$1] } / Double(there.count)
    let squares = there.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
    let deviation = (squares / Double(there.count - 1)).squareRoot()
    guard deviation > 0 else { throw call.misuse("all values are equal") }
    return .numbers(values.map { ($0 - mean) / (deviations * deviation) }, presence)
  }

  /// Categories with sorted levels (numbers by size), the reference moved to the front.
  private mutating func categories(_ call: Call) throws(ExpressionError) -> Series {
    let column = try evaluate(call.positional[0]).column("", count: frame.rowCount)
    let texts = (0..<column.count).map { column.text(at: $0) }
    var levels = Array(Set(texts.compactMap(\.self)))
    if column.isNumeric {
      levels.sort { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
    } else {
      levels.sort()
    }
    if let reference = call.labelled("reference") {
      let wanted: String
      switch reference.kind {
      case .text(let text): wanted = text
      case .number(let value): wanted = Column.render(value)
      default: throw call.misuse("found '\(reference)' where a level belongs")
      }
      guard let position = levels.firstIndex(of: wanted) else {
        let near = NearestNames.closest(to: wanted, among: levels)
        throw call.misuse(
          "there is no level '\(wanted)'"
            + (near.isEmpty ? "" : "; close to it: " + NearestNames.sentence(near)))
      }
      levels.insert(levels.remove(at: position), at: 0)
    }
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
    return .words(
      codes: texts.map { $0.map { numbers[$0]! } ?? 0 }, levels: levels, column.presence)
  }

  mutating func conditional(_ call: Call) throws(ExpressionError) -> Series {
    switch call.entry.name {
    case "if_else":
      try call.expect(3...3)
      return try choice(call)
    case "is_in":
      try call.expect(2...256)
      let tests = call.positional.dropFirst().map {
        Expression(.binary(.equal, call.positional[0], $0), column: call.whole.column)
      }
      let any = tests.dropFirst().reduce(tests[0]) { Expression(.binary(.or, $0, $1)) }
      return try evaluate(any)
    case "between":
      try call.expect(3...3)
      let (values, first) = try numbers(call.positional[0], for: "between")
      let (low, second) = try numbers(call.positional[1], for: "between")
      let (high, third) = try numbers(call.positional[2], for: "between")
      let inside = values.indices.map { low[$0] <= values[$0] && values[$0] <= high[$0] ? 1.0 : 0 }
      return .numbers(inside, Series.joined(Series.joined(first, second), third))
    case "coalesce":
      try call.expect(2...64)
      return try coalesced(call)
    default:
      try call.expect(1...1)
      let outside = call.entry.name == "is_outside"
      guard let presence = try evaluate(call.positional[0]).presence else { return .number(0) }
      return .numbers(
        presence.map { ($0 == .outsideCoverage) || (!outside && $0 == .missing) ? 1 : 0 }, nil)
    }
  }

  private mutating func choice(_ call: Call) throws(ExpressionError) -> Series {
    let (condition, states) = try numbers(call.positional[0], for: "a condition")
    let yes = try evaluate(call.positional[1]).column("", count: frame.rowCount)
    let no = try evaluate(call.positional[2]).column("", count: frame.rowCount)
    guard yes.isNumeric == no.isNumeric else {
      throw call.misuse("one answer is text and the other a number")
    }
    return merged(count: frame.rowCount, text: !yes.isNumeric) { row in
      if let state = states?[row], state != .present { return (nil, state) }
      return (condition[row] != 0 ? yes : no, .present)
    }
  }

  private mutating func coalesced(_ call: Call) throws(ExpressionError) -> Series {
    var columns: [Column] = []
    for argument in call.positional {
      columns.append(try evaluate(argument).column("", count: frame.rowCount))
    }
    guard Set(columns.map(\.isNumeric)).count == 1 else {
      throw call.misuse("some values are text and others numbers")
    }
    return merged(count: frame.rowCount, text: !columns[0].isNumeric) { row in
      if let first = columns.first(where: { $0.isPresent(at: row) }) { return (first, .present) }
      return (nil, columns[0].presence(at: row))
    }
  }

  /// Builds a series by choosing, for each row, the column to copy from or the state of absence.
  private func merged(
    count: Int, text: Bool, _ pick: (Int) -> (Column?, Presence)
  ) -> Series {
    var presence = [Presence](repeating: .present, count: count)
    var numbers = text ? [] : [Double](repeating: 0, count: count)
    var words = text ? [String?](repeating: nil, count: count) : []
    for row in 0..<count {
      let (column, state) = pick(row)
      presence[row] = column?.presence(at: row) ?? state
      if text {
        words[row] = column?.text(at: row)
      } else if let value = column?.double(at: row) {
        numbers[row] = value
      }
    }
    guard text else { return .numbers(numbers, presence) }
    let column = Column(name: "", texts: words)
    guard case .text(let codes, let levels) = column.storage else {
      preconditionFailure("a column of texts holds text")
    }
    return .words(codes: codes, levels: levels, presence)
  }
}
