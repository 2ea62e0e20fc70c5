/// Small case files as text, for tests.
struct CaseFileText {
  var hypotheses = "  h: {statement: It is so}\n  other: {statement: It is not, other: true}"
  var sources = ["a", "b", "c", "d"]
  /// Further settings of sources, by key.
  var sourceSettings: [String: String] = [:]
  var extra = ""
  var items: [String]

  init(_ items: [String]) { self.items = items }

  /// An item that rests on a source, with p and q.
  static func item(
    _ id: String, source: String = "a", p: Double = 0.6, q: Double = 0.3, _ settings: String = ""
  ) -> String {
    "{id: \(id), case: x, date: 1970, kind: claim, brief: seen, source: \(source), "
      + "probabilities: {h: \(p), other: \(q)}, because: so\(settings.isEmpty ? "" : ", ")\(settings)}"
  }

  var yaml: String {
    var lines = ["ledger: test", "exclusivity: by negation", "hypotheses:", hypotheses]
    lines += ["cases:", "  x: {name: X}", "sources:"]
    lines += sources.map { id in
      "  \(id): {citation: Document \(id)\(sourceSettings[id].map { ", " + $0 } ?? "")}"
    }
    if !extra.isEmpty { lines.append(extra) }
    lines.append(items.isEmpty ? "items: []" : "items:")
    lines += items.map { "  - " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }
}
