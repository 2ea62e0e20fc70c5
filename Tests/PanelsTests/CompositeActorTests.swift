import Frames
import Panels
import TestSupport
import Testing

@Suite struct CompositeActorTests {
  private func rows(_ codes: [Int64], year: Int64) throws -> Frame {
    try Frame([
      Column(name: "ccode", integers: codes),
      Column(name: "year", integers: codes.map { _ in year }),
      Column(name: "cname", texts: codes.map { "state \($0)" }),
      Column(name: "support", doubles: codes.map { $0 == 255 ? nil : Double($0) }),
      Column(name: "latency", integers: codes.map { $0 == 220 ? nil : $0 }),
      Column(name: "other", doubles: codes.map { Double($0) }),
    ])
  }

  private let rules = [
    Aggregation("support", .mean), Aggregation("latency", .max, missing: .propagate),
  ]

  @Test(
    "the Union has the members of its day", .tags(.reference),
    arguments: [
      (1957, 0), (1958, 6), (1972, 6), (1973, 9), (1981, 10), (1986, 12), (1995, 15), (2003, 15),
      (2004, 25), (2007, 27), (2012, 27), (2013, 28), (2019, 28), (2020, 28), (2021, 27),
    ])
  func membersByYear(year: Int, expected: Int) throws {
    let states = try Universe(system: .gw, unit: .stateYears, from: year, to: year).frame()
    let (frame, ledger) = try CompositeActor.europeanUnion.rows(
      from: states, code: "gwcode", scheme: .gw, [])
    #expect((ledger.entries.first?.members.count ?? 0) == expected)
    #expect(frame.rowCount == (expected > 0 ? 1 : 0))
    #expect(ledger.entries.first?.absent.isEmpty ?? true)
  }

  @Test("a day rule decides about the year of leaving")
  func leaving() throws {
    let states = try Universe(system: .gw, unit: .stateYears, from: 2020, to: 2020).frame()
    let (_, ledger) = try CompositeActor.europeanUnion.rows(
      from: states, code: "gwcode", scheme: .gw, day: .december31, [])
    #expect(ledger.entries.first?.members.contains("200") == false)
  }

  @Test("each column follows its own rule and its own rule for missing values")
  func aggregation() throws {
    let actor = CompositeActor(
      name: "Region", code: 1000, membership: .codeRanges([200...325, 350...350]))
    let frame = try rows([200, 220, 255, 339, 350], year: 1990)
    let (result, ledger) = try actor.rows(from: frame, code: "ccode", label: "cname", rules)
    #expect(result.names == frame.names && result.rowCount == 1)
    #expect(try result.column("ccode").integer(at: 0) == 1000)
    #expect(try result.column("year").integer(at: 0) == 1990)
    #expect(try result.column("cname").text(at: 0) == "Region")
    // Germany is left out of the mean, France makes the maximum missing.
    #expect(try result.column("support").double(at: 0) == (200 + 220 + 350) / 3)
    #expect(try result.column("latency").isPresent(at: 0) == false)
    #expect(try result.column("other").isPresent(at: 0) == false)
    #expect(ledger.entries.map(\.members) == [["200", "220", "255", "350"]])
  }

  @Test("two codes of one lineage both enter, and a repeated one is named")
  func lineage() throws {
    let frame = try rows([255, 260, 255], year: 1990)
    let ledger = try CompositeActor.europeanUnion.rows(from: frame, code: "ccode", []).ledger
    #expect(ledger.entries.first?.members == ["255", "260", "255"])
    #expect(ledger.entries.first?.repeated == ["255"])
    #expect(ledger.entries.first?.absent.contains("France") == true)
    #expect(ledger.entries.first?.absent.contains("Germany") == false)
  }

  @Test("the actor's rows join the members' below them", .tags(.identity))
  func appended() throws {
    let frame = try rows([200, 350], year: 1990)
    let actor = CompositeActor(name: "Region", code: 1000, membership: .codeRanges([200...350]))
    let all = try frame.appendingRows(
      of: actor.rows(from: frame, code: "ccode", label: "cname", rules).frame)
    #expect(all.rowCount == 3 && all.names == frame.names)
    #expect(try all.column("cname").text(at: 2) == "Region")
    #expect(try all.column("latency").integer(at: 2) == 350)
    #expect(try all.column("other").isPresent(at: 2) == false)
  }

  @Test("an unknown member, a text column and an absent column are refused", .tags(.failure))
  func refusals() throws {
    let frame = try rows([200], year: 1990)
    let day = CalendarDate(year: 1990, month: 1, day: 1)
    let actor = CompositeActor(
      name: "Pact", code: 1001, membership: .dated([CompositeActor.Member("Frnce", from: day)]))
    #expect(throws: PanelsError.unknownMember("Frnce", actor: "Pact", closest: ["France"])) {
      try actor.rows(from: frame, code: "ccode", [])
    }
    #expect(throws: PanelsError.self) {
      try CompositeActor.europeanUnion.rows(
        from: frame, code: "ccode", [Aggregation("cname", .mean)])
    }
    #expect(throws: PanelsError.self) {
      try CompositeActor.europeanUnion.rows(
        from: frame, code: "ccode", [Aggregation("supprt", .mean)])
    }
  }
}
