import Foundation

/// A stated probability of seeing an item of evidence if a hypothesis is true, with bounds.
public struct Likelihood: Equatable, Sendable {
  /// The probability as stated.
  public let value: Double
  /// The least it may be.
  public let low: Double
  /// The most it may be.
  public let high: Double

  /// A probability between its bounds.
  public init(value: Double, low: Double, high: Double) {
    precondition(low <= value && value <= high, "a probability lies between its bounds")
    self.value = value
    self.low = low
    self.high = high
  }

  /// A probability whose odds may be off by a factor of `band` either way.
  ///
  /// p / (p + (1 - p) b) to p b / (p b + 1 - p).
  public init(_ value: Double, band: Double) {
    self.init(
      value: value, low: min(value, value / (value + (1 - value) * band)),
      high: max(value, value * band / (value * band + 1 - value)))
  }

  /// The probability of not seeing it.
  var complement: Likelihood {
    Likelihood(value: 1 - value, low: 1 - high, high: 1 - low)
  }

  /// The probability once the report itself may be wrong: r p + (1 - r) u.
  func reported(reliability: Double, noise: Double) -> Likelihood {
    func mixed(_ p: Double) -> Double { reliability * p + (1 - reliability) * noise }
    return Likelihood(value: mixed(value), low: mixed(low), high: mixed(high))
  }
}
