import Frames
import Panels
import TestSupport
import Testing

@Suite struct SpellYearsTests {
  private func years(
    _ spells: [(String?, String?)], _ rule: SpellYears.Rule, covered: ClosedRange<Int>? = nil
  ) throws -> [String] {
    let frame = try Frame([
      Column(name: "id", integers: spells.map { _ in 1 }),
      Column(name: "row", integers: spells.indices.map { Int64($0) }),
      Column(name: "from", texts: spells.map(\.0)), Column(name: "to", texts: spells.map(\.1)),
    ])
    let result = try SpellYears(from: "from", to: "to", rule: rule, key: ["id"])
      .expanded(frame, covered: covered)
    return try (0..<result.rowCount).map { row in
      let spell = try result.column("row").integer(at: row) ?? -1
      return "\(spell):\(try result.column("year").integer(at: row) ?? -1)"
    }
  }

  /// Two stretches that meet in 1903.
  private let meeting: [(String?, String?)] = [
    ("1902-05-01", "1903-03-31"), ("1903-04-01", "1904-06-30"),
  ]

  @Test("each rule by hand", .tags(.reference))
  func rules() throws {
    #expect(try years(meeting, .any) == ["0:1902", "0:1903", "1:1903", "1:1904"])
    #expect(try years(meeting, .january1) == ["0:1903", "1:1904"])
    #expect(try years(meeting, .december31) == ["0:1902", "1:1903"])
    #expect(try years(meeting, .mostDays) == ["0:1902", "1:1903", "1:1904"])
    // Of two that hold all year, the one that began later.
    #expect(try years([("1990", "1991"), ("1991", "1991")], .mostDays) == ["0:1990", "1:1991"])
  }

  @Test("a spell without an end runs to the last year covered; others are cut there")
  func ends() throws {
    #expect(try years([("1999", nil)], .any, covered: 1990...2000) == ["0:1999", "0:2000"])
    #expect(try years([("1980", "1990")], .any, covered: 1990...2000) == ["0:1990"])
    #expect(try years([("2005", "2010")], .any, covered: 1990...2000) == [])
    #expect(throws: PanelsError.openSpell(column: "to", row: 1)) {
      try years([("1999", nil)], .any)
    }
  }

  @Test(
    "what is no spell is refused with its row", .tags(.failure),
    arguments: [("1999-02-30", "2000"), ("soon", "2000"), ("2001", "2000"), (nil, "2000")])
  func refused(from: String?, to: String?) {
    let error = #expect(throws: PanelsError.self) {
      try years([("1990", "1991"), (from, to)], .any)
    }
    #expect(error?.description.contains("row 2") == true)
  }
}

/// Spells of the catalogue's own tables.
@Suite(.needsTables("data", of: "Correlates of War, strategic rivalries"))
struct PublishedSpellTests {
  private func years(_ source: String, _ where: (Frame, Int) throws -> Bool) throws -> [Int64] {
    let frame = try SourceCatalogue.builtIn.source(source)
      .read(in: [TablesOfOthers.path("data")]).frame
    return try (0..<frame.rowCount).filter { try `where`(frame, $0) }.compactMap {
      try frame.column("year").integer(at: $0)
    }.sorted()
  }

  private func dyad(_ source: String, _ kind: Int64?, _ first: Int64, _ second: Int64) throws
    -> [Int64]
  {
    try years(source) { frame, row in
      guard try frame.column("ccode1").integer(at: row) == first,
        try frame.column("ccode2").integer(at: row) == second
      else { return false }
      return try kind == nil || frame.column("contiguity").integer(at: row) == kind
    }
  }

  @Test("contiguity and rivalry by year as the lists have them", .tags(.reference))
  func published() throws {
    #expect(try dyad("cow-contiguity", 1, 2, 20) == Array(1920...2016))
    #expect(try dyad("cow-contiguity", 2, 2, 365) == Array(1959...2016))
    #expect(try dyad("cow-contiguity", 4, 2, 40) == Array(1902...1906) + Array(1909...2016))
    let rivalry = Array(Int64(1918)...1920) + Array(1945...1989) + Array(2007...2020)
    #expect(try dyad("strategic-rivalries", nil, 2, 365) == rivalry)
    #expect(try dyad("strategic-rivalries", nil, 365, 2) == rivalry)
  }
}
