import Frames

/// Codes and names of states, valid by date.
///
/// A code stands for one or more segments of a state's history; the year says which, and the scheme
/// asked for says what that segment is called there. Nothing is guessed: what is not found is
/// unknown, a territory, or a state that the scheme does not count in that year.
public struct StateCodes: Sendable {
  /// The facts the project carries; `StateFacts` cites their sources.
  public static let standard = StateCodes(.embedded)

  let segments: [StateSegment]
  /// For each scheme the segments that a code stands for, by the normalised code.
  private let holders: [CodeScheme: [String: [Int]]]
  /// Segments that went by a name up to a year, beside those that `holders` has.
  private let formerHolders: [String: [(until: Int, segments: [Int])]]
  /// Names that stand for the same with a kind of state before them; not those where the kind tells
  /// states apart, as with the republics of Korea.
  private let anyKind: Set<String>
  private let territories: [CodeScheme: [String: String]]
  /// Codes as written, for the nearest-names of a message.
  private let written: [CodeScheme: [String]]
  private let lineages: [String: [Int]]

  init(_ facts: StateFacts) {
    segments = facts.segments
    var lineages: [String: [Int]] = [:]
    for (index, segment) in facts.segments.enumerated() {
      lineages[segment.lineage, default: []].append(index)
    }
    var holders: [CodeScheme: [String: [Int]]] = [:]
    var written: [CodeScheme: [String]] = [:]
    func note(_ text: String, _ scheme: CodeScheme, _ indices: [Int]) {
      let key = Self.key(text, scheme)
      for index in indices where holders[scheme]?[key]?.contains(index) != true {
        holders[scheme, default: [:]][key, default: []].append(index)
      }
      if written[scheme]?.contains(text) != true { written[scheme, default: []].append(text) }
    }
    for (index, segment) in facts.segments.enumerated() {
      for scheme in CodeScheme.allCases {
        guard let code = segment.code(scheme) else { continue }
        // The COW abbreviation and the two numbers are dated; the others run through a lineage.
        note(code, scheme, scheme.system == nil ? lineages[segment.lineage] ?? [] : [index])
      }
    }
    var formerHolders: [String: [(until: Int, segments: [Int])]] = [:]
    for spelling in facts.spellings {
      let indices = lineages[spelling.lineage] ?? []
      precondition(!indices.isEmpty, "no lineage \(spelling.lineage)")
      if let until = spelling.until {
        formerHolders[Self.key(spelling.text, spelling.scheme), default: []].append(
          (until, indices))
        continue
      }
      note(spelling.text, spelling.scheme, indices)
      // A withdrawn ISO code was the World Bank's code as well.
      if spelling.scheme == .iso3 { note(spelling.text, .worldBank, indices) }
    }
    var territories: [CodeScheme: [String: String]] = [:]
    for territory in facts.territories {
      for name in [territory.name] + territory.spellings {
        territories[.name, default: [:]][Self.key(name, .name)] = territory.name
      }
      for (scheme, code) in [(CodeScheme.iso3, territory.iso3), (.worldBank, territory.worldBank)] {
        for code in [code].compactMap(\.self) + territory.otherCodes {
          territories[scheme, default: [:]][Self.key(code, scheme)] = territory.name
        }
      }
    }
    self.holders = holders
    self.formerHolders = formerHolders
    anyKind = Self.anyKind(
      holders[.name] ?? [:], territories[.name] ?? [:], lineage: { facts.segments[$0].lineage })
    self.territories = territories
    self.written = written
    self.lineages = lineages
  }

  /// The code in another scheme.
  ///
  /// - Parameters:
  ///   - year: The year that decides between states of one lineage. `nil` for a table without
  ///     years: the answer is then found only where it is the same at all times.
  ///   - yearRule: Which of two states gets a year that they share.
  ///   - reading: Whether a dated code stands for its own dates or for its lineage.
  public func code(
    for text: String, in source: CodeScheme, to target: CodeScheme, year: Int?,
    yearRule: YearRule = .mostDays, reading: CodeReading = .dated
  ) -> Conversion {
    let key = known(Self.key(text, source), source)
    guard var candidates = holders[source]?[key] else {
      if let name = territories[source]?[key] { return .territory(name) }
      return .unknown(closest: NearestNames.closest(to: text, among: written[source] ?? []))
    }
    if source == .name, let year {
      for former in formerHolders[key] ?? [] where year <= former.until {
        candidates += former.segments
      }
    }
    if reading == .lineage {
      candidates = candidates.reduce(into: []) { all, index in
        for member in lineages[segments[index].lineage] ?? [] where !all.contains(member) {
          all.append(member)
        }
      }
    }
    let spells = memberships(candidates, target)
    guard let year else {
      let codes = Set(spells.map(\.code))
      if codes.count == 1, let only = codes.first { return .found(only) }
      return codes.isEmpty ? .notAStateThen([]) : .dependsOnYear(spells)
    }
    let holding = spells.filter { $0.spell.days(inYear: year) > 0 }
    guard let chosen = Self.choose(holding, year, yearRule) else { return .notAStateThen(spells) }
    return .found(chosen.code)
  }

