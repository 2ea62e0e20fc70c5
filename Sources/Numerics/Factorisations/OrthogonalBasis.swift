import Machine

/// A well-conditioned basis of the column space of a tall matrix, and the way back.
///
/// With X the matrix (columns scaled, rows centred or not by whoever fills it) and P the row
/// weights, Z = X R^-1 where R is the triangular factor of P^(1/2) X. Z'PZ is the identity up to
/// rounding, whatever the scale and correlation of the columns, so everything after this step -
/// iterations, variances - uses a Cholesky factor of Z'PZ safely. Columns that are nearly orthogonal
/// as they come are Z themselves. Coefficients come back as `space.toCoefficients` times the
/// coordinates.
///
/// The rank is decided by `PivotedQR`. Where a Cholesky factor of the Gram matrix shows every
/// relative pivot above 1e-3, that factor serves as R (its error is then far below the decision,
/// and the deviation of Z'PZ from the identity is kept in `space.gram`); otherwise R is computed by
/// orthogonal transformations. O(n k^2).
package struct OrthogonalBasis: Sendable {
  /// Z, n x rank.
  package let rows: RowMajorMatrix
  /// The kept columns, and the way from coordinates back to their coefficients.
  package let space: ColumnSpace

  /// Below this relative pivot the Gram matrix has lost too many digits to give R.
  private static let gramPivot = 1e-3

  /// Columns that keep this share of their length beside those before them are left as they are:
  /// their Gram matrix loses two digits at most, and a new basis would cost two passes over them.
  private static let nearlyOrthogonal = 1e-1

  /// Builds the basis from rows that are filled with scaled columns.
  /// - Parameters:
  ///   - scales: what each column was divided by: a power of two.
  ///   - references: lengths that pivots are measured against, in scaled units.
  package init(
    filled: consuming RowMajorMatrix, scales: [Double], references: [Double],
    weights: [Double]?, tolerance: Double, threads: Int
  ) {
    var rows = consume filled
    let given =
      rows.rows > rows.columns && references.allSatisfy { $0 > 0 }
      ? rows.gram(weights: weights, threads: threads) : nil
    if let given,
      let space = ColumnSpace(
        products: given, scales: scales, references: references, tolerance: tolerance,
        share: OrthogonalBasis.nearlyOrthogonal)
    {
      self.rows = rows
      self.space = space
      return
    }
    let decided =
      given.flatMap { OrthogonalBasis.quickDecision($0, references, tolerance) }
      ?? OrthogonalBasis.carefulDecision(rows, weights, references, tolerance, threads)
    let kept = decided.kept
    let products = OrthogonalBasis.solveRows(
      &rows, kept: kept, factor: decided.factor, weights: weights, threads: threads)
    guard let gram = Cholesky(products) else {
      preconditionFailure("columns that passed the rank decision are orthonormal by construction")
    }
    var toCoefficients = decided.factor.invertedUpper
    for row in kept.indices {
      for column in kept.indices { toCoefficients[row, column] /= scales[kept[row]] }
    }
    self.rows = rows
    space = ColumnSpace(
      kept: kept, dropped: decided.dropped.map { $0.rescaled(by: scales, kept: kept) },
      relativePivots: decided.relativePivots,
      toCoefficients: toCoefficients, gram: gram)
  }

  /// Rows that are a basis already, and their space.
  package init(rows: RowMajorMatrix, space: ColumnSpace) {
    self.rows = rows
    self.space = space
  }

  /// The basis of a matrix's columns.
  package init(
    _ matrix: ColumnMatrix, weights: [Double]? = nil,
    tolerance: Double = PivotedQR.defaultTolerance, threads: Int = 1
  ) {
    let scales = OrthogonalBasis.scales(of: matrix, weights: weights, threads: threads)
    let filled = RowMajorMatrix(rows: matrix.rows, columns: matrix.columns, threads: threads) {
      range, target, stride in
      for column in 0..<matrix.columns {
        let inverse = 1 / scales.divisors[column]
        matrix[column: column].withUnsafeBufferPointer { source in
          for (offset, row) in range.enumerated() {
            target[offset * stride + column] = source[row] * inverse
          }
        }
      }
    }
    self.init(
      filled: filled, scales: scales.divisors, references: scales.lengths, weights: weights,
      tolerance: tolerance, threads: threads)
  }

  /// Powers of two near each column's weighted length, and the lengths divided by them.
  /// - Parameter squares: each column's weighted sum of squares, where that is known.
  package static func scales(
    of matrix: ColumnMatrix, weights: [Double]?, squares: [Double]? = nil, threads: Int
  ) -> (divisors: [Double], lengths: [Double]) {
    let scales = Parallel.map(blocks: matrix.columns, threads: threads) {
      column -> (divisor: Double, length: Double) in
      let values = matrix[column: column]
      let squares = squares?[column] ?? Summation.weightedSquares(values, weights)
      if squares > safeSquares.lowerBound, squares < safeSquares.upperBound {
        let power = PowerOfTwo.near(squares.squareRoot())
        return (power, squares.squareRoot() / power)
      }
      // Squares of numbers near the ends of the exponent range: divide by the largest first.
      let largest = PowerOfTwo.near(values.reduce(into: 0.0) { $0 = max($0, abs($1)) })
      let length = Summation.weightedSquares(values.map { $0 / largest }, weights).squareRoot()
      let power = PowerOfTwo.near(length)
      return (largest * power, length / power)
    }
    return (scales.map(\.divisor), scales.map(\.length))
  }

  /// Sums of squares that neither overflowed nor lost small terms.
  private static let safeSquares = 1e-200..<1e200

  private static func quickDecision(
    _ gram: Matrix, _ references: [Double], _ tolerance: Double
  ) -> PivotedQR? {
    let tolerance = max(tolerance, gramPivot)
    guard let factor = Cholesky(gram, tolerance: tolerance * tolerance)?.factor else { return nil }
    let decision = PivotedQR(triangle: factor, references: references, tolerance: tolerance)
    return decision.dropped.isEmpty ? decision : nil
  }

  private static func carefulDecision(
    _ rows: RowMajorMatrix, _ weights: [Double]?, _ references: [Double], _ tolerance: Double,
    _ threads: Int
  ) -> PivotedQR {
    let stride = rows.stride
    let triangle = PivotedQR.triangle(
      rows: rows.rows, columns: rows.columns, threads: threads
    ) { range, target, leading in
      rows.values.withUnsafeBufferPointer { source in
        for (offset, row) in range.enumerated() {
          let root = weights.map { $0[row].squareRoot() } ?? 1
          for column in 0..<rows.columns {
            target[column * leading + offset] = source[row * stride + column] * root
          }
        }
      }
    }
    return PivotedQR(triangle: triangle, references: references, tolerance: tolerance)
  }

  /// z := x R^-1 by substitution, row by row; kept columns move to the front. Returns Z'PZ.
  ///
  /// Substitution and not a product with R^-1: it is backward stable in every row.
  private static func solveRows(
    _ rows: inout RowMajorMatrix, kept: [Int], factor: Matrix, weights: [Double]?, threads: Int
  ) -> Matrix {
    let rank = kept.count
    let moves = kept != Array(0..<rows.columns)
    // Row j of R behind its diagonal, padded, and 1/R_jj.
    let stride = rows.stride
    let behind = (0..<stride).flatMap { row in
      (0..<stride).map { row < rank && $0 > row && $0 < rank ? factor[row, $0] : 0 }
    }
    let inverses = (0..<stride).map { $0 < rank ? 1 / factor[$0, $0] : 0 }
    let products = rows.updateRowsAndGram(weights: weights, columns: rank, threads: threads) {
      range, target, stride in
      behind.withUnsafeBufferPointer { behind in
        guard let behind = behind.baseAddress, rank > 0 else { return }
        for start in Swift.stride(from: 0, to: range.count, by: substitutionRows) {
          let count = min(substitutionRows, range.count - start)
          let chunk = target + start * stride
          if moves { gather(kept, chunk, count: count, stride: stride) }
          if stride == 8 {
            inverses.withUnsafeBufferPointer { inverses in
              for row in 0..<count {
                RowKernel.substitute8(chunk + row * 8, behind, inverses: inverses.baseAddress!)
              }
            }
            continue
          }
          for column in 0..<rank {
            substitute(
              chunk, column: column, inverses[column], behind + column * stride, count: count,
              stride: stride)
          }
        }
      }
    }
    rows = rows.narrowed(to: rank)
    return products
  }

  /// Rows that stay in the first-level cache while one column after the other is eliminated from
  /// them: within a row each column waits for the one before it, and rows do not wait for each other.
  private static let substitutionRows = 32

  /// Moves the kept columns to the front and clears the rest.
  private static func gather(
    _ kept: [Int], _ rows: UnsafeMutablePointer<Double>, count: Int, stride: Int
  ) {
    for index in 0..<count {
      let row = rows + index * stride
      for position in kept.indices { row[position] = row[kept[position]] }
      for position in kept.count..<stride { row[position] = 0 }
    }
  }

  /// Divides a column by its pivot and takes its part out of the columns behind it.
  @inline(__always)
  private static func substitute(
    _ rows: UnsafeMutablePointer<Double>, column: Int, _ inverse: Double,
    _ behind: UnsafePointer<Double>, count: Int, stride: Int
  ) {
    var row = rows
    for _ in 0..<count {
      row[column] *= inverse
      row += stride
    }
    for tile in Swift.stride(from: (column + 1) / 8 * 8, to: stride, by: 8) {
      let part = RowKernel.load8(behind + tile)
      row = rows
      for _ in 0..<count {
        RowKernel.store8(RowKernel.load8(row + tile) - part * row[column], row + tile)
        row += stride
      }
    }
  }
}
