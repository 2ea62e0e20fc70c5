import Frames

/// All states, or pairs of states, of a system in a range of years.
public struct Universe: Sendable, Equatable {
  /// What a row is.
  public enum Unit: String, Sendable, CaseIterable {
    /// Each state in each year.
    case stateYears = "state-years"
    /// Each pair once, the lower code first.
    case dyadYears = "dyad-years"
    /// Each pair in both orders.
    case directedDyadYears = "directed-dyad-years"
  }

  /// Whose list of states.
  public var system: StateSystem
  /// What a row is.
  public var unit: Unit
  /// The first and last year.
  public var years: ClosedRange<Int>
  /// On which day a state must be a member for the year to count.
  public var day: DayRule
  /// Whether the tentative list of microstates counts (Gleditsch-Ward only).
  public var microstates: Bool

  /// - Throws: `.emptyYears` where the last year comes before the first.
  public init(
    system: StateSystem, unit: Unit, from first: Int? = nil, to last: Int? = nil,
    day: DayRule = .any, microstates: Bool = true
  ) throws(PanelsError) {
    let first = first ?? 1816
    let last = last ?? Self.lastYear(system)
    guard first <= last else { throw .emptyYears(from: first, to: last) }
    self.system = system
    self.unit = unit
    years = first...last
    self.day = day
    self.microstates = microstates
  }

  /// The year in which the list was last revised: COW v2016 ends there, Gleditsch-Ward was extended
  /// to 2020 without new members. States without an end date count as members in later years.
  public static func lastYear(_ system: StateSystem) -> Int { system == .cow ? 2016 : 2020 }

  /// `ccode` or `gwcode`.
  public static func codeName(_ system: StateSystem) -> String {
    system == .cow ? "ccode" : "gwcode"
  }

  /// The panel's rows: by code (or pair of codes), then year.
  ///
  /// A pair needs a day of the year on which both are members: West Germany (to 2 October 1990)
  /// and Germany (from 3 October) share a year and never met.
  public func frame() -> Frame {
    let name = Self.codeName(system)
    let lives = memberYears()
    var first: [Int64] = []
    var second: [Int64] = []
    var time: [Int64] = []
    for (index, state) in lives.enumerated() {
      if unit == .stateYears {
        for year in state.years {
          first.append(state.code)
          time.append(Int64(year))
        }
        continue
      }
      for (otherIndex, other) in lives.enumerated() where otherIndex != index {
        if unit == .dyadYears, otherIndex < index { continue }
        for year in Self.common(state.years, other.years) where state.meets(other, in: year) {
          first.append(state.code)
          second.append(other.code)
          time.append(Int64(year))
        }
      }
    }
    var columns = [
      Column(name: unit == .stateYears ? name : name + "1", storage: .integer(first))
    ]
    if unit != .stateYears { columns.append(Column(name: name + "2", storage: .integer(second))) }
    columns.append(Column(name: "year", storage: .integer(time)))
    do {
      return try Frame(columns)
    } catch {
      preconditionFailure("columns made together differ in length: \(error)")
    }
  }

  /// A code, its spells, and the years it counts in, ascending.
  private struct Life {
    let code: Int64
    var spells: [DateSpell] = []
    var years: [Int] = []

    func meets(_ other: Life, in year: Int) -> Bool {
      let first = CalendarDate(year: year, month: 1, day: 1)
      let last = CalendarDate(year: year, month: 12, day: 31)
      return spells.contains { own in
        other.spells.contains { its in
          max(first, own.start, its.start) <= min(last, own.end ?? last, its.end ?? last)
        }
      }
    }
  }

  /// By code. A year in which one spell of a code ends and another begins counts once.
  private func memberYears() -> [Life] {
    var lives: [Int64: Life] = [:]
    for spell in StateCodes.standard.memberships(of: system, microstates: microstates) {
      guard let code = Int64(spell.code) else { continue }
      let from = max(years.lowerBound, spell.spell.start.year)
      let to = min(years.upperBound, spell.spell.end?.year ?? years.upperBound)
      guard from <= to else { continue }
      var life = lives[code] ?? Life(code: code)
      life.spells.append(spell.spell)
      for year in from...to
      where spell.spell.holds(inYear: year, rule: day) && life.years.last != year {
        life.years.append(year)
      }
      lives[code] = life
    }
    return lives.values.filter { !$0.years.isEmpty }.sorted { $0.code < $1.code }
  }

  /// The years in both ascending lists.
  private static func common(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var (one, other) = (0, 0)
    while one < left.count, other < right.count {
      if left[one] == right[other] {
        result.append(left[one])
        one += 1
        other += 1
      } else if left[one] < right[other] {
        one += 1
      } else {
        other += 1
      }
    }
    return result
  }
}
