import Expressions
import Frames
import TestSupport
import Testing

/// The clock of binary panels, and splines of it.
@Suite struct DurationTests {
  /// Formulas against R's digits.
  static let rounding = 1e-12

  func values(_ text: String, _ frame: Frame) throws -> [Double?] {
    let panel = try PanelIndex(frame, units: ["u"], time: "t")
    var evaluator = Evaluator(frame, panel: panel)
    let column = try evaluator.column(ExpressionParser.parse(text))
    return (0..<column.count).map { column.double(at: $0) }
  }

  @Test(.tags(.identity)) func theClockStartsAfterEachEventAndStopsAtGaps() throws {
    let frame = try Frame([
      Column(name: "u", integers: [1, 1, 1, 1, 1, 2, 2, 2, 2, 2]),
      // Unit 2 misses period 4; its clock knows nothing until the event of period 6.
      Column(name: "t", integers: [1, 2, 3, 4, 5, 2, 3, 5, 6, 7]),
      Column(name: "e", doubles: [0, 0, 1, 1, 0, 0, 0, 0, 1, 0]),
    ])
    #expect(try values("time_since(e)", frame) == [1, 2, 3, 1, 1, 1, 2, nil, nil, 1])
    let order = [4, 9, 0, 7, 2, 5, 8, 1, 3, 6]
    let shuffled = frame.gathered(order.map { $0 })
    let clock = try values("time_since(e)", frame)
    #expect(try values("time_since(e)", shuffled) == order.map { clock[$0] })
  }

  @Test(.tags(.identity)) func theClockIsUnknownAfterAnUnknownEvent() throws {
    let frame = try Frame([
      Column(name: "u", integers: [1, 1, 1, 1]), Column(name: "t", integers: [1, 2, 3, 4]),
      Column(name: "e", doubles: [0, nil, 1, 0]),
    ])
    #expect(try values("time_since(e)", frame) == [1, 2, nil, 1])
    #expect(try values("time_since(e)^2", frame) == [1, 4, nil, 1])
  }

  /// A restricted cubic spline is a line beyond its outer knots and a cubic with continuous second
  /// derivative within.
  @Test(.tags(.identity)) func splinesAreLinesBeyondTheirKnots() throws {
    let x = (0..<60).map { Double($0) / 2 }
    let frame = try Frame([
      Column(name: "u", integers: x.indices.map { Int64($0) }),
      Column(name: "t", integers: x.map { _ in 1 }), Column(name: "x", doubles: x),
    ])
    #expect(try values("spline1(x)", frame) == x)
    for name in ["spline2", "spline3"] {
      let found = try values("\(name)(x, 3, 8, 14, 20)", frame).map { $0! }
      let slopes = zip(found.dropFirst(), found).map { $0 - $1 }
      let second = zip(slopes.dropFirst(), slopes).map { $0 - $1 }
      for row in 0..<second.count where x[row + 2] <= 3 || x[row] >= 20 {
        expectClose(second[row], 0, absolute: Self.rounding, "\(name) \(x[row + 1])")
      }
      #expect(second.contains { abs($0) > 1e-3 })
      // ((10 - k)+^3 - (10 - 14)+^3 ...)/17^2 with both later terms zero at 10.
      let knot = name == "spline2" ? 3.0 : 8
      let cube = (10 - knot) * (10 - knot) * (10 - knot)
      expectClose(found[20], cube / 289, relative: Self.rounding)
    }
  }

  /// Percentiles of R's default type: of 0, 1, ..., 100 they are 5, 35, 65 and 95.
  @Test(.tags(.identity)) func knotsAreStatedPercentiles() throws {
    let x = (0...100).map(Double.init)
    let frame = try Frame([
      Column(name: "u", integers: x.indices.map { Int64($0) }),
      Column(name: "t", integers: x.map { _ in 1 }), Column(name: "x", doubles: x),
    ])
    #expect(try values("spline3(x)", frame) == values("spline3(x, 5, 35, 65, 95)", frame))
  }

  @Test(
    .tags(.failure), arguments: ["spline2(x, 1, 2, 3)", "spline2(x, 1, 3, 2, 4)", "spline3(x)"])
  func knotsThatDoNotServe(text: String) throws {
    let frame = try Frame([
      Column(name: "u", integers: [1, 2, 3]), Column(name: "t", integers: [1, 1, 1]),
      Column(name: "x", doubles: [1, 1, 1]),
    ])
    #expect {
      _ = try values(text, frame)
    } throws: {
      guard case ExpressionError.arguments = $0 else { return false }
      return "\($0)".contains("knots")
    }
  }
}
