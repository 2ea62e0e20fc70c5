import Frames
import TestSupport
import Testing

@Suite struct CalendarDateTests {
  @Test("every day from 1816 on survives the trip through its day number", .tags(.identity))
  func roundTrip() {
    var date = CalendarDate(year: 1816, month: 1, day: 1)
    let last = CalendarDate(year: 2032, month: 12, day: 31)
    var days = 0
    while date <= last {
      #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
      date = CalendarDate(dayNumber: date.dayNumber + 1)
      days += 1
    }
    // 217 years of which 54 are leap years: 1900 is not, 2000 is.
    #expect(days == 217 * 365 + 54)
  }

  @Test("the epoch is 1 January 1970 and text reads back", .tags(.reference))
  func text() {
    #expect(CalendarDate(year: 1970, month: 1, day: 1).dayNumber == 0)
    #expect(CalendarDate("1990-10-03")?.description == "1990-10-03")
    #expect(CalendarDate("1869-03-04T00:00:00Z") == CalendarDate(year: 1869, month: 3, day: 4))
    #expect(CalendarDate("2000-02-29") != nil)
  }

  @Test(
    "what is not a day is refused", .tags(.failure),
    arguments: ["", "1990", "1990-13-01", "1999-02-29", "1990-04-31", "90-10-03", "1990/10/03"])
  func refused(text: String) {
    #expect(CalendarDate(text) == nil)
  }
}
