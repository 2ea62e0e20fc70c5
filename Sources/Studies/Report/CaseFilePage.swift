import Evidence
import Exhibits
import Foundation
import Panels
import Typesetting

/// A case file with its audit, weights and timelines as one self-contained page.
public struct CaseFilePage {
  /// The page's text.
  public let html: String

  /// The page of a case file.
  ///
  /// - Parameters:
  ///   - tables: Transfers to set beside the items, if there are any at hand.
  ///   - command: What made the page, for its last section.
  /// - Throws: ``EvidenceError`` and ``ExhibitError``.
  public init(
    _ audit: SourceAudit, tables: TransferTables? = nil, command: [String] = []
  ) throws {
    let caseFile = audit.caseFile
    let trace = try CaseFileTrace(audit)
    let timelines = try caseFile.cases.filter { record in
      record.isFull && caseFile.items(of: record.id).contains { $0.date.middle != nil }
    }.map { try CaseTimeline(audit, caseID: $0.id, tables: tables) }
    var body = HTML()
    body.heading(1, caseFile.title)
    if !caseFile.question.isEmpty { body.paragraph(caseFile.question, class: "question") }
    Self.claims(trace, audit, &body)
    body.raw(
      "<nav><a href=\"#evidence\">What the evidence says</a><a href=\"#audit\">Source audit</a>"
        + "<a href=\"#time\">Timelines</a><a href=\"#ledger\">The ledger</a></nav>")
    body.heading(2, "What the evidence says", id: "evidence")
    Self.limits(caseFile, &body)
    if !trace.cases.isEmpty {
      body.figure(
        svg: try PosteriorPlot(trace).svg(), caption: "With and without items in doubt.", files: [])
    }
    for table in trace.tables { body.raw("<div class=\"wide\">" + table.render(.html) + "</div>") }
    body.heading(2, "Source audit", id: "audit")
    if audit.tables.isEmpty { body.paragraph(audit.summary) }
    for table in audit.tables {
      body.raw("<div class=\"wide prose\">" + table.render(.html) + "</div>")
    }
    body.heading(2, "Timelines", id: "time")
    if !timelines.isEmpty {
      body.figure(
        svg: try TimelinePlot(timelines).svg(), caption: "Items in lanes, transfers below.",
        files: [])
    }
    for table in timelines.flatMap(\.tables) {
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    try Self.items(caseFile, &body)
    body.heading(2, "Provenance", id: "provenance")
    body.paragraph("\(caseFile.citation) Entente \(Entente.version).")
    let inputs = (tables?.inputs ?? []).map { table in
      Manifest.Input(
        source: table.source.name, file: table.file.name, bytes: table.file.bytes,
        sha256: table.file.sha256, citation: table.source.citation, terms: table.source.terms)
    }
    if !inputs.isEmpty {
      let table = inputs.table(title: "Tables of transfers (beginnings of their hashes)")
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    if !command.isEmpty {
      body.raw("<pre>\(XMLText.escaped(command.joined(separator: " ")))</pre>")
    }
    html = HTML.page(title: caseFile.title, body: body)
  }

  private static func claims(_ trace: CaseFileTrace, _ audit: SourceAudit, _ body: inout HTML) {
    body.raw("<div class=\"claim\">")
    for reading in trace.readings { body.paragraph(reading) }
    body.paragraph(audit.summary)
    body.raw("</div>")
  }

  private static func limits(_ caseFile: CaseFile, _ body: inout HTML) {
    guard !caseFile.limits.isEmpty else { return }
    body.raw("<div class=\"warning\">")
    body.list(caseFile.limits)
    body.raw("</div>")
  }

  /// Every item with its source and, where it has one, its reason.
  private static func items(_ caseFile: CaseFile, _ body: inout HTML) throws(ExhibitError) {
    body.heading(2, "The ledger", id: "ledger")
    body.paragraph("The hypotheses exclude each other: \(caseFile.exclusivity)")
    body.list(caseFile.hypotheses.map { "\($0.id): \($0.statement)" })
    for record in caseFile.cases {
      let items = caseFile.items(of: record.id)
      guard !items.isEmpty else { continue }
      let rows = items.map { item -> [String] in
        let source = item.sources.compactMap { caseFile.source($0)?.citation }
          .joined(separator: "; ")
        let place = [item.locator, item.note.map { "note \($0)" }].compactMap(\.self)
        return [
          item.id, item.date.text, item.kind.rawValue, item.brief,
          ([source] + place).joined(separator: ", "), item.judgement?.reason ?? "",
        ]
      }
      let table = try PlainTable(
        title: "\(record.name): \(record.outcome.isEmpty ? "mentioned" : record.outcome)",
        headers: ["Item", "Date", "Kind", "What was seen", "Source", "Why the probabilities"],
        rows: rows)
      body.raw("<div class=\"wide prose\">" + table.render(.html) + "</div>")
    }
  }
}
