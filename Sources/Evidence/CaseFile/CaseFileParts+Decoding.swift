import Documents

extension CaseRecord {
  init(id: String, _ node: DocumentNode) throws {
    let keys = try node.entries(
      known: ["name", "patron", "junior", "window", "outcome", "depth", "recipient"])
    self.id = id
    name = try keys["name"]?.text() ?? id
    patron = try keys["patron"]?.text() ?? ""
    junior = try keys["junior"]?.text() ?? name
    window = try keys["window"]?.date()
    outcome = try keys["outcome"]?.text() ?? ""
    switch try keys["depth"]?.text() ?? "full" {
    case "full": isFull = true
    case "mention": isFull = false
    default: throw keys["depth"]?.wrong("full or mention") ?? node.wrong("full or mention")
    }
    recipient = try keys["recipient"]?.text() ?? junior
  }
}

extension EvidenceSource {
  init(id: String, _ node: DocumentNode) throws {
    let keys = try node.entries(
      known: ["kind", "citation", "date", "number", "url", "archive", "linked-record"])
    self.id = id
    guard let citation = try keys["citation"]?.text(), !citation.isEmpty else {
      throw node.wrong("a `citation:`")
    }
    self.citation = citation
    let kinds = Kind.allCases.map(\.rawValue)
    let kindName = try keys["kind"]?.text() ?? Kind.record.rawValue
    guard let kind = Kind(rawValue: kindName) else {
      throw (keys["kind"] ?? node).wrong("one of \(kinds.joined(separator: ", "))")
    }
    self.kind = kind
    date = try keys["date"]?.date()
    number = try keys["number"]?.wholeNumber()
    url = try keys["url"]?.text()
    archive = try keys["archive"]?.text()
    linkedRecord = try keys["linked-record"].map { (node) throws in
      let keys = try node.entries(known: ["date", "by"])
      guard let date = try keys["date"]?.date(), let by = try keys["by"]?.text() else {
        throw node.wrong("`date:` and `by:`")
      }
      return LinkedRecord(date: date, by: by)
    }
  }
}

extension Person {
  init(id: String, _ node: DocumentNode) throws {
    let keys = try node.entries(known: ["name", "died", "offices", "citation"])
    self.id = id
    name = try keys["name"]?.text() ?? id
    died = try keys["died"]?.date()
    citation = try keys["citation"]?.text() ?? ""
    var offices: [Office] = []
    for node in try keys["offices"]?.items() ?? [] {
      let keys = try node.entries(known: ["title", "side", "from", "to"])
      guard let title = try keys["title"]?.text(), let side = try keys["side"]?.text(),
        let from = try keys["from"]?.date()
      else { throw node.wrong("`title:`, `side:` and `from:`") }
      offices.append(
        Office(title: title, side: side, from: from, to: try keys["to"]?.date()))
    }
    self.offices = offices
  }
}

extension CaseFile.Dependence {
  init(key: String, _ node: DocumentNode, _ decoder: ItemDecoder) throws {
    let keys = try node.entries(known: ["shared", "correlation", "joint", "because"])
    let usedIn = "the dependence '\(key)'"
    guard let reason = try keys["because"]?.text(), !reason.isEmpty else {
      throw EvidenceError.caseFile(.noReason(usedIn: usedIn))
    }
    self.key = key
    self.reason = reason
    switch (keys["shared"], keys["correlation"], keys["joint"]) {
    case (let node?, nil, nil):
      let share = try node.number()
      guard (0...1).contains(share) else {
        throw EvidenceError.caseFile(
          .badNumber(
            name: "share", usedIn: usedIn, value: share, expected: "a number from 0 to 1"))
      }
      rule = .shared(share)
    case (nil, let node?, nil):
      let correlation = try node.number()
      guard (-1...1).contains(correlation) else {
        throw EvidenceError.caseFile(
          .badNumber(
            name: "correlation", usedIn: usedIn, value: correlation,
            expected: "a number from -1 to 1"))
      }
      rule = .correlation(correlation)
    case (nil, nil, let node?):
      rule = .joint(try decoder.likelihoods(node, item: key, allowsCertainty: false))
    default:
      throw node.wrong("one of `shared:`, `correlation:` and `joint:`, and `because:`")
    }
  }
}
