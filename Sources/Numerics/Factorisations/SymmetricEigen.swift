/// The eigenvalues and eigenvectors of a small symmetric matrix, A = Q diag(values) Q'.
///
/// Cyclic Jacobi rotations (Golub and Van Loan 2013, section 8.5): O(k^3) a sweep, a handful of
/// sweeps, accurate for small eigenvalues of definite matrices, and the same bits everywhere. For
/// matrices of some tens of columns.
package struct SymmetricEigen: Sendable {
  /// Ascending.
  package private(set) var values: [Double]
  /// One orthonormal column an eigenvalue.
  package private(set) var vectors: Matrix

  private static let maximumSweeps = 60

  /// Decomposes the matrix, of which the upper triangle is read.
  package init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "eigenvalues need a square matrix")
    let order = matrix.rows
    var a = matrix
    for column in 0..<order { for row in 0..<column { a[column, row] = a[row, column] } }
    var q = Matrix.identity(order)
    for _ in 0..<SymmetricEigen.maximumSweeps {
      var rotated = false
      for first in 0..<order {
        for second in (first + 1)..<max(first + 1, order) {
          let off = a[first, second]
          let size = (abs(a[first, first]) * abs(a[second, second])).squareRoot()
          guard abs(off) > 0x1p-53 * size, abs(off) > .leastNormalMagnitude else { continue }
          rotated = true
          let theta = (a[second, second] - a[first, first]) / (2 * off)
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let cosine = 1 / (t * t + 1).squareRoot()
          let sine = t * cosine
          SymmetricEigen.rotate(&a, first, second, cosine, sine)
          for row in 0..<order {
            let (left, right) = (q[row, first], q[row, second])
            q[row, first] = cosine * left - sine * right
            q[row, second] = sine * left + cosine * right
          }
        }
      }
      if !rotated { break }
    }
    let sorted = (0..<order).sorted { (a[$0, $0], $0) < (a[$1, $1], $1) }
    values = sorted.map { a[$0, $0] }
    vectors = Matrix(rows: order, columns: order, values: sorted.flatMap { q.column($0) })
  }

  /// J'AJ for the rotation of two coordinates.
  private static func rotate(
    _ a: inout Matrix, _ first: Int, _ second: Int, _ cosine: Double, _ sine: Double
  ) {
    for row in 0..<a.rows {
      let (left, right) = (a[row, first], a[row, second])
      a[row, first] = cosine * left - sine * right
      a[row, second] = sine * left + cosine * right
    }
    for column in 0..<a.rows {
      let (left, right) = (a[first, column], a[second, column])
      a[first, column] = cosine * left - sine * right
      a[second, column] = sine * left + cosine * right
    }
    a[first, second] = 0
    a[second, first] = 0
  }

  /// Q diag(f(value)) Q', exactly symmetric.
  package func mapped(_ transform: (Double) -> Double) -> Matrix {
    let order = values.count
    let mapped = values.map(transform)
    var result = Matrix(rows: order, columns: order)
    for column in 0..<order {
      for row in 0...column {
        var sum = 0.0
        for inner in 0..<order {
          sum += vectors[row, inner] * mapped[inner] * vectors[column, inner]
        }
        result[row, column] = sum
        result[column, row] = sum
      }
    }
    return result
  }
}
