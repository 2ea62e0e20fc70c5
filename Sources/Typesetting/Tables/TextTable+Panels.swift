extension TextTable {
  /// As few tables of about the same number of columns as keep within the page, each with the row
  /// labels; a single column too wide for the page stands alone.
  ///
  /// - Parameter fits: Whether columns, the first always among them, keep within the page.
  package func panels(_ fits: ([Int]) -> Bool) -> [TextTable] {
    let others = Array(headers.indices.dropFirst())
    for count in 1...max(1, others.count) {
      let chunks = (0..<count).map { part in
        [0] + others[(part * others.count / count)..<((part + 1) * others.count / count)]
      }
      if count == others.count || chunks.allSatisfy(fits) { return chunks.map { panel($0) } }
    }
    return [self]
  }

  /// Some columns of the table; rows that are blank in them are left out, and so are the title and
  /// the notes.
  package func panel(_ columns: [Int]) -> TextTable {
    if columns.count == headers.count { return self }
    let chosen = groups.map { group in
      group.map { row in Row(columns.map { row.cells[$0] }, continues: row.continues) }
        .filter { $0.cells.dropFirst().contains { !$0.text.isEmpty } }
    }
    return TextTable(
      headers: columns.map { headers[$0] }, alignments: columns.map { alignments[$0] },
      groups: chosen)
  }
}
