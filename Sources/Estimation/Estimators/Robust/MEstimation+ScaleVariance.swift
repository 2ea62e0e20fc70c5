import Expressions
import Numerics

extension MEstimation {
  /// The variance of MM-estimates of Croux, Dhaene and Hoorelbeke (2003), which robustbase's `lmrob`
  /// has as its default: the derivative bread, and scores that hold the error of the S-scale.
  ///
  /// With u = r/s, u0 the S-estimate's residuals over s (times the roots of precision weights f), rho
  /// the S-estimate's and b its breakdown point, row i moves the estimate by
  ///
  ///     A psi(u_i) f_i z_i - a (rho(u0_i) - b)/n,
  ///     A = s (sum f^2 psi'(u) z z')^-1,   a = A sum psi'(u) u f z / mean(rho'(u0) u0),
  ///
  /// and V is the sum of the products. Rejected rows have no psi and no psi', so that the leverage of an
  /// outlier does not make errors small. In the mean of (rho - b)^2 the authors' rho^2 - b^2 stands.
  /// With frequency weights sums run over copies. O(n k^2).
  ///
  /// - Returns: `nil` where the bread is not positive definite, or for an M-estimate, whose scale is
  ///   another.
  func scaleVariance() -> Matrix? {
    guard let start else { return nil }
    let rows = sample.rows
    let count = residuals.count
    var first = sample.outcome
    rows.subtractProduct(start.coordinates, from: &first, threads: threads)
    var (slopes, squares) = (
      [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
    )
    var (drifts, crossings) = (slopes, slopes)
    var (speed, spread) = (0.0, 0.0)
    for row in 0..<count {
      let factor = residualFactors?[row] ?? 1
      let copies = sample.copies?[row] ?? 1
      let u = residuals[row] * factor / scale
      let u0 = first[row] * factor / scale
      let (psi, slope) = (self.psi.weight(u) * u, self.psi.derivative(u))
      let rho = SEstimation.rho(u0)
      slopes[row] = copies * factor * factor * slope
      squares[row] = copies * (factor * psi) * (factor * psi)
      drifts[row] = copies * factor * slope * u
      crossings[row] = copies * factor * psi * rho.value
      speed += copies * rho.derivative * u0
      spread += copies * (rho.value * rho.value - SEstimation.breakdown * SEstimation.breakdown)
    }
    guard speed > 0,
      let bread = Cholesky(rows.gram(weights: slopes, threads: threads), tolerance: 1e-13)
    else { return nil }
    let size = Double(sample.count)
    let unit = [Double](repeating: 1, count: count)
    // A, without the scale, which multiplies the result twice.
    let own = rows.gram(weights: squares, threads: threads).congruence(by: bread.inverse)
    let drift = bread.solve(rows.transposedProduct(unit, weights: drifts, threads: threads))
      .map { $0 * size / speed }
    let crossing = bread.solve(rows.transposedProduct(unit, weights: crossings, threads: threads))
    var result = own
    for column in drift.indices {
      for row in drift.indices {
        result[row, column] -=
          (drift[row] * crossing[column] + crossing[row] * drift[column]) / size
        result[row, column] += spread / size * drift[row] * drift[column] / size
      }
    }
    return result.multiplied(by: scale * scale).congruence(by: sample.basis.toCoefficients)
  }

  /// The terms whose conventional error would be larger by more than a quarter if X'X left out the rows
  /// without weight: outliers that the estimate rejects, and whose leverage still makes its error small.
  var termsWithRejectedLeverage: [Term] {
    guard weights.contains(0) else { return [] }
    var kept = sample.priors ?? [Double](repeating: 1, count: weights.count)
    var (left, total) = (0.0, 0.0)
    for row in kept.indices {
      let copies = sample.copies?[row] ?? 1
      total += copies
      if weights[row] == 0 { kept[row] = 0 } else { left += copies }
    }
    guard left > 0,
      let gram = Cholesky(sample.rows.gram(weights: kept, threads: threads), tolerance: 1e-13)
    else { return [] }
    let toCoefficients = sample.basis.toCoefficients
    let without = gram.inverse.congruence(by: toCoefficients).diagonal
    let with = sample.basis.inverseGram.diagonal
    let bound = MEstimation.notableGrowth * MEstimation.notableGrowth
    // Fewer rows alone make errors larger by the root of total / left.
    return sample.terms.indices.filter { without[$0] * left / total > bound * with[$0] }
      .map { sample.terms[$0] }
  }

  /// How much larger an error must be without rejected rows to be worth a word. Rows that are rejected
  /// regardless of their regressors, some per cent of a normal sample, move it by less.
  private static let notableGrowth = 1.25
}

extension SEstimation {
  /// The biweight's rho with its derivative; one beyond the tuning constant.
  static func rho(_ u: Double) -> (value: Double, derivative: Double) {
    let square = (u / tuning) * (u / tuning)
    guard square < 1 else { return (1, 0) }
    let rest = 1 - square
    return (1 - rest * rest * rest, 6 * u / (tuning * tuning) * rest * rest)
  }
}
