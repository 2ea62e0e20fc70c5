import Documents
import Frames

/// Reads items and their probabilities, whatever file they stand in.
struct ItemDecoder {
  let hypotheses: [Hypothesis]
  let notes: [CaseFile.Note]
  let band: Double

  /// A report that is wrong could as well be there as not.
  static let defaultNoise = 0.5

  static let keys = [
    "id", "case", "date", "kind", "actor", "person", "office", "side", "audience", "brief",
    "source", "note", "locator", "reliability", "noise", "depends-on", "outcome", "searched",
    "follows", "explains", "late", "dated-elsewhere", "flags", "probabilities", "because",
    "logical",
  ]

  func item(_ node: DocumentNode) throws -> EvidenceItem {
    let keys = try node.entries(known: Self.keys)
    guard let id = try keys["id"]?.text(), !id.isEmpty else { throw node.wrong("an `id:`") }
    guard let caseID = try keys["case"]?.text() else { throw node.wrong("a `case:`") }
    guard let dateNode = keys["date"], let dateText = dateNode.value.scalar else {
      throw node.wrong("a `date:`, if only `undated`")
    }
    guard let date = PartialDate(dateText) else {
      throw EvidenceError.caseFile(.badDate(dateText, usedIn: "item \(id)"))
    }
    let note = try keys["note"]?.wholeNumber()
    let isSeen: Bool
    switch try keys["outcome"]?.text() ?? "seen" {
    case "seen": isSeen = true
    case "absent": isSeen = false
    default: throw keys["outcome"]?.wrong("seen or absent") ?? node.wrong("seen or absent")
    }
    return EvidenceItem(
      id: id, caseID: caseID, date: date, kind: try kind(keys["kind"], node),
      actor: try keys["actor"]?.text() ?? "", person: try keys["person"]?.text(),
      office: try keys["office"]?.text(), side: try keys["side"]?.text(),
      audience: try keys["audience"]?.texts() ?? [], brief: try keys["brief"]?.text() ?? "",
      sources: try sources(keys["source"], note: note, item: id), note: note,
      locator: try keys["locator"]?.text(),
      reliability: try share(keys["reliability"], "reliability", id) ?? 1,
      noise: try share(keys["noise"], "noise", id) ?? Self.defaultNoise,
      dependsOn: try keys["depends-on"]?.texts() ?? [], isSeen: isSeen,
      searched: try keys["searched"]?.text(), follows: try keys["follows"]?.texts() ?? [],
      explains: try keys["explains"]?.texts() ?? [], late: try keys["late"]?.texts() ?? [],
      datedElsewhere: try otherDate(keys["dated-elsewhere"]),
      flags: try keys["flags"]?.texts() ?? [], judgement: try judgement(keys, item: id))
  }

  private func kind(
    _ node: DocumentNode?, _ item: DocumentNode
  ) throws -> EvidenceItem.Kind {
    let kinds = EvidenceItem.Kind.allCases.map(\.rawValue)
    guard let node else { throw item.wrong("a `kind:`, one of \(kinds.joined(separator: ", "))") }
    let name = try node.text()
    guard let kind = EvidenceItem.Kind(rawValue: name) else {
      throw node.wrong("one of \(kinds.joined(separator: ", "))")
    }
    return kind
  }

  /// The documents named, else those of the note.
  private func sources(
    _ node: DocumentNode?, note: Int?, item: String
  ) throws -> [String] {
    let named = try node?.texts().filter { !$0.isEmpty } ?? []
    if !named.isEmpty { return named }
    guard let note else { throw EvidenceError.caseFile(.noSource(item: item)) }
    guard let found = notes.first(where: { $0.number == note }) else {
      throw EvidenceError.caseFile(
        .unknownReference(kind: "note", id: String(note), usedIn: "item \(item)", closest: []))
    }
    guard !found.sources.isEmpty else { throw EvidenceError.caseFile(.noSource(item: item)) }
    return found.sources
  }

