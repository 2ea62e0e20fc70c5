/// Why rows could not be indexed as a panel.
public enum PanelIndexError: Error, Equatable, Sendable {
  /// A row without unit or time.
  case absentKey(column: String, row: Int)
  /// A unit with several rows at one time.
  case duplicate(unit: [String], time: Int64, rows: [Int])
}

extension PanelIndexError: CustomStringConvertible {
  /// Which rows cannot be placed, and one thing to try.
  public var description: String {
    switch self {
    case .absentKey(let column, let row):
      "row \(row) has no whole number or text in '\(column)', which identifies the panel. "
        + "Drop such rows before the panel is built, or name another column."
    case .duplicate(let unit, let time, let rows):
      "unit \(unit.joined(separator: ", ")) has two rows at \(time) (rows \(rows[0]) and "
        + "\(rows[1])); a panel needs one. Aggregate them, or add the column that tells them apart."
    }
  }
}
