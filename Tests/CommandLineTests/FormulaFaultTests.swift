import Foundation
import TestSupport
import Testing

/// Formulas and options that once gave a number of something else: terms of one name, brackets around
/// the intercept, effects that are identified and were refused, knots that moved, weights that did not
/// count. Right values are those of `Fixtures/faults/origin.md`.
@Suite struct FormulaFaultTests {
  /// Printed digits of the references.
  static let digits = 1e-8
  /// Rounding of sums taken in another order.
  static let rounding = 1e-9
  /// A quantile of simulated suprema, whose covariances differ by rounding.
  static let simulated = 1e-6

  private static func input(_ name: String) -> String {
    Fixture.path("faults/\(name)/input.csv")
  }

  private static func json(_ arguments: [String]) throws -> JSON {
    let run = try CommandRun(arguments + ["--format", "json"])
    try #require(run.status == 0, "\(arguments): \(run.errors)")
    return try JSONDecoder().decode(JSON.self, from: Data(run.output.utf8))
  }

  private static func fit(_ name: String, _ formula: String, _ more: String...) throws -> JSON {
    try json(["fit", "--data", input(name), "--formula", formula] + more)
  }

  private static func effects(_ name: String, _ formula: String, _ more: String...) throws -> JSON {
    try json(["effects", "--data", input(name), "--formula", formula] + more)
  }

  private static func refusal(_ arguments: [String]) throws -> String {
    let run = try CommandRun(arguments)
    #expect(run.status != 0, "\(arguments): \(run.output)")
    return run.errors
  }

  private static func list(_ json: JSON) -> [JSON] {
    if case .list(let items) = json { return items }
    return []
  }

  private static func text(_ json: JSON) -> String {
    if case .text(let text) = json { return text }
    return ""
  }

  private static func terms(_ fit: JSON) -> [(String, Double)] {
    list(fit["terms"]).map { (text($0["term"]), $0["estimate"].number ?? .nan) }
  }

  private static func numbers(_ effects: JSON, _ key: String = "estimate") -> [Double] {
    list(effects["rows"]).compactMap { $0[key].number }
  }

  private static func expectNumbers(
    _ found: [Double], _ wanted: [Double], relative: Double = digits
  ) {
    #expect(found.count == wanted.count, "\(found)")
    for (one, other) in zip(found, wanted) { expectClose(one, other, relative: relative) }
  }

  @Test("The effect over a moderator whose main term is absorbed is identified", .tags(.reference))
  func absorbedModerator() throws {
    let name = "p17-moderator-spanned-by-effect"
    let over = try Self.effects(
      name, "arms ~ threat*polity | dyad", "--of", "threat", "--over", "polity")
    let (effects, errors) = (Self.numbers(over), Self.numbers(over, "std_error"))
    try #require(effects.count == 11)
    Self.expectNumbers(
      [effects[0], effects[5], effects[10]], [-0.05044833835, 0.3430139672, 0.7364762728])
    Self.expectNumbers(
      [errors[0], errors[5], errors[10]], [0.1186387163, 0.07092953102, 0.1478009254])
    for formula in ["arms ~ threat*polity | dyad", "arms ~ threat + threat:polity | dyad"] {
      let at = try Self.effects(name, formula, "--of", "threat", "--at", "polity=5")
      Self.expectNumbers(Self.numbers(at), [0.7364762728])
    }
    let bloc = try Self.effects(
      name, "arms ~ threat*bloc | dyad", "--of", "threat", "--over", "bloc")
    #expect(Self.numbers(bloc).count == 3)
    // The main term itself is not, nor is what would move it.
    let main = try Self.refusal([
      "effects", "--data", Self.input(name), "--formula", "arms ~ threat*polity | dyad", "--of",
      "polity",
    ])
    #expect(main.contains("`polity` was dropped"))
    let test = try Self.refusal([
      "effects", "--data", Self.input(name), "--formula", "arms ~ threat*polity | dyad", "--test",
      "polity = 0",
    ])
    #expect(test.contains("`polity` was dropped"))
  }

  @Test("A copy of a variable is identified together with it alone", .tags(.identity))
  func copies() throws {
    let name = "h20-spline-predictions"
    let formula = "y ~ h + I(2 * h)"
    // b_h + 2 b_copy is the slope of the model without the copy; neither of the two is known alone.
    let sum = try Self.effects(name, formula, "--test", "h + 2*I(2 * h)")
    let slope = Self.terms(try Self.fit(name, "y ~ h"))[1].1
    Self.expectNumbers(Self.numbers(sum), [slope])
    let test = ["effects", "--data", Self.input(name), "--formula", formula, "--test"]
    #expect(try Self.refusal(test + ["I(2 * h)"]).contains("was dropped"))
    #expect(try Self.refusal(test + ["h + I(2 * h)"]).contains("was dropped"))
    // Moving h moves both, so that its effect is known.
    Self.expectNumbers(Self.numbers(try Self.effects(name, formula, "--of", "h")), [slope])
  }

