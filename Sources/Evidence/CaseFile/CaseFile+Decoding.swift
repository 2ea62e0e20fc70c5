import Documents
import Frames

extension CaseFile {
  /// The odds of a stated probability may be off by this factor where the case file names no band.
  public static let defaultBand = 1.5
  static let rootKeys = [
    "ledger", "title", "question", "citation", "exclusivity", "limits", "band", "hypotheses",
    "cases", "sources", "notes", "people", "dependence", "items", "causal-model",
  ]

  /// Reads a case file, YAML or JSON.
  /// - Parameter file: its path, for messages.
  /// - Throws: ``EvidenceError/document(_:)`` for what is no case file and where,
  ///   ``EvidenceError/caseFile(_:)`` for what a case file cannot say.
  public init(yaml text: String, file: String) throws(EvidenceError) {
    let root: DocumentNode
    do {
      root = try DocumentNode(
        reading: text, file: file, expecting: "a ledger, beginning with `ledger: name`")
    } catch {
      throw .document(error)
    }
    try self.init(root)
  }

  /// A case file from the value of any document.
  init(_ root: DocumentNode) throws(EvidenceError) {
    do {
      try self.init(decoding: root)
    } catch let error as EvidenceError {
      throw error
    } catch let error as DocumentError {
      throw .document(error)
    } catch {
      throw .document(root.refused(String(describing: error)))
    }
  }

  private init(decoding root: DocumentNode) throws {
    let keys = try root.entries(known: Self.rootKeys)
    func required(_ key: String) throws(DocumentError) -> DocumentNode {
      guard let node = keys[key] else { throw root.wrong("a setting `\(key):`") }
      return node
    }
    name = try required("ledger").text()
    title = try keys["title"]?.text() ?? name
    question = try keys["question"]?.text() ?? ""
    citation = try keys["citation"]?.text() ?? ""
    exclusivity = try required("exclusivity").text()
    guard !exclusivity.isEmpty else {
      throw try required("exclusivity").wrong("a sentence on why no two can be true together")
    }
    limits = try keys["limits"]?.texts() ?? []
    let band = try keys["band"]?.number() ?? Self.defaultBand
    guard band >= 1 else {
      throw EvidenceError.caseFile(
        .badNumber(name: "band", usedIn: "the ledger", value: band, expected: "a factor from 1"))
    }
    let hypotheses = try Self.hypotheses(try required("hypotheses"))
    self.hypotheses = hypotheses
    var cases: [CaseRecord] = []
    for (id, node) in try required("cases").entries() {
      cases.append(try CaseRecord(id: id, node))
    }
    self.cases = cases
    var sources: [EvidenceSource] = []
    for (id, node) in try required("sources").entries() {
      sources.append(try EvidenceSource(id: id, node))
    }
    self.sources = sources
    people = try keys["people"]?.entries().map { try Person(id: $0.key, $0.value) } ?? []
    notes = try Self.notes(keys["notes"])
    var items: [EvidenceItem] = []
    let decoder = ItemDecoder(
      hypotheses: hypotheses, notes: notes, band: band)
    for node in try required("items").items() { items.append(try decoder.item(node)) }
    self.items = items
    dependences =
      try keys["dependence"]?.entries().map { try Dependence(key: $0.key, $0.value, decoder) } ?? []
    causalModel = try keys["causal-model"].map { try CausalQuestion($0) }
    try checkReferences()
  }

  /// Hypotheses with priors that sum to 1, equal ones where none is stated.
  private static func hypotheses(_ node: DocumentNode) throws -> [Hypothesis] {
    /// Priors are typed in by hand with two or three digits.
    let roundingOfPriors = 1e-6
    let entries = try node.entries()
    var stated: [Double?] = []
    var parts: [(id: String, statement: String, isOther: Bool)] = []
    for (id, node) in entries {
      let keys = try node.entries(known: ["statement", "prior", "other"])
      guard let statement = keys["statement"] else { throw node.wrong("a `statement:`") }
      parts.append((id, try statement.text(), try keys["other"]?.flag() ?? false))
      stated.append(try keys["prior"]?.number())
    }
    let others = parts.filter(\.isOther).count
    guard parts.count >= 2, others == 1 else {
      throw EvidenceError.caseFile(.hypotheses(found: parts.count, others: others))
    }
    if stated.allSatisfy({ $0 == nil }) {
      stated = parts.map { _ in 1 / Double(parts.count) }
    }
    for (part, prior) in zip(parts, stated) {
      guard let prior, !(0...1).contains(prior) else { continue }
      throw EvidenceError.caseFile(
        .badNumber(
          name: "prior", usedIn: "the hypothesis '\(part.id)'", value: prior,
          expected: "a probability above 0 and below 1"))
    }
    let sum = stated.reduce(0) { $0 + ($1 ?? 0) }
    guard abs(sum - 1) <= roundingOfPriors else { throw EvidenceError.caseFile(.priorSum(sum)) }
    var result: [Hypothesis] = []
    for (part, prior) in zip(parts, stated) {
      let prior = (prior ?? 0) / sum
      guard prior > 0, prior < 1 else {
        throw EvidenceError.caseFile(
          .badNumber(
            name: "prior", usedIn: "the hypothesis '\(part.id)'", value: prior,
            expected: "a probability above 0 and below 1"))
      }
      result.append(
        Hypothesis(id: part.id, statement: part.statement, prior: prior, isOther: part.isOther))
    }
    return result
  }

  /// Notes in the order of their numbers, each `ibid` as the documents of the note before.
  private static func notes(_ node: DocumentNode?) throws(DocumentError) -> [Note] {
    var read: [(number: Int, sources: [String], isIbid: Bool)] = []
    for (key, node) in try node?.entries() ?? [] {
      guard let number = Int(key), number > 0 else { throw node.wrong("notes by their numbers") }
      let sources = try node.texts()
      read.append((number, sources, sources == ["ibid"]))
    }
    read.sort { $0.number < $1.number }
    var result: [Note] = []
    for entry in read {
      let resolved = entry.isIbid ? result.last?.sources ?? [] : entry.sources
      result.append(Note(number: entry.number, sources: resolved, isIbid: entry.isIbid))
    }
    return result
  }
}

extension DocumentNode {
  /// A date in one of the forms of ``PartialDate``.
  func date() throws -> PartialDate {
    let words = try text()
    guard let date = PartialDate(words) else {
      throw EvidenceError.caseFile(
        .badDate(words, usedIn: line > 0 ? "\(file), line \(line)" : file))
    }
    return date
  }
}
