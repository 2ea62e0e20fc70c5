import Typesetting

/// Cells and tables that the theories share.
enum TheoryTable {
  private static let format = NumberFormat(digits: 6, style: .significant)

  static func number(_ value: Double?) -> TextTable.Cell {
    value.map { .number(plain(format.string($0))) } ?? "none"
  }

  static func word(_ value: Bool) -> TextTable.Cell { value ? "yes" : "no" }

  /// `0.05` for `0.0500000`.
  static func plain(_ text: String) -> String {
    guard text.contains("."), !text.contains("e") else { return text }
    var digits = text[...]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return String(digits)
  }

  /// Two columns: a name and its value.
  static func pairs(
    title: String, headers: [String] = ["", "Value"], _ rows: [(String, TextTable.Cell)],
    notes: [String] = []
  ) -> TextTable {
    TextTable(
      title: title, headers: headers, alignments: [.leading, .decimal],
      groups: [rows.map { TextTable.Row([TextTable.Cell($0.0), $0.1]) }], notes: notes)
  }
}