  @Test("Two terms of one short name are told apart", .tags(.identity)) func clash() throws {
    let name = "h01-terms-of-one-name"
    let effects = try Self.effects(name, "y ~ g + gb")
    Self.expectNumbers(Self.numbers(effects), [2.1281154, 0.6760644], relative: 1e-7)
    let names = Self.terms(try Self.fit(name, "y ~ g + gb")).map(\.0)
    #expect(names == ["(Intercept)", "g == \"b\"", "`gb`"])
    let both = try Self.effects(name, "y ~ g + gb", "--test", "g == \"b\" = 0", "--test", "`gb`")
    Self.expectNumbers(Self.numbers(both), [2.1281154, 0.6760644], relative: 1e-7)
    let message = try Self.refusal([
      "effects", "--data", Self.input(name), "--formula", "y ~ g + gb", "--test", "gb = 0",
    ])
    #expect(message.contains("2 terms of the fit are called `gb`"))
    #expect(message.contains("g == \"b\", or `gb`"))
  }

  @Test(
    "The intercept goes and comes back as in R", .tags(.reference),
    arguments: [
      ("y ~ x - (1)", false), ("y ~ x - 1", false), ("y ~ x + (0)", false), ("y ~ (x - 1)", false),
      ("y ~ (x + x:x) - (1)", false), ("y ~ x - 0", true), ("y ~ x - 1 + 1", true),
    ])
  func intercept(formula: String, isThere: Bool) throws {
    let terms = Self.terms(try Self.fit("h06-minus-one-in-brackets", formula))
    #expect((terms[0].0 == "(Intercept)") == isThere)
    expectClose(terms.last?.1 ?? .nan, isThere ? 1.188364 : 1.081586, relative: 1e-6)
  }

