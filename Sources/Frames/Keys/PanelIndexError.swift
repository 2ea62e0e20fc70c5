/// Why rows could not be indexed as a panel.
public enum PanelIndexError: Error, Equatable, Sendable {
  /// A row without unit or time; it may be that NA is a code there. Row from 1.
  case absentKey(column: String, row: Int, mayBeCode: Bool = false)
  /// A time column of numbers with a stray cell, or of text. Row from 1.
  case timeIsText(column: String, row: Int, text: String, remedy: String)
  /// A unit with several rows at one time.
  case duplicate(unit: [String], time: Int64, rows: [Int])
}

extension PanelIndexError: CustomStringConvertible {
  /// Which rows cannot be placed, and one thing to try.
  public var description: String {
    switch self {
    case .absentKey(let column, let row, let mayBeCode):
      "row \(row) has no whole number or text in '\(column)', which identifies the panel. "
        + (mayBeCode
          ? "All its other values are codes of two letters: if NA is one there (Namibia, North America), "
            + "read the column as text: \(CSVOptions.Setting.text.said(column))."
          : "Drop such rows before the panel is built, or name another column.")
    case .timeIsText(let column, let row, let text, let remedy):
      "row \(row) has '\(text)' in '\(column)', which gives the panel's time in whole numbers. "
        + remedy
    case .duplicate(let unit, let time, let rows):
      "unit \(unit.joined(separator: ", ")) has two rows at \(time) (rows \(rows[0]) and "
        + "\(rows[1])); a panel needs one. Aggregate them, or add the column that tells them apart."
    }
  }
}
