import Foundation

/// The regularised incomplete beta function.
enum IncompleteBeta {
  /// I_x(a, b) by the continued fraction of DLMF 8.17.22, evaluated by the modified Lentz method,
  /// on the side of the mean where it converges fast and a small result keeps its digits.
  /// - Parameter complement: 1 - x, which may have digits that x has lost.
  static func regularised(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    if x > (a + 1) / (a + b + 2) {
      return 1 - regularised(complement, complement: x, a: b, b: a)
    }
    let logX = complement < 0.5 ? log1p(-complement) : log(x)
    let logRest = x < 0.5 ? log1p(-x) : log(complement)
    return exp(a * logX + b * logRest - logBeta(a, b)) * fraction(x, a, b) / a
  }

  /// log B(a, b)
  private static func logBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = (min(a, b), max(a, b))
    return lgamma(small) - logGammaIncrease(large, by: small)
  }

  /// From here on four terms of Stirling's series leave less than 1e-15 (DLMF 5.11.1).
  private static let asymptotic = 20.0

  /// log Gamma(x + step) - log Gamma(x), which for large x the difference of two large numbers
  /// would lose.
  private static func logGammaIncrease(_ x: Double, by step: Double) -> Double {
    guard x >= asymptotic else { return lgamma(x + step) - lgamma(x) }
    func correction(_ x: Double) -> Double {
      let square = 1 / (x * x)
      return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x
    }
    return (x - 0.5) * log1p(step / x) + step * log(x + step) - step + correction(x + step)
      - correction(x)
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      let factor = d * c
      result *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return result
  }
}
