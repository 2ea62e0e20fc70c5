import Foundation

/// The chi-squared distribution with a whole number of degrees of freedom.
public struct ChiSquaredDistribution: Sendable, Equatable {
  /// At least 1.
  public let degreesOfFreedom: Int

  /// Degrees below 1 are a mistake of the caller.
  public init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X > x), by the finite sum of positive terms (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5):
  /// from the normal tail (odd) or the exponential (even) upwards in steps of two.
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    let half = x / 2
    let isOdd = degreesOfFreedom % 2 == 1
    var shape = isOdd ? 0.5 : 1.0
    var total = isOdd ? 2 * NormalDistribution.upperTail(x.squareRoot()) : exp(-half)
    while 2 * shape < Double(degreesOfFreedom) {
      total += exp(shape * log(half) - half - lgamma(shape + 1))
      shape += 1
    }
    return min(1, total)
  }
}
