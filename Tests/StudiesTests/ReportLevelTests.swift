import Foundation
import TestSupport
import Testing

@testable import Studies

/// The level that a report prints is that of the interval beside it.
@Suite struct ReportLevelTests {
  private static let figures = """
    figures:
      terms: {kind: coefficients}
    claims:
      plain: support
    """

  /// A world small enough for every test, whose truth is known.
  private static func world(_ settings: String) -> String {
    """
    study: own
    title: Own
    sources: {world: {simulate: {patrons: 4, allies: 9, years: 6, seed: 1}}}
    panel: {unit: [patron, ally], time: year, build: [{start: world}]}
    models:
      plain: {formula: exports_growth ~ election*support + ally_growth, \(settings)}
    figures:
      truth: {kind: truth}
      terms: {kind: coefficients}
    claims:
      plain: election:support
    """
  }

  private func report(_ yaml: String, _ tables: [String: String] = [:]) throws -> TemporaryStudy {
    let study = try TemporaryStudy(yaml: yaml, tables: tables)
    var options = StudyRunner.Options()
    options.output = study.path("report")
    options.replications = tables.isEmpty ? 2 : 0
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    return study
  }

  /// Every level that a file prints of intervals: the number before `% interval`.
  private func levels(_ study: TemporaryStudy, _ file: String) throws -> Set<String> {
    let text = try String(contentsOfFile: study.path("report/" + file), encoding: .utf8)
    return Set(
      text.matches(of: /(\d+(?:\.\d+)?)% (?:[a-z]+(?:\([0-9]+\))? )?interval/).map { String($0.1) })
  }

  @Test(
    "A model's level is printed with every interval: claim, recovery, figures", .tags(.identity),
    arguments: [("level: 0.8", "80"), ("level: 0.995", "99.5"), ("singletons: keep", "95")])
  func recovery(settings: String, level: String) throws {
    let study = try report(Self.world(settings))
    for file in [
      "index.html", "tables/recovery.txt", "tables/models.txt", "figures/truth.svg",
      "figures/terms.svg",
    ] {
      #expect(try levels(study, file) == [level], "\(file)")
    }
    let page = try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
    let claim = try #require(page.firstMatch(of: /<div class="claim">.*?<\/div>/)).output
    #expect(claim.contains("\(level)% interval ("), "\(claim)")
  }

  @Test("The table of variants heads intervals by the level that all have", .tags(.identity))
  func variants() throws {
    let yaml = SmallStudy.yaml.replacing(
      "formula: exports ~ support", with: "formula: exports ~ support\n    level: 0.8"
    ).replacing(
      "formula: exports ~ earlier", with: "formula: exports ~ earlier\n    level: 0.8")
    let study = try report(yaml + "\n" + Self.figures, SmallStudy.tables)
    #expect(try levels(study, "tables/variants.txt") == ["80"])
    #expect(try levels(study, "index.html") == ["80"])
  }

  @Test("A variant with a level of its own is named with it", .tags(.identity))
  func variantLevels() throws {
    let study = try report(
      SmallStudy.yaml.replacing(
        "estimator: m(huber)", with: "estimator: m(huber)\n    level: 0.8"), SmallStudy.tables)
    let table = try String(
      contentsOfFile: study.path("report/tables/variants.txt"), encoding: .utf8)
    #expect(
      table.hasPrefix("The same models in every variant: estimate and interval\n"), "\(table)")
    #expect(table.contains("Levels of the intervals: first 95%, robust 80%."), "\(table)")
  }

  @Test("Models with levels of their own are named with them", .tags(.identity))
  func modelLevels() throws {
    let yaml = SmallStudy.yaml.replacing(
      "formula: exports ~ earlier", with: "formula: exports ~ earlier\n    level: 0.9")
    let study = try report(yaml + "\n" + Self.figures, SmallStudy.tables)
    let table = try String(
      contentsOfFile: study.path("report/tables/variants.txt"), encoding: .utf8)
    let words = table.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "plain in first 95%, lagged in first 90%, plain in robust 95%, lagged in robust 90%."),
      "\(table)")
    let figure = try String(
      contentsOfFile: study.path("report/figures/terms.svg"), encoding: .utf8)
    #expect(figure.contains("plain 95%, lagged 90%"))
  }

  @Test("Published intervals have a level of their own", .tags(.identity)) func published() throws {
    func differences(_ level: String) throws -> (differences: [Double], page: String) {
      let yaml = SmallStudy.yaml.replacing(
        "question:",
        with: "published: {authors: [A], year: 2020, \(level)models: {plain: {support: "
          + "[1.5, 1.0, 2.0]}}}\nquestion:")
      let study = try report(yaml, SmallStudy.tables)
      let outcome = try StudyRunner(
        study: study.path, variant: nil, options: StudyRunner.Options()
      ).compute()
      return (
        outcome.comparisons.compactMap(\.difference),
        try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
      )
    }
    let (usual, own) = (try differences(""), try differences("level: 0.9, "))
    // An interval of one width at a lower level is of a larger error: 1.959964 to 1.644854.
    expectClose(
      own.differences[0] / usual.differences[0], 1.6448536269514722 / 1.959963984540054,
      relative: Self.printedQuantile)
    #expect(usual.page.contains("interval width / 3.92") && usual.page.contains("quantile of 95%"))
    #expect(own.page.contains("interval width / 3.29") && own.page.contains("quantile of 90%"))
  }

  /// The quantiles are accurate to a few units of the last place.
  private static let printedQuantile = 1e-12
}
