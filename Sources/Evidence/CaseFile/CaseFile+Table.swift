import Documents
import Frames
import Yams

extension CaseFile {
  /// Columns that a table of items must have, each with the names it may go by.
  private static let neededColumns = [
    ["id", "item_id"], ["case"], ["date"], ["kind", "type"], ["brief"],
    ["source", "source_cited"],
  ]
  /// Settings of an item beside the columns they are read from; lists are parted by semicolons.
  private static let itemColumns: [(key: String, names: [String], isList: Bool)] = [
    ("id", ["id", "item_id"], false), ("case", ["case"], false), ("date", ["date"], false),
    ("actor", ["actor"], false), ("side", ["side"], false),
    ("audience", ["audience", "audience_named"], true), ("brief", ["brief"], false),
    ("locator", ["locator"], false), ("reliability", ["reliability"], false),
    ("noise", ["noise"], false), ("depends-on", ["depends_on"], true),
    ("outcome", ["outcome"], false), ("searched", ["searched"], false),
    ("follows", ["follows"], true), ("explains", ["explains"], true),
    ("flags", ["flags", "check_flag"], false), ("because", ["because"], false),
    ("logical", ["logical"], false),
  ]

  /// Reads a case file kept as a table, one row an item.
  ///
  /// Columns: `id`, `case`, `date`, `kind`, `brief` and `source` (the citation; rows with one
  /// citation rest on one document), and if wanted `source_date`, `source_kind`, `source_number`,
  /// `source_url`, `actor`, `side`, `audience`, `locator`, `note`, `reliability`, `noise`,
  /// `depends_on`, `outcome`, `searched`, `follows`, `explains`, `flags`, and a column `p_NAME` for
  /// each hypothesis, `p_other` among them, with `because`. Priors are equal. What a table has no
  /// room for (offices, notes, priors, dependence) takes a YAML case file.
  public init(csv text: String, file: String) throws(EvidenceError) {
    let frame = try Self.texts(text, file)
    for names in Self.neededColumns where !names.contains(where: frame.contains) {
      throw .caseFile(.missingColumn(file: file, name: names[0], known: frame.names))
    }
    let table = CaseFileTableReader(frame: frame)
    let hypotheses = frame.names.filter { $0.hasPrefix("p_") && $0.count > 2 }
      .map { String($0.dropFirst(2)) }
    var root: [(String, Node)] = [
      ("ledger", Node(file)),
      ("exclusivity", Node("taken as given: a table has no room to say why")),
    ]
    root.append(("hypotheses", Self.hypothesisNodes(hypotheses)))
    root.append(("cases", table.cases()))
    root.append(("sources", table.sources()))
    var items: [Node] = []
    for row in 0..<frame.rowCount {
      items.append(table.item(row, columns: Self.itemColumns, hypotheses: hypotheses))
    }
    root.append(("items", Node(items)))
    try self.init(
      CaseFileNode(node: CaseFileTableReader.mapping(root), path: "", file: file))
  }

  private static func hypothesisNodes(_ names: [String]) -> Node {
    func entry(_ statement: String, isOther: Bool) -> Node {
      CaseFileTableReader.mapping(
        [("statement", Node(statement)), ("other", Node(isOther ? "true" : "false"))])
    }
    if names.isEmpty {
      return CaseFileTableReader.mapping(
        [
          ("account", entry("The account that the table follows", isOther: false)),
          ("other", entry("Every other account", isOther: true)),
        ])
    }
    return CaseFileTableReader.mapping(
      names.map { ($0, entry($0, isOther: $0 == "other")) })
  }

  /// The table with every cell as it is written.
  private static func texts(_ text: String, _ file: String) throws(EvidenceError) -> Frame {
    do {
      let names = try CSV.parse(text: text, name: file, options: CSVOptions(threads: 1)).names
      var options = CSVOptions(threads: 1)
      options.types = Dictionary(names.map { ($0, ColumnType.text) }) { first, _ in first }
      return try CSV.parse(text: text, name: file, options: options)
    } catch {
      throw .caseFile(.unreadable(file: file, reason: error.description))
    }
  }
}
