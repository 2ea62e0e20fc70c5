import Bargaining
import Expressions
import Foundation
import Frames
import Panels

/// The tables of a study, read once each: adapters, files of the user's own, the simulated world.
struct SourceTables {
  /// A table ready to be joined.
  struct Table {
    var frame: Frame
    var coverage: Coverage?
    /// The columns that leave the table, under their new names; all of them when empty.
    var take: [(new: String, old: String)] = []

    /// The columns that leave it, after the given keys under their own names.
    func taken(keys: [String]) throws(FrameError) -> Frame {
      guard !take.isEmpty else { return frame }
      var columns: [Column] = []
      for key in keys { columns.append(try frame.column(key)) }
      for (new, old) in take { columns.append(try frame.column(old).renamed(new)) }
      return try Frame(columns)
    }
  }

  let study: Study
  let folders: [String]
  let studyFolder: String?
  var seed: UInt64?
  /// A simulated world that is solved already.
  var world: SolvedWorld?
  private(set) var inputs: [Manifest.Input] = []
  private(set) var remarks: [String] = []
  private(set) var usedSeed: UInt64?
  private var ready: [String: Table] = [:]

  init(study: Study, folders: [String], studyFolder: String?) {
    self.study = study
    self.folders = folders
    self.studyFolder = studyFolder
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
      throw StudyError.failed(step: "source \(name)", reason: describe(error))
    }
    ready[name] = table
    return table
  }

  /// Left-joins a table to a frame as a plan says, many rows to one.
  mutating func join(
    _ frame: Frame, _ plan: Study.JoinPlan, _ table: Table
  ) throws -> (frame: Frame, ledger: JoinLedger) {
    var coverage = table.coverage
    if let absent = plan.absent {
      guard absent == 0 else {
        throw StudyError.failed(
          step: "join \(plan.source)", reason: "absent can stand for 0 or missing, not \(absent).")
      }
      coverage = coverage ?? Coverage(years: nil, units: .all)
      coverage?.absentMeans = .zero
      coverage?.units = .all
    }
    let keys = plan.keys.map { Join.Key($0.here, $0.there) }
    let brought: Frame
    do {
      brought = try table.taken(keys: plan.keys.map(\.there))
    } catch {
      throw StudyError.failed(step: "join \(plan.source)", reason: error.description)
    }
    let time = plan.keys.first { $0.here == study.panel.time }?.here
    do {
      return try Join(name: plan.source, keys: keys, time: time, coverage: coverage)(frame, brought)
    } catch {
      throw StudyError.failed(step: "join \(plan.source)", reason: error.description)
    }
  }

  private mutating func read(_ plan: Study.SourcePlan) throws -> Table {
    switch plan.origin {
    case .simulated(let source):
      let world = try world ?? source.prepared()
      usedSeed = seed ?? source.seed
      return Table(frame: try world.table(seed: usedSeed).frame, coverage: nil)
    case .file(let file):
      let candidates = ([studyFolder].compactMap(\.self) + folders).map { $0 + "/" + file } + [file]
      guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) })
      else {
        throw StudyError.missingData(source: plan.name, file: file, folders: folders)
      }
      let frame = try TableFile.read(path)
      try record(plan.name, path, citation: "a table of the study's own", terms: "")
      return Table(frame: frame, coverage: nil)
    case .named(let name):
      if study.sources.contains(where: { $0.name == name }), name != plan.name {
        return try table(name)
      }
      let source = try Source.named(name)
      let table = try source.read(in: folders)
      try record(plan.name, table.path, citation: source.citation, terms: source.terms)
      remarks += table.notes.map { "\(plan.name): \($0)" }
      remarks += table.conversions.filter { $0.unconverted > 0 }.map { "\(plan.name): \($0)" }
      return Table(frame: table.frame, coverage: table.coverage)
    }
  }

  private mutating func record(
    _ source: String, _ path: String, citation: String, terms: String
  ) throws {
    let file = URL(fileURLWithPath: path).lastPathComponent
    guard !inputs.contains(where: { $0.file == file }) else { return }
    let (bytes, hash) = try ContentHash.ofFile(path)
    inputs.append(
      Manifest.Input(
        source: source, file: file, bytes: bytes, sha256: hash, citation: citation, terms: terms))
  }

  /// What the study does within the table before any join, in the order of the file's grammar.
  private mutating func prepare(_ table: inout Table, _ plan: Study.SourcePlan) throws {
    if let filter = plan.filter { table.frame = try table.frame.filtered(filter) }
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
    let index = try plan.panel.map { try PanelIndex(table.frame, units: $0.units, time: $0.time) }
    var evaluator = Evaluator(table.frame, panel: index)
    for definition in plan.compute {
      try table.frame.set(evaluator.column(definition.expression, named: definition.name))
      remarks += evaluator.notes.map {
        "\(plan.name).\(definition.name): \($0.expression) has \($0.reason) in \($0.rows) rows."
      }
      // The next definition may use this one.
      evaluator = Evaluator(table.frame, panel: index)
    }
  }

  private func leaderYears(_ plan: Study.LeaderYearPlan, _ frame: Frame) throws -> Frame {
    let rule: LeaderYears.Rule
    switch plan.rule {
    case "most months": rule = .mostMonths(minimum: plan.months)
    case "year end": rule = .atYearEnd
    case "longest": rule = .longest
    default:
      throw StudyError.failed(
        step: "leader_years",
        reason: "found the rule '\(plan.rule)', expected most months, year end or longest.")
    }
    let (years, _) = try LeaderYears(rule: rule).build(frame)
    let states = try years.column("gwcode")
    let own = (0..<years.rowCount).map { states.integer(at: $0) == Int64(plan.state) }
    return try years.filtered(own).selecting(["year", "leader"])
  }
}
