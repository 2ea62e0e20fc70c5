/// A stretch of a state's history in which each scheme gives it one code.
///
/// Germany has three: to 1945 (COW 255, GW 255), West Germany (260, 260), and from 3 October 1990
/// (255, 260). Segments of one lineage answer to the same names and to the same ISO code.
struct StateSegment: Sendable {
  let name: String
  let lineage: String
  let cow: Int?
  let cowAbbreviation: String?
  let cowSpells: [DateSpell]
  let gw: Int?
  let gwSpells: [DateSpell]
  /// On the tentative list of microstates rather than on the main Gleditsch-Ward list.
  let isMicrostate: Bool
  let iso3: String?
  let worldBank: String?

  func code(_ scheme: CodeScheme) -> String? {
    switch scheme {
    case .name: name
    case .iso3: iso3
    case .worldBank: worldBank
    case .cow: cow.map(String.init)
    case .gw: gw.map(String.init)
    case .cowAbbreviation: cowAbbreviation
    }
  }

  /// When the code in a scheme is valid. A name or an ISO code has no list of members, so it is
  /// valid while either system counts the state.
  func spells(_ scheme: CodeScheme) -> [DateSpell] {
    switch scheme.system {
    case .cow: cowSpells
    case .gw: gwSpells
    case nil: cowSpells + gwSpells
    }
  }
}

/// A state's membership of a system: one code, one stretch of days.
public struct StateSpell: Hashable, Sendable, Comparable {
  /// The code in the scheme that was asked for.
  public let code: String
  /// The name of the state at that time.
  public let name: String
  /// The days of membership.
  public let spell: DateSpell

  /// A spell of membership.
  public init(code: String, name: String, spell: DateSpell) {
    self.code = code
    self.name = name
    self.spell = spell
  }

  /// By code, as a number where it is one, then by the first day.
  public static func < (left: StateSpell, right: StateSpell) -> Bool {
    (Int(left.code) ?? 0, left.code, left.spell.start)
      < (Int(right.code) ?? 0, right.code, right.spell.start)
  }
}

extension StateSpell: CustomStringConvertible {
  /// `260 (West Germany) 1955-05-05 to 1990-10-02`
  public var description: String {
    let until = spell.end.map { "to \($0)" } ?? "on"
    return code == name
      ? "\(name) \(spell.start) \(until)" : "\(code) (\(name)) \(spell.start) \(until)"
  }
}
