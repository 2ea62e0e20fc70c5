import Estimation
import Exhibits
import Typesetting

/// The sections of a report, in the order of its page.
struct ReportSections {
  let all: [ReportSection]

  init(_ outcome: StudyOutcome, command: [String]) throws {
    let builder = Builder(outcome, command: command)
    all = [
      builder.variantWords(), try builder.recovery(), try builder.published(),
      try builder.models(), try builder.quantities(), builder.variants(), try builder.sample(),
      builder.provenance(),
    ].compactMap(\.self)
  }

  var tables: [ReportSection.NamedTable] { all.flatMap(\.tables) }
  var figures: [ReportSection.DrawnFigure] { all.flatMap(\.figures) }
}

private struct Builder {
  let outcome: StudyOutcome
  let command: [String]
  let tables: ReportTables
  let figures: ReportFigures

  init(_ outcome: StudyOutcome, command: [String]) {
    self.outcome = outcome
    self.command = command
    tables = ReportTables(outcome)
    figures = ReportFigures(outcome)
  }

  /// What this variant is, and in words what changes in the others.
  func variantWords() -> ReportSection? {
    guard let variant = outcome.study.variant else { return nil }
    var blocks: [ReportSection.Block] = [.paragraph(variant.words)]
    let others = outcome.study.variants.filter { $0 != variant }
    if !others.isEmpty { blocks.append(.heading("What the other variants change")) }
    blocks += others.map { .entry(term: $0.name, words: $0.words) }
    return ReportSection(title: "This variant: \(variant.name)", blocks: blocks)
  }

  func recovery() throws -> ReportSection? {
    guard !outcome.recoveries.isEmpty else { return nil }
    let drawn = try figures.drawn { if case .truth = $0 { true } else { false } }
    return ReportSection(
      title: "Truth and estimates", anchor: "recovery",
      blocks: [
        .paragraph(
          "The world was made with these coefficients; the study sees only its rows. An interval "
            + "that holds the truth counts as covering."),
        .table(tables.recovery()),
      ] + drawn.map { .figure($0) })
  }

  func published() throws -> ReportSection? {
    guard let published = outcome.study.published else { return nil }
    var blocks: [ReportSection.Block] = [
      .paragraph(
        "Published numbers: \(published.authors.joined(separator: ", ")) (\(published.year)), "
          + "\(published.work), \(published.table)"
          + (published.rows.map { ", N = \(NumberFormat.count($0))" } ?? "") + ".")
    ]
    if let words = ReportComparison(outcome).words(published) {
      blocks.append(.paragraph(words))
    }
    blocks += try tables.published(published).map { .table($0) }
    return ReportSection(title: "Published and ours", anchor: "published", blocks: blocks)
  }

  func models() throws -> ReportSection {
    var blocks: [ReportSection.Block] = [.table(try tables.models())]
    let warnings = outcome.models.flatMap { model in
      model.words.map { "\(model.plan.title): \($0)" }
    }
    if !warnings.isEmpty { blocks.append(.warnings(warnings)) }
    let drawn = try figures.drawn { subject in
      switch subject {
      case .coefficients: true
      case .curve(let plan): plan.curve.subject != .prediction
      case .truth, .diagnostics: false
      }
    }
    blocks += drawn.map { .figure($0) }
    for model in outcome.models {
      let (resampled, comparison) = try tables.inference(model)
      if let resampled {
        blocks += [
          .heading("\(model.plan.title): inference by resampling"), .table(resampled),
        ]
      }
      if let comparison { blocks.append(.table(comparison)) }
    }
    return ReportSection(title: "Models", anchor: "models", blocks: blocks)
  }

  func quantities() throws -> ReportSection? {
    var blocks: [ReportSection.Block] = []
    for entry in outcome.quantities {
      blocks += [.heading(entry.plan.title), .table(tables.quantities(entry))]
    }
    let predictions = try figures.drawn { subject in
      if case .curve(let plan) = subject { plan.curve.subject == .prediction } else { false }
    }
    blocks += predictions.map { .figure($0) }
    for plan in outcome.study.figures {
      guard let entry = outcome.diagnostics.first(where: { $0.figure == plan.name }) else {
        continue
      }
      blocks += try figures.drawn { $0 == plan.subject }.map { .figure($0) }
      blocks.append(.table(tables.diagnostics(entry)))
    }
    guard !blocks.isEmpty else { return nil }
    return ReportSection(title: "Quantities", anchor: "quantities", blocks: blocks)
  }

  func variants() -> ReportSection? {
    guard !outcome.others.isEmpty else { return nil }
    return ReportSection(
      title: "Across variants", anchor: "variants", blocks: [.table(tables.variants())])
  }

  func sample() throws -> ReportSection {
    var blocks: [ReportSection.Block] = []
    for model in outcome.models {
      blocks.append(.table(tables.sample(model)))
      if let drawn = try figures.sample(model) { blocks.append(.figure(drawn)) }
    }
    blocks.append(.table(tables.ledger()))
    let notes = outcome.panel.remarks
    if !notes.isEmpty { blocks += [.heading("What was noted on the way"), .list(notes)] }
    if !outcome.panel.leaks.isEmpty {
      blocks += [
        .heading("Variables that cross units"),
        .paragraph(
          "These are computed in table order, so a unit's first rows take values of the unit above. "
            + "They are here to reproduce results that were computed that way."),
        .list(outcome.panel.leaks),
      ]
    }
    return ReportSection(title: "Sample and panel", anchor: "sample", blocks: blocks)
  }

  func provenance() -> ReportSection {
    var blocks: [ReportSection.Block] = [
      .paragraph("Entente \(Entente.version). Command:"),
      .code(command.joined(separator: " ")),
    ]
    if let seed = outcome.panel.seed {
      blocks.append(.paragraph("Seed of the simulated world: \(seed)."))
    }
    let inputs = outcome.panel.inputs
    if !inputs.isEmpty {
      let table = inputs.table(title: "Input files (full hashes in manifest.json)")
      blocks.append(.table(.init(name: "inputs", table: table, isWide: true)))
    }
    blocks.append(
      .paragraph(
        "Every table stands in tables/ as text, Markdown, LaTeX, HTML and CSV; every figure in "
          + "figures/ as SVG, PDF and PNG; every number in full precision in results.json; the study "
          + "itself in study.yaml."))
    return ReportSection(title: "Provenance", anchor: "provenance", blocks: blocks)
  }
}
