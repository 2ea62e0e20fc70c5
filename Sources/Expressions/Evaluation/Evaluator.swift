import Foundation
import Frames

/// Evaluates expressions on a frame, row by row or along a panel's units.
///
/// Nothing turns into NaN: a value that a function is not defined for becomes missing, and the
/// evaluation says in how many rows that happened.
public struct Evaluator {
  /// Rows that an operation turned from a value into a missing one.
  public struct Note: Sendable, Equatable, CustomStringConvertible {
    /// The operation that made values missing, as the formula writes it: `log(gdp)`.
    public var expression: String
    /// Why, in words: what the operation is not defined for.
    public var reason: String
    /// In how many rows that happened.
    public var rows: Int

    /// For messages: `log(gdp): ... in 12 rows`.
    public var description: String { "\(expression): \(reason) in \(Plural.count(rows, "row"))" }
  }

  let frame: Frame
  let panel: PanelIndex?
  /// What happened during evaluations so far.
  public private(set) var notes: [Note] = []

  /// An evaluator of one frame's columns.
  /// - Parameter panel: which row is whose, and when; without one, `lag` and its kin are refused.
  public init(_ frame: Frame, panel: PanelIndex? = nil) {
    self.frame = frame
    self.panel = panel
  }

  /// The column that the expression stands for, under its own text as a name unless another is given.
  public mutating func column(
    _ expression: Expression, named name: String? = nil
  ) throws(ExpressionError) -> Column {
    if case .variable(let variable) = expression.kind, let column = try? frame.column(variable),
      case .integer = column.storage
    {
      // As it stands: whole numbers that pass through doubles would be copied, and lose digits
      // beyond 2^53.
      return Column(
        name: name ?? expression.description, storage: column.storage, presence: column.presence)
    }
    return try evaluate(expression).column(name ?? expression.description, count: frame.rowCount)
  }

  mutating func note(_ expression: Expression, _ reason: String, rows: Int) {
    if rows > 0 {
      notes.append(Note(expression: expression.description, reason: reason, rows: rows))
    }
  }

