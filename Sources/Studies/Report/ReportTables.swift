import Estimation
import Exhibits
import Frames
import Interpretation
import Typesetting

/// Builds the tables of a report.
struct ReportTables {
  let outcome: StudyOutcome
  private let labels: TermLabels

  init(_ outcome: StudyOutcome) {
    self.outcome = outcome
    labels = TermLabels(outcome.study.labels)
  }

  /// All models side by side.
  func models() throws(ExhibitError) -> ReportSection.NamedTable {
    var options = RegressionTable.Options()
    options.labels = labels
    options.uncertainty = .confidenceInterval
    options.notes = outcome.models.flatMap { model in
      model.remarks.map { "\(model.plan.title): \($0)" }
    }
    let table = try RegressionTable(
      models: outcome.models.map { .init(title: $0.plan.title, fit: $0.fit) }, options: options)
    return .init(name: "models", table: table, isWide: true)
  }

  /// Each model's published numbers beside ours.
  func published(
    _ published: Study.Published
  ) throws(ExhibitError) -> [ReportSection.NamedTable] {
    var tables: [ReportSection.NamedTable] = []
    for model in outcome.models {
      let comparisons = outcome.comparisons.filter { $0.model == model.plan.name }
      guard !comparisons.isEmpty else { continue }
      let (rows, causes) = ReportTables.lettered(comparisons)
      var options = ComparisonTable.Options()
      options.title = "\(model.plan.title): published and ours"
      options.labels = labels
      options.source =
        "\(published.authors.joined(separator: ", ")) (\(published.year)), \(published.table)"
      options.publishedLevel = published.level
      options.reference = outcome.publishedSpecification?.variant.name
      options.notes = causes
      tables.append(
        .init(
          name: "published-\(model.plan.name)",
          table: try ComparisonTable(rows: rows, options: options), isWide: true))
    }
    return tables
  }

  /// The rows with a letter for each cause of a difference, and the causes behind the letters.
  private static func lettered(
    _ comparisons: [StudyOutcome.Comparison]
  ) -> (rows: [ComparisonTable.Row], causes: [String]) {
    var causes: [String] = []
    let rows = comparisons.map { comparison -> ComparisonTable.Row in
      var row = comparison.row
      row.reference = comparison.underSpecification
      let marks = comparison.causes.map { cause -> String in
        if !causes.contains(cause) { causes.append(cause) }
        return letters(causes.firstIndex(of: cause) ?? 0)
      }
      if !marks.isEmpty { row.note = marks.joined(separator: ", ") }
      return row
    }
    return (rows, causes.enumerated().map { "(\(letters($0.offset))) \($0.element)" })
  }

