import Foundation
import Numerics

/// Poisson pseudo maximum likelihood: E[y | x] = exp(x b) for an outcome that is not negative.
///
/// Consistent whenever the mean is right, whatever the distribution (Gourieroux, Monfort and
/// Trognon 1984), and the usual estimator of gravity equations, where zeros are data (Santos Silva
/// and Tenreyro 2006). The outcome need not be whole. V(mu) = mu, so w = mu, r = y/mu - 1, and the
/// deviance is 2 (y log(y/mu) - (y - mu)).
///
/// The conventional variance (X'WX)^-1 assumes that the variance equals the mean; for trade flows
/// ask for `hc1`, clusters or dyads.
enum PoissonPseudoMaximumLikelihood: ResponseFamily {
  static let name = "ppml"
  static let label = "PPML"
  static let title = "PPML"
  static let summary = "E[y] = exp(x b), Poisson pseudo maximum likelihood"
  static let isBinary = false
  /// mu = exp(eta)
  static let link = Link("log", mean: { exp($0) }, slope: { exp($0) }, curvature: { exp($0) })

  /// Means below this share of the outcome's average are examined for separation.
  private static let suspectShare = log(1e-8)

  /// log((y + mean y)/2), as ppmlhdfe starts (Correia, Guimaraes and Zylkin 2020).
  static func start(outcome: Double, average: Double) -> Double { log((outcome + average) / 2) }

  @inline(__always)
  static func evaluate(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, information: Information
  ) -> WorkingRows {
    let mean = Exponential.of(predictor)
      .replacing(with: .infinity, where: predictor .> Exponential.range.upperBound)
    let rest = outcome - mean
    var deviance = mean
    for lane in deviance.indices where outcome[lane] > 0 {
      let (y, mu, difference) = (outcome[lane], mean[lane], rest[lane])
      // Beside y = mu the two terms nearly cancel, and log1p keeps their difference.
      let ratio = abs(difference) < 0.5 * mu ? log1p(-difference / y) : predictor[lane] - log(y)
      deviance[lane] = -y * ratio - difference
    }
    return WorkingRows(
      mean: mean, weight: mean, residual: rest / mean, deviance: 2 * deviance,
      likelihood: SIMD8(repeating: 1))
  }

  @inline(__always)
  static func isSuspect(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, logAverage: Double
  ) -> SIMDMask<SIMD8<Int64>> {
    (outcome .== 0) .& (predictor .< logAverage + suspectShare)
  }

  /// The log-likelihood of a row that is fitted without error.
  static func saturatedLogLikelihood(_ outcome: Double) -> Double {
    outcome == 0 ? 0 : outcome * log(outcome) - outcome - lgamma(outcome + 1)
  }

  /// The slopes of PPML have no bias of the first order from one or two effects.
  static func effectBias(weight: Double, predictor: Double, mean: Double) -> Double { 0 }
}

extension Estimator {
  /// Poisson pseudo maximum likelihood, for outcomes that are not negative (Santos Silva and
  /// Tenreyro 2006).
  public static var ppml: Estimator {
    Estimator(GeneralizedLinearEstimator(PoissonPseudoMaximumLikelihood.self))
  }
}

extension Link {
  /// mu = exp(eta), as in Poisson pseudo-maximum likelihood.
  public static var log: Link { PoissonPseudoMaximumLikelihood.link }
}
