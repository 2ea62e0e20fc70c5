import Foundation

/// Logit: P(y = 1 | x) = 1/(1 + exp(-x b)).
///
/// The link is canonical: w = mu (1 - mu), r = (y - mu)/w, and expected and observed information
/// agree.
enum Logit: ResponseFamily {
  /// Weights beyond it would leave the range of numbers; a row there tells nothing more.
  private static let farthest = 300.0
  /// 1 - mu is 1e-8 here.
  private static let suspect = 18.4

  /// The predictor of 3/4 or 1/4, as R's `glm` starts.
  static func start(outcome: Double, average: Double) -> Double {
    outcome == 1 ? 1.098_612_288_668_109_8 : -1.098_612_288_668_109_8
  }

  @inline(__always)
  static func evaluate(outcome: Double, predictor: Double) -> WorkingRow {
    let eta = min(farthest, max(-farthest, predictor))
    let odds = exp(-abs(eta))
    let small = odds / (1 + odds)
    let large = 1 / (1 + odds)
    let isUpper = eta > 0
    let fittedIsLarge = (outcome == 1) == isUpper
    // (y - mu)/(mu (1 - mu)) is one over the probability of what happened.
    let fitted = fittedIsLarge ? large : small
    let residual = (outcome == 1 ? 1 : -1) / fitted
    return WorkingRow(
      mean: isUpper ? large : small, weight: small * large, residual: residual, deviance: 0,
      likelihood: fitted)
  }

  @inline(__always)
  static func isSuspect(outcome: Double, predictor: Double, logAverage: Double) -> Bool {
    outcome == 1 ? predictor > suspect : predictor < -suspect
  }

}
