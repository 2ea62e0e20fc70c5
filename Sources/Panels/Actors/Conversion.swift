/// What became of one code.
public enum Conversion: Equatable, Sendable {
  /// The code in the scheme asked for.
  case found(String)
  /// Nobody knows the code; the known ones that come nearest.
  case unknown(closest: [String])
  /// A dependency, a disputed territory or a group of states: known, and not a state.
  case territory(String)
  /// A state, but not one that the scheme counts in that year; when it does. Without spells, the
  /// scheme has no code for it at all.
  case notAStateThen([StateSpell])
  /// Asked without a year, and the answer differs by date.
  case dependsOnYear([StateSpell])

  /// The code, where one was found.
  public var code: String? {
    if case .found(let code) = self { return code }
    return nil
  }
}

/// Which of two codes a year gets when one state followed another within it.
public enum YearRule: String, Sendable, CaseIterable {
  /// The one that held on more days: Germany in 1990 is 260 (to 2 October) and not 255.
  case mostDays = "most-days"
  /// The one that held on 1 January; where none did, the first to begin.
  case firstDay = "first-day"
  /// The one that held on 31 December; where none did, the last to end.
  case lastDay = "last-day"
}

/// How a dated code is read.
public enum CodeReading: String, Sendable {
  /// As the list has it: COW 255 in 1970 is no state.
  case dated
  /// As any state of the same lineage: COW 255 in 1970 means Germany, which is then 260. Tables
  /// that carry one code through all years need it.
  case lineage
}
