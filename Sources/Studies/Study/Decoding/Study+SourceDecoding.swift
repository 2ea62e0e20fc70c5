import Expressions
import Frames
import Panels

extension Study.SourcePlan {
  init(name: String, _ node: StudyNode) throws(StudyError) {
    self.name = name
    let keys = try node.entries(known: [
      "from", "file", "simulate", "where", "collapse", "join", "panel", "compute", "leader_years",
      "take",
    ])
    if let simulated = keys["simulate"] {
      origin = .simulated(try SimulatedSource(simulated))
    } else if let file = keys["file"] {
      origin = .file(try file.text())
    } else if let from = keys["from"] {
      origin = .named(try from.text())
    } else {
      throw node.wrong("`from:` a known source, or `file:` a table of your own")
    }
    filter = try keys["where"].map { (node) throws(StudyError) in try node.expression() }
    collapse = try keys["collapse"].map { (node) throws(StudyError) in try Study.Collapse(node) }
    joins = []
    for item in try keys["join"]?.items() ?? [] {
      let parts = try item.entries(known: ["source", "on", "absent"])
      guard let source = parts["source"] else { throw item.wrong("`source:`") }
      joins.append(try Study.JoinPlan(source: source, parts: parts, whole: item))
    }
    panel = try keys["panel"].map { (node) throws(StudyError) in
      let parts = try node.entries(known: ["unit", "time"])
      guard let unit = parts["unit"], let time = parts["time"] else {
        throw node.wrong("`unit:` and `time:`")
      }
      return (try unit.texts(), try time.text())
    }
    compute = []
    for (name, node) in try keys["compute"]?.entries() ?? [] {
      compute.append(Study.Definition(name: name, expression: try node.expression()))
    }
    leaderYears = try keys["leader_years"].map { (node) throws(StudyError) in
      let parts = try node.entries(known: ["state", "rule", "months"])
      guard let state = parts["state"], let rule = parts["rule"] else {
        throw node.wrong("`state:` and `rule:`")
      }
      return Study.LeaderYearPlan(
        state: try state.wholeNumber(), rule: try rule.text(),
        months: try parts["months"]?.wholeNumber() ?? 6)
    }
    take = []
    if let node = keys["take"] {
      if node.node.mapping != nil {
        for (name, old) in try node.entries() { take.append((new: name, old: try old.text())) }
      } else {
        take = try node.texts().map { (new: $0, old: $0) }
      }
    }
  }
}

extension Study.Collapse {
  init(_ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: ["by", "missing", "propagate"] + Aggregation.words)
    guard let by = keys["by"] else { throw node.wrong("`by:` with the columns of the key") }
    self.by = try by.texts()
    aggregations = try Aggregation.list(keys)
  }
}

extension Aggregation {
  /// The rules as study files spell them.
  static let words = ["mean", "sum", "minimum", "maximum", "first"]

  /// The columns listed under each rule; `missing: propagate` holds for all, `propagate: [a]` for some.
  static func list(_ keys: [String: StudyNode]) throws(StudyError) -> [Aggregation] {
    let propagates = try keys["missing"]?.text() == "propagate"
    let strict = try keys["propagate"]?.texts() ?? []
    var result: [Aggregation] = []
    for word in words {
      let rule: Rule
      switch word {
      case "mean": rule = .mean
      case "sum": rule = .sum
      case "minimum": rule = .min
      case "maximum": rule = .max
      default: rule = .first
      }
      for column in try keys[word]?.texts() ?? [] {
        let missing: Missing = propagates || strict.contains(column) ? .propagate : .skip
        result.append(Aggregation(column, rule, missing: missing))
      }
    }
    return result
  }
}

extension Study.JoinPlan {
  init(
    source: StudyNode, parts: [String: StudyNode], whole: StudyNode
  ) throws(StudyError) {
    self.source = try source.text()
    guard let on = parts["on"] else { throw whole.wrong("`on:` with the key") }
    keys = []
    if on.node.mapping != nil {
      for (here, there) in try on.entries() {
        keys.append(Key(here: here, there: try there.text()))
      }
    } else {
      keys = try on.texts().map { Key(here: $0, there: $0) }
    }
    absent =
      try parts["absent"].map { (node) throws(StudyError) in
        try node.text() == "missing" ? nil : try node.number()
      } ?? nil
  }
}

extension Study.PanelPlan {
  init(_ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: ["unit", "time", "build"])
    guard let unit = keys["unit"], let time = keys["time"], let steps = keys["build"] else {
      throw node.wrong("`unit:`, `time:` and `build:`")
    }
    units = try unit.texts()
    self.time = try time.text()
    build = []
    for item in try steps.items() { build.append(try Study.BuildStep(item)) }
    guard case .start = build.first else {
      throw steps.wrong("`- start: source` as the first step")
    }
  }
}

extension Study.BuildStep {
  init(_ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: [
      "start", "join", "on", "absent", "compute", "append", "keep",
    ])
    if let start = keys["start"] {
      self = .start(try start.text())
    } else if let join = keys["join"] {
      self = .join(try Study.JoinPlan(source: join, parts: keys, whole: node))
    } else if let compute = keys["compute"] {
      self = .compute(try compute.texts())
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
  init(name: String, _ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(
      known: [
        "name", "code", "of", "members", "label", "years", "constants", "missing", "propagate",
      ] + Aggregation.words)
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
    labelColumn = try keys["label"].map { (node) throws(StudyError) in try node.text() }
    years = try keys["years"].map { (node) throws(StudyError) in try node.years() }
    constants = []
    for (column, value) in try keys["constants"]?.entries() ?? [] {
      constants.append(Constant(column: column, value: try value.number()))
    }
    aggregations = try Aggregation.list(keys)
  }
}

extension StudyNode {
  /// `200-325, 350`
  fileprivate func codeRanges() throws(StudyError) -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    for part in try text().split(separator: ",") {
      let ends = part.split(separator: "-").map { Int64(String($0).trimmingWhitespace()) }
      switch ends.count {
      case 1:
        if let only = ends[0] {
          ranges.append(only...only)
          continue
        }
      case 2:
        if let low = ends[0], let high = ends[1], low <= high {
          ranges.append(low...high)
          continue
        }
      default: break
      }
      throw wrong("european-union, for its dated members, or codes such as 200-325, 350")
    }
    return ranges
  }
}
