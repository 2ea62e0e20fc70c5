/// A way in which tables name states.
public enum CodeScheme: String, Sendable, CaseIterable {
  /// English names in their common spellings.
  case name
  /// ISO 3166-1 alpha-3, with withdrawn codes (ROM, ZAR, TMP, YUG, SCG, CSK, SUN).
  case iso3
  /// World Bank codes: ISO 3166-1 but for a few (XKX; earlier KSV, WBG, ADO).
  case worldBank = "world-bank"
  /// Correlates of War numbers, valid by date.
  case cow
  /// Gleditsch-Ward numbers, valid by date.
  case gw
  /// Correlates of War three-letter abbreviations.
  case cowAbbreviation = "cow-abbreviation"

  /// Whether codes are whole numbers.
  public var isNumeric: Bool { self == .cow || self == .gw }

  /// The scheme whose spells say when a code is valid; `nil` where a code has no list of its own.
  var system: StateSystem? {
    switch self {
    case .cow, .cowAbbreviation: .cow
    case .gw: .gw
    case .name, .iso3, .worldBank: nil
    }
  }
}
