import Estimation
import Foundation

/// A coefficient as a publication prints it.
public struct PublishedEstimate: Sendable, Equatable {
  /// As the publication's term is named in the fit.
  public var term: String
  /// As printed.
  public var estimate: Double
  /// As printed; `nil` where an interval is printed instead, or nothing.
  public var standardError: Double?
  /// The lower end of the printed interval.
  public var confidenceLow: Double?
  /// The upper end.
  public var confidenceHigh: Double?
  /// Decimals printed, so that agreement can be judged to the printed digits.
  public var decimals: Int?

  /// A number as it was printed; leave out what was not.
  public init(
    term: String, estimate: Double, standardError: Double? = nil, confidenceLow: Double? = nil,
    confidenceHigh: Double? = nil, decimals: Int? = nil
  ) {
    self.term = term
    self.estimate = estimate
    self.standardError = standardError
    self.confidenceLow = confidenceLow
    self.confidenceHigh = confidenceHigh
    self.decimals = decimals
  }

  /// The standard error, printed or worked back from the interval of a normal reference:
  /// (high - low) / (2 q), q the (1 + level)/2 quantile.
  public func impliedStandardError(confidenceLevel: Double) -> Double? {
    if let standardError { return standardError }
    guard let low = confidenceLow, let high = confidenceHigh else { return nil }
    return (high - low) / (2 * ReferenceDistribution.normal.quantile((1 + confidenceLevel) / 2))
  }

  /// Whether a number would be printed as this one was; `nil` where the decimals are not known.
  public func agrees(with value: Double) -> Bool? {
    guard let decimals else { return nil }
    // Half a unit of the last printed digit, and what binary cannot hold of it.
    let unit = pow(10, -Double(decimals))
    return abs(value - estimate) <= 0.5 * unit + 1e-9 * unit
  }
}
