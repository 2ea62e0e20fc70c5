import Foundation

/// Probit: P(y = 1 | x) = Phi(x b).
///
/// w = phi^2 / (Phi (1 - Phi)) and r = (y - Phi)/phi; both tails are computed from the small one,
/// so that neither loses its digits. Beyond thirty standard deviations a row tells nothing more, and
/// the predictor is taken as thirty there.
enum Probit: ResponseFamily {
  private static let farthest = 30.0
  /// 1 - Phi is 1e-8 here.
  private static let suspect = 5.6
  private static let inverseRootTwoPi = 1 / (2 * Double.pi).squareRoot()
  private static let inverseRootTwo = 1 / 2.0.squareRoot()

  /// The predictor of 3/4 or 1/4, as R's `glm` starts.
  static func start(outcome: Double, average: Double) -> Double {
    outcome == 1 ? 0.674_489_750_196_081_7 : -0.674_489_750_196_081_7
  }

  @inline(__always)
  static func evaluate(outcome: Double, predictor: Double) -> WorkingRow {
    let eta = min(farthest, max(-farthest, predictor))
    let density = inverseRootTwoPi * exp(-0.5 * eta * eta)
    // The side of zero away from eta, and the rest.
    let small = 0.5 * erfc(abs(eta) * inverseRootTwo)
    let large = 1 - small
    let isUpper = eta > 0
    let mean = isUpper ? large : small
    // The probability of what happened, and of what did not.
    let fitted = (outcome == 1) == isUpper ? large : small
    let missed = (outcome == 1) == isUpper ? small : large
    let residual = (outcome == 1 ? missed : -missed) / density
    return WorkingRow(
      mean: mean, weight: density / small * (density / large), residual: residual,
      deviance: 0, likelihood: fitted)
  }

  /// With s the score, the observed information is s (s + eta), positive everywhere.
  @inline(__always)
  static func observed(_ row: WorkingRow, outcome: Double, predictor: Double) -> WorkingRow {
    let eta = min(farthest, max(-farthest, predictor))
    let score = row.weight * row.residual
    var result = row
    result.weight = score * (score + eta)
    result.residual = 1 / (score + eta)
    return result
  }

  @inline(__always)
  static func isSuspect(outcome: Double, predictor: Double, logAverage: Double) -> Bool {
    outcome == 1 ? predictor > suspect : predictor < -suspect
  }

}
