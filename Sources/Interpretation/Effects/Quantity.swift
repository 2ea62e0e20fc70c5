import Estimation

/// One number with its uncertainty: a coefficient, a marginal effect, a combination of them.
///
/// A variance that came out negative (multiway and dyadic variances can) is never clipped: there is
/// then no standard error and no interval, and `hasNegativeVariance` says so.
public struct Quantity: Sendable, Equatable {
  /// In units of the outcome or of the linear predictor, as whoever computes it says.
  public var estimate: Double
  /// As computed, possibly negative; `nil` where only the estimate or its interval is known.
  public var variance: Double?
  /// Whether the variance came out negative.
  public var hasNegativeVariance: Bool
  /// Whether the fit is exact, so that there is no sampling error: neither variance nor interval.
  public var isExact = false
  /// Whether the variance is zero though the fit is not exact: at values where a link is flat to the
  /// last digit it is smaller than any number, and no test can be made.
  public var hasZeroVariance: Bool { variance == 0 && !isExact }
  /// The square root of the variance; `nil` where that is negative or not known.
  public var standardError: Double?
  /// (estimate - hypothesised value) / standard error; `nil` where the error is zero or absent.
  public var statistic: Double?
  /// Two-sided, under the fit's reference distribution.
  public var pValue: Double?
  /// The lower end of the interval; `nil` without a standard error, unless the interval was
  /// resampled.
  public var confidenceLow: Double?
  /// The upper end.
  public var confidenceHigh: Double?
  /// Of the statistic and the interval; `nil` where they come from elsewhere.
  public var reference: ReferenceDistribution?

  /// A number with the interval estimate ± q s, where q is the (1 + level)/2 quantile of
  /// `reference` and s the square root of `variance`.
  public init(
    estimate: Double, variance: Double, reference: ReferenceDistribution,
    confidenceLevel: Double = 0.95, hypothesised: Double = 0
  ) {
    self.estimate = estimate
    self.variance = variance
    hasNegativeVariance = variance < 0
    self.reference = reference
    guard variance >= 0 else { return }
    let error = variance.squareRoot()
    let half = reference.quantile((1 + confidenceLevel) / 2) * error
    standardError = error
    confidenceLow = estimate - half
    confidenceHigh = estimate + half
    guard error > 0 else { return }
    let ratio = (estimate - hypothesised) / error
    statistic = ratio
    pValue = reference.twoSidedPValue(ratio)
  }

  /// A row of the coefficient table of a fit, or of pooled fits. It has no error exactly where its
  /// variance is negative.
  public init(_ row: Estimate) {
    estimate = row.estimate
    standardError = row.hasZeroVariance ? 0 : row.standardError
    variance = standardError.map { $0 * $0 }
    hasNegativeVariance = row.hasNegativeVariance
    isExact = row.isExact
    statistic = row.statistic
    pValue = row.pValue
    confidenceLow = row.confidenceLow
    confidenceHigh = row.confidenceHigh
  }

  /// A published or simulated number: the estimate, and its error or interval as far as known.
  public init(
    estimate: Double, standardError: Double? = nil, confidenceLow: Double? = nil,
    confidenceHigh: Double? = nil
  ) {
    self.estimate = estimate
    variance = standardError.map { $0 * $0 }
    hasNegativeVariance = false
    self.standardError = standardError
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
  }
}
