/// The answer to the question where negotiation under reciprocity ends.
///
/// Existence is not guaranteed: with import weights drawn from [1, 1.75] and export weights from
/// [1, 1.6], independently for both countries, an interior point exists in 45% of draws under
/// terms-of-trade and in all of them under trade-volume reciprocity, and both governments prefer it
/// to no agreement in 15% and 77% of those. Test: `RulesExistenceTests`.
public enum RulesPoint: Sendable, Equatable {
  /// Inside the range of both tariffs, with its certificate.
  case interior(AgreementPoint)
  /// Not one but a continuum of them.
  case continuum(RulesContinuum)
  /// None, and why.
  case noInteriorPoint(NoInteriorPoint)

  /// The point, if there is one; of a continuum the one that symmetry singles out.
  public var point: AgreementPoint? {
    switch self {
    case .interior(let point): point
    case .continuum(let continuum): continuum.symmetric
    case .noInteriorPoint: nil
    }
  }

  /// Why there is not one point, as half a sentence; `nil` where there is.
  public var reason: String? {
    switch self {
    case .interior: nil
    case .continuum(let continuum): continuum.description
    case .noInteriorPoint(let answer): answer.description
    }
  }
}

/// Why there is no rules-based point inside the range of tariffs.
public struct NoInteriorPoint: Sendable, Equatable, CustomStringConvertible {
  /// What the conditions or the search came to.
  public enum Reason: Sendable, Equatable {
    /// The conditions hold only where a good is no longer traded.
    case beyondAutarky
    /// The conditions hold only for a tariff below the least one allowed.
    case belowFloor(Double)
    /// The two conditions contradict each other.
    case singular
    /// The conditions are one and the same, and hold only outside the range of tariffs.
    case beyondRange
    /// So little trade is left where the conditions should meet that rounding hides whether they do.
    case unverified(Double)
    /// The search from this many starting points ended at the edge of the range each time.
    case notFound(starts: Int)
  }

  /// Why the conditions have no solution in the range.
  public var reason: Reason
  /// The tariffs that solve the conditions formally, if the solution has a closed form.
  public var formalTariffs: Tariffs?

  /// The reason as half a sentence, for reports.
  public var description: String {
    switch reason {
    case .beyondAutarky:
      "no interior point, as the conditions hold only where a good is no longer traded"
    case .belowFloor(let floor):
      "no interior point, as the conditions hold only for a tariff below the least allowed, \(floor)"
    case .singular:
      "no interior point, as the two governments' conditions have no common solution"
    case .beyondRange:
      "no interior point, as the conditions hold only outside the range of tariffs"
    case .unverified(let residual):
      "no interior point that can be shown, as rounding leaves a residual of \(residual) where the "
        + "conditions should hold"
    case .notFound(let starts):
      "no interior point was found from \(starts) starting points"
    }
  }
}
