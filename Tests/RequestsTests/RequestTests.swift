import Documents
import TestSupport
import Testing

@testable import Requests

/// Requests as documents spell them: what is read, and what is refused, where.
@Suite struct RequestTests {
  private func requests(_ text: String) throws -> [Request] {
    let node = try DocumentNode(reading: text, file: "r.yaml", expecting: "a request")
    return try Request.requests(in: node)
  }

  @Test("A list asks several, and two words are one key in another", .tags(.identity))
  func several() throws {
    let asked = try requests(
      """
      - fit: {data: g.csv, formula: y ~ x, vcov: hc1}
      - functions:
      - cases: {trace: {file: loyalty, high: 0.9}}
      """)
    #expect(asked.count == 3)
    let fit = try #require(asked[0].question as? FitQuestion)
    #expect(fit.members.data == "g.csv")
    #expect(fit.variance.name == "hc1")
    #expect(asked[1].question is FunctionListQuestion)
    let trace = try #require(asked[2].question as? TraceQuestion)
    #expect(trace.file == "loyalty" && trace.high == 0.9 && trace.low == 0.2)
  }

  @Test("JSON and YAML ask the same", .tags(.identity)) func forms() throws {
    let yaml = try requests("fit: {data: g.csv, formula: y ~ x, level: 0.9, format: json}")
    let json = try requests(
      #"{"fit": {"data": "g.csv", "formula": "y ~ x", "level": 0.9, "format": "json"}}"#)
    #expect(yaml[0].question as? FitQuestion == json[0].question as? FitQuestion)
    #expect(yaml[0].output == json[0].output && yaml[0].output.format == .json)
  }

  @Test(
    "Lists, texts with commas and lines are the same", .tags(.identity),
    arguments: [
      ("at: z=1", "at: {z: 1}"), ("at: [z=1, w=old]", "at: {z: 1, w: old}"),
      ("between: '0,1'", "between: [0, 1]"), ("bounds: '-0.1,0.1'", "bounds: [-0.1, 0.1]"),
      ("test: x", "test: [x]"), ("panel: 'a,b,year'", "panel: [a, b, year]"),
    ])
  func spellings(one: String, other: String) throws {
    func question(_ member: String) throws -> EffectsQuestion {
      let of = member.hasPrefix("test") ? "" : ", of: x"
      let asked = try requests("effects: {data: g.csv, formula: y ~ x*z\(of), \(member)}")
      return try #require(asked[0].question as? EffectsQuestion)
    }
    #expect(try question(one) == question(other))
    #expect(try question(one) != question("scale: link"))
  }

  @Test("Predictions are a word, texts or lines", .tags(.identity)) func predictions() throws {
    func question(_ member: String) throws -> EffectsQuestion {
      let asked = try requests("effects: {data: g.csv, formula: y ~ x*z, \(member)}")
      return try #require(asked[0].question as? EffectsQuestion)
    }
    #expect(try question("predict: average").predict == .average)
    #expect(try question("predict: rows").predict == .rows)
    let grid = EffectsQuestion.Predictions.grid([
      Assignment("x", ["0", "1"]), Assignment("z", ["-1"]),
    ])
    for spelling in ["{x: [0, 1], z: -1}", "['x=0,1', 'z=-1']", "{x: '0,1', z: [-1]}"] {
      #expect(try question("predict: \(spelling)").predict == grid, "\(spelling)")
    }
  }

  @Test("Every question can be asked with what it needs alone", .tags(.identity))
  func catalogue() throws {
    let needed = [
      "run": "study: s", "check": "study: s", "panel": "{study: s, out: p.csv}",
      "fit": "{data: d.csv, formula: y ~ x}", "compare": "{data: d.csv, formula: y ~ x}",
      "effects": "{data: d.csv, formula: y ~ x}",
      "diagnose": "{data: d.csv, formula: y ~ x*z, treatment: x, moderator: z}",
      "universe": "out: u.csv", "cases audit": "file: f", "cases timeline": "file: f",
      "cases trace": "file: f", "cases report": "file: f",
      "cases qca": "{file: f, outcome: o, conditions: 'a,b'}", "sources verify": "data: d",
    ]
    var names: Set<[String]> = []
    for type in QuestionCatalogue.questions {
      #expect(names.insert(type.name).inserted, "\(type.name) twice")
      let members = needed[type.name.joined(separator: " ")] ?? "{}"
      var text = members.hasPrefix("{") ? members : "{\(members)}"
      for word in type.name.reversed() { text = "{\(word): \(text)}" }
      let asked = try requests(text)
      #expect(asked.count == 1)
      #expect(Swift.type(of: asked[0].question) == type)
    }
    #expect(names.count == 24)
  }

  static let refused: [(text: String, words: [String])] = [
    (
      "fit: {data: g.csv, fromula: y ~ x}",
      ["line 1", "at fit", "'formula' is not set", "'fromula'"]
    ),
    ("fit:\n  data: g.csv", ["'formula' is not set", "Add a line"]),
    ("fti: {data: g.csv}", ["no setting 'fti'", "fit, compare"]),
    ("fit:\n  data: g.csv\n  formula: y ~ x\n  vcof: hc1", ["line 4", "'vcof'", "'vcov'"]),
    ("fit: {data: g.csv, formula: y ~ x, vcov: hc9}", ["fit.vcov", "'hc9'", "hc1", "dyadic"]),
    ("fit: {data: g.csv, formula: 'y ~ '}", ["fit.formula", "found the end"]),
    ("fit: {data: g.csv, formula: y ~ x, figure: a.png}", ["no setting 'figure'"]),
    ("fit: {data: g.csv, formula: y ~ x, format: docx}", ["fit.format", "'docx'", "markdown"]),
    ("fit: {data: g.csv, formula: y ~ x, seed: -1}", ["fit.seed", "'-1'", "whole number from 0"]),
    ("fit: {data: g.csv, formula: y ~ x, threads: 0}", ["fit.threads", "at least 1"]),
    (
      "fit:\n  formula: y ~ x\n  data: g.csv\n  level: 2",
      ["line 4", "fit.level", "between 0 and 1"]
    ),
    ("fit: {data: g.csv, formula: y ~ x, tolerance: 0}", ["fit.tolerance", "positive"]),
    ("fit: {data: g.csv, formula: y ~ x, max-iterations: 0}", ["max-iterations", "at least 1"]),
    ("fit: {data: g.csv, formula: y ~ x, estimator: lasso}", ["'lasso'", "ols"]),
    (
      "fit: {data: g.csv, formula: y ~ x, estimator: m, psi: cauchy}", ["'psi' is huber", "cauchy"]
    ),
    ("fit: {data: g.csv, formula: y ~ x, estimator: mm, tuning: -1}", ["'tuning' is a positive"]),
    ("fit: {data: g.csv, formula: y ~ x, weights: w}", ["'weights' is frequency:w", "not 'w'"]),
    ("fit: {data: g.csv, formula: y ~ x, panel: year}", ["'panel' names unit,time", "'year'"]),
    (
      "fit: {data: g.csv, formula: y ~ x, imputation: m, inference: jackknife:g}",
      ["fit.imputation", "leave 'inference' out"]
    ),
    ("fit: {data: g.csv, formula: y ~ x, inference: magic}", ["fit.inference", "'magic'"]),
    ("compare: {data: g.csv, formula: []}", ["'formula'", "at least one model"]),
    ("compare: {data: g.csv, formula: y ~ x, vcov: [hc1, hc9]}", ["compare.vcov[2]", "'hc9'"]),
    ("effects: {data: g.csv, formula: y ~ x, over: z}", ["'over' needs one 'of'"]),
    ("effects: {data: g.csv, formula: y ~ x, at: {z: [1, 2]}}", ["'at' takes one value"]),
    ("effects: {data: g.csv, formula: y ~ x, at: z}", ["'z' is not of the form name=value"]),
    ("effects: {data: g.csv, formula: y ~ x, between: '0,1'}", ["'between'", "needs one 'of'"]),
    ("effects: {data: g.csv, formula: y ~ x, of: x, between: 0}", ["takes two values"]),
    ("effects: {data: g.csv, formula: y ~ x, of: x, test: x}", ["different tables"]),
    ("effects: {data: g.csv, formula: y ~ x, bounds: '1,0'}", ["ascending"]),
    ("effects: {data: g.csv, formula: y ~ x, bounds: '0,b'}", ["effects.bounds", "'b' is not a"]),
    ("effects: {data: g.csv, formula: y ~ x, predict: x=}", ["effects.predict", "names nothing"]),
    ("effects: {data: g.csv, formula: y ~ x, test: 'x +'}", ["effects.test"]),
    ("effects: {data: g.csv, formula: y ~ x, figure: a.png}", ["'figure' needs 'of'"]),
    (
      "effects: {data: g.csv, formula: y ~ x, of: x, over: z, figure: a.gif}",
      ["effects.figure", ".svg"]
    ),
    (
      "diagnose: {data: g, formula: y ~ x*z, treatment: x, moderator: z, bins: 1}",
      ["'bins' is from 2"]
    ),
    ("diagnose: {data: g, formula: y ~ x*z, treatment: x, moderator: z, knots: 8}", ["'knots' is"]),
    (
      "diagnose: {data: g, formula: y ~ x*z, treatment: x, moderator: z, replicates: -1}",
      ["'replicates' is from 0"]
    ),
    (
      "diagnose: {data: g, formula: y ~ x*z, treatment: x, moderator: z, bandwidth: 0}",
      ["'bandwidth' is positive"]
    ),
    ("demo: {worlds: -1}", ["'worlds' is a count, not -1"]),
    ("solve: {guns-and-butter: {set: {roh: 0.5}}}", ["set", "`roh`", "rho"]),
    ("solve: {guns-and-butter: {set: {rho: much}}}", ["'much' is not a number"]),
    ("solve: {guns-and-butter: {figure-kind: cake}}", ["figure-kind", "'cake'", "one of"]),
    (
      "solve: {trade-agreement: {home-public: '1'}}",
      ["home-public", "1 number", "two are expected"]
    ),
    ("solve: {trade-agreement: {downstream-share: 2}}", ["trade-agreement", "2"]),
    ("solve: {loyalty-coercion: {believed-record: 2}}", ["'believed-record' is a share, not 2"]),
    ("solve: {loyalty-coercion: {case: france}}", ["'france'", "taiwan, pakistan"]),
    ("solve: {peace: {}}", ["no setting 'peace'", "guns-and-butter"]),
    ("design: {alliance-concessions: {allies: 1}}", ["'allies' is a list of whole numbers", "2"]),
    ("design: {alliance-concessions: {noise: -1}}", ["'effect' and 'noise'", "at least 0"]),
    ("design: {alliance-concessions: {worlds: 1}}", ["'worlds' is at least 2"]),
    ("design: {alliance-concessions: {level: 1}}", ["'level' lies between 0 and 1"]),
    (
      "fit: {data: d, formula: y ~ x, inference: jackknife:id, format: csv}",
      ["'format' csv is for one table"]
    ),
    ("cases: {trace: {file: f, low: 0.9}}", ["'low' and 'high' are probabilities"]),
    ("cases: {trace: {file: f, format: csv}}", ["'format' csv is for one table"]),
    ("cases: {timeline: {file: f, window: 0}}", ["'window' is from 1 to 20"]),
    ("cases: {timeline: {file: f, data: d, volumes: v}}", ["'register' and 'volumes' name files"]),
    ("cases: {qca: {file: f, outcome: o, conditions: 'a,,b'}}", ["a comma with nothing beside it"]),
    ("cases: {qca: {file: f, outcome: o, conditions: [a], consistency: 2}}", ["2"]),
    ("cases: {qca: {file: f, outcome: o, conditions: [a], models: 0}}", ["'models' and 'work'"]),
    ("cases: {qca: {file: f, outcome: o, conditions: [a], calibrate: {a: fuzzy}}}", ["a=fuzzy"]),
    ("sources: {verify: {}}", ["'data' names the folder"]),
    ("fit: {data: d, formula: y ~ x, vcov: dyadic:a,b}", ["'b' stands without a value", "quotes"]),
    (
      "effects: {data: d, formula: y ~ x, predict: x=0,1}",
      ["'1' stands without a value", "quotes"]
    ),
    ("fit: {data: '', formula: y ~ x}", ["'data' is not set"]),
    ("fit: {data: null, formula: y ~ x}", ["'data' is not set"]),
    ("fit: {data: d, formula: y ~ x, psi: bisquare}", ["'psi' and 'tuning' belong", "ols"]),
    ("fit: {data: d, formula: y ~ x, tuning: 2}", ["belong to the estimators m and mm"]),
    ("fit: {data: d, formula: y ~ x, estimator: mm, psi: huber}", ["'psi' is bisquare under mm"]),
    ("fit: {data: d, formula: y ~ x, bread: derivative}", ["'bread' is a choice of robust"]),
    ("fit: {data: d, formula: y ~ x, bias-correction: analytic}", ["for binary models"]),
    ("fit: {data: d.csv, formula: y ~ x, out: d.csv}", ["'out' would replace", "'data' names"]),
    ("fit: {data: d.csv, formula: y ~ x, out: ./d.csv}", ["'out' would replace"]),
    (
      "effects: {data: d, formula: y ~ x*z, of: x, over: z, out: a.png, figure: ./a.png}",
      ["'figure' would replace", "'out' names"]
    ),
    ("effects: {data: d, formula: y ~ x, at: [z=1, z=2]}", ["'at' holds 'z' at two values"]),
    ("effects: {data: d, formula: y ~ x, of: x, over: z, at: z=1}", ["'z' is held by 'at'"]),
    ("effects: {data: d, formula: y ~ x, predict: [x=0, x=1]}", ["'predict' has 'x' twice"]),
    ("effects: {data: d, formula: y ~ x, predict: x=1, at: x=3}", ["'x' has values by 'predict'"]),
    ("effects: {data: d, formula: y ~ x, test: x, at: x=3}", ["'test' is about coefficients"]),
    ("solve: {guns-and-butter: {set: [rho=1, rho=2]}}", ["'set' gives 'rho' twice"]),
    ("solve: {guns-and-butter: {figure-kind: possibilities}}", ["'figure-kind' chooses what"]),
    ("solve: {alliance-concessions: {year: 2020}}", ["'year' chooses an election in 'data'"]),
    ("solve: guns-and-butter", ["{solve: {...: {}}}", "guns-and-butter, tariff-network"]),
    ("sources: {}", ["one of list, verify"]), ("cases:", ["one of audit, timeline, trace"]),
    ("universe: {out: u, to: 99999}", ["'to' is a year of up to four digits"]),
    ("universe: {out: u, from: 0}", ["'from' is a year"]),
    (
      "- functions: {out: same}\n- studies: {out: ./same}",
      ["requests 1 and 2 both write ./same"]
    ),
    ("- functions: {out: same}\n- universe: {out: same}", ["requests 1 and 2"]),
    ("cases: {trase: {file: f}}", ["in cases", "'trase'", "'trace'"]),
    (
      "{fit: {data: g}, run: {study: s}}",
      ["a mapping of 2 keys", "several requests stand in a list"]
    ),
    ("[]", ["a list of 0", "at least one request"]),
    ("fit", ["'fit'", "a command's name over its options"]),
    ("- functions:\n- fit: 3", ["line 2", "[2].fit", "'3'"]),
  ]

  @Test("What cannot be asked is refused at its place", .tags(.failure), arguments: refused)
  func refusals(text: String, words: [String]) throws {
    let error = try #require(throws: DocumentError.self) { try requests(text) }
    #expect(error.description.hasPrefix("r.yaml"))
    for word in words { #expect(error.description.contains(word), "\(error)") }
  }

  @Test("Nothing set is a question at its defaults", .tags(.identity)) func empty() throws {
    for text in ["functions:", "functions: {}", "functions: null", "functions: ~"] {
      #expect(try requests(text)[0].question is FunctionListQuestion, "\(text)")
    }
  }
}
