import Expressions
import Frames
import TestSupport
import Testing

/// Two units: A in 2000-2003 without 2002, B in 2000-2001; rows deliberately out of order.
@Suite struct EvaluatorTests {
  let frame: Frame
  let panel: PanelIndex

  init() throws {
    frame = try Frame([
      Column(name: "unit", texts: ["A", "B", "A", "A", "B"]),
      Column(name: "year", integers: [2001, 2001, 2000, 2003, 2000]),
      Column(name: "x", doubles: [2, 20, 1, 4, nil]),
      Column(name: "leader", texts: ["q", "s", "p", "q", "r"]),
      Column(
        name: "igos", storage: .double([5, 0, 6, 7, 8]),
        presence: [.present, .outsideCoverage, .present, .missing, .present]),
    ])
    panel = try PanelIndex(frame, units: ["unit"], time: "year")
  }

  func values(_ text: String) throws -> [Double?] {
    var evaluator = Evaluator(frame, panel: panel)
    let column = try evaluator.column(ExpressionParser.parse(text))
    return (0..<column.count).map { column.double(at: $0) }
  }

  @Test(
    .tags(.identity),
    arguments: [
      ("x + 1", [3, 21, 2, 5, nil]), ("x^2 / 2", [2, 200, 0.5, 8, nil]),
      ("mod(-year, 4)", [3, 3, 0, 1, 0]), ("x > 2", [0, 1, 0, 1, nil]),
      ("leader == \"q\"", [1, 0, 0, 1, 0]), ("is_in(year, 2000, 2003)", [0, 0, 1, 1, 1]),
      ("between(year, 2001, 2002)", [1, 1, 0, 0, 0]), ("coalesce(x, 0)", [2, 20, 1, 4, 0]),
      ("if_else(x > 2, x, -1)", [-1, 20, -1, 4, nil]), ("pmax(x, 3)", [3, 20, 3, 4, nil]),
      ("is_missing(igos)", [0, 1, 0, 1, 0]), ("is_outside(igos)", [0, 1, 0, 0, 0]),
      // Kleene: false decides "and", true decides "or", whatever is missing beside it.
      ("x > 100 and igos > 0", [0, 0, 0, 0, nil]), ("year >= 2000 or x > 0", [1, 1, 1, 1, 1]),
    ] as [(String, [Double?])])
  func evaluatesRowByRow(text: String, expected: [Double?]) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    .tags(.identity),
    arguments: [
      // A has no 2002, so 2003 has no lag; B's missing 2000 gives a missing lag.
      ("lag(x)", [1, nil, nil, nil, nil]), ("lag(x, 2)", [nil, nil, nil, 2, nil]),
      ("lead(x)", [nil, nil, 2, nil, 20]), ("change(x)", [1, nil, nil, nil, nil]),
      ("fill(x)", [2, 20, 1, 4, nil]), ("cumulative(x)", [3, nil, 1, nil, nil]),
      ("mean(x, rows: 2)", [1.5, nil, nil, 3, nil]),
      ("mean(x, rows: 2, minimum: 1)", [1.5, nil, 1, 3, nil]),
      ("sum(x, periods: 2, minimum: 1)", [3, nil, 1, 4, nil]),
      // q took over in 2001, so its predecessor's last value is that of 2000.
      ("predecessor(x, by: leader)", [1, nil, nil, nil, nil]),
    ] as [(String, [Double?])])
  func staysWithinUnitsAndKnowsGaps(text: String, expected: [Double?]) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    .tags(.identity),
    arguments: [
      ("mean(x, by: unit)", [7.0 / 3, nil, 7.0 / 3, 7.0 / 3, nil]),
      ("mean(x, by: unit, missing: skip)", [7.0 / 3, 20, 7.0 / 3, 7.0 / 3, 20]),
      ("count(x, by: unit)", [3, 1, 3, 3, 1]),
      ("max(year, by: unit^leader)", [2003, 2001, 2000, 2003, 2000]),
      ("median(x, missing: skip)", [3, 3, 3, 3, 3]),
    ] as [(String, [Double?])])
  func aggregatesGroups(text: String, expected: [Double?]) throws {
    #expect(try values(text) == expected)
  }

  @Test(
    .tags(.identity),
    arguments: [
      ("table_lag(x)", [nil, 2, 20, 1, 4]), ("table_fill(x)", [2, 20, 1, 4, 4]),
      // The leader changes in rows 2, 3, 4 and 5; each takes the row above, then it carries down.
      ("table_predecessor(x, by: leader)", [nil, 2, 20, 1, 4]),
    ] as [(String, [Double?])])
  func tableFunctionsCrossUnitsAsTheirNameSays(text: String, expected: [Double?]) throws {
    #expect(try values(text) == expected)
    #expect(FunctionCatalogue.leaking.contains(try ExpressionParser.parse(text).functions[0]))
  }

  @Test(.tags(.identity)) func undefinedResultsAreAbsentAndCounted() throws {
    var evaluator = Evaluator(frame, panel: panel)
    let column = try evaluator.column(ExpressionParser.parse("log(x - 2)"))
    #expect(column.presence == [.undefined, .present, .undefined, .present, .missing])
    #expect(evaluator.notes.map(\.rows) == [2])
    #expect(try values("1 / (x - 2)") == [nil, 1.0 / 18, -1, 0.5, nil])
  }

  @Test(.tags(.identity)) func outsideCoverageOutlivesMissing() throws {
    var evaluator = Evaluator(frame, panel: panel)
    let column = try evaluator.column(ExpressionParser.parse("x + igos"))
    #expect(column.presence == [.present, .outsideCoverage, .present, .missing, .missing])
  }

  @Test(.tags(.identity)) func factorsSortTheirLevelsAndPutTheReferenceFirst() throws {
    var evaluator = Evaluator(frame, panel: panel)
    let column = try evaluator.column(ExpressionParser.parse("factor(year, reference: 2001)"))
    guard case .text(_, let levels) = column.storage else {
      return #expect(Bool(false), "a factor is text")
    }
    #expect(levels == ["2001", "2000", "2003"])
  }

  @Test(
    .tags(.failure),
    arguments: [
      ("z + 1", ExpressionError.unknownVariable("z", closest: ["x"], in: "z")),
      ("lagg(x)", .unknownFunction("lagg", closest: ["lag", "log", "I"], in: "lagg(x)")),
      ("leader + 1", .typeMismatch(found: "text", expected: "a number (for +)", in: "leader")),
    ])
  func namesWhatItDoesNotKnow(text: String, expected: ExpressionError) throws {
    let error = #expect(throws: ExpressionError.self) { try values(text) }
    switch (error, expected) {
    case (.unknownVariable(let found, _, _), .unknownVariable(let wanted, _, _)):
      #expect(found == wanted)
    case (.unknownFunction(let found, let near, _), .unknownFunction(let wanted, _, _)):
      #expect(found == wanted)
      #expect(near.contains("lag"))
    default: #expect(error == expected)
    }
  }

  @Test(.tags(.failure)) func refusesMisusedFunctions() throws {
    for text in [
      "log()", "log(x, x)", "mean(x, year: 2)", "lag(x, 1.5)", "mean(x, missing: drop)",
      "predecessor(x)", "factor(x, reference: \"none\")", "if_else(x, leader, 1)",
    ] {
      let error = #expect(throws: ExpressionError.self) { try values(text) }
      guard case .arguments = error else {
        #expect(Bool(false), "\(text): \(String(describing: error))")
        continue
      }
    }
    var evaluator = Evaluator(frame)
    #expect(throws: ExpressionError.needsPanel(function: "lag")) {
      try evaluator.column(ExpressionParser.parse("lag(x)"))
    }
  }
}
