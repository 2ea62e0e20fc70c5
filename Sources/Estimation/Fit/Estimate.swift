import Expressions

/// One row of a coefficient table: a term's estimate, and what is known of its uncertainty.
public struct Estimate: Sendable, Equatable {
  /// What the number belongs to.
  public var term: Term
  /// The coefficient on the scale of the linear predictor; the mean over fits that are pooled.
  public var estimate: Double
  /// Whether the model fits every row exactly, so that there is no error to give.
  public var isExact: Bool
  /// Whether the variance came out zero though the fit is not exact: the term then lies where residuals
  /// are zero, which is no sign of certainty.
  public var hasZeroVariance = false
  /// `nil` when the variance came out negative or zero, of an exact fit, or where a method offers none.
  public var standardError: Double?
  /// The estimate over its standard error; `nil` where that is absent.
  public var statistic: Double?
  /// Two-sided; of randomization inference the share of draws that reach the sample's statistic.
  public var pValue: Double?
  /// The lower end of the interval; `nil` where the method gives none.
  public var confidenceLow: Double?
  /// The upper end.
  public var confidenceHigh: Double?

  /// Whether a model's estimate has no error because its variance came out negative.
  public var hasNegativeVariance: Bool { standardError == nil && !isExact && !hasZeroVariance }

  /// A row; what a method does not offer stays `nil`.
  public init(
    term: Term, estimate: Double, standardError: Double? = nil, statistic: Double? = nil,
    pValue: Double? = nil, confidenceLow: Double? = nil, confidenceHigh: Double? = nil,
    isExact: Bool = false
  ) {
    self.term = term
    self.estimate = estimate
    self.standardError = standardError
    self.statistic = statistic
    self.pValue = pValue
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
    self.isExact = isExact
  }

  /// The row of an estimate with a variance: the interval is estimate -+ q s, with q the
  /// (1 + level)/2 quantile of the reference distribution and s the root of the variance. A variance
  /// that is negative or zero leaves the estimate alone.
  init(
    _ term: Term, _ estimate: Double, variance: Double, reference: ReferenceDistribution,
    level: Double
  ) {
    self.init(term: term, estimate: estimate)
    hasZeroVariance = variance == 0
    guard variance > 0 else { return }
    let error = variance.squareRoot()
    let half = reference.quantile((1 + level) / 2) * error
    standardError = error
    let ratio = estimate / error
    statistic = ratio
    pValue = reference.twoSidedPValue(ratio)
    confidenceLow = estimate - half
    confidenceHigh = estimate + half
  }
}
