/// How well membership in a set x is sufficient for an outcome y.
///
/// Each part is `nil` where its denominator is zero.
public struct SufficiencyFit: Sendable, Equatable {
  /// sum min(x, y) / sum x (Ragin 2006, eq. 1).
  public let consistency: Double?
  /// Proportional reduction in inconsistency (Ragin 2006; Schneider and Wagemann 2012, p. 242):
  /// (sum min(x, y) - sum min(x, y, 1 - y)) / (sum x - sum min(x, y, 1 - y)).
  public let pri: Double?
  /// sum min(x, y) / sum y.
  public let coverage: Double?

  /// The fit of memberships `x`, summed in the order of cases.
  public init(_ x: [Double], outcome y: [Double]) {
    precondition(x.count == y.count, "one membership a case")
    var (both, ambiguous, size, target) = (0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      both += min(x, y)
      ambiguous += min(x, y, 1 - y)
      size += x
      target += y
    }
    consistency = SetFit.ratio(both, size)
    pri = SetFit.ratio(both - ambiguous, size - ambiguous)
    coverage = SetFit.ratio(both, target)
  }
}

/// How well membership in a set x is necessary for an outcome y.
public struct NecessityFit: Sendable, Equatable {
  /// sum min(x, y) / sum y.
  public let consistency: Double?
  /// sum min(x, y) / sum x.
  public let coverage: Double?
  /// Relevance of necessity, sum (1 - x) / sum (1 - min(x, y)) (Schneider and Wagemann 2012,
  /// p. 236): near 0 where nearly every case is in x, so that x is trivially necessary.
  public let relevance: Double?

  /// How well x is necessary for y; one membership a case in both.
  public init(_ x: [Double], outcome y: [Double]) {
    precondition(x.count == y.count, "one membership a case")
    var (both, size, target, outside, open) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      both += min(x, y)
      size += x
      target += y
      outside += 1 - x
      open += 1 - min(x, y)
    }
    consistency = SetFit.ratio(both, target)
    coverage = SetFit.ratio(both, size)
    relevance = SetFit.ratio(outside, open)
  }
}

/// What both kinds of fit share.
enum SetFit {
  /// Sums of decimals such as 0.1 carry rounding, so that a consistency of 0.8 on paper can be
  /// 0.7999999999999999 here; a cutoff of 0.8 must let it pass.
  static let roundingSlack = 1e-12

  /// A quotient that is undefined where nothing is divided by nothing.
  static func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
    abs(denominator) < roundingSlack ? nil : numerator / denominator
  }

  /// Whether a value reaches a cutoff, rounding aside; an undefined one does not.
  static func reaches(_ value: Double?, _ cutoff: Double) -> Bool {
    value.map { $0 >= cutoff - roundingSlack } ?? false
  }
}
