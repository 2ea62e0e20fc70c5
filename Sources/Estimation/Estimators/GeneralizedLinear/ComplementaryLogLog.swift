import Foundation
import Numerics

/// Complementary log-log: P(y = 1 | x) = 1 - exp(-exp(x b)), the model of durations in discrete time
/// whose hazards are proportional in continuous time (Prentice and Gloeckler 1978): a row a period at
/// risk, y one where the spell ends.
///
/// With u = exp(eta) and p = 1 - exp(-u),
///
///     score          u exp(-u)/p  where y = 1,             -u  where y = 0
///     information    u exp(-u) (u - p)/p^2,                 u  observed
///                    u^2 exp(-u)/p                             expected
///
/// The link is not canonical; variances rest on the expected information, as probit's do. log(1 - p)
/// is -u without any rounding, so a zero enters the likelihood through the deviance, however unlikely
/// it is. Where u is small p and u - p are taken from the series of u/p, which loses no digits. Beyond
/// a predictor of 230, where u or 1/u is 1e100, a row tells nothing more, and the predictor is taken
/// as 230 there.
enum ComplementaryLogLog: ResponseFamily {
  static let name = "cloglog"
  static let label = "Complementary log-log"
  static let title = "complementary log-log"
  static let summary = "P(y = 1) = 1 - exp(-exp(x b)), maximum likelihood; durations"
  static let isBinary = true

  static let link = Link(
    "cloglog", mean: { -expm1(-exp($0)) }, slope: slope,
    curvature: { slope($0) * (1 - exp(min($0, farthest))) })

  /// exp(eta - exp(eta)), which is zero where exp(eta) is infinite.
  private static func slope(_ eta: Double) -> Double { exp(eta - exp(eta)) }

  private static let farthest = 230.0
  /// The score of a one is taken as this where it is less: products and ratios with u stay numbers.
  private static let leastScore = 1e-200
  /// 1 - p is 1e-8 where y = 1, and p where y = 0.
  private static let suspectOne = 2.913
  private static let suspectZero = -18.42

  /// The predictor of 3/4 or 1/4, as R's `glm` starts.
  static func start(outcome: Double, average: Double) -> Double {
    outcome == 1 ? 0.326_634_259_978_281 : -1.245_899_323_707_238_2
  }

  /// Below it u/p - 1 is summed from its series: what is left out is 4e-17 of it there.
  private static let seriesBound = 0.4

  /// u/p - 1 = u/2 + u^2/12 - u^4/720 + ..., with the numbers of Bernoulli over factorials.
  @inline(__always)
  private static func series(_ u: SIMD8<Double>) -> SIMD8<Double> {
    let square = u * u
    var sum = SIMD8<Double>(repeating: -691 / 1_307_674_368_000)
    sum = sum * square + 1 / 47_900_160
    sum = sum * square - 1 / 1_209_600
    sum = sum * square + 1 / 30_240
    sum = sum * square - 1 / 720
    sum = sum * square + 1 / 12
    return u * (0.5 + u * sum)
  }

  @inline(__always)
  static func evaluate(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, information: Information
  ) -> WorkingRows {
    let u = Exponential.of(
      pointwiseMin(
        pointwiseMax(predictor, SIMD8(repeating: -farthest)), SIMD8(repeating: farthest)))
    let survival = Exponential.of(-u)
    let isSmall = u .< seriesBound
    let event = 1 - survival
    // u/p - 1
    let excess = (u / event - 1).replacing(with: series(u), where: isSmall)
    let mean = event.replacing(with: u / (1 + excess), where: isSmall)
    // u exp(-u)/p, the score of a one.
    let score = pointwiseMax(
      (1 + excess) * survival, SIMD8(repeating: leastScore))
    let isOne = outcome .== 1
    let weight: SIMD8<Double>
    let residual: SIMD8<Double>
    switch information {
    case .observed:
      weight = u.replacing(with: score * excess, where: isOne)
      residual = SIMD8<Double>(repeating: -1).replacing(with: 1 / excess, where: isOne)
    case .expected:
      weight = u * score
      residual = (-1 / score).replacing(with: 1 / u, where: isOne)
    }
    return WorkingRows(
      mean: mean, weight: weight, residual: residual,
      deviance: (2 * u).replacing(with: 0, where: isOne),
      likelihood: SIMD8<Double>(repeating: 1).replacing(with: mean, where: isOne))
  }

  @inline(__always)
  static func isSuspect(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, logAverage: Double
  ) -> SIMDMask<SIMD8<Int64>> {
    (predictor .< suspectZero).replacing(with: predictor .> suspectOne, where: outcome .== 1)
  }

  @inline(__always)
  static func effectBias(weight: Double, predictor: Double, mean: Double) -> Double {
    weight * (1 - exp(min(predictor, farthest)))
  }
}

extension Estimator {
  /// P(y = 1) = 1 - exp(-exp(x b)), by maximum likelihood.
  public static var cloglog: Estimator {
    Estimator(GeneralizedLinearEstimator(ComplementaryLogLog.self))
  }
}

extension Link {
  /// mu = 1 - exp(-exp(eta))
  public static var cloglog: Link { ComplementaryLogLog.link }
}
