import Frames

/// A function call on its way to evaluation: arguments by position and by label.
struct Call {
  let entry: FunctionCatalogue.Entry
  let arguments: [Expression.Argument]
  let whole: Expression

  /// The arguments without a label.
  var positional: [Expression] { arguments.filter { $0.label == nil }.map(\.value) }

  func labelled(_ label: String) -> Expression? {
    arguments.first { $0.label == label }?.value
  }

  /// Refuses a wrong number of positional arguments, and labels that the function does not know.
  func expect(
    _ count: ClosedRange<Int>, labels: Set<String> = []
  ) throws(ExpressionError) {
    let found = positional.count
    guard count.contains(found) else {
      let wanted =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw misuse("found \(Plural.count(found, "value")) where \(wanted) belong")
    }
    for case let label? in arguments.map(\.label) where !labels.contains(label) {
      throw misuse("does not know the label '\(label):'")
    }
  }

  /// A labelled or positional argument that must be a literal whole number.
  func wholeNumber(_ expression: Expression?, default fallback: Int) throws(ExpressionError) -> Int
  {
    guard let expression else { return fallback }
    var sign = 1.0
    var inner = expression
    if case .negation(let positive) = inner.kind {
      sign = -1
      inner = positive
    }
    guard case .number(let value) = inner.kind, let whole = Int(exactly: sign * value) else {
      throw misuse("found '\(expression)' where a whole number belongs")
    }
    return whole
  }

  func misuse(_ problem: String) -> ExpressionError {
    .arguments(function: entry.name, problem: problem, usage: entry.usage)
  }
}
