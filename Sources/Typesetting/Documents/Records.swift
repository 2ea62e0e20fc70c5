/// Rows for machines: a header and fields, written as CSV.
public struct Records: Sendable, Equatable {
  public var header: [String]
  public var rows: [[String]]

  /// Rows that all have one field a column.
  public init(header: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == header.count }, "a record has one field a column")
    self.header = header
    self.rows = rows
  }

  /// RFC 4180 with line feeds: a field is quoted where it holds a comma, a quote or a line break,
  /// and quotes are doubled.
  public var csv: String {
    ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A number at full precision: the shortest digits that read back as the same double; empty where
  /// absent.
  package static func field(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

  private static func quoted(_ field: String) -> String {
    let isPlain = field.unicodeScalars.allSatisfy { !",\"\n\r".unicodeScalars.contains($0) }
    return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
