import Frames
import Panels
import TestSupport
import Testing

@Suite struct UniverseTests {
  @Test(
    "COW state-years and dyads number as the published spells give them", .tags(.reference),
    arguments: [
      // Counted with Python from the spells of State System Membership v2016, 1816-2016.
      (DayRule.any, 15_951, 956_145), (.january1, 15_767, 936_215), (.december31, 15_904, 953_221),
    ])
  func cow(day: DayRule, states: Int, dyads: Int) throws {
    #expect(try Universe(system: .cow, unit: .stateYears, day: day).frame().rowCount == states)
    #expect(try Universe(system: .cow, unit: .dyadYears, day: day).frame().rowCount == dyads)
  }

  @Test("Gleditsch-Ward state-years of the main list number as its spells give them")
  func gw() throws {
    let universe = try Universe(system: .gw, unit: .stateYears, microstates: false)
    #expect(universe.frame().rowCount == 18_289)
    #expect(universe.frame().names == ["gwcode", "year"])
  }

  @Test("directed dyad-years are both orders of the dyad-years", .tags(.identity))
  func directed() throws {
    let dyads = try Universe(system: .cow, unit: .dyadYears, from: 1985, to: 1995).frame()
    let both = try Universe(system: .cow, unit: .directedDyadYears, from: 1985, to: 1995).frame()
    #expect(both.rowCount == 2 * dyads.rowCount)
    let one = try both.column("ccode1")
    let other = try both.column("ccode2")
    for row in 0..<both.rowCount where one.integer(at: row) == 260 {
      // West Germany ended the day before Germany began.
      #expect(other.integer(at: row) != 255)
    }
  }

  @Test("years that run backwards are refused", .tags(.failure))
  func backwards() {
    #expect(throws: PanelsError.emptyYears(from: 2000, to: 1990)) {
      try Universe(system: .cow, unit: .stateYears, from: 2000, to: 1990)
    }
  }
}
