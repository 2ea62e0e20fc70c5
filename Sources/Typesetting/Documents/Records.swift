import Frames

/// Rows for machines: a header and fields, written as CSV.
public struct Records: Sendable, Equatable {
  /// The columns' names.
  public var header: [String]
  /// Fields as they are, unquoted.
  public var rows: [[String]]

  /// Rows that all have one field a column.
  public init(header: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == header.count }, "a record has one field a column")
    self.header = header
    self.rows = rows
  }

  /// RFC 4180 with line feeds, by the quoting rule of `CSV.field`. An empty field is absent.
  public var csv: String {
    ([header] + rows).map { $0.map { CSV.field($0) }.joined(separator: ",") + "\n" }.joined()
  }

  /// A number at full precision: the shortest digits that read back as the same double; empty where
  /// absent or not finite.
  package static func field(_ value: Double?) -> String {
    value.flatMap { $0.isFinite ? "\($0)" : nil } ?? ""
  }
}
