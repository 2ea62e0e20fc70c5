/// What can go wrong with a frame in memory.
public enum FrameError: Error, Equatable, Sendable {
  /// A column that is not there, with the names that come close and the number of those there are.
  case noColumn(String, closest: [String], known: Int)
  /// A name that two columns would have.
  case duplicateColumn(String)
  /// A column of another length than those before it.
  case columnLength(String, found: Int, expected: Int)
  /// Text where numbers are needed.
  case notNumeric(column: String, purpose: String, stray: Column.StrayText? = nil)
}

extension FrameError: CustomStringConvertible {
  /// What was found, what was expected, and one thing to try.
  public var description: String {
    switch self {
    case .noColumn(let name, let closest, let known):
      "there is no column '\(name)' among \(known). "
        + (closest.isEmpty
          ? "Look at the file's header row." : "Did you mean \(NearestNames.sentence(closest))?")
    case .duplicateColumn(let name):
      "two columns are called '\(name)'; names must differ. Rename one of them."
    case .columnLength(let name, let found, let expected):
      "column '\(name)' has \(Plural.count(found, "row")) where the frame has \(expected)."
    case .notNumeric(let column, let purpose, let stray):
      "column '\(column)' holds "
        + (stray.map { "'\($0.text)' in row \($0.row + 1)" } ?? "text")
        + " where \(purpose) needs numbers. "
        + (stray?.remedy ?? "Choose another rule (first) or another column.")
    }
  }
}
