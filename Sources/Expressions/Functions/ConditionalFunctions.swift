import Frames

extension FunctionCatalogue {
  /// Conditions, and what to do about missing values.
  static let conditional: [Entry] = [
    test("if_else", "if_else(condition, yes, no)", "one of two values", arguments: 3...3) {
      evaluator, call throws(ExpressionError) in try evaluator.choice(call)
    },
    test(
      "is_in", "is_in(x, a, b, ...)", "1 where x equals one of the values, else 0",
      arguments: 2...256
    ) { evaluator, call throws(ExpressionError) in
      let tests = call.positional.dropFirst().map {
        Expression(.binary(.equal, call.positional[0], $0), column: call.whole.column)
      }
      let any = tests.dropFirst().reduce(tests[0]) { Expression(.binary(.or, $0, $1)) }
      return try evaluator.evaluate(any)
    },
    test(
      "between", "between(x, low, high)", "1 where low <= x <= high, else 0", arguments: 3...3
    ) { evaluator, call throws(ExpressionError) in
      let (values, first) = try evaluator.numbers(call.positional[0], for: "between")
      let (low, second) = try evaluator.numbers(call.positional[1], for: "between")
      let (high, third) = try evaluator.numbers(call.positional[2], for: "between")
      let inside = values.indices.map { low[$0] <= values[$0] && values[$0] <= high[$0] ? 1.0 : 0 }
      return .numbers(inside, Series.joined(Series.joined(first, second), third))
    },
    test("is_missing", "is_missing(x)", "1 where x has no value, else 0", arguments: 1...1) {
      evaluator, call throws(ExpressionError) in
      try evaluator.flagged(call) { $0 != .present }
    },
    test(
      "is_outside", "is_outside(x)", "1 where x lies outside its source's coverage, else 0",
      arguments: 1...1
    ) { evaluator, call throws(ExpressionError) in
      try evaluator.flagged(call) { $0 == .outsideCoverage }
    },
    test(
      "coalesce", "coalesce(x, y, ...)", "the first value that is there", arguments: 2...64
    ) { evaluator, call throws(ExpressionError) in try evaluator.coalesced(call) },
  ]

  private static func test(
    _ name: String, _ usage: String, _ summary: String, arguments: ClosedRange<Int>,
    evaluate: @escaping Evaluation
  ) -> Entry {
    Entry(name, usage, summary, family: .conditional, reach: .row) {
      evaluator, call throws(ExpressionError) in
      try call.expect(arguments)
      return try evaluate(&evaluator, call)
    }
  }
}

extension Evaluator {
  /// 1 where the state of the argument passes a test, else 0.
  fileprivate mutating func flagged(
    _ call: Call, _ test: (Presence) -> Bool
  ) throws(ExpressionError) -> Series {
    guard let presence = try evaluate(call.positional[0]).presence else { return .number(0) }
    return .numbers(presence.map { test($0) ? 1 : 0 }, nil)
  }

  fileprivate mutating func choice(_ call: Call) throws(ExpressionError) -> Series {
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

  fileprivate mutating func coalesced(_ call: Call) throws(ExpressionError) -> Series {
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