  @Test("Without an intercept the first factor alone is coded in full", .tags(.reference))
  func noIntercept() throws {
    let name = "p18-no-intercept-second-factor"
    let formula = "y ~ 0 + g + factor(year) + x"
    let terms = Self.terms(try Self.fit(name, formula))
    #expect(
      terms.map(\.0) == ["ga", "gb", "gc", "factor(year)2002", "factor(year)2003", "x"])
    Self.expectNumbers(
      terms.map(\.1),
      [
        0.40593731926, 0.94159854259, 0.05544158871, 0.03156403781, 0.20154005158, 0.88189628650,
      ])
    let year = try Self.effects(name, formula, "--of", "year")
    Self.expectNumbers(Self.numbers(year), [0.03156403781, 0.20154005158])
    // R's model.matrix, name by name.
    for (formula, names) in [
      ("y ~ 0 + g:x", ["ga:x", "gb:x", "gc:x"]), ("y ~ 0 + x + g", ["x", "ga", "gb", "gc"]),
      ("y ~ x/g", ["(Intercept)", "x", "x:gb", "x:gc"]),
      (
        "y ~ 0 + factor(year)*g",
        ["2001", "2002", "2003"].map { "factor(year)\($0)" } + ["gb", "gc"]
          + ["gb", "gc"].flatMap { level in
            ["2002", "2003"].map { "factor(year)\($0):\(level)" }
          }
      ),
    ] {
      #expect(Self.terms(try Self.fit(name, formula)).map(\.0) == names, "\(formula)")
    }
  }

  @Test(
    "The outcome does not explain itself", .tags(.failure),
    arguments: ["y ~ y + x", "y ~ y", "y ~ factor(y)", "y ~ y:x", "y ~ x + I(y)", "y ~ x | y"])
  func outcome(formula: String) throws {
    let name = Self.input("h06-minus-one-in-brackets")
    let message = try Self.refusal(["fit", "--data", name, "--formula", formula])
    #expect(message.contains("among its own regressors"), "\(message)")
  }

  @Test("Terms of one short name are told apart across the models of a table", .tags(.identity))
  func namesAcrossModels() throws {
    let table = try TemporaryFile(
      "y,g,gb\n1,a,3\n2,b,1\n4,c,2\n3,a,5\n7,b,4\n5,c,0\n6,a,2\n8,b,6\n")
    let run = try CommandRun([
      "compare", "--data", table.path, "--formula", "y ~ g", "--formula", "y ~ gb",
    ])
    try #require(run.status == 0, "\(run.errors)")
    let heads = run.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(!heads.contains("gb"), "\(run.output)")
    #expect(heads.contains("`gb`"), "\(run.output)")
    #expect(run.output.contains("g == \"b\""), "\(run.output)")
  }

  @Test("Options that say two things are refused", .tags(.failure)) func contradictions() throws {
    let base = [
      "effects", "--data", Self.input("h10-contradictory-options"), "--formula", "y ~ x*z",
    ]
    for (options, words) in [
      (["--of", "x", "--bounds", "a,-0.1,0.1"], "'a' is not a number"),
      (["--of", "x", "--at", "z=1", "--at", "z=2"], "two values"),
      (["--of", "x", "--at", "z=1", "--at", "`z`=2"], "two values"),
      (["--of", "x", "--over", "z", "--at", "z=1"], "held by --at and moves by --over"),
      (["--of", "x", "--of", "z", "--formula", "y ~ x"], "'--formula' is given twice"),
      (["--of", "x", "--level", "95"], "between 0 and 1"),
      (["--of", "x", "--between", "1,1"], "twice"),
      (["--of", "x", "--between", "0,1", "--at", "x=2"], "held at a value and compared"),
      (["--predict", "x=1", "--predict", "x=2"], "twice"),
      (["--predict", "rows", "--others", "typical"], "leave --others out"),
      (["--test", "x = 0", "--scale", "link"], "leave these out"),
      (["--test", "x = 0", "--test", "x = 1"], "rank 1"),
      (["--at", "q=1"], "no variable `q`"),
    ] {
      let message = try Self.refusal(base + options)
      #expect(message.contains(words), "\(options): \(message)")
    }
  }

  @Test("Names and levels can be written, whatever is in them", .tags(.identity))
  func oddNames() throws {
    let name = "p06-odd-names"
    let formula = "`exp orts` ~ `GDP per head`*`L@pop`"
    for of in ["GDP per head", "`GDP per head`"] {
      Self.expectNumbers(
        Self.numbers(try Self.effects(name, formula, "--of", of, "--at", "L@pop=0")),
        [0.782401672599])
      Self.expectNumbers(
        Self.numbers(try Self.effects(name, formula, "--test", of + " = 0")), [0.782401672599])
    }
    let not = Self.terms(try Self.fit(name, "`exp orts` ~ `not`"))
    Self.expectNumbers(not.map(\.1), [0.530764602465, -0.140863354510])
    let region = "h13-level-with-comma"
    let found = try Self.effects(
      region, "y ~ x*region", "--of", "x", "--at", "region=\"Americas, N.\"")
    #expect(Self.numbers(found).count == 1)
    let level = try Self.refusal([
      "effects", "--data", Self.input(region), "--formula", "y ~ x*region", "--of", "region",
      "--at",
      "region=Nowhere",
    ])
    #expect(level.contains("no level `Nowhere`"))
    let comma = try Self.refusal([
      "effects", "--data", Self.input(region), "--formula", "y ~ x*region", "--of", "x", "--at",
      "region=Americas, N.",
    ])
    #expect(comma.contains("region=\"Americas, N.\""))
  }

  @Test("Offsets are as R's", .tags(.reference)) func offsets() throws {
    let name = "h16-offset-and-other-grammar"
    let ppml = Self.terms(
      try Self.fit(name, "deaths ~ x + offset(log(pop))", "--estimator", "ppml"))
    Self.expectNumbers(ppml.map(\.1), [-0.04688715007, 0.16206147550])
    let effects = try Self.effects(
      name, "deaths ~ x + offset(log(pop))", "--estimator", "ppml", "--of", "x")
    Self.expectNumbers(Self.numbers(effects), [4.120413015])
    let mean = try Self.effects(
      name, "deaths ~ x + offset(log(pop))", "--estimator", "ppml", "--predict", "average")
    Self.expectNumbers(Self.numbers(mean), [25.425])
    for (formula, words) in [
      ("y ~ poly(x, 2)", "x + I(x^2)"), ("y ~ scale(x)", "standardize(x)"), ("y ~ .", "by name"),
      ("y ~ x^2", "I(x^2)"), ("y ~ x %in% pop", "a:b"), ("y ~ 2*x", "wrap arithmetic in I()"),
    ] {
      let message = try Self.refusal(["fit", "--data", Self.input(name), "--formula", formula])
      #expect(message.contains(words), "\(formula): \(message)")
    }
  }

  @Test("Predictions keep the knots and moments of the fit", .tags(.reference))
  func transforms() throws {
    let name = "h20-spline-predictions"
    let spline = "y ~ spline1(h) + spline2(h) + spline3(h)"
    let predictions = try Self.effects(name, spline, "--predict", "h=100,200")
    Self.expectNumbers(Self.numbers(predictions), [1.020517397770, -0.142404948026])
    Self.expectNumbers(
      Self.numbers(predictions, "std_error"), [0.0460926053354, 0.0447501259929])
    // R's is a difference over 2e-5.
    Self.expectNumbers(
      Self.numbers(try Self.effects(name, spline, "--of", "h")), [-0.00705952634879],
      relative: 1e-7)
    let moments = try Self.effects(
      name, "y ~ standardize(h) + I(standardize(h)^2)", "--predict", "h=100,200")
    Self.expectNumbers(Self.numbers(moments), [0.9418294643500, -0.0544279251605])
  }

  @Test("Frequency weights are repeated rows in diagnostics and effects", .tags(.identity))
  func frequencies() throws {
    let name = "h15-diagnose-frequency-weights"
    let lines = try String(contentsOfFile: Self.input(name), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let repeated = lines.dropFirst().flatMap { line in
      Array(repeating: line, count: Int(line.split(separator: ",")[2]) ?? 0)
    }
    let table = try TemporaryFile(([lines[0]] + repeated).joined(separator: "\n") + "\n")
    for command in [
      ["diagnose", "--treatment", "t", "--moderator", "m", "--replicates", "10"],
      ["effects", "--of", "t", "--over", "m"], ["effects"],
    ] {
      let formula = ["--formula", "y ~ t*m"]
      let weighted = try Self.json(
        command + formula + ["--data", Self.input(name), "--weights", "frequency:w"])
      let expanded = try Self.json(command + formula + ["--data", table.path])
      Self.expectEqual(weighted, expanded, at: command[0])
    }
    let text = try CommandRun([
      "effects", "--data", Self.input(name), "--formula", "y ~ t*m", "--weights", "frequency:w",
    ])
    #expect(Self.words(text.output).contains("1,644 rows (200 of the table, weighted by w)"))
    let analytic = try CommandRun([
      "effects", "--data", Self.input(name), "--formula", "y ~ t*m", "--weights", "analytic:w",
    ])
    #expect(Self.words(analytic.output).contains("200 rows, weighted by w"))
  }

  /// The text without its line breaks.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Every number of two documents, but for what says how they were made.
  private static func expectEqual(_ left: JSON, _ right: JSON, at place: String) {
    switch (left, right) {
    case (.object(let one), .object(let other)):
      for key in one.keys where !["n", "weights", "formula"].contains(key) {
        expectEqual(left[key], other[key] ?? .null, at: "\(place).\(key)")
      }
    case (.list(let one), .list(let other)):
      #expect(one.count == other.count, "\(place)")
      for (index, pair) in zip(one, other).enumerated() {
        expectEqual(pair.0, pair.1, at: "\(place)[\(index)]")
      }
    case (.number(let one), .number(let other)):
      // Bands rest on simulated quantiles; what is nothing but rounding has no digits.
      let isBand = place.contains("band") || place.contains("critical")
      expectClose(one, other, relative: isBand ? simulated : rounding, absolute: 1e-12)
    default: break
    }
  }

  @Test("A factor with one level is named among what was dropped", .tags(.identity))
  func oneLevel() throws {
    let table = try TemporaryFile("y,x,g\n1,1,a\n2,2,a\n3.5,3,a\n4,4,a\n5.5,5,a\n,6,b\n,7,b\n")
    let fit = try Self.json(["fit", "--data", table.path, "--formula", "y ~ x + g"])
    #expect(Self.list(fit["redundant_terms"]).map(Self.text) == ["ga"])
    let run = try CommandRun(["fit", "--data", table.path, "--formula", "y ~ x + g"])
    #expect(run.output.contains("Dropped because other columns span them: ga."))
  }

  @Test("A running total ends at a gap, as the time since an event does", .tags(.identity))
  func cumulativeGap() throws {
    let table = try TemporaryFile(
      """
      u,year,x,y
      a,2000,1,1
      a,2001,2,2
      a,2004,5,3
      a,2005,1,5
      b,2000,3,2
      b,2001,1,4
      b,2002,2,3
      b,2003,2,8

      """)
    let fit = try Self.json([
      "fit", "--data", table.path, "--formula", "y ~ cumulative(x)", "--panel", "u,year",
    ])
    #expect(fit["n"].number == 6)
    #expect(fit["n_dropped"]["missing: cumulative(x)"].number == 2)
  }
}
