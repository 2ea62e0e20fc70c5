/// A pivoted Cholesky factor of a small symmetric matrix scaled to unit diagonal.
///
/// Scaling makes the rank decision the same whatever the units of the terms; negative pivots are
/// reported and not repaired.
package struct ScaledCholesky {
  /// A pivot below this share of the unit diagonal counts as zero. Covariances arrive with relative
  /// errors near 1e-12 from the inverse of a moderately conditioned cross-product.
  package static let rankTolerance = 1e-10

  package let order: Int
  /// Square roots of the original diagonal.
  package let scales: [Double]
  /// Row order of the factor: `pivots[j]` is the original position of row j.
  package let pivots: [Int]
  /// order x rank, rows in pivot order.
  package let factor: Matrix
  package let rank: Int
  /// Whether a diagonal or a remaining pivot was negative beyond rounding: not a variance.
  package let isIndefinite: Bool

  package init(_ matrix: Matrix) {
    let order = matrix.rows
    self.order = order
    let diagonal = matrix.diagonal
    var indefinite = diagonal.contains { $0 < 0 }
    let scales = diagonal.map { $0 > 0 ? $0.squareRoot() : 0 }
    var work = Matrix(rows: order, columns: order)
    for row in 0..<order {
      for column in 0..<order where scales[row] > 0 && scales[column] > 0 {
        work[row, column] = matrix[row, column] / (scales[row] * scales[column])
      }
    }
    var pivots = Array(0..<order)
    var columns: [[Double]] = []
    var remaining = work.diagonal
    for step in 0..<order {
      let best = (step..<order).max { remaining[pivots[$0]] < remaining[pivots[$1]] } ?? step
      guard remaining[pivots[best]] > Self.rankTolerance else { break }
      pivots.swapAt(step, best)
      let pivot = pivots[step]
      let root = remaining[pivot].squareRoot()
      var column = Array(repeating: 0.0, count: order)
      column[pivot] = root
      for position in (step + 1)..<max(order, step + 1) {
        let row = pivots[position]
        var value = work[row, pivot]
        for earlier in columns { value -= earlier[row] * earlier[pivot] }
        column[row] = value / root
        remaining[row] -= column[row] * column[row]
      }
      columns.append(column)
    }
    let rank = columns.count
    for position in rank..<order where remaining[pivots[position]] < -Self.rankTolerance {
      indefinite = true
    }
    // A zero variance beside a nonzero covariance is no variance matrix either.
    for row in 0..<order where scales[row] == 0 {
      for column in 0..<order where matrix[row, column] != 0 { indefinite = true }
    }
    var factor = Matrix(rows: order, columns: rank)
    for (index, column) in columns.enumerated() {
      for position in 0..<order { factor[position, index] = column[pivots[position]] }
    }
    self.scales = scales
    self.pivots = pivots
    self.factor = factor
    self.rank = rank
    isIndefinite = indefinite
  }

  /// v' A^-1 v for a matrix of full rank.
  package func inverseQuadraticForm(_ vector: [Double]) -> Double {
    precondition(rank == order, "the quadratic form needs full rank")
    var solved: [Double] = []
    for row in 0..<order {
      var value = vector[pivots[row]] / scales[pivots[row]]
      for column in 0..<row { value -= factor[row, column] * solved[column] }
      solved.append(value / factor[row, row])
    }
    return solved.reduce(0) { $0 + $1 * $1 }
  }

  /// The coordinates L'Sg of a combination g, so that their squared length is g'Ag.
  package func coordinates(_ combination: [Double]) -> [Double] {
    (0..<rank).map { column in
      (0..<order).reduce(0) {
        $0 + factor[$1, column] * scales[pivots[$1]] * combination[pivots[$1]]
      }
    }
  }
}
