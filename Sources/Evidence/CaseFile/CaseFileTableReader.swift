import Frames
import Yams

/// Turns the rows of a table into the values that a YAML case file would hold, so that both forms are
/// read and checked by the same code.
struct CaseFileTableReader {
  let frame: Frame

  static func mapping(_ entries: [(String, Node)]) -> Node {
    // A mapping with a repeated key would trap; the first of them stays.
    var seen: Set<String> = []
    let unique = entries.filter { seen.insert($0.0).inserted }
    return Node(unique.map { (Node($0.0), $0.1) })
  }

  /// The cell of the first of the columns that exists and is filled.
  private func cell(_ names: [String], _ row: Int) -> String? {
    for name in names {
      guard let column = try? frame.column(name), let text = column.text(at: row) else { continue }
      let words = text.trimmingPrefix { $0.isWhitespace }
      if !words.isEmpty { return String(words) }
    }
    return nil
  }

  private func citation(_ row: Int) -> String? { cell(["source", "source_cited"], row) }

  func cases() -> Node {
    var entries: [(String, Node)] = []
    for row in 0..<frame.rowCount {
      guard let name = cell(["case"], row) else { continue }
      entries.append((name, Self.mapping([("name", Node(name))])))
    }
    return Self.mapping(entries)
  }

  /// The citations in order, each a document.
  func sources() -> Node {
    var entries: [(String, Node)] = []
    for row in 0..<frame.rowCount {
      guard let citation = citation(row) else { continue }
      var parts = [("citation", Node(citation))]
      if let date = cell(["source_date"], row) ?? Self.date(in: citation) {
        parts.append(("date", Node(date)))
      }
      for key in ["kind", "number", "url", "archive"] {
        if let text = cell(["source_" + key], row) { parts.append((key, Node(text))) }
      }
      entries.append((citation, Self.mapping(parts)))
    }
    return Self.mapping(entries)
  }

  func item(
    _ row: Int, columns: [(key: String, names: [String], isList: Bool)], hypotheses: [String]
  ) -> Node {
    var parts: [(String, Node)] = []
    for (key, names, isList) in columns {
      guard let text = cell(names, row) else { continue }
      guard isList else {
        parts.append((key, Node(text)))
        continue
      }
      let words = text.split(separator: ";").map { $0.trimmingPrefix { $0.isWhitespace } }
      parts.append((key, Node(words.map { Node(String($0)) })))
    }
    if cell(["date"], row) == nil, cell(["date_precision"], row) == "undated" {
      parts.append(("date", Node("undated")))
    }
    if let kind = cell(["kind", "type"], row) {
      // A table may say whose response it is.
      parts.append(("kind", Node(kind.hasSuffix(" response") ? "response" : kind)))
    }
    if let citation = citation(row) {
      parts.append(("source", Node([Node(citation)])))
    }
    // `84-85` or `after 59` names a place, not one note.
    if let note = cell(["note"], row), let number = Int(note) {
      parts.append(("note", Node(String(number))))
    }
    let stated = hypotheses.compactMap { name in
      cell(["p_" + name], row).map { (name, Node($0)) }
    }
    if !stated.isEmpty { parts.append(("probabilities", Self.mapping(stated))) }
    return Self.mapping(parts)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The one date that a citation writes as `12 Nov 1968`; `nil` where it has none or several.
  static func date(in citation: String) -> String? {
    let words = citation.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    var found: [String] = []
    for place in words.indices.dropFirst().dropLast() {
      guard let month = months.firstIndex(of: String(words[place].prefix(3))),
        let day = Int(words[place - 1]), (1...31).contains(day), words[place + 1].count == 4,
        let year = Int(words[place + 1])
      else { continue }
      let digits = [month + 1, day].map { $0 < 10 ? "0\($0)" : "\($0)" }
      found.append("\(year)-\(digits[0])-\(digits[1])")
    }
    return found.count == 1 && PartialDate(found[0]) != nil ? found[0] : nil
  }
}
