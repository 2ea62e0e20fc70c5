import Frames
import Panels
import TestSupport
import Testing

@Suite struct StateCodesTests {
  let codes = StateCodes.standard

  @Test(
    "a modern name or code is given the number of its day", .tags(.reference),
    arguments: [
      ("Germany", CodeScheme.name, 1938, "255"), ("Germany", .name, 1955, "260"),
      ("Germany", .name, 1989, "260"), ("Germany", .name, 1990, "260"),
      ("Germany", .name, 1991, "255"), ("DEU", .iso3, 1980, "260"),
      ("DEU", .worldBank, 2000, "255"),
      ("German Federal Republic", .name, 1998, "255"), ("DDR", .iso3, 1989, "265"),
      ("VNM", .iso3, 1970, "816"), ("Vietnam, Republic of", .name, 1970, "817"),
      ("YUG", .iso3, 1990, "345"), ("SCG", .iso3, 2004, "345"), ("SRB", .iso3, 2015, "345"),
      ("YEM", .iso3, 1985, "678"), ("YEM", .iso3, 1990, "679"),
      ("Yemen, North", .name, 1970, "678"),
      ("Korea, Rep.", .name, 1960, "732"), ("Korea, Dem. People\u{92}s Rep.", .name, 1960, "731"),
      ("Korea", .name, 1900, "730"), ("Korea", .name, 1970, "732"),
      ("USSR", .name, 1970, "365"), ("Russian Federation", .name, 2000, "365"),
      ("ROM", .iso3, 1990, "360"), ("ZAR", .worldBank, 1990, "490"), ("TMP", .iso3, 2005, "860"),
      ("XKX", .worldBank, 2012, "347"), ("MNE", .iso3, 2012, "341"),
      ("Taiwan, China", .name, 1990, "713"),
      ("Congo, Rep.", .name, 1990, "484"), ("Congo, Dem. Rep.", .name, 1990, "490"),
      ("C\u{F4}te d\u{92}Ivoire", .name, 1990, "437"), ("Cote d'Ivoire", .name, 1990, "437"),
      ("Türkiye", .name, 2015, "640"), ("eSwatini", .name, 2015, "572"),
      ("St. Kitts and Nevis", .name, 2000, "60"), ("Macedonia (FYROM)", .name, 2000, "343"),
      ("Micronesia, Fed. Sts.", .name, 2000, "987"), ("Slovak Republic", .name, 2000, "317"),
      ("USA", .cowAbbreviation, 2000, "2"),
    ])
  func toCOW(text: String, scheme: CodeScheme, year: Int, expected: String) {
    #expect(codes.code(for: text, in: scheme, to: .cow, year: year) == .found(expected))
  }

  @Test(
    "the two systems differ where they are known to", .tags(.reference),
    arguments: [
      ("255", 1995, "260"), ("260", 1980, "260"), ("679", 1995, "678"), ("345", 1995, "345"),
      ("345", 2010, "340"), ("345", 1900, "340"), ("955", 2005, "972"), ("946", 2005, "970"),
    ])
  func cowToGW(cow: String, year: Int, gw: String) {
    #expect(codes.code(for: cow, in: .cow, to: .gw, year: year) == .found(gw))
    #expect(codes.code(for: gw, in: .gw, to: .cow, year: year) == .found(cow))
  }

  @Test("a state before its independence is not a state then, and the message says when")
  func notThen() {
    guard case .notAStateThen(let spells) = codes.code(for: "CZE", in: .iso3, to: .cow, year: 1980)
    else {
      Issue.record("the Czech Republic was found in 1980")
      return
    }
    #expect(spells.map(\.description) == ["316 (Czech Republic) 1993-01-01 on"])
    #expect(codes.code(for: "CSK", in: .iso3, to: .cow, year: 1980) == .found("315"))
    #expect(codes.code(for: "Germany", in: .name, to: .cow, year: 1950).code == nil)
    #expect(codes.code(for: "Germany", in: .name, to: .gw, year: 1950) == .found("260"))
    #expect(codes.code(for: "Netherlands", in: .name, to: .cow, year: 1942).code == nil)
  }

