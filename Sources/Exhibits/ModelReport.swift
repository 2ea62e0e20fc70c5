import Bargaining
import Typesetting

/// What a formal model answers: a document in JSON, tables, and a figure.
public struct ModelReport: Sendable {
  /// The document, in full precision.
  public var json: JSONValue
  /// What is printed otherwise.
  public var tables: [TextTable]
  /// Only where one was asked for is it drawn.
  public var figure: @Sendable () throws(ExhibitError) -> any Figure

  /// The tables one after the other.
  public func text(_ format: TableFormat) -> String {
    tables.map { $0.render(format) }.joined(separator: "\n")
  }
}

extension ModelInput {
  /// A number, or a list of them.
  var json: JSONValue {
    let numbers = values.map { JSONValue.number($0) }
    return isList || numbers.count != 1 ? .array(numbers) : numbers[0]
  }
}

extension [ModelInput] {
  var json: JSONValue { .object(map { ($0.name, $0.json) }) }

  /// Every input with what it means.
  var table: TextTable {
    let format = NumberFormat(digits: 6, style: .significant)
    return TextTable(
      title: "Inputs", headers: ["Input", "Value", "Meaning"],
      alignments: [.leading, .leading, .leading],
      groups: [
        map { input in
          // A map of fifty states is summarised by its size.
          let values = input.values.map { ModelTable.plain(format.string($0)) }
          let text =
            values.count > 8
            ? values.prefix(6).joined(separator: ", ") + ", ... (\(values.count))"
            : values.joined(separator: ", ")
          return TextTable.Row([
            TextTable.Cell(input.name), TextTable.Cell(text), TextTable.Cell(input.meaning),
          ])
        }
      ])
  }
}

/// Cells of the models' tables.
enum ModelTable {
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
