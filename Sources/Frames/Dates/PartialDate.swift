/// A date as well as it is known: a day, a month, a year, a span, or not at all.
///
/// | written | covers |
/// |---|---|
/// | `1972-10-22`, `1972-10`, `1972` | that day, month or year |
/// | `1960s`, `early 1960s`, `mid-1960s`, `late 1960s` | ten years; 0-4, 3-7 or 5-9 of them |
/// | `1971-06/1972-12`, `1950-1953`, `1968-01 to 1969-03` | from the first to the end of the second |
/// | `1976 onward`, `2021 or before` | open at one end |
/// | `undated` | anything |
public struct PartialDate: Hashable, Sendable {
  /// How well a date is known.
  public enum Precision: String, Sendable, CaseIterable {
    case day, month, year, range, undated
  }

  /// The date as it was written.
  public let text: String
  /// How well the date is known.
  public let precision: Precision
  /// The first day it may mean; `nil` where it is open towards the past.
  public let earliest: CalendarDate?
  /// The last day it may mean; `nil` where it is open towards the future.
  public let latest: CalendarDate?

  /// Reads a date; `nil` where the text is none of the forms, or ends before it begins.
  public init?(_ text: String) {
    let words = text.trimmingPrefix { $0.isWhitespace }
    self.text = String(words)
    let lower = words.lowercased()
    if lower == "undated" {
      (precision, earliest, latest) = (.undated, nil, nil)
      return
    }
    if let stem = Self.stem(of: lower, before: " onward") {
      guard let start = Self.point(stem) else { return nil }
      (precision, earliest, latest) = (.range, start.first, nil)
      return
    }
    if let stem = Self.stem(of: lower, before: " or before") {
      guard let end = Self.point(stem) else { return nil }
      (precision, earliest, latest) = (.range, nil, end.last)
      return
    }
    if let point = Self.point(lower) {
      (precision, earliest, latest) = (point.precision, point.first, point.last)
      return
    }
    guard let (left, right) = Self.ends(of: lower), let start = Self.point(left),
      let end = Self.point(right), start.first <= end.last
    else { return nil }
    (precision, earliest, latest) = (.range, start.first, end.last)
  }

  /// Whether every day this may mean comes before every day the other may mean.
  public func isBefore(_ other: PartialDate) -> Bool {
    guard let latest, let start = other.earliest else { return false }
    return latest < start
  }

  /// Whether the two share no day.
  public func isDisjoint(from other: PartialDate) -> Bool {
    isBefore(other) || other.isBefore(self)
  }

  /// The middle of the span, for placing the date on an axis; `nil` where an end is open.
  public var middle: CalendarDate? {
    guard let earliest, let latest else { return earliest ?? latest }
    return CalendarDate(dayNumber: (earliest.dayNumber + latest.dayNumber) / 2)
  }

  private struct Point {
    var precision: Precision
    var first: CalendarDate
    var last: CalendarDate
  }

  private static func stem(of text: String, before ending: String) -> String? {
    text.hasSuffix(ending) ? String(text.dropLast(ending.count)) : nil
  }

  /// The two halves of a span.
  private static func ends(of text: String) -> (String, String)? {
    for separator in [" to ", "/"] {
      if let place = text.firstRange(of: separator) {
        return (String(text[..<place.lowerBound]), String(text[place.upperBound...]))
      }
    }
    // A hyphen parts two years or decades; within a date or `mid-1960s` it does not.
    for place in text.indices where text[place] == "-" {
      let left = String(text[..<place])
      let right = String(text[text.index(after: place)...])
      if right.count >= 4, point(left) != nil, point(right) != nil { return (left, right) }
    }
    return nil
  }

  private static func point(_ text: String) -> Point? {
    if let day = CalendarDate(text), text.utf8.count == 10 {
      return Point(precision: .day, first: day, last: day)
    }
    for (word, years) in [("early", 0...4), ("mid", 3...7), ("late", 5...9)] {
      guard text.hasPrefix(word) else { continue }
      let rest = text.dropFirst(word.count).drop { $0 == " " || $0 == "-" }
      guard rest.count == 5, rest.last == "s", let year = year(String(rest.dropLast())) else {
        return nil
      }
      return span(from: year + years.lowerBound, through: year + years.upperBound, .range)
    }
    if text.count == 5, text.last == "s", let year = year(String(text.dropLast())) {
      return span(from: year, through: year + 9, .range)
    }
    if let year = year(text) { return span(from: year, through: year, .year) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let year = year(String(parts[0])) else { return nil }
    if parts[1] == "mid" { return months(year, 5, 8, .range) }
    guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else {
      return nil
    }
    return months(year, month, month, .month)
  }

  private static func year(_ text: String) -> Int? {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let year = Int(text), year >= 1000
    else { return nil }
    return year
  }

  private static func span(from: Int, through: Int, _ precision: Precision) -> Point {
    Point(
      precision: precision, first: CalendarDate(year: from, month: 1, day: 1),
      last: CalendarDate(year: through, month: 12, day: 31))
  }

  private static func months(
    _ year: Int, _ first: Int, _ last: Int, _ precision: Precision
  ) -> Point {
    let next =
      last == 12
      ? CalendarDate(year: year + 1, month: 1, day: 1)
      : CalendarDate(year: year, month: last + 1, day: 1)
    return Point(
      precision: precision, first: CalendarDate(year: year, month: first, day: 1),
      last: CalendarDate(dayNumber: next.dayNumber - 1))
  }
}
