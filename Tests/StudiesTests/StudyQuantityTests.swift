import Foundation
import Studies
import TestSupport
import Testing

/// Quantities, figures and inference of study files, from their keys to the report.
@Suite struct StudyQuantityTests {
  /// The small study with a product, a binary outcome and whatever a test asks of them.
  static func study(_ extra: String, models: String = "") throws -> TemporaryStudy {
    let yaml = SmallStudy.yaml.replacing(
      "variants:",
      with: """
          moderated:
            formula: exports ~ even*support
            variance: cluster(ally)
            comparison: [iid, "cluster(ally, year)"]
            inference: jackknife:ally
          chance:
            formula: many ~ support + even
            estimator: probit
            level: 0.9
        \(models)variants:
        """
    ).replacing("- compute: [earlier]", with: "- compute: [earlier, even, many]")
      .replacing(
        "variables:",
        with: "variables:\n  even: mod(year, 2)\n  many: if_else(mod(ally + year, 3) == 0, 1, 0)")
    return try TemporaryStudy(yaml: yaml + "\n" + extra, tables: SmallStudy.tables)
  }

  static let everything = """
    figures:
      outcome: {kind: predictions, model: plain, over: support}
      chances: {kind: predictions, model: chance, over: support, holding: {even: 1}}
      effect: {kind: marginal effect, model: moderated, of: even, over: support}
      change: {kind: marginal effect, model: chance, of: even, over: support, at: [0, 5]}
      linear:
        kind: interaction diagnostics
        model: moderated
        of: even
        over: support
        bins: 2
        knots: 3
        replicates: 20
        bandwidth: 3
    quantities:
      support: {model: plain, of: support, bounds: [-3, 3]}
      compared: {model: chance, of: support, between: [0, 5], at: {even: 1}, others: typical}
      scenarios: {model: plain, predict: {support: [0, 5]}}
      mean: {model: chance, predict: average, scale: response}
      fitted: {model: plain, predict: rows}
      joint: {model: moderated, test: ["even = 0", "even + 2*even:support = 0.5"]}
    """

