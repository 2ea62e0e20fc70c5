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
  /// The size of what was added up for each residual, and for each second derivative.
  var residualScale: CountryPair<Double>
  var secondOrderScale: CountryPair<Double>
  /// Whether no other tariff nearby does as well: `false` where what a tariff maximises is flat.
  var isStrict: CountryPair<Bool>
  /// Whether a tariff at one end of its range does no better than the other end would: what it
  /// maximises is then convex, and power that moves a hair moves it from one end to the other.
  var isTied: CountryPair<Bool>
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
  /// The size of the payoffs of which that is the difference.
  var payoffScale: CountryPair<Double>

  /// A derivative below this share of the terms that it is the sum of is taken for zero: payoffs of
  /// order one carry a few rounding errors of 1e-16, and a point is printed to nine digits at most.
  static let rounding = 1e-9
  /// The same for second derivatives, which are sums of fewer terms and of no small differences.
  static let secondRounding = 1e-12
  /// A payoff is rounded to this share of itself.
  static let payoffRounding = 1e-14

  /// The larger of the two residuals.
  public var largestResidual: Double { max(abs(residual.home), abs(residual.foreign)) }

  /// Whether both first-order conditions hold to rounding: only then is the point what it is called.
  public var meetsConditions: Bool {
    Country.allCases.allSatisfy { abs(residual[$0]) <= Self.rounding * residualScale[$0] }
  }

  /// What the second derivatives say.
  public enum SecondOrder: String, Sendable {
    /// Both are those of a maximum, or at a corner.
    case maximum
    /// What a tariff maximises does not depend on it, to rounding: others do as well.
    case flat
    /// At an end of its range that is as good as the other end, to rounding.
    case tied
    /// At least one is not.
    case notMaximum = "not a maximum"
  }

  /// Whether both second derivatives are those of a maximum of `lambda G + G*` with a positive
  /// `lambda`, by more than rounding. A corner needs none, unless the payoff is flat there.
  public var secondOrderVerdict: SecondOrder {
    guard hasPositiveWeights else { return .notMaximum }
    var verdict = SecondOrder.maximum
    for country in Country.allCases where !isStrict[country] {
      if secondOrder[country] > Self.secondRounding * secondOrderScale[country] {
        return .notMaximum
      }
      verdict = .flat
    }
    return verdict == .maximum && (isTied.home || isTied.foreign) ? .tied : verdict
  }

  /// Whether the point is a strict maximum in both tariffs.
  public var isSecondOrderMaximum: Bool { secondOrderVerdict == .maximum }

  /// Whether the side is at least as well off as without an agreement, to rounding.
  public func isIndividuallyRational(_ country: Country) -> Bool {
    gainOverNash[country] >= -Self.payoffRounding * payoffScale[country]
  }
}
