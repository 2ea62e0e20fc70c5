import LinearAlgebra
import TestSupport
import Testing

/// Sums over padded rows, for every width of the last tile.
@Suite struct RowMajorMatrixTests {
  /// Sums of a few hundred terms near one.
  static let rounding = 1e-13

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

  /// The basis of every width is orthonormal and spans the columns: Z R = X.
  @Test(.tags(.identity), arguments: [1, 4, 7, 8, 9, 10, 13, 17, 20])
  func basesGiveTheirColumnsBack(width: Int) {
    let columns = Self.columns(width, rows: 301)
    let basis = OrthogonalBasis(ColumnMatrix(columns: columns))
    #expect(basis.space.rank == width)
    let products = basis.rows.gram(weights: nil, threads: 1)
    let back = basis.space.toCoefficients.invertedUpper
    for left in 0..<width {
      for right in 0..<width {
        expectClose(products[left, right], left == right ? 1 : 0, absolute: Self.rounding)
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
