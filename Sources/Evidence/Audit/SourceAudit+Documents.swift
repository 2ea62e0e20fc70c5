extension SourceAudit {
  /// Pages that two references to one book may lie apart and still seem to belong together.
  static let nearbyPages = 25

  /// Offices, sides and lives against the date of an item.
  static func personLeads(_ item: EvidenceItem, _ caseFile: CaseFile) -> [AuditLead] {
    func lead(_ rule: AuditLead.Rule, _ finding: String, _ check: String) -> AuditLead {
      AuditLead(
        rule: rule, caseID: item.caseID, items: [item.id], source: item.sources.first,
        note: item.note, finding: finding, check: check)
    }
    var leads: [AuditLead] = []
    if let person = caseFile.people.first(where: { $0.id == item.person }), !person.offices.isEmpty
    {
      let held = person.offices.filter { $0.overlaps(item.date) }
      let words =
        held.isEmpty
        ? "no office recorded here"
        : held.map { "\($0.title) (\($0.side))" }.joined(separator: ", ")
      if let office = item.office, !held.contains(where: { $0.title == office }) {
        leads.append(
          lead(
            .officeNotHeld,
            "\(person.name) is called \(office) in an item of \(item.date.text); \(person.citation) gives "
              + "\(words) for that date.",
            "Check the date, the title and whether another person is meant."))
      }
      if let side = item.side, !held.isEmpty, !held.contains(where: { $0.side == side }) {
        leads.append(
          lead(
            .otherSide,
            "\(person.name) speaks for \(side) here; \(person.citation) gives \(words) on "
              + "\(item.date.text).",
            "Settle who spoke: if the other side did, the item is no claim of this junior partner."
          ))
      }
    }
    for id in item.late {
      guard let person = caseFile.people.first(where: { $0.id == id }), let died = person.died,
        item.date.isBefore(died)
      else { continue }
      leads.append(
        lead(
          .notYetDead,
          "\(person.name) is called late in an item of \(item.date.text), and died \(died.text) "
            + "(\(person.citation)).",
          "Check the date of the event, or drop the word."))
    }
    return leads
  }

  /// An `ibid.` against the document that it points to.
  static func ibidLeads(_ item: EvidenceItem, _ caseFile: CaseFile) -> [AuditLead] {
    guard let number = item.note,
      let place = caseFile.notes.firstIndex(where: { $0.number == number }),
      caseFile.notes[place].isIbid
    else { return [] }
    let note = caseFile.notes[place]
    func lead(_ finding: String, _ check: String) -> AuditLead {
      AuditLead(
        rule: .ibid, caseID: item.caseID, items: [item.id], source: note.sources.first,
        note: number, finding: finding, check: check)
    }
    if place > 0, caseFile.notes[place - 1].sources.count > 1 {
      return [
        lead(
          "Note \(number) says ibid. after a note that cites "
            + "\(caseFile.notes[place - 1].sources.count) documents.",
          "Say which of them is meant.")
      ]
    }
    guard let source = note.sources.first.flatMap({ caseFile.source($0) }), source.kind.isShort,
      let page = page(item.locator), page > EvidenceSource.shortDocumentPages
    else { return [] }
    let candidates = caseFile.items.compactMap { other -> String? in
      guard let there = Self.page(other.locator), other.id != item.id,
        abs(there - page) <= nearbyPages,
        let book = other.sources.compactMap({ caseFile.source($0) }).first(where: {
          !$0.kind.isShort
        }
        )
      else { return nil }
      return "\(book.citation), cited in note \(other.note.map(String.init) ?? "?") at "
        + "\(other.locator ?? "")"
    }
    return [
      lead(
        "Note \(number) says ibid., p. \(page), after the \(source.kind.rawValue) "
          + "'\(source.citation)', which can hardly have that many pages.",
        candidates.first.map { "Look at page \(page) of \($0)." }
          ?? "Look for a longer work cited nearby.")
    ]
  }

  /// Items of one case that rest on one document without saying so.
  static func sharedDocuments(_ caseFile: CaseFile) -> [AuditLead] {
    var leads: [AuditLead] = []
    for record in caseFile.cases {
      let items = caseFile.items(of: record.id)
      for source in caseFile.sources {
        if caseFile.dependences.contains(where: { $0.key == source.id }) { continue }
        let users = items.filter { $0.sources.contains(source.id) }
        guard let first = users.first else { continue }
        // Those tied to an earlier one, directly or through others, are declared.
        var tied: Set<String> = [first.id]
        var grows = true
        while grows {
          grows = false
          for item in users where !tied.contains(item.id) {
            let isTied =
              item.dependsOn.contains(where: tied.contains)
              || users.contains { tied.contains($0.id) && $0.dependsOn.contains(item.id) }
            if isTied {
              tied.insert(item.id)
              grows = true
            }
          }
        }
        guard tied.count < users.count else { continue }
        leads.append(
          AuditLead(
            rule: .sharedDocument, caseID: record.id, items: users.map(\.id), source: source.id,
            note: users.compactMap(\.note).min(),
            finding: "\(users.count) items rest on one document, \(source.citation); they are not "
              + "independent witnesses.",
            check: "Tie them with `depends-on:`, or state how far they are one under "
              + "`dependence:`; updating counts them once meanwhile."))
      }
    }
    return leads
  }

  /// The first number of a locator such as `p. 144` or `pp. 2-3`.
  static func page(_ locator: String?) -> Int? {
    guard let locator, locator.hasPrefix("p") else { return nil }
    let digits = locator.drop { !$0.isWholeNumber }.prefix { $0.isWholeNumber }
    return Int(digits)
  }
}
