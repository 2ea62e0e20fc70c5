import Foundation
import Frames
import Panels
import Studies
import TestSupport
import Testing

/// Panels of variants: what they share, and that sharing changes nothing.
@Suite struct PanelStoreTests {
  static let yaml = """
    study: shared
    title: Shared panels
    sources:
      exports: {file: exports.csv}
      support: {file: support.csv}
    panel:
      unit: [ally]
      time: year
      build:
        - start: exports
        - compute: [early]
        - join: support
          on: [ally, year]
        - compute: [earlier, shifted, later]
        - keep: year > 2000
        - compute: [again]
    variables:
      early: lag(exports)
      earlier: lag(support)
      shifted: earlier + 1
      later: lag(shifted)
      again: lag(support)
    models:
      plain: {formula: exports ~ support}
    variants:
      first: {words: As it stands.}
      robust: {words: Other errors., variance: hc1}
      dated: {words: The lag of two years., variables: {earlier: "lag(support, 2)"}}
    """

  private func outcome(_ study: TemporaryStudy, _ variant: String?) throws -> StudyOutcome {
    try StudyRunner(study: study.path, variant: variant, options: StudyRunner.Options()).compute()
  }

  @Test("a variant beside others is what it is alone", .tags(.identity))
  func alone() throws {
    let study = try TemporaryStudy(yaml: Self.yaml, tables: SmallStudy.tables)
    let first = try outcome(study, nil)
    #expect(first.others.map(\.variant.name) == ["robust", "dated"])
    for other in first.others {
      let own = try outcome(study, other.variant.name)
      #expect(own.models.map(\.fit.rows) == other.models.map(\.fit.rows))
      #expect(own.panel.frame.rowCount == other.rows)
    }
    let dated = try outcome(study, "dated")
    #expect(dated.panel.frame != first.panel.frame)
    #expect(try outcome(study, "robust").panel.frame == first.panel.frame)
    #expect(first.panel.inputs == dated.panel.inputs && first.panel.inputs.count == 2)
  }

  @Test("lags follow the rows that are there, step by step", .tags(.identity))
  func index() throws {
    let study = try TemporaryStudy(yaml: Self.yaml, tables: SmallStudy.tables)
    let frame = try outcome(study, nil).panel.frame
    // `keep` dropped the first year: a lag computed after it has no year 2000 to look at.
    let (earlier, again) = (try frame.column("earlier"), try frame.column("again"))
    let (later, shifted) = (try frame.column("later"), try frame.column("shifted"))
    let (year, ally) = (try frame.column("year"), try frame.column("ally"))
    for row in 0..<frame.rowCount {
      let isFirst = year.integer(at: row) == 2001
      #expect(again.double(at: row) == (isFirst ? nil : earlier.double(at: row)))
      #expect(earlier.double(at: row).map { $0 + 1 } == shifted.double(at: row))
      if !isFirst, row > 0, ally.integer(at: row) == ally.integer(at: row - 1) {
        #expect(later.double(at: row) == shifted.double(at: row - 1))
      }
    }
  }

  @Test("a variable that is a key of the panel moves its rows", .tags(.identity))
  func movedKeys() throws {
    let yaml = Self.yaml.replacing(
      "early: lag(exports)", with: "early: lag(exports)\n  year: year * 2"
    ).replacing("- keep: year > 2000", with: "- compute: [year]")
    let study = try TemporaryStudy(yaml: yaml, tables: SmallStudy.tables)
    let frame = try outcome(study, nil).panel.frame
    // Every second period is empty, so that no row has a neighbour one period earlier.
    let again = try frame.column("again")
    #expect((0..<frame.rowCount).allSatisfy { again.double(at: $0) == nil })
    let earlier = try frame.column("earlier")
    #expect((0..<frame.rowCount).contains { earlier.double(at: $0) != nil })
  }

  @Test("two files of one name are two inputs, one file for two sources is one", .tags(.identity))
  func inputs() throws {
    let yaml = Self.yaml.replacing(
      "support: {file: support.csv}",
      with: "support: {file: more/exports.csv, take: {support: exports}}\n"
        + "  twin: {file: exports.csv, take: {same: exports}}"
    ).replacing("    - keep", with: "    - join: twin\n      on: [ally, year]\n    - keep")
    let study = try TemporaryStudy(yaml: yaml, tables: SmallStudy.tables)
    try FileManager.default.createDirectory(
      atPath: study.path("more"), withIntermediateDirectories: true)
    try (SmallStudy.tables["exports.csv"]! + "9,2000,1\n").write(
      toFile: study.path("more/exports.csv"), atomically: true, encoding: .utf8)
    let inputs = try outcome(study, nil).panel.inputs
    #expect(inputs.map(\.file) == ["exports.csv", "exports.csv"])
    #expect(Set(inputs.map(\.sha256)).count == 2)
  }

  @Test("what a join's absence stands for", .tags(.identity))
  func absence() throws {
    let yaml = SmallStudy.yaml.replacing(
      "      on: [ally, year]", with: "      on: [ally, year]\n      absent: 0")
    let study = try TemporaryStudy(yaml: yaml, tables: SmallStudy.tables)
    let support = try outcome(study, nil).panel.frame.column("support")
    #expect(support.double(at: 23) == 0)
    let plain = try TemporaryStudy(
      yaml: yaml.replacing("absent: 0", with: "absent: missing"), tables: SmallStudy.tables)
    #expect(try outcome(plain, nil).panel.frame.column("support").double(at: 23) == nil)
  }

  @Test("an expression that cannot be evaluated stops a figure by name", .tags(.failure))
  func figure() throws {
    let yaml = SmallStudy.yaml.replacing(
      "variants:",
      with:
        "figures:\n  curve: {kind: marginal effect, model: plain, of: support, over: nothing}\nvariants:"
    )
    let study = try TemporaryStudy(yaml: yaml, tables: SmallStudy.tables)
    let error = #expect(throws: StudyError.self) { try outcome(study, nil) }
    let words = error?.description ?? ""
    #expect(words.contains("figure curve") && words.contains("nothing"), "\(words)")
  }
}
