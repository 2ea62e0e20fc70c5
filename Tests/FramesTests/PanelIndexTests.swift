import Frames
import TestSupport
import Testing

@Suite struct PanelIndexTests {
  @Test(.tags(.failure)) func refusesADuplicatedUnitAndTime() throws {
    let frame = try Frame([
      Column(name: "ally", integers: [20, 20, 31]),
      Column(name: "year", integers: [1990, 1990, 1990]),
    ])
    #expect(throws: PanelIndexError.duplicate(unit: ["20"], time: 1990, rows: [1, 2])) {
      try PanelIndex(frame, units: ["ally"], time: "year")
    }
  }

  @Test(.tags(.failure)) func refusesAnAbsentKey() throws {
    let frame = try Frame([
      Column(name: "ally", integers: [20, nil]), Column(name: "year", doubles: [1990, 1990.5]),
    ])
    #expect(throws: PanelIndexError.absentKey(column: "ally", row: 2)) {
      try PanelIndex(frame, units: ["ally"], time: "year")
    }
    #expect(throws: PanelIndexError.absentKey(column: "year", row: 2)) {
      try PanelIndex(frame.gathered([0, 1]).selecting(["year"]), units: [], time: "year")
    }
  }

  @Test(.tags(.identity), arguments: [1, 2, -1, -3] as [Int64])
  func neighboursAreExactlyThatFarInTime(periods: Int64) throws {
    let years: [Int64] = [5, 1, 9, 4, 2, 8, 6, 12]
    let frame = try Frame([
      Column(name: "u", integers: [1, 1, 1, 2, 2, 2, 1, 2]),
      Column(name: "t", integers: years.map { $0 }),
    ])
    let index = try PanelIndex(frame, units: ["u"], time: "t")
    for (row, other) in index.rows(earlierBy: periods).enumerated() {
      let expected = years.indices.first {
        index.units[$0] == index.units[row] && years[$0] == years[row] - periods
      }
      #expect(other == Int32(expected ?? -1))
    }
  }
}
