import Expressions
import Frames
import Panels

extension Expression {
  /// The first and last year that the parts of a condition on nothing but the year keep: a table of
  /// 1945 to 2011 under `year >= 1980 and x == 1` no longer says that there is nothing in 1950.
  ///
  /// Years between the two may be left out, and there may be none at all (`isWhole` is false): of those
  /// the table says nothing either.
  ///
  /// - Parameters:
  ///   - years: those covered before.
  ///   - time: the column of years; a table without one keeps its coverage.
  ///   - frame: the table, for the column's name.
  func years(
    _ years: ClosedRange<Int>, of time: String?, keptBy frame: Frame
  ) throws -> (span: ClosedRange<Int>, isWhole: Bool) {
    guard let time, frame.contains(time) else { return (years, true) }
    let conditions = conjuncts.filter { $0.variables == [time] && $0.isOfOneRow }
    guard !conditions.isEmpty else { return (years, true) }
    var kept = try Frame([Column(name: time, integers: years.map { Int64($0) })])
    for condition in conditions { kept = try kept.filtered(condition) }
    let span = kept.years(of: time) ?? years
    return (span, kept.rowCount == span.count)
  }

  /// The conditions that must all hold.
  private var conjuncts: [Expression] {
    switch kind {
    case .binary(.and, let left, let right): left.conjuncts + right.conjuncts
    case .parenthesised(let inner): inner.conjuncts
    default: [self]
    }
  }

  /// Whether it looks at one row alone.
  private var isOfOneRow: Bool {
    functions.allSatisfy { FunctionCatalogue.entry($0)?.reach == .row }
  }
}
