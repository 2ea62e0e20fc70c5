import Bargaining
import Expressions
import Frames
import Panels

/// Executes the `panel.build` of a study: reads sources, joins them, computes variables, appends
/// composites; and writes down what each step did.
struct PanelBuilder {
  private let study: Study
  private var tables: SourceTables
  private var rows: IndexedFrame
  private var steps: [BuiltPanel.Step] = []
  private var remarks: [String] = []
  private var doubts: [String] = []
  private var leaks: [String] = []

  /// - Parameters:
  ///   - store: what has been read so far.
  ///   - seed: replaces the seed of a simulated world.
  ///   - world: a simulated world that is solved already.
  init(
    study: Study, store: SourceStore, seed: UInt64? = nil, world: SolvedWorld? = nil
  ) {
    self.study = study
    tables = SourceTables(study: study, store: store, seed: seed, world: world)
    rows = IndexedFrame(
      .empty, keys: Study.SourcePlan.Keys(units: study.panel.units, time: study.panel.time))
  }

  /// What has been read, the tables of this panel among them.
  var store: SourceStore { tables.store }

  mutating func build(progress: (String) -> Void) throws -> BuiltPanel {
    for step in study.panel.build {
      switch step {
      case .start(let source):
        progress("reading \(source)")
        try start(source)
      case .join(let join):
        progress("joining \(join.source)")
        try self.join(join)
      case .compute(let names): try compute(names)
      case .append(let name): try append(name)
      case .keep(let condition): try keep(condition)
      }
    }
    let index = try self.index()
    // A source that is read for two others is said once.
    var doubts: [String] = []
    for doubt in tables.doubts + self.doubts where !doubts.contains(doubt) { doubts.append(doubt) }
    return BuiltPanel(
      frame: rows.frame, index: index, steps: steps,
      remarks: doubts.filter { !tables.remarks.contains($0) } + tables.remarks + remarks,
      doubts: doubts, notes: tables.notes,
      leaks: leaks, inputs: tables.inputs, descriptions: tables.descriptions,
      seed: tables.usedSeed)
  }

  private mutating func index() throws -> PanelIndex? {
    do {
      return try rows.index()
    } catch {
      throw StudyError.step("panel", StudyError.Cause(error))
    }
  }

  private mutating func record(
    _ name: String, _ action: String, rowsIn: Int, examples: String = ""
  ) {
    steps.append(
      BuiltPanel.Step(
        name: name, action: action, rowsIn: rowsIn, rowsOut: rows.frame.rowCount,
        examples: examples))
  }

  private mutating func start(_ source: String) throws {
    let table = try tables.table(source)
    do {
      rows.replaceRows(with: try table.taken(keys: []))
    } catch {
      throw StudyError.step("start \(source)", StudyError.Cause(error))
    }
    record(source, "start", rowsIn: table.frame.rowCount)
  }

  private mutating func join(_ plan: Study.JoinPlan) throws {
    let table = try tables.table(plan.source)
    let (frame, ledger) = try tables.join(rows.frame, plan, table)
    // Many rows to one, and every row stays: the join brings columns alone.
    rows.addColumns(from: frame)
    steps.append(BuiltPanel.Step(ledger))
  }

  private mutating func compute(_ names: [String]) throws {
    _ = try index()
    for name in names {
      guard let definition = study.variables.first(where: { $0.name == name }) else {
        throw StudyError.undefined(
          kind: "variable", name: name, usedIn: "panel.build",
          closest: NearestNames.closest(to: name, among: study.variables.map(\.name)))
      }
      try compute(definition)
    }
  }

  private mutating func compute(_ definition: Study.Definition) throws {
    let strange = Doubt.words(of: definition.expression, unknownTo: rows.frame)
    doubts += strange.map { "\(definition.name) = \(definition.expression): \($0)." }
    do {
      remarks += try rows.compute(definition).map {
        "\(definition.name): \($0.expression) has \($0.reason) in \(Plural.count($0.rows, "row"))."
      }
    } catch {
      let error = study.explained(error, usedIn: "it", lacking: rows.frame)
      throw StudyError.step("variable \(definition.name)", StudyError.Cause(error))
    }
    let leaking = definition.expression.functions.filter(FunctionCatalogue.leaking.contains)
    if !leaking.isEmpty { leaks.append("\(definition.name) = \(definition.expression)") }
    record(
      definition.name, "\(definition.name) = \(definition.expression)",
      rowsIn: rows.frame.rowCount)
  }

