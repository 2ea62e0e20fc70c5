import Frames

/// A stretch of days, both ends included; without an end it still lasts.
public struct DateSpell: Hashable, Sendable {
  /// The first day.
  public let start: CalendarDate
  /// The last day; `nil` while it lasts.
  public let end: CalendarDate?

  /// A spell; the end must not come before the start.
  public init(start: CalendarDate, end: CalendarDate?) {
    precondition(end == nil || end! >= start, "a spell ends before it starts")
    self.start = start
    self.end = end
  }

  /// Whether the day lies in the spell.
  public func contains(_ date: CalendarDate) -> Bool {
    date >= start && (end == nil || date <= end!)
  }

  /// How many days of a calendar year lie in the spell.
  public func days(inYear year: Int) -> Int {
    let first = CalendarDate(year: year, month: 1, day: 1)
    let last = CalendarDate(year: year, month: 12, day: 31)
    let from = max(first, start)
    let to = min(last, end ?? last)
    return max(0, to.dayNumber - from.dayNumber + 1)
  }

  /// Whether the spell holds in a year under a rule.
  public func holds(inYear year: Int, rule: DayRule) -> Bool {
    switch rule {
    case .any: days(inYear: year) > 0
    case .january1: contains(CalendarDate(year: year, month: 1, day: 1))
    case .december31: contains(CalendarDate(year: year, month: 12, day: 31))
    }
  }
}

/// On which day of a year something must hold for the whole year to count.
public enum DayRule: String, Sendable, CaseIterable {
  /// On at least one day: two states can then share a year in which one followed the other.
  case any
  /// On 1 January.
  case january1 = "jan1"
  /// On 31 December.
  case december31 = "dec31"
}
