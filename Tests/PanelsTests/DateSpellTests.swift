import Frames
import Panels
import TestSupport
import Testing

@Suite struct DateSpellTests {
  @Test("a year rule asks about its own day", .tags(.identity))
  func rules() {
    let spell = DateSpell(
      start: CalendarDate(year: 1955, month: 5, day: 5),
      end: CalendarDate(year: 1990, month: 10, day: 2))
    #expect(DayRule.allCases.map { spell.holds(inYear: 1955, rule: $0) } == [true, false, true])
    #expect(DayRule.allCases.map { spell.holds(inYear: 1990, rule: $0) } == [true, true, false])
    #expect(spell.days(inYear: 1990) == 275)
    #expect(spell.days(inYear: 1954) == 0)
  }
}
