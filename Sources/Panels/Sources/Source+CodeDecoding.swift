import Documents

extension Source.Code {
  private static let keys = ["from", "scheme", "reading", "unknown", "overrides"]

  /// `new column: {from: column, scheme: iso3}`, one a line.
  package static func list(_ node: DocumentNode) throws(DocumentError) -> [Source.Code] {
    var codes: [Source.Code] = []
    for (newColumn, node) in try node.entries() {
      let keys = try node.entries(known: keys)
      guard let column = keys["from"], let scheme = keys["scheme"] else {
        throw node.wrong("`from:` a column and the `scheme:` of its codes")
      }
      let schemes = CodeScheme.allCases.map(\.rawValue).joined(separator: ", ")
      codes.append(
        Source.Code(
          column: try column.text(),
          scheme: try scheme.vocabulary("one of \(schemes)") { CodeScheme(rawValue: $0) },
          newColumn: newColumn,
          reading: try keys["reading"]?.vocabulary("dated or lineage") {
            CodeReading(rawValue: $0)
          } ?? .dated, overrides: try keys["overrides"]?.overrides() ?? [:],
          refusesUnknown: try keys["unknown"]?.refusesUnknown() ?? true))
    }
    return codes
  }
}

extension Source.CodeChange {
  /// `column: {overrides: {AFE: 1000}, unknown: keep}`, of conversions that a description makes.
  package static func list(_ node: DocumentNode) throws(DocumentError) -> [Source.CodeChange] {
    var changes: [Source.CodeChange] = []
    for (column, node) in try node.entries() {
      let keys = try node.entries(known: ["unknown", "overrides"])
      changes.append(
        Source.CodeChange(
          newColumn: column, overrides: try keys["overrides"]?.overrides() ?? [:],
          refusesUnknown: try keys["unknown"]?.refusesUnknown()))
    }
    return changes
  }
}

extension DocumentNode {
  /// Numbers by the code that stands for them.
  fileprivate func overrides() throws(DocumentError) -> [String: String] {
    var overrides: [String: String] = [:]
    for (code, value) in try entries() { overrides[code] = String(try value.wholeNumber()) }
    guard !overrides.isEmpty else { throw wrong("numbers by the codes that they are for") }
    return overrides
  }

  fileprivate func refusesUnknown() throws(DocumentError) -> Bool {
    try vocabulary("refuse or keep") { ["refuse": true, "keep": false][$0] }
  }
}
