import Documents
import Foundation
import Studies
import TestSupport
import Testing

/// Settings that hold more, or less, than what they are read as are refused, and never cut to fit.
@Suite struct StudyJunkTests {
  private static let composite = """
    composites:
      union:
        code: 1000
        of: ally
        members: 1-3, 5
        years: 1990-2000
        mean: [exports]
        missing: skip
    models:
    """

  private static let yaml = SmallStudy.yaml.replacing("models:\n", with: composite + "\n")
    .replacing(
      "formula: exports ~ support\n", with: "formula: exports ~ support\n    weights: analytic:w\n"
    )
    .replacing(
      "exports: {file: exports.csv}",
      with: "exports: {file: exports.csv, leader_years: {state: 2, rule: longest}}"
    )
    .replacing("      on: [ally, year]", with: "      on: [ally, year]\n      absent: 0")

  @Test("the study as it stands is read, blanks or none", .tags(.identity))
  func stands() throws {
    for (old, new) in [
      ("", ""), ("1990-2000", "1990 - 2000"), ("1-3, 5", "1 - 3,5"), ("1-3, 5", "5"),
      ("analytic:w", "analytic: w"), ("absent: 0", "absent: missing"),
      ("absent: 0", "absent: zero"),
    ] {
      let text =
        old.isEmpty
        ? Self.yaml : Self.yaml.replacing(old, with: new == "analytic: w" ? "'analytic: w'" : new)
      let study = try Study(yaml: text, file: "study.yaml")
      #expect(study.composites[0].years == 1990...2000)
      #expect(study.models[0].model.weights?.name == "w")
    }
  }

