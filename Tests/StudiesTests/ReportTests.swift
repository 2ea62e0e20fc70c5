import Estimation
import Expressions
import Foundation
import TestSupport
import Testing

@testable import Studies

/// What a report says first, what its files are called, and what it does with what it cannot show.
@Suite struct ReportTests {
  /// Exports by ally, year and a category with a colon in its name.
  private static let table: String = {
    var lines = ["ally,year,exports,support,grp,grpb,east"]
    for ally in 1...4 {
      for year in 2000...2005 {
        let x = (ally * 7 + year * 3) % 11
        let group = ["a", "b:east", "c"][(ally * year) % 3]
        let wobble = Double((ally * 5 + year) % 7) / 7
        lines.append(
          "\(ally),\(year),\(1 + 2 * Double(x) + wobble),\(x),\(group),\((ally + year) % 4),"
            + "\((ally * year) % 5)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static func yaml(_ formula: String, _ more: String = "") -> String {
    """
    study: own
    title: Own
    sources: {exports: {file: exports.csv}}
    panel: {unit: [ally], time: year, build: [{start: exports}]}
    models:
      plain: {formula: \(formula)}
    \(more)
    """
  }

  private func page(_ yaml: String) throws -> String {
    let study = try TemporaryStudy(yaml: yaml, tables: ["exports.csv": Self.table])
    var options = StudyRunner.Options()
    options.output = study.path("report")
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    return try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
  }

  private func claim(_ yaml: String) throws -> Substring {
    try #require(page(yaml).firstMatch(of: /<div class="claim">.*?<\/div>/)).output
  }

  @Test("The headline is what the study claims, and no term by its looks", .tags(.identity))
  func headline() throws {
    // Without a claim no coefficient is put first, whatever its name holds.
    let none = try claim(Self.yaml("exports ~ support + grp"))
    #expect(none.contains("N = 24") && !none.contains("grpb"), "\(none)")
    let own = try claim(Self.yaml("exports ~ support + grp", "claims: {plain: support}"))
    #expect(own.contains("support 2.0") && !own.contains("grpb"), "\(own)")
    let level = try claim(Self.yaml("exports ~ support + grp", "claims: {plain: 'grpb:east'}"))
    #expect(level.contains("grpb:east") && !level.contains("×"), "\(level)")
    let product = try claim(
      Self.yaml("exports ~ support*east", "claims: {plain: 'east : support'}"))
    #expect(product.contains("support × east"), "\(product)")
  }

  @Test("A claim that the model cannot keep is said, and checked", .tags(.failure))
  func claims() throws {
    for (formula, claim, words, check) in [
      ("exports ~ support", "suport", "suport is not estimated in this variant", "'support'"),
      (
        "exports ~ support + grp + grpb:east", "'grpb:east'", "is the name of several terms",
        "2 terms of the model are called 'grpb:east'"
      ),
    ] {
      let yaml = Self.yaml(formula, "claims: {plain: \(claim)}")
      #expect(try self.claim(yaml).contains(words))
      let study = try TemporaryStudy(yaml: yaml, tables: ["exports.csv": Self.table])
      let problems = try StudyCheck(study: study.path, variant: nil, dataFolders: []).findings()
        .filter { !$0.isFine }
      #expect(problems.map(\.what) == ["claim plain"])
      #expect(problems[0].words.contains(check), "\(problems)")
    }
  }

  @Test("A term that no model of a figure has is found before the run", .tags(.failure))
  func figureTerms() throws {
    func problems(_ terms: String) throws -> [StudyCheck.Finding] {
      let study = try TemporaryStudy(
        yaml: Self.yaml(
          "exports ~ support", "figures: {terms: {kind: coefficients, terms: [\(terms)]}}"),
        tables: ["exports.csv": Self.table])
      return try StudyCheck(study: study.path, variant: nil, dataFolders: []).findings()
        .filter { !$0.isFine }
    }
    #expect(try problems("support").isEmpty)
    let found = try problems("support, suport")
    #expect(found.map(\.what) == ["figure terms"])
    #expect(found[0].words.contains("'suport'") && found[0].words.contains("'support'"))
  }

  /// A name that files are called by, at each place where a study gives one.
  @Test(
    "A name that would lead out of the report's folder is refused with its line", .tags(.failure),
    arguments: [
      "", "../../escaped", "/tmp/escaped", "a/b", "a\\b", "..", "a.b", "two words", "a:b", "~",
      "nul\u{0}", "a\nb",
    ])
  func names(_ name: String) throws {
    #expect(OutputName(name) == nil)
    // In YAML a name with such characters stands in quotes, with its escapes.
    let quoted = try #require(
      String(data: JSONEncoder().encode(name), encoding: .utf8))
    for text in [
      Self.yaml("y ~ x", "figures: {\(quoted): {kind: coefficients}}"),
      Self.yaml("y ~ x", "quantities: {\(quoted): {model: plain}}"),
      Self.yaml("y ~ x").replacing("plain:", with: "\(quoted):"),
    ] {
      let error = #expect(throws: StudyError.self) { try Study(yaml: text, file: "study.yaml") }
      guard case .document = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test("Names of letters, digits, - and _ are names", .tags(.identity))
  func plainNames() {
    for name in ["exports", "table-1", "a_b", "Größe", "7"] {
      #expect(OutputName(name)?.description == name)
    }
  }

  @Test("Nothing is written beside the report's folder", .tags(.failure)) func outside() throws {
    let study = try TemporaryStudy(
      yaml: Self.yaml("exports ~ support", "figures: {../../escaped: {kind: coefficients}}"),
      tables: ["exports.csv": Self.table])
    var options = StudyRunner.Options()
    options.output = study.path("out/report")
    #expect(throws: StudyError.self) {
      try StudyRunner(study: study.path, variant: nil, options: options).run()
    }
    #expect(study.contents("") == ["exports.csv", "study.yaml"])
  }

  @Test("The manifest hashes every file of the report, and no folder", .tags(.identity))
  func manifest() throws {
    let study = try TemporaryStudy(
      yaml: Self.yaml("exports ~ support", "figures: {terms: {kind: coefficients}}"),
      tables: ["exports.csv": Self.table])
    var options = StudyRunner.Options()
    options.output = study.path("report")
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    let data = try Data(contentsOf: URL(fileURLWithPath: study.path("report/manifest.json")))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let outputs = try #require(json["outputs"] as? [String: String])
    let written =
      study.contents("report").filter { $0.contains(".") && $0 != "manifest.json" }
      + study.contents("report/tables").map { "tables/" + $0 }
      + study.contents("report/figures").map { "figures/" + $0 }
    #expect(outputs.keys.sorted() == written.sorted())
  }

  @Test("No two causes share letters", .tags(.identity)) func letters() {
    let all = (0..<800).map { ReportTables.letters($0) }
    #expect(Set(all).count == all.count)
    #expect(
      [0, 25, 26, 27, 51, 52, 701, 702].map { all[$0] }
        == ["a", "z", "aa", "ab", "az", "ba", "zz", "aaa"])
  }

  @Test("Coverage that differs in one term differs", .tags(.identity)) func coverage() {
    let counts = [StudyOutcome.Coverage.Count(model: "m", term: "x", covering: 3)]
    let one = StudyOutcome.Coverage(seeds: [1], intervals: 4, covering: 3, byTerm: counts)
    var other = one
    #expect(one == other)
    other.byTerm[0].covering = 2
    #expect(one != other)
    other = one
    other.byTerm[0].term = "z"
    #expect(one != other)
    other.byTerm = []
    #expect(one != other)
  }

  /// What the code that reads a panel cannot evaluate is said, with the step; nothing comes out empty.
  @Test(
    "What cannot be evaluated stops the run by name", .tags(.failure),
    arguments: [
      (
        "figures: {f: {kind: marginal effect, model: plain, of: support, over: nothing}}",
        ["figure f", "nothing"]
      ),
      (
        "figures: {f: {kind: predictions, model: plain, over: nothing}}", ["figure f", "nothing"]
      ),
      (
        "figures: {f: {kind: interaction diagnostics, model: plain, of: support, over: nothing}}",
        ["figure f", "nothing"]
      ),
      ("quantities: {q: {model: plain, of: nothing}}", ["quantities q", "nothing"]),
    ])
  func evaluation(more: String, words: [String]) throws {
    let error = #expect(throws: StudyError.self) {
      try page(Self.yaml("exports ~ support*east", more))
    }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
  }

  @Test(
    "What cannot be computed stops the panel by name", .tags(.failure),
    arguments: [
      ("{compute: [bad]}", "variables: {bad: log(nothing)}", ["variable bad", "nothing"]),
      ("{keep: nothing > 1}", "", ["keep", "nothing"]),
      (
        "{append: all}",
        "composites: {all: {code: 9, of: ally, members: 1-3, mean: [nothing], missing: skip}}",
        ["composite all", "nothing"]
      ),
    ])
  func panel(step: String, more: String, words: [String]) throws {
    let yaml = Self.yaml("exports ~ support", more)
      .replacing("{start: exports}]", with: "{start: exports}, \(step)]")
    let error = #expect(throws: StudyError.self) { try page(yaml) }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
  }
}