  private func share(
    _ node: DocumentNode?, _ name: String, _ item: String
  ) throws -> Double? {
    guard let value = try node?.number() else { return nil }
    // A report that is never right says nothing; one that is sure to be there when wrong, too.
    let isAllowed = name == "reliability" ? value > 0 && value <= 1 : value > 0 && value < 1
    guard isAllowed else {
      throw EvidenceError.caseFile(
        .badNumber(
          name: name, usedIn: "item \(item)", value: value,
          expected: name == "reliability"
            ? "a probability above 0 and at most 1" : "a probability above 0 and below 1"))
    }
    return value
  }

  private func otherDate(_ node: DocumentNode?) throws -> EvidenceItem.OtherDate? {
    guard let node else { return nil }
    let keys = try node.entries(known: ["date", "by"])
    guard let date = try keys["date"]?.date(), let by = try keys["by"]?.text() else {
      throw node.wrong("`date:` and `by:`")
    }
    return EvidenceItem.OtherDate(date: date, by: by)
  }

  private func judgement(
    _ keys: [String: DocumentNode], item: String
  ) throws -> EvidenceItem.Judgement? {
    guard let node = keys["probabilities"] else { return nil }
    guard let reason = try keys["because"]?.text(), !reason.isEmpty else {
      throw EvidenceError.caseFile(.noReason(usedIn: "item \(item)"))
    }
    let logical = try keys["logical"]?.text()
    return EvidenceItem.Judgement(
      likelihoods: try likelihoods(node, item: item, allowsCertainty: logical?.isEmpty == false),
      reason: reason, logical: logical)
  }

  /// A probability under each hypothesis, in their order: `0.7`, `[0.6, 0.8]` or
  /// `[0.6, 0.7, 0.8]`.
  func likelihoods(
    _ node: DocumentNode, item: String, allowsCertainty: Bool
  ) throws -> [Likelihood] {
    let names = hypotheses.map(\.id)
    var stated: [String: Likelihood] = [:]
    for (name, value) in try node.entries() {
      guard names.contains(name) else {
        throw EvidenceError.caseFile(
          .unknownReference(
            kind: "hypothesis", id: name, usedIn: "item \(item)",
            closest: NearestNames.closest(to: name, among: names)))
      }
      stated[name] = try likelihood(value, item, name, allowsCertainty)
    }
    var result: [Likelihood] = []
    for name in names {
      guard let one = stated[name] else {
        throw EvidenceError.caseFile(.missingProbability(item: item, hypothesis: name))
      }
      result.append(one)
    }
    return result
  }

  private func likelihood(
    _ node: DocumentNode, _ item: String, _ hypothesis: String, _ allowsCertainty: Bool
  ) throws -> Likelihood {
    var numbers: [Double] = []
    if node.value.list == nil {
      numbers = [try node.number()]
    } else {
      for part in try node.items() { numbers.append(try part.number()) }
    }
    guard (1...3).contains(numbers.count) else {
      throw node.wrong("a probability, or bounds such as [0.6, 0.8] or [0.6, 0.7, 0.8]")
    }
    for (index, number) in numbers.enumerated() {
      guard (0...1).contains(number), index == 0 || numbers[index - 1] <= number else {
        throw EvidenceError.caseFile(
          .badProbability(item: item, hypothesis: hypothesis, value: number))
      }
      guard allowsCertainty || (number > 0 && number < 1) else {
        throw EvidenceError.caseFile(
          .certainProbability(item: item, hypothesis: hypothesis, value: number))
      }
    }
    switch numbers.count {
    case 1: return Likelihood(numbers[0], band: band)
    case 2:
      return Likelihood(
        value: (numbers[0] + numbers[1]) / 2, low: numbers[0], high: numbers[1])
    default: return Likelihood(value: numbers[1], low: numbers[0], high: numbers[2])
    }
  }
}
