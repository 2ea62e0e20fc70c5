/// A table of plain text: rows of strings, such as the known sources or the items of a case.
///
/// A column whose filled cells are all numbers is set flush right.
public struct PlainTable: Tabular {
  /// Above the table.
  public let title: String?
  /// One a column.
  public let headers: [String]
  /// One cell a column in each.
  public let rows: [[String]]
  /// Below the table, a paragraph each.
  public let notes: [String]

  /// - Throws: `unevenRow` where a row has not one cell a column.
  public init(
    title: String? = nil, headers: [String], rows: [[String]], notes: [String] = []
  ) throws(ExhibitError) {
    for (index, row) in rows.enumerated() where row.count != headers.count {
      throw .unevenRow(
        table: title ?? headers.joined(separator: ", "), row: index + 1, found: row.count,
        expected: headers.count)
    }
    self.title = title
    self.headers = headers
    self.rows = rows
    self.notes = notes
  }

  /// The same cells, with columns of numbers flush right and others flush left.
  public var textTable: TextTable {
    let isNumeric = headers.indices.map { column in
      let filled = rows.map { $0[column] }.filter { !$0.isEmpty }
      return column > 0 && !filled.isEmpty && filled.allSatisfy { Self.isNumber($0) }
    }
    let body = rows.map { row in
      TextTable.Row(
        zip(row, isNumeric).map { text, numeric in
          TextTable.Cell(text, content: numeric && !text.isEmpty ? .number : .text)
        })
    }
    return TextTable(
      title: title, headers: headers, alignments: isNumeric.map { $0 ? .trailing : .leading },
      groups: [body], notes: notes)
  }

  /// The cells as they stand; title and notes are left out.
  public var records: Records { Records(header: headers, rows: rows) }

  private static func isNumber(_ text: String) -> Bool {
    Double(text.replacing(",", with: "")) != nil
  }
}
