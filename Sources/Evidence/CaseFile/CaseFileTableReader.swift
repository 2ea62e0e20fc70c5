import Documents
import Frames

/// Turns the rows of a table into the value that a YAML case file would hold, so that both forms are
/// read and checked by the same code.
struct CaseFileTableReader {
  /// Settings of an item beside the columns they are read from; lists are parted by semicolons.
  private static let columns: [(key: String, names: [String], isList: Bool)] = [
    ("id", ["id", "item_id"], false), ("case", ["case"], false), ("date", ["date"], false),
    ("actor", ["actor"], false), ("side", ["side"], false),
    ("audience", ["audience", "audience_named"], true), ("brief", ["brief"], false),
    ("locator", ["locator"], false), ("reliability", ["reliability"], false),
    ("noise", ["noise"], false), ("depends-on", ["depends_on"], true),
    ("outcome", ["outcome"], false), ("searched", ["searched"], false),
    ("follows", ["follows"], true), ("explains", ["explains"], true),
    ("because", ["because"], false), ("logical", ["logical"], false),
  ]

  private let frame: Frame
  /// The line that each row begins on.
  private let lines: [Int]

  /// A table whose columns are all text, and what it was read from.
  init(_ frame: Frame, text: String) {
    self.frame = frame
    // Blank lines may stand before the header; within quotes, a cell may break lines.
    var line = 1 + text.prefix { $0.isWhitespace }.count { $0.isNewline }
    line += 1 + Self.breaks(in: frame.names)
    var lines: [Int] = []
    for row in 0..<frame.rowCount {
      lines.append(line)
      line += 1 + Self.breaks(in: frame.columns.compactMap { $0.text(at: row) })
    }
    self.lines = lines
  }

  private static func breaks(in cells: [String]) -> Int {
    cells.reduce(0) { $0 + $1.count { $0.isNewline } }
  }

  /// The case file's value.
  func document(file: String) -> DocumentNode {
    let hypotheses = frame.names.filter { $0.hasPrefix("p_") && $0.count > 2 }
      .map { String($0.dropFirst(2)) }
    let items = (0..<frame.rowCount).map { item($0, hypotheses: hypotheses) }
    let root = mapping(
      [
        ("ledger", word(file)),
        ("exclusivity", word("taken as given: a table has no room to say why")),
        ("hypotheses", self.hypotheses(hypotheses)),
        ("cases", cases()),
        ("sources", sources()),
        ("items", DocumentValue(.list(items))),
      ])
    return DocumentNode(root, file: file)
  }

  private func word(_ text: String, row: Int? = nil) -> DocumentValue {
    DocumentValue(.scalar(text), line: row.map { lines[$0] } ?? 0)
  }

  /// Settings at a row; of a key that several rows set, the first stays.
  private func mapping(_ entries: [(String, DocumentValue)], row: Int? = nil) -> DocumentValue {
    var seen: Set<String> = []
    return DocumentValue(
      .mapping(
        entries.filter { seen.insert($0.0).inserted }
          .map { DocumentValue.Entry($0.0, line: $0.1.line, $0.1) }),
      line: row.map { lines[$0] } ?? 0)
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

  private func hypotheses(_ names: [String]) -> DocumentValue {
    func entry(_ statement: String, isOther: Bool) -> DocumentValue {
      mapping([("statement", word(statement)), ("other", word(isOther ? "true" : "false"))])
    }
    if names.isEmpty {
      return mapping([
        ("account", entry("The account that the table follows", isOther: false)),
        ("other", entry("Every other account", isOther: true)),
      ])
    }
    return mapping(names.map { ($0, entry($0, isOther: $0 == "other")) })
  }

  private func cases() -> DocumentValue {
    mapping(
      (0..<frame.rowCount).compactMap { row in
        cell(["case"], row).map { ($0, mapping([("name", word($0, row: row))], row: row)) }
      })
  }

  /// The citations in order, each a document.
  private func sources() -> DocumentValue {
    var entries: [(String, DocumentValue)] = []
    for row in 0..<frame.rowCount {
      guard let citation = citation(row) else { continue }
      var parts = [("citation", word(citation, row: row))]
      if let date = cell(["source_date"], row) ?? Self.date(in: citation) {
        parts.append(("date", word(date, row: row)))
      }
      for key in ["kind", "number", "url", "archive"] {
        if let text = cell(["source_" + key], row) { parts.append((key, word(text, row: row))) }
      }
      entries.append((citation, mapping(parts, row: row)))
    }
    return mapping(entries)
  }

  private func item(_ row: Int, hypotheses: [String]) -> DocumentValue {
    func list(_ words: [String]) -> DocumentValue {
      DocumentValue(.list(words.map { word($0, row: row) }), line: lines[row])
    }
    var parts: [(String, DocumentValue)] = []
    for (key, names, isList) in Self.columns {
      guard let text = cell(names, row) else { continue }
      guard isList else {
        parts.append((key, word(text, row: row)))
        continue
      }
      let words = text.split(separator: ";").map { $0.trimmingPrefix { $0.isWhitespace } }
      parts.append((key, list(words.map { String($0) })))
    }
    if cell(["date"], row) == nil, cell(["date_precision"], row) == "undated" {
      parts.append(("date", word("undated", row: row)))
    }
    if let kind = cell(["kind", "type"], row) {
      // A table may say whose response it is.
      parts.append(("kind", word(kind.hasSuffix(" response") ? "response" : kind, row: row)))
    }
    if let citation = citation(row) { parts.append(("source", list([citation]))) }
    var flags = [cell(["flags", "check_flag"], row)].compactMap(\.self)
    if let note = cell(["note"], row) {
      // `84-85` or `after 59` is a place, and not one note: it stays as a remark.
      if Int(note) == nil {
        flags.append("note \(note)")
      } else {
        parts.append(("note", word(note, row: row)))
      }
    }
    if !flags.isEmpty { parts.append(("flags", list(flags))) }
    let stated = hypotheses.compactMap { name in
      cell(["p_" + name], row).map { (name, word($0, row: row)) }
    }
    if !stated.isEmpty { parts.append(("probabilities", mapping(stated, row: row))) }
    return mapping(parts, row: row)
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
