import Bargaining
import Typesetting

extension TheoryInput {
  private static let format = NumberFormat(digits: 6, style: .significant)
  /// A map of fifty states is summarised by its size.
  private static let shownWhole = 8
  private static let shownFirst = 6

  /// A number, a list of them, or null where it has none.
  var json: JSONValue {
    let numbers = values.map { JSONValue.number($0) }
    switch shape {
    case .list: return .array(numbers)
    case .number, .optional: return numbers.first ?? .null
    }
  }

  /// Values as a table has them.
  private static func text(_ values: [Double]) -> String {
    let texts = values.map { TheoryTable.plain(format.string($0)) }
    return texts.count > shownWhole
      ? texts.prefix(shownFirst).joined(separator: ", ") + ", ... (\(texts.count))"
      : texts.joined(separator: ", ")
  }

  var row: TextTable.Row {
    TextTable.Row([
      TextTable.Cell(name), TextTable.Cell(Self.text(values)), TextTable.Cell(meaning),
    ])
  }

  /// A line of help: what it is, what it may be, and what it is where nothing is said.
  public var summary: String {
    let each = shape == .list ? "each " : ""
    let unset = defaults.isEmpty ? "none" : Self.text(defaults)
    return "\(meaning)\(unit.isEmpty ? "" : ", in \(unit)"); \(each)\(domain.words) (\(unset))"
  }
}

extension [TheoryInput] {
  var json: JSONValue { .object(map { ($0.name, $0.json) }) }

  /// Every input with what it means.
  var table: TextTable {
    TextTable(
      title: "Inputs", headers: ["Input", "Value", "Meaning"],
      alignments: [.leading, .leading, .leading], groups: [map(\.row)])
  }
}
