/// The Cholesky factor of a small symmetric positive definite matrix, A = R'R with R upper.
public struct Cholesky: Sendable, Equatable {
  /// R: upper triangular with a positive diagonal, of the matrix's size.
  public let factor: Matrix

  /// Factors the matrix, of which only the upper triangle is read; `nil` when a pivot is not
  /// above `tolerance` times its diagonal element. O(k^3).
  public init?(_ matrix: Matrix, tolerance: Double = 0) {
    precondition(matrix.rows == matrix.columns, "a Cholesky factor needs a square matrix")
    var factor = Matrix(rows: matrix.rows, columns: matrix.columns)
    for column in 0..<matrix.columns {
      for row in 0...column {
        var rest = matrix[row, column]
        for inner in 0..<row { rest -= factor[inner, row] * factor[inner, column] }
        if row < column {
          factor[row, column] = rest / factor[row, row]
        } else {
          guard rest > tolerance * matrix[column, column], rest > 0 else { return nil }
          factor[column, column] = rest.squareRoot()
        }
      }
    }
    self.factor = factor
  }

  /// Solves A x = b.
  public func solve(_ right: [Double]) -> [Double] {
    factor.solvedUpper(factor.solvedUpperTransposed(right))
  }

  /// A^-1, exactly symmetric.
  public var inverse: Matrix {
    let root = factor.invertedUpper
    return root.timesTransposeOfSelf
  }
}