  /// All codes that a scheme gives to the lineage of a code, in order: COW 255 and 260 for DEU.
  public func lineage(of text: String, in source: CodeScheme, to target: CodeScheme) -> [String] {
    let own = holders[source]?[known(Self.key(text, source), source)] ?? []
    let family = Set(own.map { segments[$0].lineage })
    let indices = segments.indices.filter { family.contains(segments[$0].lineage) }
    return memberships(indices, target).map(\.code)
      .reduce(into: []) { codes, code in if !codes.contains(code) { codes.append(code) } }
  }

  /// The spells of membership of a state system, by code and date; adjacent spells are one.
  public func memberships(of system: StateSystem, microstates: Bool = true) -> [StateSpell] {
    let wanted = segments.indices.filter {
      microstates || system == .cow || !segments[$0].isMicrostate
    }
    var merged: [StateSpell] = []
    for spell in memberships(Array(wanted), system == .cow ? .cow : .gw) {
      if let last = merged.last, last.code == spell.code, let end = last.spell.end,
        end.dayNumber + 1 == spell.spell.start.dayNumber
      {
        merged[merged.count - 1] = StateSpell(
          code: spell.code, name: spell.name,
          spell: DateSpell(start: last.spell.start, end: spell.spell.end))
      } else {
        merged.append(spell)
      }
    }
    return merged
  }

  private func memberships(_ indices: [Int], _ scheme: CodeScheme) -> [StateSpell] {
    indices.flatMap { index -> [StateSpell] in
      guard let code = segments[index].code(scheme) else { return [] }
      return segments[index].spells(scheme).map {
        StateSpell(code: code, name: segments[index].name, spell: $0)
      }
    }
    .sorted()
  }

  private static func choose(_ holding: [StateSpell], _ year: Int, _ rule: YearRule) -> StateSpell?
  {
    switch rule {
    case .mostDays:
      var days: [String: Int] = [:]
      for spell in holding { days[spell.code, default: 0] += spell.spell.days(inYear: year) }
      return holding.max { (days[$0.code] ?? 0, $1) < (days[$1.code] ?? 0, $0) }
    case .firstDay:
      return holding.min { $0.spell.start < $1.spell.start }
    case .lastDay:
      let open = CalendarDate(year: 9999, month: 12, day: 31)
      return holding.max { $0.spell.end ?? open < $1.spell.end ?? open }
    }
  }

  /// The key that is known: its own, or for a name that of the state without its kind.
  private func known(_ key: String, _ scheme: CodeScheme) -> String {
    guard scheme == .name, holders[.name]?[key] == nil, territories[.name]?[key] == nil else {
      return key
    }
    return NameKey.withoutKind(key).flatMap { anyKind.contains($0) ? $0 : nil } ?? key
  }

  /// Names that differ from another state's by less than a kind of state: Dominica and the Dominican
  /// Republic.
  private static let neverAnyKind: Set<String> = ["dominica"]

  /// Names that a kind of state may stand beside without another state being meant.
  private static func anyKind(
    _ holders: [String: [Int]], _ territories: [String: String], lineage: (Int) -> String
  ) -> Set<String> {
    func meaning(_ key: String) -> Set<String> {
      territories[key].map { [$0] } ?? Set((holders[key] ?? []).map(lineage))
    }
    let keys = Array(holders.keys) + territories.keys
    let contested = keys.filter { key in
      NameKey.withoutKind(key, telling: true).map { meaning($0) != meaning(key) } ?? false
    }.compactMap { NameKey.withoutKind($0, telling: true) }
    return Set(keys).subtracting(contested).subtracting(neverAnyKind)
  }

  /// Codes compare without leading zeros or case, names by `NameKey`.
  private static func key(_ text: String, _ scheme: CodeScheme) -> String {
    switch scheme {
    case .name: NameKey.key(text)
    case .cow, .gw: Int(text.trimmed).map(String.init) ?? text.trimmed
    case .iso3, .worldBank, .cowAbbreviation: text.trimmed.uppercased()
    }
  }
}
