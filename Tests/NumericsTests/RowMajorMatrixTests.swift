import Numerics
import TestSupport
import Testing

/// Sums over padded rows, for every width of the last tile.
@Suite struct RowMajorMatrixTests {
  /// Sums of a few hundred terms near one.
  static let rounding = 1e-13
  /// The factor of a Gram matrix is off by a rounding over the square of its least pivot, 0.01.
  static let orthogonality = 1e-10

  static func columns(_ count: Int, rows: Int) -> [[Double]] {
    var generator = Xoshiro256(seed: UInt64(100 + count))
    return (0..<count).map { _ in
      (0..<rows).map { _ in Double(generator.next() >> 11) * 0x1p-52 - 1 }
    }
  }

  static func matrix(_ columns: [[Double]]) -> RowMajorMatrix {
    RowMajorMatrix(rows: columns[0].count, columns: columns.count, threads: 1) {
      range, target, stride in
      for (column, values) in columns.enumerated() {
        for (offset, row) in range.enumerated() {
          target[offset * stride + column] = values[row]
        }
      }
    }
  }

  @Test(.tags(.identity), arguments: 1...21)
  func weightedProductsEqualSums(width: Int) {
    let rows = 301
    let columns = Self.columns(width + 1, rows: rows)
    let weights = columns[width].map { 1 + $0 * $0 }
    let gram = Self.matrix(Array(columns[..<width])).gram(weights: weights, threads: 1)
    for left in 0..<width {
      for right in 0..<width {
        let expected = (0..<rows).reduce(0.0) {
          $0 + weights[$1] * columns[left][$1] * columns[right][$1]
        }
        expectClose(
          gram[left, right], expected, absolute: Self.rounding * Double(rows),
          "[\(left), \(right)]")
      }
    }
  }

  /// The basis of every width spans the columns, Z R = X, and its space knows its cross-products.
  /// With columns that nearly span each other it is orthonormal; others are their own basis.
  @Test(.tags(.identity), arguments: [1, 4, 7, 8, 9, 10, 13, 17, 20], [false, true])
  func basesGiveTheirColumnsBack(width: Int, isCorrelated: Bool) {
    var columns = Self.columns(width, rows: 301)
    if isCorrelated, width > 1 {
      columns[width - 1] = zip(columns[0], columns[width - 1]).map { $0 + 0.01 * $1 }
    }
    let basis = OrthogonalBasis(ColumnMatrix(columns: columns))
    #expect(basis.space.rank == width)
    let products = basis.rows.gram(weights: nil, threads: 1)
    let back = basis.space.toCoefficients.invertedUpper
    for left in 0..<width {
      for right in 0..<width {
        let known = (0...min(left, right)).reduce(0.0) {
          $0 + basis.space.gram.factor[$1, left] * basis.space.gram.factor[$1, right]
        }
        expectClose(products[left, right], known, absolute: Self.rounding)
        if isCorrelated, width > 1 {
          expectClose(known, left == right ? 1 : 0, absolute: Self.orthogonality)
        }
      }
      for row in stride(from: 0, to: 301, by: 37) {
        let found = (0...left).reduce(0.0) {
          $0 + basis.rows.values[row * basis.rows.stride + $1] * back[$1, left]
        }
        expectClose(found, columns[left][row], absolute: Self.rounding)
      }
    }
  }
}
