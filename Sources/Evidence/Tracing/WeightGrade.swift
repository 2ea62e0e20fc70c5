/// A weight of evidence in words, for readers who distrust the digits.
///
/// Decibels are 10 log10 of a likelihood ratio; 3 dB double the odds, 10 dB multiply them by ten
/// (Good 1950; Fairfield and Charman 2017).
public enum WeightGrade: String, Sendable, CaseIterable {
  /// Below 1 dB: it would not be noticed.
  case none = "hardly any"
  /// From 1 dB.
  case weak
  /// From 3 dB: the odds double.
  case moderate
  /// From 10 dB: the odds grow tenfold.
  case strong
  /// From 20 dB: a hundredfold.
  case veryStrong = "very strong"

  /// The grade of a weight, whichever way it points.
  public init(decibels: Double) {
    switch abs(decibels) {
    case ..<1: self = .none
    case ..<3: self = .weak
    case ..<10: self = .moderate
    case ..<20: self = .strong
    default: self = .veryStrong
    }
  }
}
