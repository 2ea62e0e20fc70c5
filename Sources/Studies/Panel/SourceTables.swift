import Bargaining
import Expressions
import Frames
import Panels

/// The tables of one study: what the store reads, with what the study does to each before any join.
struct SourceTables {
  /// A table ready to be joined.
  struct Table {
    var frame: Frame
    var coverage: Coverage?
    /// Whether its filter leaves out years within its coverage.
    var leavesOutYears = false
    /// The columns that leave the table; all of them when empty.
    var take: [Study.SourcePlan.Taken] = []

    /// The columns that leave it, after the given keys under their own names.
    func taken(keys: [String]) throws(FrameError) -> Frame {
      guard !take.isEmpty else { return frame }
      var columns: [Column] = []
      // A key that is named among the columns is one of them.
      for key in keys where !take.contains(where: { $0.new == key && $0.old == key }) {
        columns.append(try frame.column(key))
      }
      for column in take { columns.append(try frame.column(column.old).renamed(column.new)) }
      return try Frame(columns)
    }
  }

  let study: Study
  /// What has been read, for this study and its variants.
  private(set) var store: SourceStore
  /// Replaces the seed of a simulated world.
  let seed: UInt64?
  /// A simulated world that is solved already.
  let world: SolvedWorld?
  private(set) var inputs: [Manifest.Input] = []
  private(set) var descriptions: [SourceTable.Description] = []
  private(set) var remarks: [String] = []
  /// What a run goes on from and is seldom meant.
  private(set) var doubts: [String] = []
  /// Codes of states in years in which they were none.
  private(set) var notes: [String] = []
  private(set) var usedSeed: UInt64?
  private var ready: [String: Table] = [:]

  init(study: Study, store: SourceStore, seed: UInt64?, world: SolvedWorld?) {
    self.study = study
    self.store = store
    self.seed = seed
    self.world = world
  }

  /// The table of a source of the study.
  mutating func table(_ name: String) throws -> Table {
    if let known = ready[name] { return known }
    guard let plan = study.sources.first(where: { $0.name == name }) else {
      throw StudyError.undefined(
        kind: "source", name: name, usedIn: "the study",
        closest: NearestNames.closest(to: name, among: study.sources.map(\.name)))
    }
    var table = try read(plan)
    table.take = plan.take
    do {
      try prepare(&table, plan)
    } catch let error as StudyError {
      throw error
    } catch {
      throw StudyError.step("source \(name)", StudyError.Cause(error))
    }
    ready[name] = table
    return table
  }

  /// Left-joins a table to a frame as a plan says, many rows to one.
  mutating func join(
    _ frame: Frame, _ plan: Study.JoinPlan, _ table: Table
  ) throws -> (frame: Frame, ledger: JoinLedger) {
    let keys = plan.keys.map { Join.Key($0.here, $0.there) }
    let timeKey = plan.keys.first { $0.here == study.panel.time }
    var coverage = table.coverage
    if let absent = plan.absent {
      coverage = coverage ?? Coverage(years: nil)
      coverage?.absentMeans = absent
      // A zero is meant of every unit, unless the table says which it describes.
      if absent == .zero, coverage?.units == nil { coverage?.units = .all }
    }
    if coverage?.absentMeans == .zero, table.leavesOutYears {
      throw StudyError.zeroOfYearsLeftOut(plan.source)
    }
    // Where nobody says which years a table covers, it covers those that it has.
    if coverage != nil, coverage?.years == nil, let timeKey {
      coverage?.years = table.frame.years(of: timeKey.there)
    }
    let brought: Frame
    do {
      brought = try table.taken(keys: plan.keys.map(\.there))
    } catch {
      throw StudyError.step("join \(plan.source)", StudyError.Cause(error))
    }
    do {
      let result = try Join(
        name: plan.source, keys: keys, time: timeKey?.here, prefix: plan.prefix, coverage: coverage
      )(frame, brought)
      doubts += Doubt.join("join \(plan.source)", result.ledger, frame, brought)
      return result
    } catch {
      throw StudyError.step("join \(plan.source)", StudyError.Cause(error))
    }
  }

