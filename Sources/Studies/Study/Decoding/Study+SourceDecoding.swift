import Documents
import Expressions
import Frames
import Panels

extension Study.SourcePlan {
  /// The word for a table without years.
  private static let none = "none"

  /// - Parameter panelTime: the panel's column of years, which a source has too unless it says.
  init(name: String, _ node: DocumentNode, panelTime: String) throws(DocumentError) {
    self.name = name
    let keys = try node.entries(
      known: [
        "from", "file", "simulate", "time", "spells", "codes", "coverage", "where", "leader_years",
        "collapse", "join", "panel", "compute", "take",
      ] + CSVOptions.keys)
    if let simulated = keys["simulate"] {
      origin = .simulated(try SimulatedSource(simulated))
    } else if let file = keys["file"] {
      origin = .file(try file.text(), try CSVOptions(keys))
    } else if let from = keys["from"] {
      origin = .named(try from.text())
    } else {
      throw node.wrong("`from:` a known source, or `file:` a table of your own")
    }
    if keys["file"] == nil, let key = CSVOptions.keys.first(where: { keys[$0] != nil }) {
      throw keys[key]!.refused(
        "`\(key):` says how a table of your own is read, and this source has no `file:`. Say it in the "
          + "description of the source.")
    }
    let year = try keys["time"]?.text() ?? panelTime
    let years = year == Self.none ? nil : year
    time = years
    spells = try keys["spells"].map { (node) throws(DocumentError) in
      guard let years else {
        throw node.wrong("no `time: none` beside `spells:`, which makes years")
      }
      return try SpellYears(node, key: nil, yearColumn: years)
    }
    if let node = keys["codes"] {
      if case .named = origin, try node.entries().allSatisfy({ $0.value.isChange }) {
        codeChanges = try Source.CodeChange.list(node)
      } else {
        codes = try Source.Code.list(node)
      }
    }
    var isNamed = false
    if case .named = origin { isNamed = true }
    coverage = try keys["coverage"].map { [isNamed] (node) throws(DocumentError) in
      guard !isNamed else {
        throw node.refused("what a table of `from:` covers is said where it is described.")
      }
      return try Coverage(node)
    }
    filter = try keys["where"].map { (node) throws(DocumentError) in try node.expression() }
    collapse = try keys["collapse"].map { (node) throws(DocumentError) in try Study.Collapse(node) }
    joins = []
    for item in try keys["join"]?.items() ?? [] {
      let parts = try item.entries(known: ["source"] + Study.JoinPlan.keys)
      guard let source = parts["source"] else { throw item.wrong("`source:`") }
      joins.append(try Study.JoinPlan(source: source, parts: parts, whole: item))
    }
    panel = try keys["panel"].map { (node) throws(DocumentError) in
      let parts = try node.entries(known: ["unit", "time"])
      guard let unit = parts["unit"], let time = parts["time"] else {
        throw node.wrong("`unit:` and `time:`")
      }
      return Keys(units: try unit.someTexts("the columns of the unit"), time: try time.text())
    }
    compute = []
    for (name, node) in try keys["compute"]?.entries() ?? [] {
      compute.append(Study.Definition(name: name, expression: try node.expression()))
    }
    leaderYears = try keys["leader_years"].map { (node) throws(DocumentError) in
      try Study.LeaderYearPlan(node)
    }
    take = []
    if let node = keys["take"] {
      if node.value.mapping != nil {
        for (name, old) in try node.entries() {
          take.append(Taken(new: name, old: try old.text()))
        }
      } else {
        take = try node.texts().map { Taken(new: $0, old: $0) }
      }
      guard !take.isEmpty else {
        throw node.wrong("the columns that leave the table; all do without `take:`")
      }
    }
  }
}

extension Study.LeaderYearPlan {
  fileprivate init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: ["state", "rule", "months"])
    guard let state = keys["state"], let rule = keys["rule"] else {
      throw node.wrong("`state:` and `rule:`")
    }
    self.state = try state.wholeNumber()
    let months = try keys["months"]?.wholeNumber() ?? 6
    self.rule = try rule.vocabulary("most months, year end or longest") { word in
      switch word {
      case "most months": .mostMonths(minimum: months)
      case "year end": .atYearEnd
      case "longest": .longest
      default: nil
      }
    }
  }
}

extension Study.Collapse {
  init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: ["by"] + Aggregation.keys)
    guard let by = keys["by"] else { throw node.wrong("`by:` with the columns of the key") }
    self.by = try by.someTexts("the columns of the key")
    aggregations = try Aggregation.list(keys)
  }
}

