import Estimation
import Foundation
import Numerics

/// The critical value of a simultaneous (sup-t) band: the c with P(max_j |t_j| <= c) = level over
/// all points j of a grid (Montiel Olea and Plagborg-Møller 2019, section 2).
///
/// With V = A A' of rank r, t_j = v_j'u for unit vectors v_j and u a standard normal (or t) vector
/// of length r. Write u = R w with w uniform on the sphere and M(w) = max_j |v_j'w|. Given w the
/// radius is exact: R^2 is chi-squared(r), or r F(r, d), so that
/// P(max > c) = E_w P(R > c / M(w)). For r = 2, the case of a single product term, w runs over evenly
/// spaced angles; for r > 2 over a sequence that fills the sphere evenly. Nothing is random.
struct SupremumBand {
  /// Angles (r = 2) or directions (r > 2). At r = 2 the trapezoid rule on a periodic function leaves
  /// errors below 1e-6; at r > 2 the critical value is off by less than 0.001.
  static let directionCount = 4096

  let criticalValue: Double

  init(
    covariance: ScaledCholesky, gradients: [[Double]], confidenceLevel: Double,
    reference: ReferenceDistribution
  ) {
    let alpha = 1 - confidenceLevel
    let pointwise = reference.quantile(1 - alpha / 2)
    let units = gradients.compactMap { gradient -> [Double]? in
      let coordinates = covariance.coordinates(gradient)
      let length = coordinates.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? coordinates.map { $0 / length } : nil
    }
    let rank = covariance.rank
    guard rank > 1, units.count > 1 else {
      criticalValue = pointwise
      return
    }
    let maxima = Self.directions(rank).map { direction in
      units.reduce(0.0) { best, unit in
        max(best, abs(zip(unit, direction).reduce(0) { $0 + $1.0 * $1.1 }))
      }
    }
    let exceedance: (Double) -> Double = { critical in
      var total = 0.0
      for largest in maxima where largest > 0 {
        let radius = critical / largest
        total += Self.radiusTail(radius * radius, rank: rank, reference: reference)
      }
      return total / Double(maxima.count)
    }
    // Scheffé's value bounds the answer from above, the pointwise one from below.
    var low = pointwise
    var high = pointwise
    while Self.radiusTail(high * high, rank: rank, reference: reference) > alpha { high *= 1.25 }
    while high - low > 1e-9 * high {
      let middle = 0.5 * (low + high)
      if exceedance(middle) > alpha { low = middle } else { high = middle }
    }
    criticalValue = 0.5 * (low + high)
  }

  private static func radiusTail(
    _ squared: Double, rank: Int, reference: ReferenceDistribution
  ) -> Double {
    switch reference {
    case .normal: ChiSquaredDistribution(degreesOfFreedom: rank).upperTail(squared)
    case .t(let degrees):
      FDistribution(numerator: rank, denominator: degrees).upperTail(squared / Double(rank))
    }
  }

  /// Unit vectors of length `rank`.
  private static func directions(_ rank: Int) -> [[Double]] {
    if rank == 2 {
      // Opposite directions give the same maximum: half a turn suffices.
      return (0..<directionCount).map {
        let angle = Double.pi * (Double($0) + 0.5) / Double(directionCount)
        return [cos(angle), sin(angle)]
      }
    }
    // A Kronecker sequence by powers of the root of x^(r + 1) = x + 1, which fills the cube evenly
    // (Niederreiter 1992, section 3.1), carried to the sphere by normal quantiles.
    var root = 1.5
    for _ in 0..<100 { root = pow(1 + root, 1 / Double(rank + 1)) }
    let steps = (1...rank).map { pow(root, -Double($0)) }
    return (1...directionCount).map { number in
      let direction = steps.map { step -> Double in
        let place = 0.5 + Double(number) * step
        return NormalDistribution.quantile(max(0x1p-53, place - place.rounded(.down)))
      }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return direction.map { $0 / length }
    }
  }
}
