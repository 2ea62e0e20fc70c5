import Foundation
import Numerics

/// Logit: P(y = 1 | x) = 1/(1 + exp(-x b)).
///
/// The link is canonical: w = mu (1 - mu), r = (y - mu)/w, and expected and observed information
/// agree.
enum Logit: ResponseFamily {
  static let name = "logit"
  static let label = "Logit"
  static let title = "logit"
  static let summary = "P(y = 1) = 1/(1 + exp(-x b)), maximum likelihood"
  static let isBinary = true

  static let link = Link(
    "logit", mean: { 1 / (1 + exp(-$0)) }, slope: slope,
    curvature: { slope($0) * (1 - 2 / (1 + exp(-$0))) })

  private static func slope(_ eta: Double) -> Double {
    let tail = exp(-abs(eta))
    return tail / ((1 + tail) * (1 + tail))
  }

  /// Weights beyond it would leave the range of numbers; a row there tells nothing more.
  private static let farthest = 300.0
  /// 1 - mu is 1e-8 here.
  private static let suspect = 18.4

  /// The predictor of 3/4 or 1/4, as R's `glm` starts.
  static func start(outcome: Double, average: Double) -> Double {
    outcome == 1 ? 1.098_612_288_668_109_8 : -1.098_612_288_668_109_8
  }

  @inline(__always)
  static func evaluate(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, information: Information
  ) -> WorkingRows {
    let sign = 2 * outcome - 1
    // Towards what happened.
    let x =
      sign
      * pointwiseMin(
        pointwiseMax(predictor, SIMD8(repeating: -farthest)), SIMD8(repeating: farthest))
    let isLikely = x .>= 0
    let odds = Exponential.of(x.replacing(with: -x, where: isLikely))
    let large = 1 / (1 + odds)
    let small = odds * large
    let fitted = small.replacing(with: large, where: isLikely)
    let missed = large.replacing(with: small, where: isLikely)
    // (y - mu)/(mu (1 - mu)) is one over the probability of what happened.
    return WorkingRows(
      mean: missed.replacing(with: fitted, where: outcome .== 1), weight: small * large,
      residual: sign / fitted, deviance: SIMD8(), likelihood: fitted)
  }

  @inline(__always)
  static func isSuspect(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, logAverage: Double
  ) -> SIMDMask<SIMD8<Int64>> {
    (2 * outcome - 1) * predictor .> suspect
  }

  @inline(__always)
  static func effectBias(weight: Double, predictor: Double, mean: Double) -> Double {
    weight * (1 - 2 * mean)
  }
}

extension Estimator {
  /// P(y = 1) = 1/(1 + exp(-x b)), by maximum likelihood.
  public static var logit: Estimator {
    Estimator(GeneralizedLinearEstimator(Logit.self))
  }
}

extension Link {
  /// mu = 1 / (1 + exp(-eta))
  public static var logit: Link { Logit.link }
}
