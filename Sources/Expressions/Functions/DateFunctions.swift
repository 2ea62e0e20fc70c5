import Frames

extension FunctionCatalogue {
  /// Functions of dates, which are text such as 1990-10-03, with a time behind it or without.
  static let dates: [Entry] = [
    part("year", "the year of a date such as 1990-10-03") { Double($0.year) },
    part("month", "the month of a date, 1 to 12") { Double($0.month) },
    part("day", "the day of the month of a date, 1 to 31") { Double($0.day) },
    Entry(
      "days_between", "days_between(from, to)",
      "days from one date to another; negative where the second comes first",
      family: .elementwise, reach: .row
    ) { evaluator, call throws(ExpressionError) in
      try call.expect(2...2)
      let (from, first) = try evaluator.dates(call, 0) { Double($0.dayNumber) }
      let (to, second) = try evaluator.dates(call, 1) { Double($0.dayNumber) }
      return .numbers(zip(from, to).map { $1 - $0 }, Series.joined(first, second))
    },
  ]

  private static func part(
    _ name: String, _ summary: String, _ part: @escaping @Sendable (CalendarDate) -> Double
  ) -> Entry {
    Entry(name, "\(name)(date)", summary, family: .elementwise, reach: .row) {
      evaluator, call throws(ExpressionError) in
      try call.expect(1...1)
      let (values, presence) = try evaluator.dates(call, 0, part)
      return .numbers(values, presence)
    }
  }
}

extension Evaluator {
  /// A number of each date of an argument; anything else than a date is refused.
  fileprivate mutating func dates(
    _ call: Call, _ position: Int, _ number: (CalendarDate) -> Double
  ) throws(ExpressionError) -> ([Double], [Presence]?) {
    let argument = call.positional[position]
    let column = try evaluate(argument).column("", count: frame.rowCount)
    guard case .text(let codes, let levels) = column.storage else {
      throw call.misuse("'\(argument)' holds numbers where dates such as 1990-10-03 belong")
    }
    let days = levels.map { CalendarDate($0) }
    var values = [Double](repeating: 0, count: codes.count)
    for row in codes.indices where column.isPresent(at: row) {
      guard let day = days[Int(codes[row])] else {
        throw call.misuse(
          "'\(argument)' holds '\(levels[Int(codes[row])])' in row \(row + 1) where a date such as "
            + "1990-10-03 belongs")
      }
      values[row] = number(day)
    }
    return (values, column.presence)
  }
}
