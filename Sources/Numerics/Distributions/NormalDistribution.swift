import Foundation

/// The standard normal distribution.
public enum NormalDistribution {
  /// P(Z > x), accurate in the far tail.
  public static func upperTail(_ x: Double) -> Double { 0.5 * erfc(x / 2.0.squareRoot()) }

  /// P(Z <= x).
  public static func cumulative(_ x: Double) -> Double { upperTail(-x) }

  /// exp(-x^2/2) / sqrt(2 pi).
  public static func density(_ x: Double) -> Double {
    exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
  }

  /// The x with P(Z <= x) = `probability`.
  ///
  /// A logistic start, then Halley steps on the tail that holds the probability, so that both tails
  /// keep full relative accuracy.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a quantile needs a probability in (0, 1)")
    if probability == 0.5 { return 0 }
    if probability > 0.5 { return -quantile(1 - probability) }
    // Here the answer is negative: solve log P(Z > y) = log(probability) for y > 0.
    let target = log(probability)
    var y = (max(0.01, -2 * target - log(-2 * target + 1))).squareRoot()
    for _ in 0..<60 {
      let tail = upperTail(y)
      let hazard = density(y) / tail
      let error = log(tail) - target
      // f = log tail, f' = -hazard, f'' = hazard (y - hazard).
      let newton = error / hazard
      let curvature = (y - hazard) * newton / 2
      let step = newton / max(0.5, 1 + curvature)
      y += step
      if abs(step) <= 1e-15 * max(1, abs(y)) { break }
    }
    return -y
  }
}