  /// a to z, then aa, ab ...: no two causes share letters.
  static func letters(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(97 + index % 26)))
    return index < 26 ? last : letters(index / 26 - 1) + last
  }

  /// Simulated truth beside estimates.
  func recovery() -> ReportSection.NamedTable {
    let format = NumberFormat()
    var groups: [[TextTable.Row]] = []
    for model in outcome.models {
      groups.append(
        outcome.recoveries.filter { $0.model == model.plan.name }.map { recovery in
          let count = outcome.coverage?.count(of: recovery)
          return TextTable.Row(
            [
              TextTable.Cell("\(model.plan.title): \(labels.label(recovery.row.term))"),
              .number(format.string(recovery.truth)), .number(format.string(recovery.row.estimate)),
              ReportTables.intervalCell(recovery.row, format),
              TextTable.Cell(recovery.covers ? "yes" : "no"),
            ]
              + (outcome.coverage == nil
                ? []
                : [
                  TextTable.Cell(
                    count.map { "\($0.covering) of \(outcome.coverage?.seeds.count ?? 0)" } ?? "")
                ]))
        })
    }
    let levels = IntervalLevels(outcome.models)
    var notes = levels.notes
    if let coverage = outcome.coverage {
      notes.append(
        "Last column: in how many of \(Plural.count(coverage.seeds.count, "further world")) the interval held the "
          + "truth; together \(coverage.covering) of \(coverage.intervals) "
          + "(\(NumberFormat(digits: 1).string(100 * coverage.share))%).")
    }
    let table = TextTable(
      title: "Simulated truth and estimates",
      headers: ["Term", "Truth", "Estimate", levels.heading, "Inside"]
        + (outcome.coverage == nil ? [] : ["Worlds covered"]),
      alignments: [.leading, .decimal, .decimal, .center, .center]
        + (outcome.coverage == nil ? [] : [.center]), groups: groups,
      notes: notes)
    return .init(name: "recovery", table: table)
  }

  private static func interval(_ row: Fit.Row, _ format: NumberFormat) -> String {
    guard let low = row.confidenceLow, let high = row.confidenceHigh else {
      return row.isExact
        ? "none (exact fit)"
        : row.hasZeroVariance ? "none (zero variance)" : "none (negative variance)"
    }
    return format.interval(low, high)
  }

  private static func intervalCell(_ row: Fit.Row, _ format: NumberFormat) -> TextTable.Cell {
    let text = interval(row, format)
    return row.confidenceLow == nil ? TextTable.Cell(text) : .interval(text)
  }

  /// Every term of the models but the intercept, across variants.
  func variants() -> ReportSection.NamedTable {
    let columns =
      [(outcome.study.variant?.name ?? "this run", outcome.models)]
      + outcome.others.map { ($0.variant.name, $0.models) }
    let levels = IntervalLevels(variants: columns)
    let format = NumberFormat()
    var groups: [[TextTable.Row]] = []
    var hasZeros = false
    for model in outcome.models {
      var rows: [TextTable.Row] = []
      func add(_ label: String, _ value: (StudyOutcome.FittedModel) -> String) {
        let cells = columns.map { column -> TextTable.Cell in
          guard let found = column.1.first(where: { $0.plan.name == model.plan.name }) else {
            return TextTable.Cell(Self.absent)
          }
          return TextTable.Cell(value(found))
        }
        rows.append(TextTable.Row([TextTable.Cell(label)] + cells))
      }
      for term in model.fit.terms where term != .intercept {
        add("\(model.plan.title): \(labels.label(term))") { other in
          guard let row = other.fit.row(.term(term)) else { return Self.absent }
          if row.estimate != 0, format.string(row.estimate) == format.string(0) { hasZeros = true }
          return "\(format.string(row.estimate)) \(ReportTables.interval(row, format))"
        }
      }
      add("N") { NumberFormat.count($0.fit.sample.count) }
      add("Estimator") { $0.fit.specification.estimator.name }
      add("Variance") { "\($0.fit.variance.name) (\($0.fit.variance.smallSample.rawValue))" }
      groups.append(rows)
    }
    let table = TextTable(
      title: "The same models in every variant: estimate and "
        + (levels.shared.map { "\($0) interval" } ?? "interval"),
      headers: ["Term"] + columns.map(\.0),
      alignments: [.leading] + columns.map { _ in .trailing }, groups: groups,
      notes: levels.notes + variantNotes(groups, hasZeros: hasZeros))
    return .init(name: "variants", table: table, isWide: true)
  }

  /// In the cell of a term that a variant's model does not have.
  private static let absent = "-"

  /// What marks stand for, and what the other variants' fits warn about; this run's own warnings stand
  /// with its models.
  private func variantNotes(_ groups: [[TextTable.Row]], hasZeros: Bool) -> [String] {
    var notes: [String] = []
    if groups.joined().contains(where: { $0.cells.contains { $0.text == Self.absent } }) {
      notes.append("\(Self.absent) The variant's model does not have the term.")
    }
    if hasZeros { notes.append("\(NumberFormat().string(0)) stands for a smaller number.") }
    for other in outcome.others {
      for model in other.models {
        notes += model.words.map { "\(other.variant.name), \(model.plan.title): \($0)" }
      }
    }
    return notes
  }

  /// What resampling says of a model, and the model under several variances.
  func inference(
    _ model: StudyOutcome.FittedModel
  ) throws(ExhibitError) -> (
    resampled: ReportSection.NamedTable?, comparison: ReportSection.NamedTable?
  ) {
    let resampled = model.inference.map {
      ReportSection.NamedTable(
        name: "inference-\(model.plan.name)", table: InferenceTable($0, labels: labels))
    }
    guard !model.comparison.isEmpty else { return (resampled, nil) }
    var options = RegressionTable.Options()
    options.labels = labels
    options.title = "\(model.plan.title) under several variances"
    let table = try RegressionTable(models: model.comparison, options: options)
    return (
      resampled, .init(name: "comparison-\(model.plan.name)", table: table, isWide: true)
    )
  }

  /// What one entry of `quantities:` asks for.
  func quantities(_ entry: StudyOutcome.Quantities) -> ReportSection.NamedTable {
    .init(name: "quantities-\(entry.plan.name)", table: entry.table, isWide: true)
  }

  /// The diagnostics of one figure.
  func diagnostics(_ entry: StudyOutcome.Diagnostics) -> ReportSection.NamedTable {
    .init(
      name: "diagnostics-\(entry.figure)",
      table: DiagnosticsTable(entry.diagnostics, labels: labels))
  }

  /// How the rows offered to a model became those it used.
  func sample(_ model: StudyOutcome.FittedModel) -> ReportSection.NamedTable {
    .init(
      name: "\(OutputName.sample(of: model.plan.name))",
      table: WaterfallTable(
        model.fit.sample, title: "Sample of the model \(model.plan.title)"))
  }

  /// The steps by which the panel was built.
  func ledger() -> ReportSection.NamedTable {
    .init(
      name: "ledger", table: outcome.panel.ledgerTable(title: "How the panel was built"),
      isWide: true)
  }
}