  @Test("COW 255 in 1970 is no state as dated and Germany as a lineage")
  func readings() {
    #expect(codes.code(for: "255", in: .cow, to: .cow, year: 1970).code == nil)
    #expect(
      codes.code(for: "255", in: .cow, to: .cow, year: 1970, reading: .lineage) == .found("260"))
  }

  @Test("the year of German union goes to the rule's state")
  func yearRules() {
    let answers = YearRule.allCases.map {
      codes.code(for: "DEU", in: .iso3, to: .cow, year: 1990, yearRule: $0).code
    }
    #expect(answers == ["260", "260", "255"])
    #expect(
      codes.code(for: "South Sudan", in: .name, to: .cow, year: 2011, yearRule: .firstDay)
        == .found("626"))
  }

  @Test("without a year the answer depends on it, and the lineage has every code")
  func undated() {
    guard case .dependsOnYear = codes.code(for: "DEU", in: .iso3, to: .cow, year: nil) else {
      Issue.record("DEU has one COW code at all times")
      return
    }
    #expect(codes.code(for: "FRA", in: .iso3, to: .cow, year: nil) == .found("220"))
    #expect(codes.lineage(of: "DEU", in: .iso3, to: .cow) == ["255", "260"])
    #expect(codes.lineage(of: "YEM", in: .iso3, to: .cow) == ["678", "679"])
    #expect(codes.lineage(of: "SRB", in: .iso3, to: .gw) == ["340", "345"])
  }

  @Test("territories and groups are known, and are no states")
  func territories() {
    #expect(
      codes.code(for: "HKG", in: .iso3, to: .cow, year: 2000) == .territory("Hong Kong"))
    #expect(
      codes.code(for: "China, Hong Kong SAR", in: .name, to: .cow, year: 2000)
        == .territory("Hong Kong"))
    #expect(codes.code(for: "WLD", in: .worldBank, to: .cow, year: 2000) == .territory("World"))
    #expect(
      codes.code(for: "European Union", in: .name, to: .cow, year: 2000)
        == .territory("European Union"))
  }

  @Test("a mistyped name is unknown, with the nearest names", .tags(.failure))
  func unknown() {
    guard case .unknown(let closest) = codes.code(for: "Germny", in: .name, to: .cow, year: 2000)
    else {
      Issue.record("Germny was known")
      return
    }
    #expect(closest.first == "Germany")
  }

  @Test("public spellings of names by date", .tags(.reference))
  func namesByDate() throws {
    let table = try Fixture.table("faults/p01-names-by-date/names.tsv")
    #expect(table.rowCount == 159)
    for row in 0..<table.rowCount {
      let name = try #require(table.column("name").text(at: row))
      let year = try #require(table.column("year").integer(at: row).map { Int($0) })
      let found = codes.code(for: name, in: .name, to: .cow, year: year)
      #expect(try found.code == table.column("ccode").text(at: row), "\(name) in \(year)")
      if case .unknown = found { Issue.record("\(name) is unknown") }
    }
  }

  @Test(
    "a kind of state may stand beside a name", .tags(.reference),
    arguments: [
      ("Republic of South Sudan", "626"), ("Lesotho, Kingdom of", "570"),
      ("Croatia, Rep. of", "344"), ("Grand Duchy of Luxembourg", "212"),
      ("Iran, Islamic Republic of", "630"), ("Mauritania, Islamic Rep. of", "435"),
      ("Venezuela, Rep. Bolivariana de", nil), ("Equatorial Guinea, Rep. of", "411"),
      ("Commonwealth of Dominica", "54"), ("Timor-Leste, Dem. Rep. of", "860"),
      ("Lao People's Dem. Rep.", "812"), ("Congo, Dem. Rep. of the", "490"),
      ("Congo, Rep. of", "484"), ("Korea, Rep. of", "732"), ("Ethiopia, Fed. Dem. Rep. of", nil),
      ("Serbia, Rep. of", "345"), ("Kosovo, Rep. of", "347"), ("Egypt, Arab Rep. of", "651"),
      ("Fiji, Rep. of", "950"), ("Marshall Islands, Rep. of the", "983"),
      ("Bahrain, Kingdom of", "692"), ("Netherlands, The", "210"), ("Côte d´Ivoire", "437"),
    ])
  func kinds(name: String, expected: String?) {
    #expect(codes.code(for: name, in: .name, to: .cow, year: 2012).code == expected)
  }

  @Test(
    "no state is guessed where a kind tells states apart, or where none is named",
    .tags(.failure),
    arguments: [
      "Dominica Republic", "Kingdom of Korea", "Islamic Republic of Korea", "Kingdom of Vietnam",
      "Kingdom of China", "Republic", "Islamic State", "State of Georgia", "State of Mexico",
      "Democratic Republic of Germany", "New England", "West Virginia", "Northern Ireland",
      "Republic of Texas", "Guinea Ecuatorial", "Niger State", "Congo Free State",
      "Republic of Congo Democratic Kingdom", "Commonwealth of Independent States",
      "Commonwealth of Virginia", "Grand Duchy", "Kingdom of Sudan, South Kordofan", "Sao",
      "South Yemen Arab", "Korea Republic Democratic North South", "d", "Cote d", "Republic of",
    ])
  func notGuessed(name: String) {
    guard case .unknown = codes.code(for: name, in: .name, to: .cow, year: 2012) else {
      Issue.record("\(name) is \(codes.code(for: name, in: .name, to: .cow, year: 2012))")
      return
    }
  }

  @Test("territories keep theirs under any kind, and none becomes a state")
  func kindsOfTerritories() {
    for (name, territory) in [
      ("Republic of Hawaii", "Hawaii"), ("Commonwealth of Puerto Rico", "Puerto Rico"),
      ("Commonwealth of the Northern Mariana Islands", "Northern Mariana Islands"),
      ("Republic of Somaliland", "Somaliland"),
    ] {
      #expect(codes.code(for: name, in: .name, to: .cow, year: 2000) == .territory(territory))
    }
  }

  @Test("no spelling belongs to two states in one year", .tags(.identity))
  func spellingsAreUnambiguous() {
    for system in StateSystem.allCases {
      let scheme: CodeScheme = system == .cow ? .cow : .gw
      for spell in codes.memberships(of: system) {
        let from = spell.spell.start.year
        for year in from...(spell.spell.end?.year ?? 2020) {
          // A code converts to a name and back to itself in every year of which it holds most.
          guard
            case .found(let name) = codes.code(for: spell.code, in: scheme, to: .name, year: year)
          else {
            Issue.record("\(spell) has no name in \(year)")
            continue
          }
          let back = codes.code(for: name, in: .name, to: scheme, year: year)
          let shared = ["255", "260", "678", "679", "340", "345"].contains(spell.code)
          #expect(back == .found(spell.code) || shared, "\(spell.code) \(name) \(year)")
        }
      }
    }
  }
}
