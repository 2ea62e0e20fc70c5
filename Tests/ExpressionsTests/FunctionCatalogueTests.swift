import Frames
import TestSupport
import Testing

@testable import Expressions

/// What an entry says of its function, against what the function does.
@Suite struct FunctionCatalogueTests {
  /// A central difference over `step` is off by its square; see `derivatives`.
  static let differencing = 1e-7
  static let step = 1e-5

  func values(_ expression: Expression, _ frame: Frame) throws -> [Double?] {
    var evaluator = Evaluator(
      frame, panel: try PanelIndex(frame, units: ["u"], time: "t"))
    let column = try evaluator.column(expression)
    return (0..<column.count).map { column.double(at: $0) }
  }

  @Test("every name is listed once, and begins its usage", .tags(.identity))
  func names() {
    let names = FunctionCatalogue.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in FunctionCatalogue.entries {
      #expect(entry.usage.hasPrefix(entry.name + "("))
      #expect(FunctionCatalogue.entry(entry.name)?.usage == entry.usage)
      #expect(FunctionCatalogue.leaking.contains(entry.name) == (entry.family == .table))
    }
    #expect(FunctionCatalogue.entry("lagg") == nil)
  }

  @Test("derivatives are the slopes of their functions", .tags(.identity))
  func derivatives() throws {
    let points = [0.3, 0.9, 1.7, 4]
    let frame = try Frame([
      Column(name: "u", integers: points.map { _ in 1 }),
      Column(name: "t", integers: [1, 2, 3, 4]), Column(name: "x", doubles: points),
    ])
    let x = Expression(.variable("x"))
    let entries = FunctionCatalogue.entries.filter { $0.derivative != nil }
    #expect(
      Set(entries.map(\.name)) == [
        "log", "log2", "log10", "log1p", "exp", "sqrt", "abs", "asinh", "sinh", "I",
      ])
    for entry in entries {
      let derivative = ExpressionDerivative(by: x)
      for text in ["\(entry.name)(x)", "\(entry.name)(2 * x^2 + 1)", "x * \(entry.name)(x + 1)"] {
        let expression = try ExpressionParser.parse(text)
        let slopes = try values(derivative.of(expression), frame)
        func shifted(_ by: Double) throws -> [Double?] {
          try values(
            expression.substituting([
              (x, Expression(.binary(.plus, x, Expression(.number(by)))))
            ]), frame)
        }
        let (above, below) = (try shifted(Self.step), try shifted(-Self.step))
        for row in points.indices {
          let (high, low) = (try #require(above[row]), try #require(below[row]))
          let slope = try #require(slopes[row])
          expectClose(
            slope, (high - low) / (2 * Self.step), relative: Self.differencing,
            absolute: Self.differencing, text)
        }
      }
    }
  }

  @Test("what cannot be differentiated is named", .tags(.failure))
  func refusals() throws {
    let derivative = ExpressionDerivative(by: Expression(.variable("x")))
    for (text, function) in [
      ("round(x)", "round"), ("1 + mean(x)", "mean"), ("x > 2", ">"), ("not x", "!"),
      ("standardize(x)", "standardize"), ("change(x)", "change"), ("pmax(x, 1, 2)", "pmax"),
    ] {
      let error = #expect(throws: ExpressionError.self) {
        try derivative.of(ExpressionParser.parse(text))
      }
      guard case .notDifferentiable(function, "x", _) = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
      #expect(error?.description.contains("because it passes through '\(function)'") == true)
    }
    // Another row's value does not move with this row's.
    for text in ["lag(x)", "lead(x, 2)", "predecessor(x, by: g)", "round(z)"] {
      #expect(try derivative.of(ExpressionParser.parse(text)) == .number(0))
    }
  }

  /// One row's argument is changed: which rows' values follow?
  @Test("the reach of a function is the rows that it looks at", .tags(.identity))
  func reach() throws {
    let rows = 12
    func frame(_ x: [Double]) throws -> Frame {
      try Frame([
        Column(name: "u", integers: (0..<rows).map { Int64($0 / 6) }),
        Column(name: "t", integers: (0..<rows).map { Int64($0 % 6) }),
        Column(name: "g", integers: (0..<rows).map { Int64($0 / 2) }),
        Column(name: "x", doubles: x),
        Column(
          name: "d", texts: x.map { "19\(10 + Int($0))-0\(1 + Int($0) % 9)-1\(Int($0) % 10)" }),
      ])
    }
    let x = (0..<rows).map { 2 + Double($0 * $0 % 7) }
    var changed = x
    changed[3] += 5
    let calls = [
      "mod": "mod(x, 2.5)", "pmin": "pmin(x, 4)", "pmax": "pmax(x, 4)",
      "if_else": "if_else(x > 5, x, -x)", "is_in": "is_in(x, 3, 5)", "between": "between(x, 2, 5)",
      "year": "year(d)", "month": "month(d)", "day": "day(d)",
      "days_between": "days_between(d, d)",
      "coalesce": "coalesce(x, 1)", "predecessor": "predecessor(x, by: g)",
      "table_predecessor": "table_predecessor(x, by: g)",
      // With knots of its own a spline is a function of the row; without, its knots move too.
      "spline1": "spline1(x, 1, 3, 5, 7)", "spline2": "spline2(x, 1, 3, 5, 7)",
      "spline3": "spline3(x, 1, 3, 5, 7)",
    ]
    for entry in FunctionCatalogue.entries where entry.name != "factor" {
      let expression = try ExpressionParser.parse(calls[entry.name] ?? "\(entry.name)(x)")
      let (before, after) = (
        try values(expression, frame(x)), try values(expression, frame(changed))
      )
      let moved = before.indices.filter { before[$0] != after[$0] }
      switch entry.reach {
      case .row: #expect(moved.allSatisfy { $0 == 3 }, "\(entry.name)")
      case .otherRow: #expect(!moved.contains(3) && !moved.isEmpty, "\(entry.name)")
      case .severalRows: continue
      }
    }
  }
}