extension DocumentNode {
  /// Whether an entry of `codes:` changes a conversion instead of describing one.
  fileprivate var isChange: Bool {
    !(value.mapping ?? []).contains { $0.key == "from" || $0.key == "scheme" }
  }
}

extension Study.JoinPlan {
  static let keys = ["on", "absent", "prefix"]

  init(
    source: DocumentNode, parts: [String: DocumentNode], whole: DocumentNode
  ) throws(DocumentError) {
    self.source = try source.text()
    guard let on = parts["on"] else { throw whole.wrong("`on:` with the key") }
    keys = []
    if on.value.mapping != nil {
      for (here, there) in try on.entries() {
        keys.append(Key(here: here, there: try there.text()))
      }
    } else {
      keys = try on.someTexts("the key's columns").map { Key(here: $0, there: $0) }
    }
    prefix = try parts["prefix"]?.text() ?? ""
    absent = try parts["absent"]?.vocabulary("0 or missing") { word in
      Double(word) == 0 ? .zero : Coverage.AbsentMeaning(rawValue: word)
    }
  }
}

extension Study.PanelPlan {
  init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: ["unit", "time", "build"])
    guard let unit = keys["unit"], let time = keys["time"], let steps = keys["build"] else {
      throw node.wrong("`unit:`, `time:` and `build:`")
    }
    units = try unit.someTexts("the columns of the unit")
    self.time = try time.text()
    build = []
    for item in try steps.items() { build.append(try Study.BuildStep(item)) }
    guard case .start = build.first else {
      throw steps.wrong("`- start: source` as the first step")
    }
  }
}

extension Study.BuildStep {
  init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(
      known: [
        "start", "join", "compute", "append", "keep",
      ] + Study.JoinPlan.keys)
    let actions = ["start", "join", "compute", "append", "keep"].filter { keys[$0] != nil }
    guard actions.count == 1 else {
      throw node.wrong("one of start, join, compute, append, keep in each step")
    }
    if let stray = Study.JoinPlan.keys.first(where: { keys[$0] != nil }), actions != ["join"] {
      throw node.wrong("no `\(stray):` beside `\(actions[0]):`; it belongs to a `join:`")
    }
    if let start = keys["start"] {
      self = .start(try start.text())
    } else if let join = keys["join"] {
      self = .join(try Study.JoinPlan(source: join, parts: keys, whole: node))
    } else if let compute = keys["compute"] {
      self = .compute(try compute.someTexts("names of `variables:`"))
    } else if let append = keys["append"] {
      self = .append(try append.text())
    } else if let keep = keys["keep"] {
      self = .keep(try keep.expression())
    } else {
      throw node.wrong("one of start, join, compute, append, keep")
    }
  }
}

extension Study.CompositePlan {
  init(name: String, _ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(
      known: [
        "name", "code", "of", "members", "label", "years", "constants",
      ] + Aggregation.keys)
    guard let code = keys["code"], let of = keys["of"], let members = keys["members"] else {
      throw node.wrong("`code:`, `of:` with the column of members' codes, and `members:`")
    }
    self.name = name
    let membership: CompositeActor.Membership
    if try members.text() == "european-union" {
      membership = CompositeActor.europeanUnion.membership
    } else {
      membership = .codeRanges(try members.codeRanges())
    }
    actor = CompositeActor(
      name: try keys["name"]?.text() ?? name, code: Int64(try code.wholeNumber()),
      membership: membership)
    codeColumn = try of.text()
    labelColumn = try keys["label"].map { (node) throws(DocumentError) in try node.text() }
    years = try keys["years"].map { (node) throws(DocumentError) in try node.years() }
    constants = []
    for (column, value) in try keys["constants"]?.entries() ?? [] {
      constants.append(Constant(column: column, value: try value.number()))
    }
    aggregations = try Aggregation.list(keys)
  }
}

extension DocumentNode {
  /// `200-325, 350`
  fileprivate func codeRanges() throws(DocumentError) -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    for part in try text().split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { Int64($0.trimmed) }
      switch (ends.count, ends.first, ends.last) {
      case (1, let only??, _): ranges.append(only...only)
      case (2, let low??, let high??) where low <= high: ranges.append(low...high)
      default:
        throw wrong("european-union, for its dated members, or codes such as 200-325, 350")
      }
    }
    return ranges
  }
}
