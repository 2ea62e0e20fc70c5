import Frames
import Panels
import TestSupport
import Testing

@Suite struct LeaderYearsTests {
  /// Presidents of the United States and their days in office, a matter of public record.
  private func presidents() throws -> Frame {
    let spells = [
      ("Kennedy", "1961-01-20", "1963-11-22"), ("Johnson", "1963-11-22", "1969-01-20"),
      ("Nixon", "1969-01-20", "1974-08-09"), ("Ford", "1974-08-09", "1977-01-20"),
    ]
    return try Frame([
      Column(name: "gwcode", integers: spells.map { _ in 2 }),
      Column(name: "leader", texts: spells.map { $0.0 }),
      Column(name: "startdate", texts: spells.map { $0.1 }),
      Column(name: "enddate", texts: spells.map { $0.2 }),
    ])
  }

  private func leaders(_ rule: LeaderYears.Rule) throws -> [Int64: String] {
    let frame = try LeaderYears(rule: rule).build(presidents()).frame
    let year = try frame.column("year")
    let leader = try frame.column("leader")
    var result: [Int64: String] = [:]
    for row in 0..<frame.rowCount {
      result[try #require(year.integer(at: row))] = leader.text(at: row)
    }
    return result
  }

  @Test("six months of difference between first and last month make a leader-year")
  func mostMonths() throws {
    let found = try leaders(.mostMonths(minimum: 6))
    #expect(found[1963] == "Kennedy" && found[1964] == "Johnson")
    // Nixon: August less January is 7; Ford: December less August is 4.
    #expect(found[1974] == "Nixon" && found[1975] == "Ford")
    #expect(found[1977] == nil)
  }

  @Test("who holds office at year's end, and who for most days, can differ")
  func otherRules() throws {
    let end = try leaders(.atYearEnd)
    let longest = try leaders(.longest)
    #expect(end[1963] == "Johnson" && longest[1963] == "Kennedy")
    #expect(end[1974] == "Ford" && longest[1974] == "Nixon")
    #expect(end[1977] == nil && longest[1977] == "Ford")
  }

  @Test("a year without a leader is in the ledger with those who were in office")
  func withoutLeader() throws {
    let built = try LeaderYears(rule: .mostMonths(minimum: 6)).build(presidents())
    #expect(built.ledger.yearsWithoutLeader.map(\.year) == [1977])
    #expect(built.ledger.yearsWithoutLeader.first?.leaders == ["Ford"])
    #expect(built.ledger.leaderYears == 16 && built.frame.rowCount == 16)
    let cut = try LeaderYears(rule: .longest).build(presidents(), years: 1970...1971)
    #expect(cut.frame.rowCount == 2)
  }

  @Test("a date that is none stops the work", .tags(.failure))
  func badDates() throws {
    var frame = try presidents()
    try frame.set(
      Column(name: "enddate", texts: ["1963-11-22", "unknown", "1974-08-09", "1977-01-20"]))
    #expect(throws: PanelsError.badDate(column: "enddate", row: 2, text: "unknown")) {
      try LeaderYears(rule: .longest).build(frame)
    }
    try frame.set(
      Column(name: "enddate", texts: ["1960-11-22", "1969-01-20", "1974-08-09", "1977-01-20"]))
    #expect(throws: PanelsError.self) { try LeaderYears(rule: .longest).build(frame) }
  }
}
