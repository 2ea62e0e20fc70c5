import Estimation
import Exhibits
import Foundation
import Frames
import Interpretation
import Machine
import Panels
import Typesetting

/// A written report: index.html, results.json, tables, figures and manifest.json.
public struct StudyReport {
  /// What to print when all is done.
  public let summary: String

  /// Writes every file of the report into the staging folder.
  init(
    _ outcome: StudyOutcome, entry: StudyLibrary.Entry, options: StudyRunner.Options,
    into folder: OutputFolder
  ) throws {
    let sections = try ReportSections(outcome, command: options.command)
    for named in sections.tables {
      for format in TableFormat.allCases {
        try folder.write(
          named.table.render(format), to: "tables/\(named.name).\(format.fileSuffix)")
      }
    }
    for figure in sections.figures {
      try FigureExport.write(
        figure.svg, to: try folder.path(of: "figures/\(figure.name)"),
        formats: FigureExport.Format.allCases)
    }
    try folder.write(outcome.results.text + "\n", to: "results.json")
    try folder.write(entry.text, to: "study.yaml")
    // With the study's own descriptions beside it, the report's folder can be run again.
    for description in outcome.panel.descriptions {
      try folder.write(
        description.text, to: "\(SourceCatalogue.folderName)/\(description.fileName)")
    }
    let page = ReportPage(outcome, sections.all)
    try folder.write(page.html, to: "index.html")
    let manifest = Manifest(
      study: outcome.study.name, variant: outcome.study.variant?.name,
      studyHash: StudyReport.hash(Data(entry.text.utf8)), command: options.command,
      seed: outcome.panel.seed, inputs: outcome.panel.inputs,
      outputs: try StudyReport.outputs(folder))
    try folder.write(manifest.json.text + "\n", to: "manifest.json")
    summary = ReportSummary(outcome, path: options.output + "/index.html").text
  }

  /// The hash of every file of the report.
  private static func outputs(
    _ folder: OutputFolder
  ) throws -> [(name: String, sha256: String)] {
    try folder.files().sorted().map { name in
      (name, hash(try Data(contentsOf: folder.staging.appendingPathComponent(name))))
    }
  }

  private static func hash(_ data: Data) -> String {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.hexadecimal()
  }
}

/// The lines that a run prints.
struct ReportSummary {
  let text: String

  init(_ outcome: StudyOutcome, path: String) {
    var lines = ["\(outcome.study.title)"]
    if let variant = outcome.study.variant { lines.append("Variant: \(variant.name)") }
    lines += outcome.panel.doubts.map { "Warning: \($0)" }
    let headlines = ReportHeadlines(outcome)
    for model in outcome.models {
      let fit = model.fit
      lines.append(
        "\(model.plan.title): N = \(NumberFormat.count(fit.sample.count)), "
          + "\(fit.specification.estimator.name), \(fit.variance.label)")
      lines += headlines.words(of: model).map { "  \($0)" }
      lines += model.words.map { "  \($0)" }
    }
    if let worst = ReportComparison(outcome).worst {
      lines.append(
        "Published beside ours: \(Plural.count(outcome.comparisons.count, "coefficient")), the largest difference "
          + worst)
    }
    if !outcome.recoveries.isEmpty {
      let covering = outcome.recoveries.filter(\.covers).count
      lines.append(
        "Truth inside the interval: \(covering) of \(Plural.count(outcome.recoveries.count, "term"))"
      )
    }
    if let coverage = outcome.coverage {
      lines.append(
        "Coverage over \(Plural.count(coverage.seeds.count, "further seed")): "
          + "\(NumberFormat(digits: 1).string(100 * coverage.share))% of \(coverage.intervals) "
          + "intervals held the truth")
    }
    lines.append("Report: \(path)")
    text = lines.joined(separator: "\n")
  }
}
