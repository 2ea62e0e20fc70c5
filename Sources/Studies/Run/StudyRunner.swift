import Bargaining
import Estimation
import Exhibits
import Expressions
import Foundation
import Frames
import Interpretation

/// Runs a study: panel, fits, comparison with what was published, report.
public struct StudyRunner: Sendable {
  public struct Options: Sendable {
    /// Folders that hold source tables, searched in this order.
    public var dataFolders: [String] = []
    public var output = "report"
    /// Further seeds of a simulated world over which coverage is counted.
    public var replications = 0
    /// Results do not depend on it.
    public var threads = 1
    public var allowNonConvergence = false
    /// Also fit the study's other variants, for the page that compares them.
    public var comparesVariants = true
    /// What the user typed, for the manifest.
    public var command: [String] = []

    public init() {}
  }

  public let study: Study
  let entry: StudyLibrary.Entry
  let options: Options

  /// Reads the study.
  /// - Parameters:
  ///   - name: a built-in study or the path of a folder.
  ///   - variant: its first one when `nil`.
  public init(study name: String, variant: String?, options: Options) throws(StudyError) {
    entry = try StudyLibrary.find(name)
    study = try Study(yaml: entry.text, file: entry.file, variant: variant)
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
    let panel = try buildPanel(study, world: nil, progress: progress)
    try CSV.write(panel.frame, to: path)
    return panel.ledgerTable(title: "\(panel.frame.rowCount) rows written to \(path)").render(.text)
  }

  /// Everything the report shows.
  public func compute(progress: (String) -> Void = { _ in }) throws -> StudyOutcome {
    let world = try simulatedWorld?.prepared()
    let panel = try buildPanel(study, world: world, progress: progress)
    let models = try fit(study, panel, progress: progress)
    var outcome = StudyOutcome(
      study: study, panel: panel, models: models,
      comparisons: StudyRunner.comparisons(study, models),
      recoveries: StudyRunner.recoveries(world, models), coverage: nil, others: [], curves: [])
    try resample(&outcome, progress: progress)
    try interpret(&outcome, progress: progress)
    if options.replications > 0, let world {
      outcome.coverage = try coverage(of: world, progress: progress)
    }
    if options.comparesVariants {
      for variant in study.variants where variant != study.variant {
        progress("variant \(variant.name)")
        let other = try Study(yaml: entry.text, file: entry.file, variant: variant.name)
        let panel = try buildPanel(other, world: nil, progress: { _ in })
        outcome.others.append(
          StudyOutcome.VariantFits(
            variant: variant, models: try fit(other, panel, progress: { _ in }),
            rows: panel.frame.rowCount))
      }
    }
    return outcome
  }

  private func buildPanel(
    _ study: Study, world: SolvedWorld?, progress: (String) -> Void
  ) throws -> BuiltPanel {
    var builder = PanelBuilder(
      study: study, folders: options.dataFolders, studyFolder: entry.folder)
    builder.world = world
    return try builder.build(progress: progress)
  }

  /// Fits every model; a degenerate variance falls back as the study says, and the report says so.
  private func fit(
    _ study: Study, _ panel: BuiltPanel, progress: (String) -> Void
  ) throws -> [StudyOutcome.FittedModel] {
    try study.models.map { plan in
      progress("fitting \(plan.name)")
      do {
        return try fit(plan, panel)
      } catch let error as EstimationError {
        throw StudyError.failed(step: "model \(plan.name)", reason: error.description)
      } catch let error as ExpressionError {
        throw StudyError.failed(step: "model \(plan.name)", reason: error.description)
      }
    }
  }

  private func fit(
    _ plan: Study.ModelPlan, _ panel: BuiltPanel
  ) throws -> StudyOutcome.FittedModel {
    var specification = plan.specification
    specification.options.threads = options.threads
    specification.options.allowNonConvergence =
      specification.options.allowNonConvergence || options.allowNonConvergence
    let formula = try Formula(plan.fullFormula)
    let weights = plan.weights.map { (kind: $0.kind, name: $0.column) }
    func attempt(_ variance: Variance) throws -> Fit {
      var builder = DesignBuilder(panel.frame, panel: panel.index)
      let design = try builder.design(formula, weights: weights, variance: variance)
      var chosen = specification
      chosen.variance = variance
      return try Fit(design, chosen)
    }
    do {
      return StudyOutcome.FittedModel(
        plan: plan, fit: try attempt(specification.variance), remarks: [])
    } catch EstimationError.unitInEveryRow(let unit, let rows) {
      guard let fallback = plan.fallback else {
        throw EstimationError.unitInEveryRow(unit: unit, rows: rows)
      }
      let remark =
        "\(specification.variance.name) was asked for and is degenerate: unit \(unit) is a member of "
        + "all \(rows) rows, so the variance is identically zero. Errors are \(fallback.name) instead."
      return StudyOutcome.FittedModel(plan: plan, fit: try attempt(fallback), remarks: [remark])
    }
  }

  /// Published numbers beside ours, in the order of the study file.
  static func comparisons(
    _ study: Study, _ models: [StudyOutcome.FittedModel]
  ) -> [StudyOutcome.Comparison] {
    guard let published = study.published else { return [] }
    return published.entries.map { entry in
      let model = models.first { $0.plan.name == entry.model }
      let term = entry.number.term
      let causes = published.causes.filter { $0.terms.contains(term) }.map(\.cause)
      let row = model?.fit.row(term).map { Quantity($0) }
      let note = row == nil ? "not in this variant" : ""
      return StudyOutcome.Comparison(
        model: entry.model,
        row: ComparisonTable.Row(published: entry.number, ours: row, note: note),
        causes: row == nil ? [] : causes)
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
      world.truth.filter { $0.outcome == model.fit.outcomeName }.compactMap { known in
        known.term.spellings.lazy.compactMap { model.fit.row($0) }.first.map {
          StudyOutcome.Recovery(
            model: model.plan.name, term: $0.term, truth: known.value, row: $0)
        }
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
    study.models.removeAll { model in
      (try? Formula(model.fullFormula)).map { !known.contains($0.outcome.description) } ?? false
    }
    for replication in 1...options.replications {
      progress("world \(replication) of \(options.replications)")
      let seed = world.seed + UInt64(replication)
      var builder = PanelBuilder(study: study, folders: [], studyFolder: nil)
      builder.seed = seed
      builder.world = world
      let models = try fit(study, try builder.build(progress: { _ in }), progress: { _ in })
      coverage.seeds.append(seed)
      for recovery in StudyRunner.recoveries(world, models) {
        coverage.intervals += 1
        coverage.covering += recovery.covers ? 1 : 0
        let position = coverage.byTerm.firstIndex {
          $0.model == recovery.model && $0.term == recovery.term
        }
        if let position {
          coverage.byTerm[position].covering += recovery.covers ? 1 : 0
        } else {
          coverage.byTerm.append((recovery.model, recovery.term, recovery.covers ? 1 : 0))
        }
      }
    }
    return coverage
  }
}