  mutating func evaluate(_ expression: Expression) throws(ExpressionError) -> Series {
    switch expression.kind {
    case .number(let value): return .number(value)
    case .text(let value): return .word(value)
    case .parenthesised(let inner): return try evaluate(inner)
    case .variable(let name):
      guard frame.contains(name), let column = try? frame.column(name) else {
        throw .unknownVariable(
          name, closest: NearestNames.closest(to: name, among: frame.names),
          in: expression.description)
      }
      return Series(column)
    case .negation(let inner): return try map(inner, "the negative of") { -$0 }
    case .not(let inner): return try map(inner, "not") { $0 == 0 ? 1 : 0 }
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, whole: expression)
    case .call(let name, let arguments):
      guard let entry = FunctionCatalogue.entry(name) else {
        throw FunctionCatalogue.unknown(name, in: expression.description)
      }
      return try entry.evaluate(
        &self, Call(entry: entry, arguments: arguments, whole: expression))
    }
  }

  /// Numbers of the expression; text is refused.
  mutating func numbers(
    _ expression: Expression, for purpose: String
  ) throws(ExpressionError) -> ([Double], [Presence]?) {
    try numbers(of: try evaluate(expression), expression, for: purpose)
  }

  /// The numbers of an evaluated series, one a row.
  func numbers(
    of series: Series, _ expression: Expression, for purpose: String
  ) throws(ExpressionError) -> ([Double], [Presence]?) {
    switch series {
    case .number(let value): return (Array(repeating: value, count: frame.rowCount), nil)
    case .numbers(let values, let presence): return (values, presence)
    case .word, .words:
      let stray = series.column(expression.description, count: frame.rowCount).strayText
      let found = stray.map { "numbers but for '\($0.text)' in row \($0.row + 1)" } ?? "text"
      throw .typeMismatch(
        found: found, expected: "a number (for \(purpose))", in: expression.description,
        remedy: stray?.remedy)
    }
  }

  /// Applies a function to every present number; a result that is not finite becomes missing.
  mutating func map(
    _ inner: Expression, _ purpose: String, whole: Expression? = nil,
    _ function: (Double) -> Double
  ) throws(ExpressionError) -> Series {
    let series = try evaluate(inner)
    if case .number(let value) = series, function(value).isFinite {
      return .number(function(value))
    }
    let (values, presence) = try numbers(of: series, inner, for: purpose)
    return checked(values.map(function), presence, whole ?? inner)
  }

  /// Turns present values that are not finite into missing ones, and notes how many there were.
  mutating func checked(
    _ values: [Double], _ presence: [Presence]?, _ whole: Expression
  ) -> Series {
    var states = presence
    var lost = 0
    for row in values.indices where !values[row].isFinite {
      guard states == nil || states![row] == .present else { continue }
      if states == nil { states = Array(repeating: .present, count: values.count) }
      states![row] = .undefined
      lost += 1
    }
    note(whole, "no finite value", rows: lost)
    guard states != nil else { return .numbers(values, nil) }
    return .numbers(zip(values, states!).map { $1 == .present ? $0 : 0 }, states)
  }

  private mutating func binary(
    _ operation: Expression.Operator, _ left: Expression, _ right: Expression, whole: Expression
  ) throws(ExpressionError) -> Series {
    if operation == .interaction {
      throw .syntax(
        text: whole.description, column: whole.column, found: "':'",
        expected: "':' only in a formula; use * to multiply")
    }
    let (a, b) = (try evaluate(left), try evaluate(right))
    if operation == .equal || operation == .notEqual, a.isText || b.isText {
      return try compareTexts(a, b, equal: operation == .equal, whole: whole)
    }
    if operation == .or || operation == .and {
      return logical(
        operation, try numbers(of: a, left, for: operation.rawValue),
        try numbers(of: b, right, for: operation.rawValue))
    }
    let function = Evaluator.arithmetic(operation)
    // Constants are folded, so that `x^2` does not build a column of twos.
    switch (a, b) {
    case (.number(let x), .number(let y)) where function(x, y).isFinite:
      return .number(function(x, y))
    case (.numbers(let values, let presence), .number(let y)):
      return checked(values.map { function($0, y) }, presence, whole)
    case (.number(let x), .numbers(let values, let presence)):
      return checked(values.map { function(x, $0) }, presence, whole)
    default:
      let (xs, first) = try numbers(of: a, left, for: operation.rawValue)
      let (ys, second) = try numbers(of: b, right, for: operation.rawValue)
      var values = [Double](repeating: 0, count: xs.count)
      for row in values.indices { values[row] = function(xs[row], ys[row]) }
      return checked(values, Series.joined(first, second), whole)
    }
  }

  private static func arithmetic(
    _ operation: Expression.Operator
  ) -> (Double, Double) -> Double {
    switch operation {
    case .plus: { $0 + $1 }
    case .minus: { $0 - $1 }
    case .times: { $0 * $1 }
    case .divide: { $0 / $1 }
    case .power: { $1 == 2 ? $0 * $0 : pow($0, $1) }
    case .equal: { $0 == $1 ? 1 : 0 }
    case .notEqual: { $0 != $1 ? 1 : 0 }
    case .less: { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: { $0 <= $1 ? 1 : 0 }
    case .greater: { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: { $0 >= $1 ? 1 : 0 }
    case .or, .and, .interaction: preconditionFailure("handled before arithmetic")
    }
  }

  /// Kleene's logic: false and missing is false, true or missing is true.
  private func logical(
    _ operation: Expression.Operator, _ left: ([Double], [Presence]?),
    _ right: ([Double], [Presence]?)
  ) -> Series {
    let (a, first) = left
    let (b, second) = right
    let decisive = operation == .or
    var values = [Double](repeating: 0, count: a.count)
    var states = Series.joined(first, second)
    for row in values.indices {
      let leftThere = first == nil || first![row] == .present
      let rightThere = second == nil || second![row] == .present
      let decided =
        (leftThere && (a[row] != 0) == decisive) || (rightThere && (b[row] != 0) == decisive)
      values[row] = decided == decisive ? 1 : 0
      if decided { states?[row] = .present }
    }
    return .numbers(values, states)
  }

  private func compareTexts(
    _ a: Series, _ b: Series, equal: Bool, whole: Expression
  ) throws(ExpressionError) -> Series {
    func verdict(_ same: Bool) -> Double { same == equal ? 1 : 0 }
    switch (a, b) {
    case (.word(let x), .word(let y)): return .number(verdict(x.isSpelled(as: y)))
    case (.words(let codes, let levels, let presence), .word(let text)),
      (.word(let text), .words(let codes, let levels, let presence)):
      let wanted = levels.map { verdict($0.isSpelled(as: text)) }
      return .numbers(codes.map { wanted.isEmpty ? 0 : wanted[Int($0)] }, presence)
    case (.words(let x, let xs, let first), .words(let y, let ys, let second)):
      let states = Series.joined(first, second)
      let values = x.indices.map { row -> Double in
        guard states == nil || states![row] == .present else { return 0 }
        return verdict(xs[Int(x[row])].isSpelled(as: ys[Int(y[row])]))
      }
      return .numbers(values, states)
    default:
      throw .typeMismatch(
        found: "a comparison of text with a number", expected: "two of a kind",
        in: whole.description)
    }
  }
}
