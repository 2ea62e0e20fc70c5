// Small dense algebra: nothing here is meant for more than a few hundred columns.
extension Matrix {
  /// Solves R x = b for an upper triangular R.
  public func solvedUpper(_ right: [Double]) -> [Double] {
    var result = right
    for row in stride(from: columns - 1, through: 0, by: -1) {
      for column in (row + 1)..<max(row + 1, columns) {
        result[row] -= self[row, column] * result[column]
      }
      result[row] /= self[row, row]
    }
    return result
  }

  /// Solves R' x = b for an upper triangular R.
  public func solvedUpperTransposed(_ right: [Double]) -> [Double] {
    var result = right
    for row in 0..<columns {
      for inner in 0..<row { result[row] -= self[inner, row] * result[inner] }
      result[row] /= self[row, row]
    }
    return result
  }

  /// The inverse of an upper triangular matrix.
  public var invertedUpper: Matrix {
    var result = Matrix(rows: rows, columns: columns)
    for column in 0..<columns {
      var unit = [Double](repeating: 0, count: columns)
      unit[column] = 1
      let solution = solvedUpper(unit)
      for row in 0...column { result[row, column] = solution[row] }
    }
    return result
  }

  /// M'.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns { for row in 0..<rows { result[column, row] = self[row, column] } }
    return result
  }

  /// M M', exactly symmetric.
  public var timesTransposeOfSelf: Matrix {
    var result = Matrix(rows: rows, columns: rows)
    for column in 0..<rows {
      for row in 0...column {
        var sum = 0.0
        for inner in 0..<columns { sum += self[row, inner] * self[column, inner] }
        result[row, column] = sum
        result[column, row] = sum
      }
    }
    return result
  }

  /// The product of two matrices.
  public func times(_ right: Matrix) -> Matrix {
    precondition(columns == right.rows, "inner dimensions differ")
    var result = Matrix(rows: rows, columns: right.columns)
    for column in 0..<right.columns {
      for inner in 0..<columns {
        let factor = right[inner, column]
        for row in 0..<rows { result[row, column] += self[row, inner] * factor }
      }
    }
    return result
  }

  /// The product with a vector.
  public func times(_ right: [Double]) -> [Double] {
    times(Matrix(rows: right.count, columns: 1, values: right)).values
  }

  /// L M L', symmetrised: what a change of basis L does to a variance M.
  public func congruence(by left: Matrix) -> Matrix {
    let product = left.times(self)
    var result = Matrix(rows: left.rows, columns: left.rows)
    for column in 0..<left.rows {
      for row in 0...column {
        var sum = 0.0
        for inner in 0..<columns { sum += product[row, inner] * left[column, inner] }
        var mirror = 0.0
        for inner in 0..<columns { mirror += product[column, inner] * left[row, inner] }
        result[row, column] = (sum + mirror) / 2
        result[column, row] = result[row, column]
      }
    }
    return result
  }

  /// Every element times a number.
  public func multiplied(by factor: Double) -> Matrix {
    guard factor != 1 else { return self }
    var result = self
    for index in result.values.indices { result.values[index] *= factor }
    return result
  }
}
