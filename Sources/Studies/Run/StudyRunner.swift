import Bargaining
import Estimation
import Exhibits
import Expressions
import Foundation
import Frames
import Interpretation
import Panels

/// Runs a study: panel, fits, comparison with what was published, report.
public struct StudyRunner: Sendable {
  /// Where a run reads and writes, and how much it computes.
  public struct Options: Sendable {
    /// Folders that hold source tables, searched in this order.
    public var dataFolders: [String] = []
    /// The folder of the report, made if it is not there.
    public var output = "report"
    /// Further seeds of a simulated world over which coverage is counted.
    public var replications = 0
    /// Results do not depend on it.
    public var threads = 1
    /// Whether a fit whose loop did not end counts, with a warning; otherwise the run fails.
    public var allowNonConvergence = false
    /// Also fit the study's other variants, for the page that compares them.
    public var comparesVariants = true
    /// What the user typed, for the manifest.
    public var command: [String] = []

    /// No data folder, `report` as output, one thread, and the other variants fitted too.
    public init() {}
  }

  /// What is run, with the variant's changes.
  public let study: Study
  let entry: StudyLibrary.Entry
  let options: Options
  /// The file that every variant is made from.
  private let document: StudyDocument

  /// Reads the study.
  /// - Parameters:
  ///   - name: a built-in study or the path of a folder.
  ///   - variant: its first one when `nil`.
  public init(study name: String, variant: String?, options: Options) throws(StudyError) {
    entry = try StudyLibrary.find(name)
    document = try StudyDocument(entry.text, file: entry.file)
    study = try document.study(variant: variant)
    self.options = options
  }

  /// Runs the study and writes its report, whole or not at all.
  /// - Returns: what to tell the user.
  public func run(progress: (String) -> Void = { _ in }) throws -> StudyReport {
    let folder = try OutputFolder(options.output)
    do {
      let outcome = try compute(progress: progress)
      progress("writing the report")
      let report = try StudyReport(outcome, entry: entry, options: options, into: folder)
      try folder.commit()
      return report
    } catch {
      folder.discard()
      throw error
    }
  }

  /// Builds the panel and writes it as CSV.
  /// - Returns: the ledger of its joins, as text.
  public func writePanel(to path: String, progress: (String) -> Void = { _ in }) throws -> String {
    var panels = try PanelStore(entry, folders: options.dataFolders)
    let panel = try panels.panel(study, progress: progress)
    try CSV.write(panel.frame, to: path)
    let ledger = panel.ledgerTable(
      title: "\(Plural.count(panel.frame.rowCount, "row")) written to \(path)")
    let lines = panel.doubts.map { "Warning: \($0)" } + panel.notes.map { "Note: \($0)" }
    return ([ledger.render(.text)] + lines).joined(separator: "\n")
  }

  /// Everything the report shows.
  public func compute(progress: (String) -> Void = { _ in }) throws -> StudyOutcome {
    let world = try simulatedWorld?.prepared()
    var panels = try PanelStore(entry, folders: options.dataFolders)
    let panel = try panels.panel(study, world: world, progress: progress)
    let models = try fit(study, panel, progress: progress)
    var outcome = StudyOutcome(
      study: study, panel: panel, models: models,
      comparisons: StudyOutcome.comparisons(study, models),
      recoveries: StudyRunner.recoveries(world, models), coverage: nil, others: [], curves: [])
    try resample(&outcome, progress: progress)
    try interpret(&outcome, progress: progress)
    if options.replications > 0, let world {
      outcome.coverage = try coverage(of: world, progress: progress)
    }
    if options.comparesVariants {
      for variant in study.variants where variant != study.variant {
        progress("variant \(variant.name)")
        let other = try document.study(variant: variant.name)
        let panel = try panels.panel(other, progress: { _ in })
        outcome.others.append(
          StudyOutcome.VariantFits(
            variant: variant, models: try fit(other, panel, progress: { _ in }),
            rows: panel.frame.rowCount))
      }
    }
    outcome.setBesidePublishedSpecification()
    return outcome
  }