  private mutating func read(_ plan: Study.SourcePlan) throws -> Table {
    switch plan.origin {
    case .simulated(let source):
      let world = try world ?? source.prepared()
      usedSeed = seed ?? source.seed
      return Table(frame: try world.table(seed: usedSeed).frame, coverage: plan.coverage)
    case .file(let file, let reading):
      guard let path = store.path(ofFile: file) else {
        throw StudyError.missingData(
          source: plan.name, file: file, folders: store.catalogue.folders)
      }
      let table = try store.table(at: path, reading: reading, source: plan.name)
      record(plan.name, table.file, citation: "a table of the study's own", terms: "")
      return Table(frame: table.frame, coverage: plan.coverage)
    case .named(let name):
      if study.sources.contains(where: { $0.name == name }), name != plan.name {
        return try table(name)
      }
      let table = try store.table(name, changing: plan.codeChanges)
      record(
        plan.name, table.file, citation: table.source.citation, terms: table.source.terms)
      if let description = table.description, !descriptions.contains(description) {
        descriptions.append(description)
      }
      remarks += table.notes.map { "\(plan.name): \($0)" }
      for ledger in table.conversions { note(ledger, of: plan.name) }
      return Table(frame: table.frame, coverage: table.coverage)
    }
  }

  /// What became of codes, where not all became numbers.
  private mutating func note(_ ledger: ConversionLedger, of source: String) {
    let words = "\(source): \(ledger)"
    if ledger.unconverted > 0 || ledger.isDoubtful { remarks.append(words) }
    if ledger.isDoubtful {
      doubts.append(words)
    } else if !ledger.notAStateThen.isEmpty {
      notes.append(words)
    }
  }

  private mutating func record(
    _ source: String, _ file: FileRecord, citation: String, terms: String
  ) {
    let input = Manifest.Input(
      source: source, file: file.name, bytes: file.bytes, sha256: file.sha256, citation: citation,
      terms: terms)
    // Files of one name in two folders are two inputs; one file for two sources is one.
    guard !inputs.contains(where: { $0.file == input.file && $0.sha256 == input.sha256 }) else {
      return
    }
    inputs.append(input)
  }

  /// What the study does within the table before any join, in the order of the file's grammar.
  private mutating func prepare(_ table: inout Table, _ plan: Study.SourcePlan) throws {
    if let spells = plan.spells {
      let before = table.frame.rowCount
      table.frame = try spells.expanded(table.frame, covered: table.coverage?.years)
      remarks.append(
        "\(plan.name): \(before) spells became \(table.frame.rowCount) rows, one for each year by "
          + "the rule \(spells.rule.rawValue)")
    }
    for code in plan.codes {
      let (frame, ledger) = try StateCodes.standard.converting(
        table.frame, code.conversion(time: plan.time))
      table.frame = frame
      note(ledger, of: plan.name)
    }
    if let filter = plan.filter {
      let before = table.frame
      table.frame = try StudyError.during("\(plan.name): where") { try before.filtered(filter) }
      if let years = table.coverage?.years {
        let kept = try filter.years(years, of: plan.time, keptBy: before)
        table.coverage?.years = kept.span
        table.leavesOutYears = !kept.isWhole
      }
      doubts += Doubt.condition(
        "\(plan.name): where", filter, of: before, keeping: table.frame.rowCount)
    }
    if let leaders = plan.leaderYears {
      table.frame = try leaderYears(leaders, table.frame)
      table.coverage = nil
    }
    if let collapse = plan.collapse {
      table.frame = try table.frame.collapsed(by: collapse.by, collapse.aggregations)
    }
    for join in plan.joins {
      let other = try self.table(join.source)
      table.frame = try self.join(table.frame, join, other).frame
    }
    var rows = IndexedFrame(table.frame, keys: plan.panel)
    for definition in plan.compute {
      let strange = Doubt.words(of: definition.expression, unknownTo: rows.frame)
      doubts += strange.map { "\(plan.name).\(definition.name) = \(definition.expression): \($0)." }
      for note in try rows.compute(definition) {
        remarks.append(
          "\(plan.name).\(definition.name): \(note.expression) has \(note.reason) in "
            + "\(Plural.count(note.rows, "row")).")
      }
    }
    table.frame = rows.frame
  }

  private func leaderYears(_ plan: Study.LeaderYearPlan, _ frame: Frame) throws -> Frame {
    let (years, _) = try LeaderYears(rule: plan.rule).build(frame)
    let states = try years.column("gwcode")
    let own = (0..<years.rowCount).map { states.integer(at: $0) == Int64(plan.state) }
    return try years.filtered(own).selecting(["year", "leader"])
  }
}
