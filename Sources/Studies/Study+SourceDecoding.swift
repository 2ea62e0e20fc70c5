import Expressions
import Frames

extension Study.SourcePlan {
  init(name: String, _ node: StudyNode) throws(StudyError) {
    self.name = name
    let keys = try node.entries(known: [
      "from", "file", "simulate", "where", "collapse", "join", "panel", "compute", "leader_years",
      "rename",
    ])
    if let simulated = keys["simulate"] {
      origin = .simulated(try SimulatedWorld.Options(simulated))
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
    rename = []
    for (name, node) in try keys["rename"]?.entries() ?? [] {
      rename.append((new: name, old: try node.text()))
    }
  }
}

extension Study.Collapse {
  init(_ node: StudyNode) throws(StudyError) {
    let functions = ["mean", "sum", "minimum", "maximum", "count"]
    let keys = try node.entries(known: ["by"] + functions)
    guard let by = keys["by"] else { throw node.wrong("`by:` with the columns of the key") }
    self.by = try by.texts()
    columns = []
    for function in functions {
      for column in try keys[function]?.texts() ?? [] {
        columns.append((name: column, function: function))
      }
    }
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
      for (here, there) in try on.entries() { keys.append(Key(here: here, there: try there.text())) }
    } else {
      keys = try on.texts().map { Key(here: $0, there: $0) }
    }
    absent = try parts["absent"].map { (node) throws(StudyError) in
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
    guard case .start = build.first else { throw steps.wrong("`- start: source` as the first step") }
  }
}

extension Study.BuildStep {
  init(_ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: ["start", "join", "on", "absent", "compute", "append", "keep"])
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
    let functions = ["mean", "sum", "minimum", "maximum"]
    let keys = try node.entries(
      known: ["years", "identity", "members", "dated_members", "missing", "propagate"] + functions)
    guard let years = keys["years"], let identity = keys["identity"] else {
      throw node.wrong("`years:` and `identity:`")
    }
    self.name = name
    self.years = try years.years()
    self.identity = []
    for (column, value) in try identity.entries() {
      self.identity.append(Identity(column: column, value: try value.text()))
    }
    if let dated = keys["dated_members"] {
      let parts = try dated.entries(known: ["actor", "column"])
      guard let actor = parts["actor"], let column = parts["column"] else {
        throw dated.wrong("`actor:` and `column:`")
      }
      members = .dated(try actor.text(), column: try column.text())
    } else if let expression = keys["members"] {
      members = .expression(try expression.expression())
    } else {
      throw node.wrong("`members:` with a condition, or `dated_members:` with a known composite")
    }
    let skips = try keys["missing"]?.text() != "propagate"
    let strict = Set(try keys["propagate"]?.texts() ?? [])
    columns = []
    for function in functions {
      for column in try keys[function]?.texts() ?? [] {
        columns.append(
          Aggregate(
            column: column, function: function,
            skipsMissing: skips && !strict.contains(column)))
      }
    }
  }
}