  private mutating func keep(_ condition: Expression) throws {
    let rowsIn = rows.frame.rowCount
    let before = rows.frame
    do {
      try rows.keep(condition)
      doubts += Doubt.condition("keep", condition, of: before, keeping: rows.frame.rowCount)
    } catch {
      let error = study.explained(error, usedIn: "it", lacking: rows.frame)
      throw StudyError.step("keep \(condition)", StudyError.Cause(error))
    }
    record("keep", condition.description, rowsIn: rowsIn)
  }

  /// Adds a composite's rows: one a period, each column aggregated over the members of that period.
  private mutating func append(_ name: String) throws {
    guard let plan = study.composites.first(where: { $0.name == name }) else {
      throw StudyError.undefined(
        kind: "composite", name: name, usedIn: "panel.build",
        closest: NearestNames.closest(to: name, among: study.composites.map(\.name)))
    }
    let rowsIn = rows.frame.rowCount
    do {
      var (made, ledger) = try plan.actor.rows(
        from: rows.frame, code: plan.codeColumn, time: study.panel.time, label: plan.labelColumn,
        years: plan.years, plan.aggregations)
      for constant in plan.constants {
        let values = Array(repeating: Optional(constant.value), count: made.rowCount)
        try made.set(Column(name: constant.column, doubles: values))
      }
      rows.replaceRows(with: try rows.frame.appendingRows(of: made))
      record(
        name, "append \(Plural.count(made.rowCount, "row")) of \(plan.actor.name)", rowsIn: rowsIn,
        examples: PanelBuilder.runs(ledger))
    } catch {
      throw StudyError.step("composite \(name)", StudyError.Cause(error))
    }
  }

  /// Who entered when: `1988-1989: 200 210 211; 1990: 200 210 211 255 255`.
  private static func runs(_ ledger: CompositeLedger) -> String {
    var runs: [(first: Int, last: Int, members: [String])] = []
    for entry in ledger.entries {
      if let last = runs.last, last.members == entry.members, last.last == entry.year - 1 {
        runs[runs.count - 1].last = entry.year
      } else {
        runs.append((entry.year, entry.year, entry.members))
      }
    }
    return runs.map { run in
      let years = run.first == run.last ? "\(run.first)" : "\(run.first)-\(run.last)"
      return "\(years): \(run.members.joined(separator: " "))"
    }.joined(separator: "; ")
  }
}

/// The words of an error, whatever its type.
func describe(_ error: any Error) -> String {
  String(describing: error)
}

extension BuiltPanel.Step {
  /// A join's step, from its ledger.
  init(_ ledger: JoinLedger) {
    let keys = ledger.keys.map { $0.left == $0.right ? $0.left : "\($0.left) = \($0.right)" }
    let units = ledger.unmatchedUnitsLeft.prefix(4).map {
      "\($0.unit) (\(Plural.count($0.rows, "row")))"
    }
    var examples: [String] = []
    if !ledger.examplesLeft.isEmpty {
      examples.append("here: " + ledger.examplesLeft.joined(separator: "; "))
    }
    if !units.isEmpty { examples.append("wholly unmatched: " + units.joined(separator: ", ")) }
    self.init(
      name: ledger.name,
      action: "\(ledger.cardinality.rawValue) join on \(keys.joined(separator: ", "))",
      rowsIn: ledger.rowsLeft, rowsOut: ledger.rowsOut, matched: ledger.matched,
      unmatchedLeft: ledger.unmatchedLeft, unmatchedRight: ledger.unmatchedRight,
      outsideCoverage: ledger.rowsOutsideCoverage, filled: ledger.rowsFilledZero,
      examples: examples.joined(separator: ". "))
  }
}

extension Frame {
  /// The rows where the condition holds; a row where it is missing goes.
  func filtered(_ condition: Expression, panel: PanelIndex? = nil) throws -> Frame {
    var evaluator = Evaluator(self, panel: panel)
    let verdict = try evaluator.column(condition)
    for row in 0..<rowCount {
      guard let value = verdict.text(at: row), value != "0", value != "1" else { continue }
      throw StudyError.noCondition(condition.description, row: row + 1, value: value)
    }
    return filtered((0..<rowCount).map { (verdict.double(at: $0) ?? 0) != 0 })
  }
}
