import Machine

/// The triangular factor of a tall matrix with a decision about its rank that keeps column order.
///
/// Columns are scaled to about unit length by powers of two (no rounding), so that a column of
/// numbers near 1e11 beside dummies does not look dependent. The rank is decided from left to
/// right, in the manner of R's limited pivoting (`dqrdc2`): column j is redundant when the part of
/// it that the kept columns before it do not span,
///
///     pivot_j = |x_j - P_kept x_j| / reference_j,
///
/// is at most `tolerance`; later columns are then judged without it. LAPACK's own norm pivoting
/// (`dgeqp3`) would pick other columns than a reader of the formula expects, so the factor is
/// computed without pivoting (`dgeqrf`) and refactored only when a column falls out. `reference_j`
/// is the length of the column, or a longer one that the caller gives: that of the column before
/// effects were swept out of it.
///
/// Rows are processed in fixed blocks whose factors are stacked and factored again (Demmel,
/// Grigori, Hoemmen and Langou 2012), so the factor does not depend on the number of threads and a
/// tall matrix is read once. O(n k^2).
package struct PivotedQR: Sendable, Equatable {
  /// A column that the kept columns before it span.
  package struct Dropped: Sendable, Equatable {
    /// Its position in the matrix as given, from 0.
    package var column: Int
    /// `pivot_j` as defined above, at most the tolerance.
    package var relativePivot: Double
    /// The column as the kept ones before it give it, one coefficient for each of these, the first kept
    /// column first; those that are rounding beside the column are zero.
    package var combination: [Double] = []
  }

  /// Default share of its own length below which a column counts as redundant.
  package static let defaultTolerance = 1e-11

  /// The columns that were kept, ascending.
  package let kept: [Int]
  /// The redundant columns, ascending.
  package let dropped: [Dropped]
  /// One a kept column.
  package let relativePivots: [Double]
  /// Upper triangular, kept x kept, with a positive diagonal, of the kept columns as given.
  package let factor: Matrix

  /// Factors a dense matrix, optionally with row r multiplied by `rowScales[r]`.
  package init(
    _ matrix: Matrix, rowScales: [Double]? = nil, tolerance: Double = defaultTolerance,
    threads: Int = 1
  ) {
    let rows = matrix.rows
    let exponents = (0..<matrix.columns).map { column in
      PowerOfTwo.near(matrix.column(column).reduce(into: 0.0) { $0 = max($0, abs($1)) })
    }
    let raw = PivotedQR.triangle(rows: rows, columns: matrix.columns, threads: threads) {
      range, target, leading in
      for column in 0..<matrix.columns {
        for (offset, row) in range.enumerated() {
          target[column * leading + offset] =
            matrix[row, column] / exponents[column] * (rowScales?[row] ?? 1)
        }
      }
    }
    let scaled = PivotedQR(triangle: raw, references: nil, tolerance: tolerance)
    var factor = scaled.factor
    for column in 0..<scaled.kept.count {
      for row in 0...column { factor[row, column] *= exponents[scaled.kept[column]] }
    }
    self.init(
      kept: scaled.kept,
      dropped: scaled.dropped.map { dropped in
        dropped.rescaled(by: exponents, kept: scaled.kept)
      }, relativePivots: scaled.relativePivots, factor: factor)
  }

  private init(kept: [Int], dropped: [Dropped], relativePivots: [Double], factor: Matrix) {
    self.kept = kept
    self.dropped = dropped
    self.relativePivots = relativePivots
    self.factor = factor
  }

  /// Decides the rank from an unpivoted triangular factor.
  /// - Parameter references: lengths that pivots are measured against; the columns' own when nil.
  init(triangle: Matrix, references: [Double]?, tolerance: Double) {
    var kept = Array(0..<triangle.columns)
    let lengths =
      references
      ?? kept.map { column in
        (0...column).reduce(0.0) { $0 + triangle[$1, column] * triangle[$1, column] }.squareRoot()
      }
    func pivot(_ matrix: Matrix, _ position: Int, _ column: Int) -> Double {
      lengths[column] > 0 ? abs(matrix[position, position]) / lengths[column] : 0
    }
    var current = triangle
    var dropped: [Dropped] = []
    var position = 0
    while position < kept.count {
      let size = pivot(current, position, kept[position])
      if size > tolerance {
        position += 1
      } else {
        dropped.append(
          Dropped(
            column: kept[position], relativePivot: size,
            combination: PivotedQR.combination(
              current, position, lengths: kept.map { lengths[$0] })))
        kept.remove(at: position)
        current = PivotedQR.triangle(current, without: position)
      }
    }
    var factor = current
    for row in 0..<kept.count where factor[row, row] < 0 {
      for column in row..<kept.count { factor[row, column].negate() }
    }
    self.init(
      kept: kept, dropped: dropped.sorted { $0.column < $1.column },
      relativePivots: kept.indices.map { pivot(factor, $0, kept[$0]) }, factor: factor)
  }

  /// What is below this share of a dropped column is rounding, or what sweeping several effects leaves.
  private static let combinationShare = 1e-7

  /// R a = r: the coefficients of the columns before a position that give the column there.
  private static func combination(
    _ triangle: Matrix, _ position: Int, lengths: [Double]
  ) -> [Double] {
    var result = (0..<position).map { triangle[$0, position] }
    for row in (0..<position).reversed() {
      for column in (row + 1)..<max(position, row + 1) {
        result[row] -= triangle[row, column] * result[column]
      }
      result[row] /= triangle[row, row]
    }
    return result.enumerated().map { place, value in
      abs(value) * lengths[place] > combinationShare * lengths[position] ? value : 0
    }
  }

  /// The triangular factor when one of the columns is left out.
  private static func triangle(_ factor: Matrix, without position: Int) -> Matrix {
    triangle(rows: factor.rows, columns: factor.columns - 1, threads: 1) {
      range, target, leading in
      for column in 0..<(factor.columns - 1) {
        let source = column < position ? column : column + 1
        for (offset, row) in range.enumerated() {
          target[column * leading + offset] = factor[row, source]
        }
      }
    }
  }

  /// The upper triangular factor (columns x columns) of rows that `fill` writes, block by block,
  /// into column-major storage with the given leading dimension.
  static func triangle(
    rows: Int, columns: Int, threads: Int,
    fill: @Sendable (Range<Int>, UnsafeMutablePointer<Double>, Int) -> Void
  ) -> Matrix {
    guard columns > 0 else { return Matrix(rows: 0, columns: 0) }
    let height = max(1024, 4 * columns)
    let blocks = max(1, (rows + height - 1) / height)
    let factors = Parallel.map(blocks: blocks, threads: threads) { block in
      let range = (block * height)..<min(rows, (block + 1) * height)
      // Fewer rows than columns: rows of zeros do not change the factor.
      let leading = max(range.count, columns)
      var values = [Double](repeating: 0, count: leading * columns)
      return values.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return Matrix(rows: 0, columns: 0) }
        fill(range, base, leading)
        LAPACK.factorQR(base, rows: leading, columns: columns, leadingDimension: leading)
        return upperTriangle(base, columns: columns, leadingDimension: leading)
      }
    }
    return factors.dropFirst().reduce(factors[0]) { top, bottom in
      var stacked = Matrix(rows: 2 * columns, columns: columns)
      for column in 0..<columns {
        for row in 0...column {
          stacked[row, column] = top[row, column]
          stacked[columns + row, column] = bottom[row, column]
        }
      }
      return stacked.values.withUnsafeMutableBufferPointer { buffer in
        LAPACK.factorQR(
          buffer.baseAddress!, rows: 2 * columns, columns: columns, leadingDimension: 2 * columns)
        return upperTriangle(
          buffer.baseAddress!, columns: columns, leadingDimension: 2 * columns)
      }
    }
  }

  private static func upperTriangle(
    _ values: UnsafeMutablePointer<Double>, columns: Int, leadingDimension: Int
  ) -> Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column { result[row, column] = values[column * leadingDimension + row] }
    }
    return result
  }
}

extension PivotedQR.Dropped {
  /// The same for columns that were divided by these scales before.
  func rescaled(by scales: [Double], kept: [Int]) -> PivotedQR.Dropped {
    var result = self
    for place in combination.indices {
      result.combination[place] *= scales[column] / scales[kept[place]]
    }
    return result
  }
}

/// Scale factors that change no digit of what they multiply.
enum PowerOfTwo {
  /// The power of two at or below a positive number; 1 for zero.
  static func near(_ value: Double) -> Double {
    value > 0 && value.isFinite ? Double(sign: .plus, exponent: value.exponent, significand: 1) : 1
  }
}
