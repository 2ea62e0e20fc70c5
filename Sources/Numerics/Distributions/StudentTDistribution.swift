import Foundation

/// Student's t distribution; the degrees of freedom need not be whole.
public struct StudentTDistribution: Sendable, Equatable {
  /// Positive; infinity gives the normal distribution.
  public let degreesOfFreedom: Double

  /// Degrees of freedom that are not positive are a mistake of the caller.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom must be positive")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T > t).
  public func upperTail(_ t: Double) -> Double {
    if t < 0 { return 1 - upperTail(-t) }
    let nu = degreesOfFreedom
    let squared = t * t
    guard squared.isFinite else { return t.isNaN ? .nan : 0 }
    return 0.5
      * IncompleteBeta.regularised(
        nu / (nu + squared), complement: squared / (nu + squared), a: nu / 2, b: 0.5)
  }

  /// The density at t.
  public func density(_ t: Double) -> Double {
    let nu = degreesOfFreedom
    let logDensity =
      lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * log(nu * Double.pi)
      - (nu + 1) / 2 * log1p(t * t / nu)
    return exp(logDensity)
  }

  /// The t with P(T <= t) = `probability`, by safeguarded Newton steps.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a quantile needs a probability in (0, 1)")
    if probability == 0.5 { return 0 }
    if probability < 0.5 { return -upperQuantile(probability) }
    return upperQuantile(1 - probability)
  }

  /// The positive t with P(T > t) = `tail`, `tail` < 0.5.
  private func upperQuantile(_ tail: Double) -> Double {
    var low = 0.0
    var high = max(1, NormalDistribution.quantile(1 - max(tail, 1e-16)))
    while upperTail(high) > tail {
      low = high
      high *= 2
    }
    var t = 0.5 * (low + high)
    for _ in 0..<200 {
      let error = upperTail(t) - tail
      if error > 0 { low = t } else { high = t }
      var next = t + error / density(t)
      if !(next > low && next < high) { next = 0.5 * (low + high) }
      if abs(next - t) <= 1e-15 * abs(next) { return next }
      t = next
    }
    return t
  }
}
