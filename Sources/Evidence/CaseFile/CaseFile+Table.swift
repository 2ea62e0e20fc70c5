import Documents
import Frames

extension CaseFile {
  /// Columns that a table of items must have, each with the names it may go by.
  private static let neededColumns = [
    ["id", "item_id"], ["case"], ["date"], ["kind", "type"], ["brief"],
    ["source", "source_cited"],
  ]

  /// Reads a case file kept as a table, one row an item.
  ///
  /// Columns: `id`, `case`, `date`, `kind`, `brief` and `source` (the citation; rows with one
  /// citation rest on one document), and if wanted `source_date`, `source_kind`, `source_number`,
  /// `source_url`, `actor`, `side`, `audience`, `locator`, `note`, `reliability`, `noise`,
  /// `depends_on`, `outcome`, `searched`, `follows`, `explains`, `flags`, and a column `p_NAME` for
  /// each hypothesis, `p_other` among them, with `because`. Priors are equal. What a table has no
  /// room for (offices, notes, priors, dependence) takes a YAML case file.
  public init(csv text: String, file: String) throws(EvidenceError) {
    let frame = try Self.texts(text, file)
    for names in Self.neededColumns where !names.contains(where: frame.contains) {
      throw .caseFile(.missingColumn(file: file, name: names[0], known: frame.names))
    }
    try self.init(CaseFileTableReader(frame, text: text).document(file: file))
  }

  /// The table with every cell as it is written.
  private static func texts(_ text: String, _ file: String) throws(EvidenceError) -> Frame {
    do {
      let names = try CSV.parse(text: text, name: file, options: CSVOptions(threads: 1)).names
      var options = CSVOptions(threads: 1)
      options.types = Dictionary(names.map { ($0, ColumnType.text) }) { first, _ in first }
      return try CSV.parse(text: text, name: file, options: options)
    } catch {
      throw .caseFile(.unreadable(file: file, reason: error.description))
    }
  }
}
