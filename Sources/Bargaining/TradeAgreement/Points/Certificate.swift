/// The evidence that a point is what it is called.
public struct Certificate: Sendable, Equatable {
  /// Where a tariff lies in its range.
  public enum Position: String, Sendable {
    case interior
    /// Imports have ended; any higher tariff does the same.
    case prohibitive
    /// At the least tariff allowed.
    case floor
  }

  /// What is left of the first-order condition of each tariff, in payoff per unit of tariff; at a
  /// corner only what points back inside. For a Nash point `dI/dt`; for a rules-based point
  /// `G_x + rho G_y` and `G*_x + rho G*_y`; for a frontier point `lambda G_x + G*_x` and
  /// `lambda G_y + G*_y`.
  public var residual: CountryPair<Double>
  /// The second derivative of what the tariff maximises. A rules-based point is judged as the
  /// frontier point that it should be: each government's payoff is convex in its partner's tariff,
  /// so the first-order condition alone does not make it efficient, contrary to the remark after
  /// equation 6 of DeRemer (2023). Test: `PaperErrorTests.payoffIsConvexInPartnersTariff`.
  public var secondOrder: CountryPair<Double>
  /// Where each tariff lies; a first-order condition need not hold at a corner.
  public var position: CountryPair<Position>
  /// Whether the point can be efficient: a rules-based point whose conditions would need a negative
  /// weight on Home is not, as both governments would gain by moving one way.
  public var hasPositiveWeights: Bool
  /// The most that each side could gain by changing its own tariff alone: zero at a Nash point, the
  /// temptation to deviate elsewhere.
  public var unilateralGain: CountryPair<Double>
  /// Payoff above that in the governments' Nash equilibrium.
  public var gainOverNash: CountryPair<Double>

  /// Whether both second derivatives are those of a maximum of `lambda G + G*` with a positive
  /// `lambda`. A corner needs none.
  public var isSecondOrderMaximum: Bool {
    hasPositiveWeights
      && Country.allCases.allSatisfy { position[$0] != .interior || secondOrder[$0] < 0 }
  }

  /// Whether the side is at least as well off as without an agreement.
  public func isIndividuallyRational(_ country: Country) -> Bool { gainOverNash[country] >= 0 }
}
