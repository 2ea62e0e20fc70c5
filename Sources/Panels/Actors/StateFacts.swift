import Frames

/// The facts about states that the project carries, parsed from `Facts/`.
///
/// Sources: COW numbers, abbreviations and dates, Correlates of War Project, State System
/// Membership List v2016 (2017); Gleditsch-Ward numbers and dates, Gleditsch and Ward (1999),
/// revised list of independent states with the later additions to 2011 and the authors' tentative
/// list of microstates; alpha-3 codes, ISO 3166-1 with the withdrawn codes of ISO 3166-3 (Kosovo
/// has the user-assigned XKX); World Bank country codes. Both lists of members have closed spells
/// only for states that ended; a spell without an end still ran when its list was last revised.
struct StateFacts: Sendable {
  /// A name or code that stands for a whole lineage.
  struct Spelling: Sendable {
    let lineage: String
    let scheme: CodeScheme
    let text: String
    /// The last year in which the lineage went by it; `nil` for a name of all years.
    let until: Int?
  }

  /// Something known that is not a state.
  struct Territory: Sendable {
    let name: String
    let iso3: String?
    let worldBank: String?
    let otherCodes: [String]
    let spellings: [String]
  }

  let segments: [StateSegment]
  let spellings: [Spelling]
  let territories: [Territory]

  static let embedded = StateFacts(
    states: PackageResources.states_csv, spellings: PackageResources.spellings_csv,
    territories: PackageResources.territories_csv)

  init(states: [UInt8], spellings: [UInt8], territories: [UInt8]) {
    segments = Self.rows(states).map { field in
      StateSegment(
        name: field[0], lineage: field[1], cow: Int(field[2]),
        cowAbbreviation: Self.optional(field[3]), cowSpells: Self.spells(field[4]),
        gw: Int(field[5]), gwSpells: Self.spells(field[6]), isMicrostate: field[7] == "m",
        iso3: Self.optional(field[8]), worldBank: Self.optional(field[9]))
    }
    self.spellings = Self.rows(spellings).flatMap { field in
      guard let scheme = CodeScheme(rawValue: field[1]) else {
        preconditionFailure("no scheme \(field[1])")
      }
      return Self.list(field[2]).map {
        Spelling(lineage: field[0], scheme: scheme, text: $0, until: Int(field[3]))
      }
    }
    self.territories = Self.rows(territories).map { field in
      Territory(
        name: field[0], iso3: Self.optional(field[2]), worldBank: Self.optional(field[3]),
        otherCodes: Self.list(field[4]), spellings: Self.list(field[5]))
    }
  }

  private static func optional(_ field: String) -> String? { field.isEmpty ? nil : field }

  private static func list(_ field: String) -> [String] {
    field.split(separator: ";").map(String.init)
  }

  /// `1902-05-20/1906-09-25 1909-01-23/`
  private static func spells(_ field: String) -> [DateSpell] {
    field.split(separator: " ").map { text in
      let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard ends.count == 2, let start = CalendarDate(ends[0]) else {
        preconditionFailure("no spell: \(text)")
      }
      return DateSpell(start: start, end: CalendarDate(ends[1]))
    }
  }

  /// The rows below the header, split at commas that stand outside quotes.
  private static func rows(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      var fields = [""]
      var quoted = false
      for character in line {
        switch character {
        case "\"": quoted.toggle()
        case "," where !quoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }
}
