import Frames

/// An actor made of states: the European Union, or the allies of a region.
///
/// Its value in a year is aggregated from the rows of its members in that year, by a rule that is
/// named for each column.
public struct CompositeActor: Sendable, Equatable {
  /// A state and when it belongs to the actor.
  public struct Member: Sendable, Equatable {
    /// A name that the state list knows; every code of the state's lineage counts.
    public let state: String
    /// The days of membership.
    public let spell: DateSpell

    /// A member from a day on, and to a day if it left.
    public init(_ state: String, from start: CalendarDate, to end: CalendarDate? = nil) {
      self.state = state
      spell = DateSpell(start: start, end: end)
    }
  }

  /// Which rows belong to the actor.
  public enum Membership: Sendable, Equatable {
    /// States with their days of membership.
    case dated([Member])
    /// All rows whose code lies in a range, in every year that they have a row.
    case codeRanges([ClosedRange<Int64>])
  }

  /// Its name, for the label column and the ledger.
  public var name: String
  /// The code of its rows; above the range that state codes use.
  public var code: Int64
  /// Which rows belong to it.
  public var membership: Membership

  /// An actor with its members.
  public init(name: String, code: Int64, membership: Membership) {
    self.name = name
    self.code = code
    self.membership = membership
  }

  /// One row for each year in which a member has a row.
  ///
  /// The columns are those of the frame: the code is the actor's, the year the year, the columns
  /// named by a rule are aggregated, the label column carries the actor's name, and all others are
  /// missing.
  /// - Parameters:
  ///   - codeColumn: The members' codes.
  ///   - scheme: What those codes are; it matters for dated members.
  ///   - labelColumn: A text column for the actor's name.
  ///   - years: Which years; all by default.
  ///   - day: When in a year a dated member must belong for its row to count.
  /// - Throws: `.unknownMember`, `.frame`.
  public func rows(
    from frame: Frame, code codeColumn: String, time: String = "year", scheme: CodeScheme = .cow,
    label labelColumn: String? = nil, years: ClosedRange<Int>? = nil, day: DayRule = .any,
    _ rules: [Aggregation]
  ) throws(PanelsError) -> (frame: Frame, ledger: CompositeLedger) {
    let codes = try frame.needed(codeColumn)
    let times = try frame.needed(time)
    let spells = try memberSpells(scheme)
    var byYear: [Int: [Int]] = [:]
    for row in 0..<frame.rowCount {
      guard let year = times.integer(at: row).map({ Int($0) }), years?.contains(year) ?? true,
        let text = codes.text(at: row)
      else { continue }
      if belongs(text, codes.integer(at: row), year, spells, day) {
        byYear[year, default: []].append(row)
      }
    }
    let ordered = byYear.sorted { $0.key < $1.key }
    let groups = ordered.map(\.value)
    let none = [Int?](repeating: nil, count: groups.count)
    var columns: [Column] = []
    for column in frame.columns {
      if column.name == codeColumn {
        columns.append(
          codes.isNumeric
            ? Column(name: column.name, integers: groups.map { _ in code })
            : Column(name: column.name, texts: groups.map { _ in String(code) }))
      } else if column.name == time {
        columns.append(Column(name: time, integers: ordered.map { Int64($0.key) }))
      } else if column.name == labelColumn {
        columns.append(Column(name: column.name, texts: groups.map { _ in name }))
      } else if let rule = rules.first(where: { $0.column == column.name }) {
        columns.append(
          try PanelsError.wrapping { () throws(FrameError) in
            try rule.aggregated(column, groups: groups)
          })
      } else {
        columns.append(column.gathered(none))
      }
    }
    for rule in rules { _ = try frame.needed(rule.column) }
    let result: Frame
    do throws(FrameError) { result = try Frame(columns) } catch { throw .frame(error) }
    let entries = ordered.map { year, rows in
      CompositeLedger.Entry(
        year: year, members: rows.map { codes.text(at: $0) ?? "" },
        absent: absentMembers(year, rows.compactMap { codes.text(at: $0) }, spells, day))
    }
    return (result, CompositeLedger(actor: name, entries: entries))
  }

  /// A dated member: its state and the codes that the state's lineage ever has in the scheme.
  private struct MemberSpell {
    let state: String
    let codes: [String]
    let spell: DateSpell
  }

  private func memberSpells(_ scheme: CodeScheme) throws(PanelsError) -> [MemberSpell] {
    guard case .dated(let members) = membership else { return [] }
    return try members.mapThrowing { (member) throws(PanelsError) in
      let codes = StateCodes.standard.lineage(of: member.state, in: .name, to: scheme)
      if codes.isEmpty {
        var closest: [String] = []
        if case .unknown(let names) = StateCodes.standard.code(
          for: member.state, in: .name, to: scheme, year: nil)
        {
          closest = names
        }
        throw .unknownMember(member.state, actor: name, closest: closest)
      }
      return MemberSpell(state: member.state, codes: codes, spell: member.spell)
    }
  }

  private func belongs(
    _ text: String, _ number: Int64?, _ year: Int, _ spells: [MemberSpell], _ day: DayRule
  ) -> Bool {
    switch membership {
    case .codeRanges(let ranges):
      guard let number else { return false }
      return ranges.contains { $0.contains(number) }
    case .dated:
      return spells.contains {
        $0.codes.contains(text) && $0.spell.holds(inYear: year, rule: day)
      }
    }
  }

  private func absentMembers(
    _ year: Int, _ present: [String], _ spells: [MemberSpell], _ day: DayRule
  ) -> [String] {
    spells.filter { member in
      member.spell.holds(inYear: year, rule: day) && !member.codes.contains { present.contains($0) }
    }
    .map(\.state)
  }
}
