/// Something that can be set as a table.
public protocol Tabular: Sendable {
  /// The table as a reader sees it, numbers rounded.
  var textTable: TextTable { get }
  /// The same content for machines: unrounded, one record a number or a row.
  var records: Records { get }
}

extension Tabular {
  /// The table in one of the formats. The result ends with a newline.
  public func render(_ format: TableFormat) -> String {
    format == .csv ? records.csv : textTable.render(format)
  }
}