  /// Fits every model; a degenerate variance falls back as the study says, and the report says so.
  private func fit(
    _ study: Study, _ panel: BuiltPanel, progress: (String) -> Void
  ) throws -> [StudyOutcome.FittedModel] {
    try study.models.map { plan in
      progress("fitting \(plan.name)")
      return try StudyError.during("model \(plan.name)") { try fit(plan, of: study, panel) }
    }
  }

  private func fit(
    _ plan: Study.ModelPlan, of study: Study, _ panel: BuiltPanel
  ) throws -> StudyOutcome.FittedModel {
    var model = plan.model
    model.specification.options.threads = options.threads
    if options.allowNonConvergence { model.specification.options.allowNonConvergence = true }
    let prepared = try panel.prepared(model, of: study)
    do {
      return StudyOutcome.FittedModel(
        plan: plan, fit: try prepared.fit(), remarks: [], prepared: prepared)
    } catch EstimationError.unitInEveryRow(let unit, let rows) {
      guard let fallback = plan.fallback else {
        throw EstimationError.unitInEveryRow(unit: unit, rows: rows)
      }
      let instead = try prepared.under(fallback)
      return StudyOutcome.FittedModel(
        plan: plan, fit: try instead.fit(),
        remarks: [
          .degenerateVariance(
            model.specification.variance, unit: unit, rows: rows, instead: fallback)
        ], prepared: instead)
    }
  }

  private var simulatedWorld: SimulatedSource? {
    for source in study.sources {
      if case .simulated(let world) = source.origin { return world }
    }
    return nil
  }

  /// The known coefficients beside the estimates, where the study runs on a simulated world.
  static func recoveries(
    _ world: SolvedWorld?, _ models: [StudyOutcome.FittedModel]
  ) -> [StudyOutcome.Recovery] {
    guard let world else { return [] }
    return models.flatMap { model -> [StudyOutcome.Recovery] in
      var seen: Set<Term> = []
      return world.truth.filter { $0.outcome == model.fit.outcomeName }.compactMap { known in
        guard let row = model.fit.row(.product(known.term)), seen.insert(row.term).inserted else {
          return nil
        }
        return StudyOutcome.Recovery(model: model.plan.name, truth: known.value, row: row)
      }
    }
  }

  /// Fits the study's models in further worlds, and counts the intervals that hold the truth.
  private func coverage(
    of world: SolvedWorld, progress: (String) -> Void
  ) throws -> StudyOutcome.Coverage {
    var coverage = StudyOutcome.Coverage(seeds: [], intervals: 0, covering: 0, byTerm: [])
    // Models of outcomes without known coefficients would be fitted for nothing.
    let known = world.truth.map(\.outcome)
    var study = study
    study.models.removeAll { !known.contains($0.model.formula.outcome.description) }
    for replication in 1...options.replications {
      progress("world \(replication) of \(options.replications)")
      let seed = world.seed + UInt64(replication)
      var builder = PanelBuilder(
        study: study, store: SourceStore(.builtIn), seed: seed, world: world)
      let models = try fit(study, try builder.build(progress: { _ in }), progress: { _ in })
      coverage.seeds.append(seed)
      for recovery in StudyRunner.recoveries(world, models) {
        coverage.intervals += 1
        coverage.covering += recovery.covers ? 1 : 0
        let position = coverage.byTerm.firstIndex {
          $0.model == recovery.model && $0.term == recovery.row.term
        }
        if let position {
          coverage.byTerm[position].covering += recovery.covers ? 1 : 0
        } else {
          coverage.byTerm.append(
            .init(
              model: recovery.model, term: recovery.row.term,
              covering: recovery.covers ? 1 : 0))
        }
      }
    }
    return coverage
  }
}
