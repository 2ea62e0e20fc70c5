import Evidence
import Frames
import Typesetting

extension SourceAudit {
  /// The leads; where there is none, the sentence on what was compared.
  public var answer: Answer {
    Answer(tables: tables, document: json, findings: leads.isEmpty ? [summary] : [])
  }

  /// The leads as a table, and a sentence on what was compared; no table where there is no lead.
  public var tables: [TextTable] {
    guard !leads.isEmpty else { return [] }
    let rows = leads.map { lead in
      TextTable.Row([
        TextTable.Cell(lead.items.joined(separator: ", ")),
        TextTable.Cell(lead.note.map { "n. \($0)" } ?? ""),
        TextTable.Cell(lead.rule.rawValue), TextTable.Cell(lead.finding),
        TextTable.Cell(lead.check),
      ])
    }
    return [
      TextTable(
        title: "Leads of the source audit: \(caseFile.title)",
        headers: ["Items", "Note", "Lead", "Found", "Look at"],
        alignments: [.leading, .leading, .leading, .leading, .leading], groups: [rows],
        notes: [summary])
    ]
  }

  /// How much was looked at, and what a lead is.
  public var summary: String {
    let doubtful = doubtfulItems.count
    let size =
      "\(Plural.count(caseFile.items.count, "item")) and \(Plural.count(caseFile.sources.count, "source")) were compared with each "
      + "other's dates, offices, links and notes: \(Plural.count(leads.count, "lead"))"
    return leads.isEmpty
      ? size + ". Nothing here is at odds with itself; that the sources say what the items say was "
        + "not checked."
      : size + ", which cast doubt on \(Plural.count(doubtful, "item")). A lead is "
        + "something to look up, not a finding: the text, the ledger or the reference work may be "
        + "what is wrong."
  }

  /// The leads as one JSON object.
  public var json: JSONValue {
    .object([
      ("ledger", .text(caseFile.name)), ("title", .text(caseFile.title)),
      ("items", .integer(caseFile.items.count)), ("sources", .integer(caseFile.sources.count)),
      (
        "leads",
        .array(
          leads.map { lead in
            .object([
              ("rule", .text(lead.rule.rawValue)), ("case", .text(lead.caseID)),
              ("items", .texts(lead.items)), ("note", lead.note.map { .integer($0) } ?? .null),
              ("source", lead.source.map { .text($0) } ?? .null),
              (
                "citation",
                lead.source.flatMap { caseFile.source($0) }.map { .text($0.citation) } ?? .null
              ),
              ("casts_doubt", .bool(lead.rule.castsDoubt)), ("finding", .text(lead.finding)),
              ("check", .text(lead.check)),
            ])
          })
      ),
      ("doubtful_items", .texts(doubtfulItems)),
      ("notes", .array(notes.map { .integer($0) })),
    ])
  }
}

extension JSONValue {
  /// A list of texts.
  static func texts(_ list: [String]) -> JSONValue { .array(list.map { .text($0) }) }
}
