import Exhibits
import Foundation
import Typesetting

/// The report's page: one self-contained HTML file.
struct ReportPage {
  let html: String

  init(
    _ outcome: StudyOutcome, tables: ReportTables, figures: ReportFigures,
    options: StudyRunner.Options
  ) {
    let study = outcome.study
    var body = HTML()
    body.heading(1, study.title)
    if !study.question.isEmpty { body.paragraph(study.question, class: "question") }
    body.raw(ReportPage.claims(outcome))
    body.raw(ReportPage.navigation(outcome))
    ReportPage.variantWords(outcome, &body)

    if !outcome.recoveries.isEmpty, let table = tables.named("recovery") {
      body.heading(2, "Truth and estimates", id: "recovery")
      body.paragraph(
        "The world was made with these coefficients; the study sees only its rows. An interval that "
          + "holds the truth counts as covering.")
      body.raw(table.render(.html))
      figures.draw(["truth"], into: &body)
    }
    if study.published != nil { ReportPage.published(outcome, tables, &body) }

    body.heading(2, "Models", id: "models")
    if let table = tables.named("models") {
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    ReportPage.warnings(outcome, &body)
    figures.draw(["coefficients", "marginal effect"], into: &body)
    ReportPage.inference(outcome, tables, &body)
    ReportPage.quantities(outcome, tables, figures, &body)

    if let table = tables.named("variants") {
      body.heading(2, "Across variants", id: "variants")
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    ReportPage.sample(outcome, tables, &body)
    ReportPage.provenance(outcome, options, &body)
    html = HTML.page(title: study.title, body: body)
  }

  /// Models by resampling and under several variances.
  private static func inference(
    _ outcome: StudyOutcome, _ tables: ReportTables, _ body: inout HTML
  ) {
    for model in outcome.models {
      if let table = tables.named("inference-\(model.plan.name)") {
        body.heading(3, "\(model.plan.title): inference by resampling")
        body.raw(table.render(.html))
      }
      if let table = tables.named("comparison-\(model.plan.name)") {
        body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
      }
    }
  }

  private static func quantities(
    _ outcome: StudyOutcome, _ tables: ReportTables, _ figures: ReportFigures, _ body: inout HTML
  ) {
    guard hasQuantities(outcome) else { return }
    body.heading(2, "Quantities", id: "quantities")
    for entry in outcome.quantities {
      guard let table = tables.named("quantities-\(entry.plan.name)") else { continue }
      body.heading(3, entry.plan.title)
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    figures.draw(["predictions"], into: &body)
    for entry in outcome.diagnostics {
      figures.draw(named: entry.figure, into: &body)
      if let table = tables.named("diagnostics-\(entry.figure)") { body.raw(table.render(.html)) }
    }
  }

  private static func hasQuantities(_ outcome: StudyOutcome) -> Bool {
    let predicts = outcome.study.figures.contains {
      if case .predictions = $0 { true } else { false }
    }
    return predicts || !outcome.quantities.isEmpty || !outcome.diagnostics.isEmpty
  }

  /// The numbers a reader came for, with interval and variance.
  private static func claims(_ outcome: StudyOutcome) -> String {
    let format = NumberFormat()
    let labels = TermLabels(outcome.study.labels)
    var lines: [String] = []
    for model in outcome.models {
      guard let term = model.fit.terms.first(where: { $0.contains(":") }) ?? model.fit.terms.last,
        let row = model.fit.row(term), let low = row.confidenceLow, let high = row.confidenceHigh
      else { continue }
      lines.append(
        "<b>\(XMLText.escaped(model.plan.title))</b>: \(XMLText.escaped(labels.label(term))) "
          + "\(format.string(row.estimate)), 95% interval \(format.interval(low, high))"
          .replacing("-", with: "\u{2212}")
          + "; N = \(NumberFormat.count(model.fit.sample.count)); "
          + XMLText.escaped(
            "\(model.fit.specification.estimator.name), \(model.fit.variance.label).")
      )
    }
    if let coverage = outcome.coverage {
      lines.append(
        "Over \(coverage.seeds.count) further simulated worlds, "
          + "\(NumberFormat(digits: 1).string(100 * coverage.share))% of \(coverage.intervals) "
          + "intervals at a nominal 95% held the truth.")
    }
    return "<div class=\"claim\">" + lines.map { "<p>\($0)</p>" }.joined() + "</div>"
  }

  private static func navigation(_ outcome: StudyOutcome) -> String {
    var links: [(String, String)] = []
    if !outcome.recoveries.isEmpty { links.append(("recovery", "Truth and estimates")) }
    if outcome.study.published != nil { links.append(("published", "Published and ours")) }
    links.append(("models", "Models"))
    if hasQuantities(outcome) {
      links.append(("quantities", "Quantities"))
    }
    if !outcome.others.isEmpty { links.append(("variants", "Across variants")) }
    links += [("sample", "Sample and panel"), ("provenance", "Provenance")]
    return "<nav>" + links.map { "<a href=\"#\($0.0)\">\($0.1)</a>" }.joined() + "</nav>"
  }

  /// What this variant is, and in words what changes in the others.
  private static func variantWords(_ outcome: StudyOutcome, _ body: inout HTML) {
    guard let variant = outcome.study.variant else { return }
    body.heading(2, "This variant: \(variant.name)")
    body.paragraph(variant.words)
    let others = outcome.study.variants.filter { $0 != variant }
    guard !others.isEmpty else { return }
    body.heading(3, "What the other variants change")
    for other in others {
      body.raw("<p><b>\(XMLText.escaped(other.name))</b>: \(XMLText.escaped(other.words))</p>")
    }
  }

  private static func published(
    _ outcome: StudyOutcome, _ tables: ReportTables, _ body: inout HTML
  ) {
    guard let published = outcome.study.published else { return }
    body.heading(2, "Published and ours", id: "published")
    body.paragraph(
      "Published numbers: \(published.authors.joined(separator: ", ")) (\(published.year)), "
        + "\(published.work), \(published.table)"
        + (published.rows.map { ", N = \(NumberFormat.count($0))" } ?? "") + ".")
    let differences = outcome.comparisons.compactMap(\.difference).map(abs)
    if let worst = differences.max() {
      let format = NumberFormat(digits: 3)
      body.paragraph(
        "Of \(outcome.comparisons.count) printed coefficients, \(differences.count) have an interval "
          + "of some width; the largest difference is \(format.string(worst)) published standard "
          + "errors (interval width / 3.92). The last column says what is known of its cause.")
    }
    for model in outcome.models {
      guard let table = tables.named("published-\(model.plan.name)") else { continue }
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
  }

  private static func warnings(_ outcome: StudyOutcome, _ body: inout HTML) {
    var words: [String] = []
    for model in outcome.models {
      words += model.remarks.map { "\(model.plan.title): \($0)" }
      words += model.fit.warnings.map { "\(model.plan.title): \($0)" }
    }
    guard !words.isEmpty else { return }
    body.raw("<div class=\"warning\">")
    body.list(words)
    body.raw("</div>")
  }

  private static func sample(
    _ outcome: StudyOutcome, _ tables: ReportTables, _ body: inout HTML
  ) {
    body.heading(2, "Sample and panel", id: "sample")
    for model in outcome.models {
      if let table = tables.named("sample-\(model.plan.name)") { body.raw(table.render(.html)) }
    }
    if let table = tables.named("ledger") {
      body.raw("<div class=\"wide\">" + table.render(.html) + "</div>")
    }
    let notes = outcome.panel.remarks
    if !notes.isEmpty {
      body.heading(3, "What was noted on the way")
      body.list(notes)
    }
    if !outcome.panel.leaks.isEmpty {
      body.heading(3, "Variables that cross units")
      body.paragraph(
        "These are computed in table order, so a unit's first rows take values of the unit above. "
          + "They are here to reproduce results that were computed that way.")
      body.list(outcome.panel.leaks)
    }
  }

  private static func provenance(
    _ outcome: StudyOutcome, _ options: StudyRunner.Options, _ body: inout HTML
  ) {
    body.heading(2, "Provenance", id: "provenance")
    body.paragraph("Entente \(Entente.version). Command:")
    body.raw("<pre>\(XMLText.escaped(options.command.joined(separator: " ")))</pre>")
    if let seed = outcome.panel.seed { body.paragraph("Seed of the simulated world: \(seed).") }
    let inputs = outcome.panel.inputs
    if !inputs.isEmpty {
      let rows = inputs.map { input in
        [
          input.source, input.file, NumberFormat.count(input.bytes),
          String(input.sha256.prefix(16)), input.citation,
        ]
      }
      let table = try? PlainTable(
        title: "Input files (full hashes in manifest.json)",
        headers: ["Source", "File", "Bytes", "SHA-256", "Citation"], rows: rows)
      body.raw("<div class=\"wide\">" + (table?.render(.html) ?? "") + "</div>")
    }
    body.paragraph(
      "Every table stands in tables/ as text, Markdown, LaTeX, HTML and CSV; every figure in figures/ "
        + "as SVG, PDF and PNG; every number in full precision in results.json; the study itself in "
        + "study.yaml.")
  }
}
