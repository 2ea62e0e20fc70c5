import Expressions
import Frames
import Panels

/// Something that a run goes on from, and that is seldom meant: a filter that keeps nothing, a join
/// that matches nothing, a word that no cell holds, a country that nobody knows.
///
/// `check`, `panel` and `run` all print it.
enum Doubt {
  /// How many values of a column a sentence names.
  private static let shownValues = 4

  /// What a condition does that is seldom meant: words that its columns never hold, and no row kept.
  /// - Parameter place: as in `source x: where`.
  static func condition(
    _ place: String, _ condition: Expression, of frame: Frame, keeping kept: Int
  ) -> [String] {
    let strange = words(of: condition, unknownTo: frame)
    guard kept == 0, frame.rowCount > 0 else {
      return strange.isEmpty
        ? [] : ["\(place): \(condition): \(strange.joined(separator: "; "))."]
    }
    return [
      "\(place): \(condition) keeps none of \(frame.rowCount) rows"
        + (strange.isEmpty ? "." : ": \(strange.joined(separator: "; ")).")
    ]
  }

  /// Words that an expression compares a column with and that no cell of it holds.
  static func words(of expression: Expression, unknownTo frame: Frame) -> [String] {
    var found: [String] = []
    expression.visit { part in
      guard case .binary(let operation, let left, let right) = part.kind,
        operation == .equal || operation == .notEqual
      else { return }
      for (side, other) in [(left, right), (right, left)] {
        guard case .variable(let name) = side.kind, case .text(let word) = other.kind,
          let column = try? frame.column(name), !column.isNumeric, frame.rowCount > 0
        else { continue }
        let values = distinct(column)
        guard !values.contains(word) else { continue }
        let near = NearestNames.closest(to: word, among: values)
        found.append(
          "\(name) never holds '\(word)'; "
            + (near.isEmpty
              ? "it holds \(some(values))" : "it has \(NearestNames.sentence(near))"))
      }
    }
    return found
  }

  /// A join of two tables with rows that have no key in common.
  static func join(_ place: String, _ ledger: JoinLedger, _ left: Frame, _ right: Frame) -> [String]
  {
    guard ledger.matched == 0, ledger.rowsLeft > 0 else { return [] }
    guard ledger.rowsRight > 0 else {
      return ["\(place) matches no row: \(ledger.name) has none."]
    }
    let apart = ledger.keys.compactMap { key -> String? in
      guard let here = try? left.column(key.left), let there = try? right.column(key.right) else {
        return nil
      }
      let (ours, theirs) = (distinct(here), distinct(there))
      guard Set(ours).isDisjoint(with: theirs) else { return nil }
      return "no '\(key.left)' here (\(some(ours))) is a '\(key.right)' there (\(some(theirs)))"
    }
    return [
      "\(place) matches none of \(ledger.rowsLeft) rows with any of \(ledger.rowsRight)"
        + (apart.isEmpty
          ? ": each key has values in common, their combinations have not."
          : ": \(apart.joined(separator: "; ")).")
    ]
  }

  /// The values that occur, as text, in the order of their first rows.
  private static func distinct(_ column: Column) -> [String] {
    let codes = KeyCodes([column], rows: RowSelection(all: column.count))
    return codes.firstRows.compactMap { column.text(at: Int($0)) }
  }

  private static func some(_ values: [String]) -> String {
    guard !values.isEmpty else { return "nothing" }
    let shown = values.prefix(shownValues).map { "'\($0)'" }.joined(separator: ", ")
    return values.count > shownValues ? shown + " and \(values.count - shownValues) more" : shown
  }
}
