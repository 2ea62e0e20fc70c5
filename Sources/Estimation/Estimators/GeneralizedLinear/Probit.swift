import Foundation
import Numerics

/// Probit: P(y = 1 | x) = Phi(x b).
///
/// w = phi^2 / (Phi (1 - Phi)) and r = (y - Phi)/phi in expectation. Both tails are computed from the
/// small one, so that neither loses its digits, and it from the ratio of Mills. Beyond thirty
/// standard deviations a row tells nothing more, and the predictor is taken as thirty there.
enum Probit: ResponseFamily {
  static let name = "probit"
  static let label = "Probit"
  static let title = "probit"
  static let summary = "P(y = 1) = Phi(x b), maximum likelihood"
  static let isBinary = true

  static let link = Link(
    "probit",
    mean: { $0 < 0 ? NormalDistribution.upperTail(-$0) : 1 - NormalDistribution.upperTail($0) },
    slope: density, curvature: { -$0 * density($0) })

  private static func density(_ eta: Double) -> Double {
    exp(-eta * eta / 2) / (2 * Double.pi).squareRoot()
  }

  private static let farthest = 30.0
  /// 1 - Phi is 1e-8 here.
  private static let suspect = 5.6
  /// The predictor of 3/4 or 1/4, as R's `glm` starts.
  static func start(outcome: Double, average: Double) -> Double {
    outcome == 1 ? 0.674_489_750_196_081_7 : -0.674_489_750_196_081_7
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
    let (density, ratio) = NormalDistribution.tail(atDistance: x.replacing(with: -x, where: x .< 0))
    let small = density * ratio
    let large = 1 - small
    let fitted = small.replacing(with: large, where: isLikely)
    let missed = large.replacing(with: small, where: isLikely)
    let mean = missed.replacing(with: fitted, where: outcome .== 1)
    let weight: SIMD8<Double>
    let residual: SIMD8<Double>
    switch information {
    case .observed:
      // With s = phi/Phi at x, the score's size, minus the second derivative is s (s + x) > 0.
      let score = density / fitted
      weight = score * (score + x)
      residual = sign / (score + x)
    case .expected:
      weight = density / (ratio * large)
      residual = sign * missed / density
    }
    return WorkingRows(
      mean: mean, weight: weight, residual: residual, deviance: SIMD8(), likelihood: fitted)
  }

  @inline(__always)
  static func isSuspect(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, logAverage: Double
  ) -> SIMDMask<SIMD8<Int64>> {
    (2 * outcome - 1) * predictor .> suspect
  }

  @inline(__always)
  static func effectBias(weight: Double, predictor: Double, mean: Double) -> Double {
    weight * -predictor
  }
}

extension Estimator {
  /// P(y = 1) = Phi(x b), by maximum likelihood.
  public static var probit: Estimator {
    Estimator(GeneralizedLinearEstimator(Probit.self))
  }
}

extension Link {
  /// mu = Phi(eta)
  public static var probit: Link { Probit.link }
}
