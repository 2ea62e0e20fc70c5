import Numerics

/// Whether a fit leaves nothing of the outcome but rounding: the one test that every estimator uses.
///
/// A residual is a difference of numbers that were rounded when they were written, read and
/// multiplied. With s_i the sum of their sizes,
///
///     s_i = |y_i| + sum_j |x_ij b_j|   (1 + |eta_i| + sum_j |x_ij b_j| for a log mean),
///
/// a fit is exact where sum p r^2 <= share^2 sum p s^2. Nothing then tells sampling error from
/// rounding: errors, statistics and p-values that rest on such residuals do not exist.
enum ExactFit {
  /// 64 units in the last place. Tables that keep 15 digits, as R's `write.csv` does, move a number by
  /// up to 23 of them; R warns of an "essentially perfect fit" from 4.5 units on.
  static let share = 0x1p-46
  /// Residuals above this share of the outcome are no rounding, and the sizes of the rows are not
  /// worth a pass over the regressors.
  static let suspicion = 1e-6

  /// Whether squares that are sums over the rows are small enough for the test to be made.
  static func isSuspected(_ squares: Double, outcome: Double) -> Bool {
    squares <= suspicion * suspicion * outcome
  }
}

extension WorkingSample {
  /// sum_i p_i s_i^2. O(n k).
  /// - Parameters:
  ///   - own: what a row's own number adds to s_i, in sample order.
  ///   - weights: p, in sample order; `nil` for ones.
  func squaredSizes(
    of coefficients: [Double], own: [Double], weights: [Double]?
  ) -> Double {
    var sizes = own
    for (column, coefficient) in zip(basis.kept, coefficients) {
      let values = design.matrix[column: column]
      for row in sizes.indices { sizes[row] += abs(values[row] * coefficient) }
    }
    return Summation.weightedSquares(sizes, weights)
  }

  /// sum_i p_i s_i^2 of a linear model.
  func squaredSizes(of coefficients: [Double]) -> Double {
    squaredSizes(
      of: coefficients, own: design.outcome.map { abs($0) }, weights: design.weights?.values)
  }

  /// Whether sum(p r^2) of a linear model is rounding, or no more than what the removal of several
  /// effects may have left.
  func isRounding(_ squares: Double, of coefficients: [Double]) -> Bool {
    let swept = 2 * absorption.criterion
    return squares
      <= ExactFit.share * ExactFit.share * squaredSizes(of: coefficients)
      + swept * swept * (squaresWithin ?? 0)
  }

  /// The scale of residuals at or below which they are rounding, in the units in which a robust scale
  /// measures them.
  func roundingScale(of coefficients: [Double]) -> Double {
    let total =
      design.weights.map { $0.kind == .analytic ? Double(rowCount) : Summation.sum($0.values) }
      ?? Double(rowCount)
    return ExactFit.share * (squaredSizes(of: coefficients) / total).squareRoot()
  }
}
