import Frames
import TestSupport
import Testing

@Suite struct AggregationTests {
  private func disputes() throws -> Frame {
    try Frame([
      Column(name: "ccode1", integers: [2, 2, 2, nil, nil]),
      Column(name: "year", integers: [1990, 1991, 1990, 1990, 1990]),
      Column(name: "ongoing", integers: [0, 1, 1, 1, 1]),
      Column(name: "level", doubles: [4, nil, nil, 1, 1]),
      Column(name: "name", texts: ["a", "b", "c", "d", "e"]),
    ])
  }

  @Test("rows of one key become one, and rows without a key stay apart")
  func collapse() throws {
    let frame = try disputes().collapsed(
      by: ["ccode1", "year"],
      [
        Aggregation("ongoing", .max), Aggregation("level", .sum, missing: .propagate),
        Aggregation("name", .first),
      ])
    #expect(frame.rowCount == 4)
    #expect(try frame.column("ongoing").integer(at: 0) == 1)
    #expect(try frame.column("level").isPresent(at: 0) == false)
    #expect(try frame.column("name").text(at: 0) == "a")
  }

  @Test("the rules agree on a group of one", .tags(.identity), arguments: Aggregation.Rule.allCases)
  func groupOfOne(rule: Aggregation.Rule) throws {
    let frame = try disputes().collapsed(by: ["name"], [Aggregation("level", rule)])
    let level = try frame.column("level")
    #expect((0..<5).map { level.double(at: $0) } == [4, nil, nil, 1, 1])
  }

  @Test("text has no mean", .tags(.failure))
  func text() throws {
    #expect(throws: FrameError.notNumeric(column: "name", purpose: "the mean of several rows")) {
      try disputes().collapsed(by: ["year"], [Aggregation("name", .mean)])
    }
  }
}
