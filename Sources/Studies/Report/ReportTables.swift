import Estimation
import Exhibits
import Interpretation
import Typesetting

/// The tables of a report, by the name of their files.
struct ReportTables {
  /// In the order of the page.
  let all: [(name: String, table: any Tabular)]

  init(_ outcome: StudyOutcome) throws {
    let study = outcome.study
    let labels = TermLabels(study.labels)
    var tables: [(name: String, table: any Tabular)] = []
    tables.append(("models", try ReportTables.models(outcome.models, labels)))
    if let published = study.published {
      for model in outcome.models {
        let comparisons = outcome.comparisons.filter { $0.model == model.plan.name }
        guard !comparisons.isEmpty else { continue }
        let (rows, causes) = ReportTables.lettered(comparisons)
        var options = ComparisonTable.Options()
        options.title = "\(model.plan.title): published and ours"
        options.labels = labels
        options.source =
          "\(published.authors.joined(separator: ", ")) (\(published.year)), \(published.table)"
        options.notes = causes
        let table = try ComparisonTable(rows: rows, options: options)
        tables.append(("published-\(model.plan.name)", table))
      }
    }
    if !outcome.recoveries.isEmpty {
      tables.append(("recovery", ReportTables.recovery(outcome, labels)))
    }
    for model in outcome.models {
      if let inference = model.inference {
        tables.append(("inference-\(model.plan.name)", inference))
      }
      if !model.comparison.isEmpty {
        var options = RegressionTable.Options()
        options.labels = labels
        options.title = "\(model.plan.title) under several variances"
        tables.append(
          (
            "comparison-\(model.plan.name)",
            try RegressionTable(models: model.comparison, options: options)
          ))
      }
    }
    for entry in outcome.diagnostics {
      tables.append(
        ("diagnostics-\(entry.figure)", DiagnosticsTable(entry.diagnostics, labels: labels)))
    }
    for entry in outcome.quantities {
      tables.append(("quantities-\(entry.plan.name)", entry.table))
    }
    for model in outcome.models {
      let title = "Sample of the model \(model.plan.title)"
      let table = WaterfallTable(model.fit.sample, title: title)
      tables.append(("sample-\(model.plan.name)", table))
    }
    tables.append(("ledger", outcome.panel.ledgerTable(title: "How the panel was built")))
    if !outcome.others.isEmpty {
      tables.append(("variants", try ReportTables.variants(outcome, labels)))
    }
    all = tables
  }

  /// The rows with a letter for each cause of a difference, and the causes behind the letters.
  private static func lettered(
    _ comparisons: [StudyOutcome.Comparison]
  ) -> (rows: [ComparisonTable.Row], causes: [String]) {
    var causes: [String] = []
    let rows = comparisons.map { comparison -> ComparisonTable.Row in
      var row = comparison.row
      let letters = comparison.causes.map { cause -> String in
        if !causes.contains(cause) { causes.append(cause) }
        return letter(causes.firstIndex(of: cause) ?? 0)
      }
      if !letters.isEmpty { row.note = letters.joined(separator: ", ") }
      return row
    }
    return (rows, causes.enumerated().map { "(\(letter($0.offset))) \($0.element)" })
  }

  private static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(97 + index % 26)))
  }

  func named(_ name: String) -> (any Tabular)? { all.first { $0.name == name }?.table }

  private static func models(
    _ models: [StudyOutcome.FittedModel], _ labels: TermLabels
  ) throws -> RegressionTable {
    var options = RegressionTable.Options()
    options.labels = labels
    options.uncertainty = .confidenceInterval
    options.notes = models.flatMap { model in model.remarks.map { "\(model.plan.title): \($0)" } }
    return try RegressionTable(
      models: models.map { (title: $0.plan.title, fit: $0.fit) }, options: options)
  }

  private static func recovery(_ outcome: StudyOutcome, _ labels: TermLabels) -> TextTable {
    let format = NumberFormat()
    var groups: [[TextTable.Row]] = []
    for model in outcome.models {
      groups.append(
        outcome.recoveries.filter { $0.model == model.plan.name }.map { recovery in
          let covering = outcome.coverage?.byTerm.first {
            $0.model == recovery.model && $0.term == recovery.term
          }
          return TextTable.Row([
            TextTable.Cell("\(model.plan.title): \(labels.label(recovery.term))"),
            .number(format.string(recovery.truth)), .number(format.string(recovery.row.estimate)),
            intervalCell(recovery.row, format),
            TextTable.Cell(recovery.covers ? "yes" : "no"),
            TextTable.Cell(
              covering.map { "\($0.covering) of \(outcome.coverage?.seeds.count ?? 0)" } ?? "-"),
          ])
        })
    }
    var notes: [String] = []
    if let coverage = outcome.coverage {
      notes.append(
        "Last column: in how many of \(coverage.seeds.count) further worlds the 95% interval held the "
          + "truth; together \(coverage.covering) of \(coverage.intervals) "
          + "(\(NumberFormat(digits: 1).string(100 * coverage.share))%).")
    }
    return TextTable(
      title: "Simulated truth and estimates",
      headers: ["Term", "Truth", "Estimate", "95% interval", "Inside", "Worlds covered"],
      alignments: [.leading, .decimal, .decimal, .center, .center, .center], groups: groups,
      notes: notes)
  }

  private static func interval(_ row: Fit.Row, _ format: NumberFormat) -> String {
    guard let low = row.confidenceLow, let high = row.confidenceHigh else {
      return "none (negative variance)"
    }
    return format.interval(low, high)
  }

  private static func intervalCell(_ row: Fit.Row, _ format: NumberFormat) -> TextTable.Cell {
    let text = interval(row, format)
    return row.confidenceLow == nil ? TextTable.Cell(text) : .interval(text)
  }

  /// The terms of the first model's figure or, without one, all its terms, across variants.
  private static func variants(
    _ outcome: StudyOutcome, _ labels: TermLabels
  ) throws -> TextTable {
    let columns =
      [(outcome.study.variant?.name ?? "this run", outcome.models)]
      + outcome.others.map { ($0.variant.name, $0.models) }
    let format = NumberFormat()
    var groups: [[TextTable.Row]] = []
    for model in outcome.models {
      var rows: [TextTable.Row] = []
      func add(_ label: String, _ value: (StudyOutcome.FittedModel) -> String) {
        let cells = columns.map { column -> TextTable.Cell in
          guard let found = column.1.first(where: { $0.plan.name == model.plan.name }) else {
            return TextTable.Cell("-")
          }
          return TextTable.Cell(value(found))
        }
        rows.append(TextTable.Row([TextTable.Cell(label)] + cells))
      }
      for term in model.fit.terms where term != "(Intercept)" {
        add("\(model.plan.title): \(labels.label(term))") { other in
          guard let row = other.fit.row(term) else { return "-" }
          return "\(format.string(row.estimate)) \(interval(row, format))"
        }
      }
      add("N") { NumberFormat.count($0.fit.sample.count) }
      add("Estimator") { $0.fit.specification.estimator.name }
      add("Variance") { "\($0.fit.variance.name) (\($0.fit.variance.smallSample.rawValue))" }
      groups.append(rows)
    }
    return TextTable(
      title: "The same models in every variant: estimate and 95% interval",
      headers: ["Term"] + columns.map(\.0),
      alignments: [.leading] + columns.map { _ in .trailing }, groups: groups)
  }
}
