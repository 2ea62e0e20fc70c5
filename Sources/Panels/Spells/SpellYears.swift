import Documents
import Frames

/// Turns a table of spells, a row for each stretch of days or years, into one of years.
///
/// A spell runs from the day in one column to the day in another, both included. Cells are dates
/// such as 1990-10-03, or years, which stand for their first and last day. A spell without an end
/// still lasts, and runs to the last year that the table covers.
public struct SpellYears: Sendable, Equatable {
  /// Which years a spell gets.
  public enum Rule: String, Sendable, CaseIterable {
    /// Each in which it holds on at least one day; two spells can share a year.
    case any
    /// Each whose 1 January lies in it.
    case january1 = "jan1"
    /// Each whose 31 December lies in it.
    case december31 = "dec31"
    /// Each in which it holds on at least one day and no other spell of its key on more; of two that
    /// hold on as many, the one that began later.
    case mostDays = "most-days"
  }

  /// The column of the first day or year.
  public let from: String
  /// The column of the last day or year.
  public let to: String
  /// Which years a spell gets.
  public let rule: Rule
  /// The columns that say whose spell it is, for ``Rule/mostDays``.
  public let key: [String]
  /// The new column.
  public let yearColumn: String

  /// A rule and the columns it works on.
  public init(
    from: String, to: String, rule: Rule = .any, key: [String] = [], yearColumn: String = "year"
  ) {
    self.from = from
    self.to = to
    self.rule = rule
    self.key = key
    self.yearColumn = yearColumn
  }

  /// Years beyond which a cell is no year.
  private static let years = -9999...9999

  /// One row for each spell and year, a spell's years together and in order; the year comes last.
  /// - Parameter covered: years outside it get no row.
  /// - Throws: `.badDate`, `.openSpell`, `.frame`.
  public func expanded(
    _ frame: Frame, covered: ClosedRange<Int>?
  ) throws(PanelsError) -> Frame {
    var rows: [Int?] = []
    var years: [Int] = []
    var spells: [DateSpell] = []
    let (starts, ends) = (try frame.needed(from), try frame.needed(to))
    for row in 0..<frame.rowCount {
      let spell = try spell(row, starts, ends, covered)
      spells.append(spell)
      let first = max(spell.start.year, covered?.lowerBound ?? Self.years.lowerBound)
      let last = min(
        (spell.end ?? spell.start).year, covered?.upperBound ?? Self.years.upperBound)
      for year in first...max(first, last) where year <= last && holds(spell, in: year) {
        rows.append(row)
        years.append(year)
      }
    }
    if rule == .mostDays {
      let kept = try ofMostDays(frame, rows, years, spells)
      rows = kept.map { rows[$0] }
      years = kept.map { years[$0] }
    }
    var result = frame.gathered(rows)
    do throws(FrameError) {
      try result.append(Column(name: yearColumn, integers: years.map { Int64($0) }))
    } catch {
      throw .frame(error)
    }
    return result
  }

  private func holds(_ spell: DateSpell, in year: Int) -> Bool {
    switch rule {
    case .any, .mostDays: spell.holds(inYear: year, rule: .any)
    case .january1: spell.holds(inYear: year, rule: .january1)
    case .december31: spell.holds(inYear: year, rule: .december31)
    }
  }

  /// The places of the rows whose spell has most of its key's days in the year.
  private func ofMostDays(
    _ frame: Frame, _ rows: [Int?], _ years: [Int], _ spells: [DateSpell]
  ) throws(PanelsError) -> [Int] {
    let columns = try key.mapThrowing { (name) throws(PanelsError) in try frame.needed(name) }
    let codes = KeyCodes(columns, rows: RowSelection(all: frame.rowCount)).withRowsApart.codes
    struct Place: Hashable {
      let code: Int32
      let year: Int
    }
    var best: [Place: Int] = [:]
    for position in rows.indices {
      guard let row = rows[position] else { continue }
      let place = Place(code: codes[row], year: years[position])
      func rank(_ position: Int) -> (Int, CalendarDate) {
        let spell = spells[rows[position] ?? 0]
        return (spell.days(inYear: place.year), spell.start)
      }
      if let other = best[place], rank(position) < rank(other) { continue }
      best[place] = position
    }
    return best.values.sorted()
  }

  private func spell(
    _ row: Int, _ starts: Column, _ ends: Column, _ covered: ClosedRange<Int>?
  ) throws(PanelsError) -> DateSpell {
    guard let start = try day(row, starts, isEnd: false) else {
      throw .badDate(column: from, row: row + 1, text: "nothing")
    }
    guard let end = try day(row, ends, isEnd: true) else {
      guard let last = covered?.upperBound else { throw .openSpell(column: to, row: row + 1) }
      return DateSpell(
        start: start, end: max(start, CalendarDate(year: last, month: 12, day: 31)))
    }
    guard start <= end else {
      throw .badDate(column: to, row: row + 1, text: "\(end), before the start \(start)")
    }
    return DateSpell(start: start, end: end)
  }

  /// The day of a cell, or the first or last day of its year; `nil` where the cell is empty.
  private func day(
    _ row: Int, _ column: Column, isEnd: Bool
  ) throws(PanelsError) -> CalendarDate? {
    guard let text = column.text(at: row) else { return nil }
    if let date = CalendarDate(text) { return date }
    guard let year = column.isNumeric ? column.integer(at: row).map({ Int($0) }) : Int(text),
      Self.years.contains(year)
    else { throw .badDate(column: column.name, row: row + 1, text: text) }
    return CalendarDate(year: year, month: isEnd ? 12 : 1, day: isEnd ? 31 : 1)
  }
}

extension SpellYears {
  /// `{from: startdate, to: enddate, rule: any}`, where `by:` says whose spells they are, unless a
  /// description's key does.
  package init(
    _ node: DocumentNode, key: [String]?, yearColumn: String = "year"
  ) throws(DocumentError) {
    let keys = try node.entries(known: ["from", "to", "rule"] + (key == nil ? ["by"] : []))
    guard let from = keys["from"], let to = keys["to"] else {
      throw node.wrong("`from:` and `to:`, the columns of a spell's first and last day or year")
    }
    let rules = Rule.allCases.map(\.rawValue).joined(separator: ", ")
    let rule = try keys["rule"]?.vocabulary("one of \(rules)") { Rule(rawValue: $0) } ?? .any
    let by = try keys["by"]?.someTexts("the columns that say whose spell it is") ?? key ?? []
    guard rule != .mostDays || !by.isEmpty else {
      throw node.wrong(
        "the columns that say whose spell it is, after "
          + (key == nil ? "`by:`" : "`key:`") + ", beside `rule: most-days`")
    }
    self.init(
      from: try from.text(), to: try to.text(), rule: rule, key: by, yearColumn: yearColumn)
  }
}
