import Frames

/// Leader-years from a table of leaders' spells in office: who counts as the leader of a year.
///
/// Source of such tables: Archigos, Goemans, Gleditsch and Chiozza (2009).
public struct LeaderYears: Sendable, Equatable {
  /// Who counts when a year has several leaders.
  public enum Rule: Sendable, Equatable {
    /// The spell is cut to the year, and the leader counts whose last month less first month is at
    /// least the minimum: with 6, July less January suffices and December less July does not.
    /// A year in which nobody reaches it has no leader.
    case mostMonths(minimum: Int)
    /// Who is in office on 31 December.
    case atYearEnd
    /// Who is in office on most days.
    case longest
  }

  /// The columns of the spell table.
  public var code: String
  /// The leader's name.
  public var leader: String
  /// A column that tells leaders of one name apart.
  public var identifier: String?
  /// The first day in office, as 1990-10-03.
  public var start: String
  /// The last day in office.
  public var end: String
  /// Who counts when a year has several leaders.
  public var rule: Rule

  /// A rule and the columns it works on, by default those of Archigos.
  public init(
    code: String = "gwcode", leader: String = "leader", identifier: String? = nil,
    start: String = "startdate", end: String = "enddate", rule: Rule
  ) {
    self.code = code
    self.leader = leader
    self.identifier = identifier
    self.start = start
    self.end = end
    self.rule = rule
  }

  /// One row for each state and year that has a leader, by code and year: the code, `year`, the
  /// leader, and the identifier if there is one.
  /// - Parameter years: Which years; by default all that a spell touches.
  /// - Throws: `.badDate`, `.frame`, `.emptyYears`. An absent end is refused: its spell could be of
  ///   any length.
  public func build(
    _ frame: Frame, years: ClosedRange<Int>? = nil
  ) throws(PanelsError) -> (frame: Frame, ledger: LeaderLedger) {
    let codes = try frame.needed(code)
    let names = try frame.needed(leader)
    let identifiers = try identifier.map { (name) throws(PanelsError) in try frame.needed(name) }
    let starts = try frame.needed(start)
    let ends = try frame.needed(end)
    var candidates: [Candidate] = []
    var withoutCode = 0
    for row in 0..<frame.rowCount {
      let from = try date(starts, row)
      let until = try date(ends, row)
      guard from <= until else {
        throw .badDate(column: end, row: row + 1, text: "\(until), before the start \(from)")
      }
      guard let text = codes.text(at: row) else {
        withoutCode += 1
        continue
      }
      for year in from.year...until.year where years?.contains(year) ?? true {
        candidates.append(
          Candidate(
            code: text, number: codes.double(at: row) ?? 0, year: year, row: row,
            spell: DateSpell(start: from, end: until)))
      }
    }
    candidates.sort {
      ($0.number, $0.code, $0.year, $0.row) < ($1.number, $1.code, $1.year, $1.row)
    }
    var chosen: [Candidate] = []
    var without: [LeaderLedger.Year] = []
    var position = 0
    while position < candidates.count {
      let first = candidates[position]
      var group: [Candidate] = []
      while position < candidates.count, candidates[position].code == first.code,
        candidates[position].year == first.year
      {
        group.append(candidates[position])
        position += 1
      }
      if let leader = choose(group) {
        chosen.append(leader)
      } else {
        without.append(
          LeaderLedger.Year(
            code: first.code, year: first.year,
            leaders: group.compactMap { names.text(at: $0.row) }))
      }
    }
    let rows = chosen.map { Int?($0.row) }
    var columns = [
      codes.gathered(rows), Column(name: "year", integers: chosen.map { Int64($0.year) }),
    ]
    columns.append(names.gathered(rows))
    if let identifiers { columns.append(identifiers.gathered(rows)) }
    let result: Frame
    do throws(FrameError) { result = try Frame(columns) } catch { throw .frame(error) }
    return (
      result,
      LeaderLedger(
        rule: rule, spells: frame.rowCount, spellsWithoutCode: withoutCode,
        leaderYears: chosen.count, yearsWithoutLeader: without)
    )
  }

  private struct Candidate {
    let code: String
    let number: Double
    let year: Int
    let row: Int
    let spell: DateSpell

    /// Last month less first month of the spell within the year.
    var months: Int {
      let first = spell.start.year == year ? spell.start.month : 1
      let last = spell.end?.year == year ? spell.end?.month ?? 12 : 12
      return last - first
    }
  }

  /// The leader of one year. Of equals the one who took office first, or at year's end last.
  private func choose(_ group: [Candidate]) -> Candidate? {
    switch rule {
    case .mostMonths(let minimum):
      return group.filter { $0.months >= minimum }
        .min { (-$0.months, $0.spell.start, $0.row) < (-$1.months, $1.spell.start, $1.row) }
    case .atYearEnd:
      return group.filter { $0.spell.holds(inYear: $0.year, rule: .december31) }
        .max { ($0.spell.start, $0.row) < ($1.spell.start, $1.row) }
    case .longest:
      return group.min {
        (-$0.spell.days(inYear: $0.year), $0.spell.start, $0.row)
          < (-$1.spell.days(inYear: $1.year), $1.spell.start, $1.row)
      }
    }
  }

  private func date(_ column: Column, _ row: Int) throws(PanelsError) -> CalendarDate {
    let text = column.text(at: row) ?? ""
    guard let date = CalendarDate(text) else {
      throw .badDate(column: column.name, row: row + 1, text: text)
    }
    return date
  }
}

/// Which years have a leader under a rule, and which have none.
public struct LeaderLedger: Sendable, Equatable {
  /// A year that a spell touches but to which the rule gives no leader.
  public struct Year: Sendable, Equatable {
    /// The state.
    public let code: String
    /// The year.
    public let year: Int
    /// Who was in office on some day.
    public let leaders: [String]
  }

  /// The rule that was used.
  public let rule: LeaderYears.Rule
  /// Rows of the spell table.
  public let spells: Int
  /// Spells without a state, which were left out.
  public let spellsWithoutCode: Int
  /// Rows that came out.
  public let leaderYears: Int
  /// By code and year.
  public let yearsWithoutLeader: [Year]
}
