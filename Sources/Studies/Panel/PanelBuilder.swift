import Bargaining
import Expressions
import Frames
import Panels

/// Executes the `panel.build` of a study: reads sources, joins them, computes variables, appends
/// composites; and writes down what each step did.
struct PanelBuilder {
  let study: Study
  let folders: [String]
  let studyFolder: String?
  /// Replaces the seed of a simulated world.
  var seed: UInt64?
  /// A simulated world that is solved already.
  var world: SolvedWorld?
  private var panel: BuiltPanel
  private var tables: SourceTables

  init(study: Study, folders: [String], studyFolder: String?) {
    self.study = study
    self.folders = folders
    self.studyFolder = studyFolder
    let empty = try? Frame([])
    panel = BuiltPanel(
      frame: empty!, index: nil, steps: [], remarks: [], leaks: [], inputs: [], seed: nil)
    tables = SourceTables(study: study, folders: folders, studyFolder: studyFolder)
  }

  mutating func build(progress: (String) -> Void) throws -> BuiltPanel {
    tables.seed = seed
    tables.world = world
    for step in study.panel.build {
      switch step {
      case .start(let source):
        progress("reading \(source)")
        let table = try tables.table(source)
        do {
          panel.frame = try table.taken(keys: [])
        } catch {
          throw StudyError.failed(step: "start \(source)", reason: error.description)
        }
        record(source, "start", rowsIn: table.frame.rowCount)
      case .join(let join):
        progress("joining \(join.source)")
        try self.join(join)
      case .compute(let names): try compute(names)
      case .append(let name): try append(name)
      case .keep(let condition): try keep(condition)
      }
    }
    panel.index = try index(of: panel.frame)
    panel.inputs = tables.inputs
    panel.remarks = tables.remarks + panel.remarks
    panel.seed = tables.usedSeed
    return panel
  }

  private func index(of frame: Frame) throws -> PanelIndex {
    do {
      return try PanelIndex(frame, units: study.panel.units, time: study.panel.time)
    } catch {
      throw StudyError.failed(step: "panel", reason: describe(error))
    }
  }

  private mutating func record(
    _ name: String, _ action: String, rowsIn: Int, examples: String = ""
  ) {
    panel.steps.append(
      BuiltPanel.Step(
        name: name, action: action, rowsIn: rowsIn, rowsOut: panel.frame.rowCount,
        examples: examples))
  }

  private mutating func join(_ plan: Study.JoinPlan) throws {
    let table = try tables.table(plan.source)
    let (frame, ledger) = try tables.join(panel.frame, plan, table)
    panel.frame = frame
    panel.steps.append(BuiltPanel.Step(ledger))
  }

  private mutating func compute(_ names: [String]) throws {
    let index = try index(of: panel.frame)
    for name in names {
      guard let definition = study.variables.first(where: { $0.name == name }) else { continue }
      try compute(definition, index: index)
    }
  }

  private mutating func compute(_ definition: Study.Definition, index: PanelIndex) throws {
    var evaluator = Evaluator(panel.frame, panel: index)
    do {
      try panel.frame.set(evaluator.column(definition.expression, named: definition.name))
    } catch {
      throw StudyError.failed(step: "variable \(definition.name)", reason: describe(error))
    }
    panel.remarks += evaluator.notes.map {
      "\(definition.name): \($0.expression) has \($0.reason) in \($0.rows) rows."
    }
    let leaking = definition.expression.functions.filter(FunctionCatalogue.leaking.contains)
    if !leaking.isEmpty { panel.leaks.append("\(definition.name) = \(definition.expression)") }
    record(
      definition.name, "\(definition.name) = \(definition.expression)",
      rowsIn: panel.frame.rowCount)
  }

  private mutating func keep(_ condition: Expression) throws {
    let rowsIn = panel.frame.rowCount
    do {
      panel.frame = try panel.frame.filtered(condition, panel: index(of: panel.frame))
    } catch {
      throw StudyError.failed(step: "keep \(condition)", reason: describe(error))
    }
    record("keep", condition.description, rowsIn: rowsIn)
  }

  /// Adds a composite's rows: one a period, each column aggregated over the members of that period.
  private mutating func append(_ name: String) throws {
    guard let plan = study.composites.first(where: { $0.name == name }) else { return }
    let rowsIn = panel.frame.rowCount
    do {
      var (rows, ledger) = try plan.actor.rows(
        from: panel.frame, code: plan.codeColumn, time: study.panel.time, label: plan.labelColumn,
        years: plan.years, plan.aggregations)
      for constant in plan.constants {
        let values = Array(repeating: Optional(constant.value), count: rows.rowCount)
        try rows.set(Column(name: constant.column, doubles: values))
      }
      panel.frame = try panel.frame.appendingRows(of: rows)
      record(
        name, "append \(rows.rowCount) rows of \(plan.actor.name)", rowsIn: rowsIn,
        examples: PanelBuilder.runs(ledger))
    } catch {
      throw StudyError.failed(step: "composite \(name)", reason: describe(error))
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
    let units = ledger.unmatchedUnitsLeft.prefix(4).map { "\($0.unit) (\($0.rows) rows)" }
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
      outsideCoverage: ledger.filledOutsideCoverage, filled: ledger.filledZero,
      examples: examples.joined(separator: ". "))
  }
}

extension Frame {
  /// The rows where the condition holds; a row where it is missing goes.
  func filtered(_ condition: Expression, panel: PanelIndex? = nil) throws -> Frame {
    var evaluator = Evaluator(self, panel: panel)
    let verdict = try evaluator.column(condition)
    return filtered((0..<rowCount).map { (verdict.double(at: $0) ?? 0) != 0 })
  }
}