  func run(_ study: TemporaryStudy) throws -> [String: Any] {
    var options = StudyRunner.Options()
    options.output = study.path("report")
    _ = try StudyRunner(study: study.path, variant: nil, options: options).run()
    let text = try String(contentsOfFile: study.path("report/results.json"), encoding: .utf8)
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(.tags(.identity)) func everyQuantityReachesTheReportAndTheResults() throws {
    let study = try Self.study(Self.everything)
    let json = try run(study)
    let quantities = try #require(json["quantities"] as? [[String: Any]])
    #expect(
      quantities.compactMap { $0["figure"] as? String }
        == ["outcome", "chances", "effect", "change", "linear"])
    #expect(
      quantities.filter { $0["diagnostics"] == nil }.compactMap { $0["quantity"] as? String }
        == ["prediction", "prediction", "effect", "effect"])
    // A prediction is no effect of the outcome on itself.
    #expect(
      quantities.compactMap { $0["effect_of"] as? String } == ["even", "even"])
    func kinds(_ name: String) throws -> Set<String> {
      Set(try rows(name).compactMap { $0["quantity"] as? String })
    }
    func rows(_ name: String) throws -> [[String: Any]] {
      let entry = try #require(quantities.first { $0["name"] as? String == name })
      return try #require((entry["quantities"] as? [String: Any])?["rows"] as? [[String: Any]])
    }
    for (name, kind) in [
      ("support", "effect"), ("compared", "comparison"), ("scenarios", "prediction"),
      ("mean", "prediction"), ("fitted", "prediction"), ("joint", "hypothesis"),
    ] {
      #expect(try kinds(name) == [kind])
    }
    let tested = try #require(try rows("support").first?["equivalence"] as? [String: Any])
    #expect(tested["verdict"] as? String == "small but present")
    #expect(try rows("compared").map { $0["contrast"] as? String } == ["5 - 0"])
    #expect(try rows("scenarios").count == 2)
    #expect(try rows("mean").count == 1)
    #expect(try rows("fitted").count == 23)
    let joint = try #require(
      quantities.first { $0["name"] as? String == "joint" }?["quantities"] as? [String: Any])
    #expect((joint["wald"] as? [String: Any])?["df"] as? Int == 2)
    // The average prediction of a probit is between 0 and 1, a third of the rows here.
    let mean = try #require(try rows("mean").first?["estimate"] as? Double)
    #expect(mean > 0.2 && mean < 0.5)

    let fits = try #require(json["fits"] as? [String: Any])
    let inference = (fits["moderated"] as? [String: Any])?["inference"] as? [String: Any]
    #expect(inference?["method"] as? String == "jackknife:ally")
    let ladder = try #require((json["comparisons"] as? [[String: Any]])?.first)
    let titles = (ladder["fits"] as? [[String: Any]])?.compactMap { $0["title"] as? String }
    #expect(titles == ["cluster:ally", "iid", "cluster:ally,year"])

    let tables = study.contents("report/tables")
    for name in ["quantities-joint", "inference-moderated", "comparison-moderated"] {
      #expect(tables.contains(name + ".csv"))
    }
    #expect(tables.contains("diagnostics-linear.tex"))
    // Five that are asked for, and the sample of each model.
    let drawn = study.contents("report/figures").filter { $0.hasSuffix(".svg") }
    #expect(drawn.filter { !$0.hasPrefix("sample-") }.count == 5)
    #expect(drawn.filter { $0.hasPrefix("sample-") }.count == fits.count)
    let page = try String(contentsOfFile: study.path("report/index.html"), encoding: .utf8)
    for words in [
      "Predicted exports", "Kernel", "Joint Wald test", "inference by resampling",
      "under several variances", "even = 1; other variables at their means and modes",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test(.tags(.identity)) func theSimulatedWorldShowsEveryKindOfQuantity() throws {
    let builtIn = try StudyLibrary.builtIn.text("simulated-world")
    let yaml = builtIn.replacing(
      "{patrons: 60, allies: 80, years: 16, seed: 1}",
      with: "{patrons: 8, allies: 12, years: 8, seed: 1}")
    #expect(yaml != builtIn)
    let study = try TemporaryStudy(yaml: yaml, tables: [:])
    let json = try run(study)
    let quantities = try #require(json["quantities"] as? [[String: Any]])
    #expect(
      quantities.compactMap { $0["figure"] as? String }
        == ["election-effect", "surge-effect", "surge-chance", "linear"])
    #expect(
      quantities.compactMap { $0["name"] as? String }
        == ["election-effect", "truth", "surge-comparison", "surge-scenarios"])
    #expect(((json["comparisons"] as? [Any])?.count) == 1)
  }

  /// A wrong key: the key, its line, and what may stand there.
  @Test(
    .tags(.failure),
    arguments: [
      (
        "quantities:\n  q: {model: plain, off: support}",
        ["'off'", "line 30", "title, model, bounds, of, over"]
      ),
      ("quantities:\n  q: {of: support}", ["quantities.q", "`model:`"]),
      ("quantities:\n  q: {model: plane}", ["'plane'", "'plain'"]),
      (
        "quantities:\n  q: {model: plain, predict: average, of: support}",
        ["quantities.q.of", "`of:` beside `predict:`", "predict, at, others, scale"]
      ),
      ("quantities:\n  q: {model: plain, test: [a, b], at: {c: 1}}", ["`at:` beside `test:`"]),
      ("quantities:\n  q: {model: plain, over: support}", ["one variable in `of:`"]),
      ("quantities:\n  q: {model: plain, of: support, between: [1]}", ["two values"]),
      ("quantities:\n  q: {model: plain, of: support, bounds: [1, 0]}", ["two ascending"]),
      ("quantities:\n  q: {model: plain, test: [\"a = b\"]}", ["a = b", "a + 2*a:b = 0.5"]),
      ("quantities:\n  q: {model: plain, predict: mean}", ["'mean'", "average, rows"]),
      ("quantities:\n  q: {model: plain, scale: log}", ["'log'", "response or link"]),
      ("figures:\n  f: {kind: effects}", ["'effects'", "marginal effect, predictions"]),
      (
        "figures:\n  sample-plain: {kind: coefficients}",
        ["figures.sample-plain", "draws the sample of a model"]
      ),
      (
        "figures:\n  f: {kind: predictions, model: plain, over: support, bins: 3}",
        ["'bins'", "model, over, axis"]
      ),
      (
        "figures:\n  f: {kind: interaction diagnostics, model: plain, of: a, over: b, knots: 9}",
        ["'9'", "from 3 to 7"]
      ),
    ] as [(String, [String])])
  func wrongKeysAreNamed(extra: String, words: [String]) throws {
    let yaml = SmallStudy.yaml + "\n" + extra
    let error = #expect(throws: StudyError.self) { try Study(yaml: yaml, file: "study.yaml") }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
  }

  @Test(
    .tags(.failure),
    arguments: [
      ("estimator: prbit", ["'prbit'", "ppml, probit, logit or cloglog"]),
      ("inference: boot:ally", ["'boot:ally'", "jackknife:unit"]),
      ("comparison: [cluster(a, b)]", ["'cluster(a'", "in quotes where it holds a comma"]),
      ("singletons: away", ["keep or drop"]),
      ("bias_correction: yes", ["none or analytic"]),
      ("level: 95", ["between 0 and 1"]),
      ("bred: weights", ["'bred'", "'bread'", "singletons, bias_correction, inference"]),
    ] as [(String, [String])])
  func wrongSettingsOfAModelAreNamed(setting: String, words: [String]) throws {
    let yaml = SmallStudy.yaml.replacing(
      "formula: exports ~ support", with: "formula: exports ~ support\n    " + setting)
    let error = #expect(throws: StudyError.self) { try Study(yaml: yaml, file: "study.yaml") }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(String(describing: error))")
    }
    #expect(error?.description.contains("line ") == true)
  }

  @Test(.tags(.failure)) func whatAFitCannotAnswerIsSaidWithTheStepsName() throws {
    for (extra, words) in [
      ("quantities:\n  q: {model: within, predict: average}", ["quantities q", "absorbed `ally`"]),
      ("quantities:\n  q: {model: plain, test: [gdp]}", ["quantities q", "no term `gdp`"]),
      (
        "figures:\n  f: {kind: predictions, model: within, over: support}",
        ["figure f", "absorbed `ally`"]
      ),
    ] {
      let study = try Self.study(
        extra, models: "  within:\n    formula: exports ~ support\n    absorb: ally\n")
      let error = #expect(throws: StudyError.self) { try run(study) }
      for word in words {
        #expect(error?.description.contains(word) == true, "\(String(describing: error))")
      }
      #expect(study.contents("report").isEmpty)
    }
  }
}
