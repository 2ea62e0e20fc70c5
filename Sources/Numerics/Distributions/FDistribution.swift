import Foundation

/// The F distribution with a whole number of numerator degrees of freedom.
public struct FDistribution: Sendable, Equatable {
  /// Numerator degrees of freedom, at least 1.
  public let numerator: Int
  /// Need not be whole.
  public let denominator: Double

  /// Degrees of freedom that are not positive are a mistake of the caller.
  public init(numerator: Int, denominator: Double) {
    precondition(numerator > 0 && denominator > 0, "degrees of freedom must be positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// P(F > f) = I_x(d/2, q/2) at x = d / (d + q f), raised from I_x(d/2, 1/2), a t tail, or
  /// I_x(d/2, 1) = x^(d/2) by I_x(a, b + 1) = I_x(a, b) + x^a (1 - x)^b / (b B(a, b))
  /// (DLMF 8.17.21); all terms are positive.
  public func upperTail(_ f: Double) -> Double {
    if f <= 0 { return 1 }
    let scaled = Double(numerator) * f
    let logX = -log1p(scaled / denominator)
    let logRest = -log1p(denominator / scaled)
    let a = denominator / 2
    let isOdd = numerator % 2 == 1
    var b = isOdd ? 0.5 : 1.0
    var total =
      isOdd
      ? 2 * StudentTDistribution(degreesOfFreedom: denominator).upperTail(scaled.squareRoot())
      : exp(a * logX)
    while 2 * b < Double(numerator) {
      total += exp(a * logX + b * logRest + lgamma(a + b) - lgamma(a) - lgamma(b + 1))
      b += 1
    }
    return min(1, total)
  }
}
