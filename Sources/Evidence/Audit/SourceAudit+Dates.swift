extension SourceAudit {
  /// Dates of an item against its sources and its neighbours.
  static func dateLeads(_ item: EvidenceItem, _ caseFile: CaseFile) -> [AuditLead] {
    func lead(
      _ rule: AuditLead.Rule, source: String? = nil, _ finding: String, _ check: String
    ) -> AuditLead {
      AuditLead(
        rule: rule, caseID: item.caseID, items: [item.id], source: source, note: item.note,
        finding: finding, check: check)
    }
    var leads: [AuditLead] = []
    for id in item.sources {
      guard let source = caseFile.source(id), let written = source.date else { continue }
      if written.isBefore(item.date) {
        leads.append(
          lead(
            .sourceBeforeEvent, source: id,
            "The \(source.kind.rawValue) is of \(written.text); the event it is cited for is of "
              + "\(item.date.text), and a document cannot report what has not happened.",
            "Find a source of \(item.date.text) or later, or date the item by what the "
              + "\(source.kind.rawValue) does show."))
      }
    }
    for id in item.explains {
      guard let decision = caseFile.items.first(where: { $0.id == id }) else { continue }
      if decision.date.isBefore(item.date) {
        leads.append(
          lead(
            .afterTheDecision,
            "The item is of \(item.date.text); the decision that it is used to explain "
              + "(\(id): \(decision.gist)) is of \(decision.date.text).",
            "Look for a statement of motive from before \(decision.date.text), or tie this one to "
              + "what was decided after it."))
      }
    }
    for id in item.follows {
      guard let earlier = caseFile.items.first(where: { $0.id == id }) else { continue }
      if item.date.isBefore(earlier.date) {
        leads.append(
          lead(
            .outOfOrder,
            "The item is of \(item.date.text) and is told as coming after \(id) "
              + "(\(earlier.gist)), which is of \(earlier.date.text).",
            "Check both dates; if they stand, the item cannot answer or follow \(id)."))
      }
    }
    if let other = item.datedElsewhere, other.date.isDisjoint(from: item.date) {
      leads.append(
        lead(
          .datedElsewhere,
          "The item has the date \(item.date.text); \(other.by) gives \(other.date.text).",
          "Look the event up in a third reference work."))
    }
    return leads
  }

  /// Documents against what their links lead to, a lead a document with the items that rest on it.
  static func sourceLeads(_ caseFile: CaseFile) -> [AuditLead] {
    var leads: [AuditLead] = []
    for source in caseFile.sources {
      let users = caseFile.items.filter { $0.sources.contains(source.id) }
      let note =
        users.compactMap(\.note).min()
        ?? caseFile.notes.first { $0.sources.contains(source.id) }?.number
      func add(_ rule: AuditLead.Rule, _ finding: String, _ check: String) {
        leads.append(
          AuditLead(
            rule: rule, caseID: users.first?.caseID ?? "", items: users.map(\.id),
            source: source.id, note: note, finding: finding, check: check))
      }
      if let record = source.linkedRecord, let date = source.date,
        record.date.isDisjoint(from: date)
      {
        var finding =
          "The citation dates the document \(date.text); the record at its link is of "
          + "\(record.date.text) (\(record.by))."
        for item in users {
          for id in item.follows {
            guard let earlier = caseFile.items.first(where: { $0.id == id }),
              record.date.isBefore(earlier.date)
            else { continue }
            finding +=
              " If so, \(item.id) comes before \(id) (\(earlier.gist)), which the text says it "
              + "follows."
          }
        }
        add(.recordDisagrees, finding, "Open the record and read its date line.")
      }
      if let number = source.number, let linked = linkedNumber(source.url), linked != number {
        add(
          .linkElsewhere,
          "The citation is of document \(number); its link ends in that of document \(linked).",
          "Open both documents and see which one holds the passage.")
      }
    }
    return leads
  }

  /// The number at the end of a link such as `.../d205`.
  private static func linkedNumber(_ url: String?) -> Int? {
    guard let last = url?.split(separator: "/").last, last.first?.isLetter == true else {
      return nil
    }
    return Int(last.dropFirst())
  }
}