  @Test(
    "junk is refused with its line", .tags(.failure),
    arguments: [
      ("years: 1990-2000", "years: 3-4x", "years such as 1988-2010"),
      ("years: 1990-2000", "years: 1990-abc", "years such as 1988-2010"),
      ("years: 1990-2000", "years: -5", "years such as 1988-2010"),
      ("years: 1990-2000", "years: abc", "years such as 1988-2010"),
      ("members: 1-3, 5", "members: 1-3,, 5", "codes such as"),
      ("members: 1-3, 5", "members: -5", "codes such as"),
      ("members: 1-3, 5", "members: 1--3", "codes such as"),
      ("members: 1-3, 5", "members: 3-1", "codes such as"),
      ("members: 1-3, 5", "members: 1-3x", "codes such as"),
      ("members: 1-3, 5", "members: '1-3,'", "codes such as"),
      ("missing: skip", "missing: skpi", "skip or propagate"),
      ("missing: skip", "propagate: [support]", "a rule is given for"),
      ("weights: analytic:w", "weights: analytic::w", "kind:column"),
      ("weights: analytic:w", "weights: 'analytic:'", "kind:column"),
      ("rule: longest", "rule: long", "most months, year end or longest"),
      ("absent: 0", "absent: 1", "0 or missing"), ("absent: 0", "absent: none", "0 or missing"),
      ("variance: cluster(ally)", "variance: 'cluster(ally,)'", "cluster:a,..."),
      ("variance: cluster(ally)", "variance: 'dyadic(a,,b)'", "cluster:a,..."),
    ])
  func junk(original: String, broken: String, words: String) {
    let text = Self.yaml.replacing(original, with: broken)
    #expect(text != Self.yaml)
    let error = #expect(throws: StudyError.self) {
      try Study(yaml: text, file: "study.yaml", variant: nil)
    }
    guard case .document(.malformed(_, let line, _, _, let expected)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line > 1 && expected.contains(words), "\(expected)")
  }

  @Test("a variant that extends what is not there, or itself", .tags(.failure))
  func extends() {
    for (broken, words) in [
      ("extends: firts", "one of the variants"), ("extends: robust", "in a circle"),
    ] {
      let text = SmallStudy.yaml.replacing(
        "words: With Huber's psi.", with: "words: x\n    \(broken)")
      let error = #expect(throws: StudyError.self) {
        try Study(yaml: text, file: "study.yaml", variant: "robust")
      }
      #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
  }

  @Test(
    "what a study takes out, counts and compares is there", .tags(.failure),
    arguments: [
      ("without: suport", "no 'suport'"), ("without: [support, log(support)]", "no 'log(support)'"),
      ("without: \"support | ally\"", "expected"), ("absorb: \"ally | year\"", "expected"),
      ("without: \"support +\"", "expected"),
    ])
  func removed(setting: String, words: String) throws {
    let text = SmallStudy.yaml.replacing(
      "formula: exports ~ support", with: "formula: exports ~ support\n    " + setting)
    let error = #expect(throws: StudyError.self) { try Study(yaml: text, file: "study.yaml") }
    let message = error?.description ?? ""
    #expect(message.contains(words) && message.contains("line "), "\(message)")
  }

  @Test("a variant takes out what some model has", .tags(.identity)) func variantRemoves() throws {
    func study(_ term: String) throws -> Study {
      try Study(
        yaml: SmallStudy.yaml.replacing(
          "estimator: m(huber)", with: "without: [\(term)]\n    absorb: year"),
        file: "study.yaml", variant: "robust")
    }
    let models = try study("earlier").models
    #expect(models[0].model.formula.products.count == 1 && models[1].model.formula.products.isEmpty)
    #expect(models.allSatisfy { $0.model.formula.absorbed == ["year"] })
    #expect(models[0].model.formula.text == "exports ~ support - earlier | year")
    let error = #expect(throws: StudyError.self) { try study("earlyer") }
    #expect(error?.description.contains("none of which has 'earlyer'") == true)
  }

  @Test("effects of a formula and of `absorb:` stand together", .tags(.identity))
  func effects() throws {
    let text = SmallStudy.yaml.replacing(
      "formula: exports ~ support",
      with: "formula: exports ~ support + earlier | ally\n    without: earlier\n    absorb: year")
    let formula = try Study(yaml: text, file: "study.yaml").models[0].model.formula
    #expect(formula.text == "exports ~ support + earlier - earlier | ally + year")
    #expect(formula.absorbed == ["ally", "year"] && formula.products.count == 1)
  }

  @Test(
    "what was published is read as it is printed", .tags(.failure),
    arguments: [
      ("models: {plain: {support: [1e-3, 0, 1]}}", "a number as it is printed"),
      ("models: {plain: {support: [1, 2]}}", "[estimate, low, high]"),
      ("level: 90, models: {plain: {support: [1, 0, 2]}}", "between 0 and 1"),
      ("level: 0, models: {plain: {support: [1, 0, 2]}}", "between 0 and 1"),
      (
        "models: {plain: {support: [1, 0, 2]}}, causes: [{terms: [suport], cause: x}]",
        "'suport' is none"
      ),
    ])
  func published(settings: String, words: String) {
    let text = SmallStudy.yaml.replacing("question:", with: "published: {\(settings)}\nquestion:")
    let error = #expect(throws: StudyError.self) { try Study(yaml: text, file: "study.yaml") }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }

  @Test("digits behind the point are counted", .tags(.identity)) func decimals() throws {
    for (number, digits) in [("0.125", 3), ("-1.50", 2), ("+2", 0), ("3.", 0), (".5", 1)] {
      let text = SmallStudy.yaml.replacing(
        "question:",
        with: "published: {models: {plain: {support: [\(number), -9, 9]}}}\nquestion:")
      let entries = try Study(yaml: text, file: "study.yaml").published?.entries
      #expect(entries?.first?.number.decimals == digits, "\(number)")
    }
  }

  @Test("a seed is a whole number that is not negative", .tags(.failure)) func seeds() throws {
    func study(_ settings: String) throws -> Study {
      try Study(
        yaml: """
          study: own
          sources: {world: {simulate: {patrons: 3, seed: \(settings)}}}
          panel: {unit: [patron, ally], time: year, build: [{start: world}]}
          models: {m: {formula: exports ~ support, seed: \(settings)}}
          """, file: "own.yaml")
    }
    #expect(try study("7").models[0].model.specification.options.seed == 7)
    for wrong in ["-5", "1.5", "many", "99999999999999999999"] {
      let error = #expect(throws: StudyError.self) { try study(wrong) }
      #expect(error?.description.contains("whole number") == true, "\(wrong)")
      #expect(error?.description.contains("simulate") == true, "\(wrong)")
    }
  }

  @Test("a study in JSON is the study in YAML", .tags(.identity))
  func json() throws {
    let json = """
      {"study": "j", "sources": {"a": {"file": "a.csv"}},
       "panel": {"unit": "ally", "time": "year", "build": [{"start": "a"}]},
       "models": {"m": {"formula": "y ~ x", "level": 0.9}}}
      """
    let yaml = """
      study: j
      sources: {a: {file: a.csv}}
      panel: {unit: ally, time: year, build: [{start: a}]}
      models: {m: {formula: y ~ x, level: 0.9}}
      """
    let (one, other) = (
      try Study(yaml: json, file: "study.json"), try Study(yaml: yaml, file: "study.yaml")
    )
    #expect(one.models == other.models && one.panel == other.panel && one.sources == other.sources)
    let folder = try TemporaryStudy(yaml: "x", tables: ["study.json": json])
    #expect(try StudyLibrary.find(folder.path("study.json")).text == json)
  }

  @Test("bytes that are no text are refused, and not repaired", .tags(.failure))
  func bytes() throws {
    let folder = try TemporaryStudy(yaml: "")
    try Data([0x61, 0x3A, 0xFF]).write(to: URL(fileURLWithPath: folder.path("study.yaml")))
    #expect(
      throws: StudyError.document(
        .unreadable(file: folder.path + "/study.yaml", reason: "it is not UTF-8 text"))
    ) { try StudyLibrary.find(folder.path) }
  }
}
