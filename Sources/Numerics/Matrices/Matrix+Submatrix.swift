extension Matrix {
  /// The rows and columns at the given positions of a square matrix.
  package func submatrix(_ positions: [Int]) -> Matrix {
    var result = Matrix(rows: positions.count, columns: positions.count)
    for (row, from) in positions.enumerated() {
      for (column, to) in positions.enumerated() { result[row, column] = self[from, to] }
    }
    return result
  }
}
