import Foundation
import TestSupport
import Testing

@testable import Studies

/// What a report says of an interaction, and what it names as the cause of a difference.
@Suite struct ReportHeadlineTests {
  private static func report(
    _ yaml: String, _ tables: [String: String] = [:], variant: String? = nil
  ) throws -> (study: TemporaryStudy, summary: String) {
    let study = try TemporaryStudy(yaml: yaml, tables: tables)
    var options = StudyRunner.Options()
    options.output = study.path("report")
    let report = try StudyRunner(study: study.path, variant: variant, options: options).run()
    return (study, report.summary)
  }

  private static func results(_ study: TemporaryStudy) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: study.path("report/results.json")))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// A claim about an interaction, in a world whose formula a test gives.
  private static func world(_ formula: String, _ more: String = "") -> String {
    """
    study: own
    title: Own
    sources: {world: {simulate: {patrons: 4, allies: 9, years: 6, seed: 1}}}
    panel: {unit: [patron, ally], time: year, build: [{start: world}]}
    models:
      plain: {formula: \(formula), level: 0.9}
    claims: {plain: election:support}
    \(more)
    """
  }

  @Test(
    "An interaction's headline is its effects at both values and their difference", .tags(.identity)
  )
  func interaction() throws {
    let (study, summary) = try Self.report(
      Self.world("exports_growth ~ election*support + ally_growth"))
    let page = try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
    let claim = try #require(page.firstMatch(of: /<div class="claim">.*?<\/div>/)).output
    let number = #"[-−]?[0-9.]+"#
    let interval = #"\(\#(number), \#(number)\)"#
    for text in [String(claim), summary] {
      let pattern = try Regex(
        #"effect of support \(one unit more\): \#(number), 90% interval \#(interval) at election = 0 "#
          + #"and \#(number) \#(interval) at election = 1; difference \(election × support\) \#(number)"#
      )
      #expect(text.contains(pattern), "\(text)")
    }
    let json = try #require((try Self.results(study)["claims"] as? [[String: Any]])?.first)
    let effects = try #require(json["effects"] as? [[String: Any]])
    #expect(effects.map { $0["at"] as? Int } == [0, 1])
    let difference = try #require((json["difference"] as? [String: Any])?["estimate"] as? Double)
    let coefficient = try #require((json["coefficient"] as? [String: Any])?["estimate"] as? Double)
    #expect(difference == coefficient)
  }

  @Test("A study's own figure says whose effect the headline is of", .tags(.identity))
  func figure() throws {
    let (_, summary) = try Self.report(
      Self.world(
        "exports_growth ~ election*support",
        "figures: {e: {kind: marginal effect, model: plain, of: election, over: support}}"))
    #expect(summary.contains("effect of election (1 - 0): "))
    #expect(summary.contains("(the 10th and 90th percentiles of the rows)"))
    #expect(summary.contains("the interaction's coefficient: election × support "))
  }

  @Test("Where effects are absorbed the headline says that it is none", .tags(.identity))
  func absorbed() throws {
    let (_, summary) = try Self.report(
      Self.world("exports_growth ~ ally_growth + election:support"))
    #expect(summary.contains("a change of one effect with the other variable, not an effect"))
    #expect(!summary.contains("effect of support"))
  }

  private static let published = """
    published:
      authors: [A]
      year: 2021
      table: Table 1
      models:
        plain: {support: [1.9, 1.5, 2.3]}
      causes:
        - {terms: [support], cause: Another release.}
        - {terms: [support], variants: [robust], cause: Outliers count less.}
    """

  private static func note(
    _ variant: String, _ published: String = published
  ) throws -> (text: String, json: [String: Any]) {
    let (study, _) = try report(
      SmallStudy.yaml.replacing("sources:", with: published + "\nsources:"),
      SmallStudy.tables, variant: variant)
    let text = try String(
      contentsOfFile: study.path("report/tables/published-plain.txt"), encoding: .utf8)
    let json = try #require((try results(study)["published"] as? [[String: Any]])?.first)
    return (text, json)
  }

  @Test("A cause stands in the variants that it explains, and nowhere else", .tags(.identity))
  func causes() throws {
    let first = try Self.note("first")
    #expect(first.json["causes"] as? [String] == ["Another release."])
    #expect(first.text.contains("Another release.") && !first.text.contains("Outliers"))
    let robust = try Self.note("robust")
    let causes = try #require(robust.json["causes"] as? [String])
    #expect(causes.first == "Outliers count less." && causes.count == 2)
    #expect(causes[1].contains("What robust changes"))
    #expect(!robust.text.contains("Another release."))
    // The evidence: what the published specification leaves of the difference.
    #expect(
      robust.json["difference_as_published_in_published_se"] as? Double
        == first.json["difference_in_published_se"] as? Double)
    #expect(first.json["difference_as_published_in_published_se"] == nil)
  }

  @Test("A number that is the same as printed has no cause", .tags(.identity))
  func agreement() throws {
    let same = try Self.note("first", Self.published.replacing("[1.9, 1.5", with: "[2, 1.5"))
    #expect(same.text.contains("same as printed") && !same.text.contains("Another release."))
    #expect((same.json["causes"] as? [String])?.isEmpty == true)
  }

  @Test("A cause of a variant that is none is refused", .tags(.failure))
  func unknownVariant() throws {
    #expect {
      try Self.note("first", Self.published.replacing("[robust]", with: "[robst]"))
    } throws: { error in
      "\(error)".contains("robst") && "\(error)".contains("robust")
    }
  }

  @Test("What a variant's fit warns about stands below the table of variants", .tags(.identity))
  func variantWarnings() throws {
    let (study, _) = try Self.report(SmallStudy.yaml, SmallStudy.tables, variant: "robust")
    let text = try String(contentsOfFile: study.path("report/tables/variants.txt"), encoding: .utf8)
    #expect(text.contains("first, lagged: the variance rests on 4 clusters"))
  }

  @Test("Nothing is counted over further worlds unless it was asked for", .tags(.identity))
  func recoveryColumns() throws {
    let (study, _) = try Self.report(Self.world("exports_growth ~ election*support"))
    let text = try String(contentsOfFile: study.path("report/tables/recovery.txt"), encoding: .utf8)
    #expect(text.contains("Inside") && !text.contains("Worlds covered"))
  }
}
