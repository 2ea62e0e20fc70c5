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

  @Test("equal keys are equal values, and an absent column is named", .tags(.failure))
  func keys() throws {
    let frame = try Frame([
      Column(name: "k", doubles: [0, 0.5, -0.0, 0.5]), Column(name: "x", integers: [1, 2, 3, 4]),
    ])
    let sums = try frame.collapsed(by: ["k"], [Aggregation("x", .sum)]).column("x")
    #expect((0..<sums.count).map { sums.integer(at: $0) } == [4, 6])
    #expect(throws: FrameError.noColumn("q", closest: ["k", "x"], known: 2)) {
      try frame.collapsed(by: ["q"], [])
    }
    #expect(throws: FrameError.noColumn("y", closest: ["k", "x"], known: 2)) {
      try frame.collapsed(by: ["k"], [Aggregation("y", .sum)])
    }
  }

  @Test("rows of two tables, one below the other", .tags(.identity))
  func appending() throws {
    let upper = try Frame([
      Column(name: "a", integers: [1, nil]), Column(name: "b", texts: ["x", "y"]),
    ])
    let lower = try Frame([
      Column(name: "a", doubles: [2.5]), Column(name: "c", integers: [7]),
    ])
    let all = try upper.appendingRows(of: lower)
    #expect(all.names == ["a", "b", "c"])
    #expect(try (0..<3).map { try all.column("a").double(at: $0) } == [1, nil, 2.5])
    #expect(try (0..<3).map { try all.column("b").text(at: $0) } == ["x", "y", nil])
    #expect(try (0..<3).map { try all.column("c").integer(at: $0) } == [nil, nil, 7])
    let text = try Frame([Column(name: "a", texts: ["one"])])
    let error = FrameError.notNumeric(column: "a", purpose: "the other half of the table")
    #expect(throws: error) { try upper.appendingRows(of: text) }
    #expect(error.description.contains("holds text where the other half of the table needs"))
  }
}
