/// Weighted least squares on an orthogonal basis, refined to nearly full accuracy where it pays.
///
///     minimise sum_i p_i (y_i - x_i b)^2,   b = T (Z'PZ)^-1 Z'P y
///
/// One correction from the residuals is always applied. With the original matrix at hand, and where
/// the problem is small (up to 2^20 numbers) or ill-conditioned (a relative pivot below 1e-3), the
/// augmented system
///
///     [ I    X ] [ r ]   [ y ]
///     [ X'P  0 ] [ b ] = [ 0 ]
///
/// is refined with residuals in double-double arithmetic (Bjorck 1967; Bjorck 1996, section 2.9):
/// coefficients, residuals and then their sum of squares keep about as many digits as the data
/// determine. Where a relative pivot is below 1e-4 the columns of (X'PX)^-1 are refined likewise.
package struct LeastSquares: Sendable {
  /// One a kept column.
  package private(set) var coefficients: [Double]
  /// The coefficients in the basis, before any refinement in double-double.
  package private(set) var coordinates: [Double]
  /// y - Xb, one a row, of the refined coefficients.
  package private(set) var residuals: [Double]
  /// (X'PX)^-1 of the kept columns.
  package private(set) var inverseGram: Matrix
  /// sum(p r^2)
  package private(set) var residualSumOfSquares: Double
  /// Refinement steps in double-double arithmetic.
  package private(set) var refinements = 0

  private static let smallProblem = 1 << 20
  private static let illConditioned = 1e-3
  private static let inverseIllConditioned = 1e-4

  /// Fits the outcome.
  /// - Parameter original: the matrix the basis was made from; without it there is no refinement.
  package init(
    _ basis: OrthogonalBasis, outcome: [Double], weights: [Double]? = nil,
    original: ColumnMatrix? = nil, threads: Int = 1
  ) {
    var residuals = outcome
    coordinates = basis.space.gram.solve(
      basis.rows.transposedProduct(outcome, weights: weights, threads: threads))
    let correction = basis.space.gram.solve(
      basis.rows.subtractAndProject(
        coordinates, from: &residuals, weights: weights, threads: threads))
    for column in correction.indices { coordinates[column] += correction[column] }
    basis.rows.subtractProduct(correction, from: &residuals, threads: threads)
    coefficients = basis.space.toCoefficients.times(coordinates)
    self.residuals = residuals
    inverseGram = basis.space.inverseGram
    residualSumOfSquares = 0
    if let original {
      refine(basis, original: original, outcome: outcome, weights: weights, threads: threads)
    }
    residualSumOfSquares = Summation.weightedSquares(self.residuals, weights)
  }

  /// A solution that was found elsewhere, without a stored basis.
  package init(
    _ space: ColumnSpace, coordinates: [Double], residuals: [Double], weights: [Double]?
  ) {
    self.coordinates = coordinates
    coefficients = space.toCoefficients.times(coordinates)
    self.residuals = residuals
    inverseGram = space.inverseGram
    residualSumOfSquares = Summation.weightedSquares(residuals, weights)
  }

  private mutating func refine(
    _ basis: OrthogonalBasis, original: ColumnMatrix, outcome: [Double], weights: [Double]?,
    threads: Int
  ) {
    let worst = basis.space.relativePivots.min() ?? 1
    let small = original.rows * max(1, basis.space.rank) <= LeastSquares.smallProblem
    guard small || worst < LeastSquares.illConditioned else { return }
    let system = AugmentedSystem(
      basis: basis, original: original, weights: weights, threads: threads)
    let none = [Double](repeating: 0, count: basis.space.rank)
    refinements = system.refine(
      residuals: &residuals, solution: &coefficients, outcome: outcome, gradient: none)
    guard worst < LeastSquares.inverseIllConditioned else { return }
    // (X'PX) c = e_j is the augmented system with no outcome and gradient -e_j.
    let zero = [Double](repeating: 0, count: original.rows)
    var inverse = inverseGram
    for column in 0..<basis.space.rank {
      var unit = none
      unit[column] = -1
      var solution = Array(inverse.column(column))
      var shadow = zero
      refinements += system.refine(
        residuals: &shadow, solution: &solution, outcome: zero, gradient: unit)
      for row in 0..<basis.space.rank { inverse[row, column] = solution[row] }
    }
    for column in 0..<basis.space.rank {
      for row in 0..<column {
        let mean = (inverse[row, column] + inverse[column, row]) / 2
        inverse[row, column] = mean
        inverse[column, row] = mean
      }
    }
    inverseGram = inverse
  }
}

/// r + X b = y, X'P r = q: a least squares problem whose residuals are unknowns of their own.
private struct AugmentedSystem {
  let basis: OrthogonalBasis
  let original: ColumnMatrix
  let weights: [Double]?
  let threads: Int

  private static let maximumSteps = 12

  /// Refines in place; returns the number of steps.
  func refine(
    residuals: inout [Double], solution: inout [Double], outcome: [Double], gradient: [Double]
  ) -> Int {
    var previous = Double.infinity
    for step in 1...AugmentedSystem.maximumSteps {
      let rowDefect = rowDefects(residuals, solution, outcome)
      let columnDefect = columnDefects(residuals, gradient)
      // dz = (Z'PZ)^-1 (Z'P f - T'g);  db = T dz;  dr = f - Z dz.
      var right = basis.rows.transposedProduct(rowDefect, weights: weights, threads: threads)
      for column in right.indices {
        for row in 0...column {
          right[column] -= basis.space.toCoefficients[row, column] * columnDefect[row]
        }
      }
      let coordinates = basis.space.gram.solve(right)
      let change = basis.space.toCoefficients.times(coordinates)
      let size = zip(change, solution).map { $1 == 0 ? abs($0) : abs($0 / $1) }.max() ?? 0
      guard size < previous / 2 else { return step - 1 }
      previous = size
      var correction = rowDefect
      basis.rows.subtractProduct(coordinates, from: &correction, threads: threads)
      for column in solution.indices { solution[column] += change[column] }
      for row in residuals.indices { residuals[row] += correction[row] }
      if size == 0 { return step }
    }
    return AugmentedSystem.maximumSteps
  }

  /// y - r - X b, accumulated in double-double.
  private func rowDefects(
    _ residuals: [Double], _ solution: [Double], _ outcome: [Double]
  ) -> [Double] {
    let columns = basis.space.kept.map { original[column: $0] }
    return outcome.indices.map { row in
      var sum = DoubleDouble(outcome[row])
      sum.add(-residuals[row])
      for (column, coefficient) in zip(columns, solution) {
        sum.add(-coefficient, times: column[row])
      }
      return sum.value
    }
  }

  /// q - X'P r, accumulated in double-double.
  private func columnDefects(_ residuals: [Double], _ gradient: [Double]) -> [Double] {
    zip(basis.space.kept, gradient).map { kept, gradient in
      var sum = DoubleDouble(gradient)
      let values = original[column: kept]
      for row in residuals.indices {
        guard let weights else {
          sum.add(-residuals[row], times: values[row])
          continue
        }
        var weighted = DoubleDouble(0)
        weighted.add(-residuals[row], times: weights[row])
        sum.add(weighted.high, times: values[row])
        sum.add(weighted.low, times: values[row])
      }
      return sum.value
    }
  }
}
