import Numerics
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
  /// Where NIST certifies zero (a perfect fit), rounding of an outcome near 1e7 is left.
  static let zero = 1e-7

  @Test(.tags(.reference), arguments: NISTLinear.all)
  func certifiedValuesAreReproduced(set: NISTLinear) {
    let matrix = ColumnMatrix(columns: set.columns)
    let basis = OrthogonalBasis(matrix)
    let fit = LeastSquares(basis, outcome: set.outcome, original: matrix)
    #expect(basis.space.dropped.isEmpty)
    let tolerance = NISTLinear.relative(set.digits)
    expectClose(fit.coefficients, set.estimates, relative: tolerance, set.name)
    let variance = fit.residualSumOfSquares / Double(matrix.rows - matrix.columns)
    expectClose(
      variance.squareRoot(), set.residualStandardDeviation, relative: tolerance,
      absolute: Self.zero, set.name)
    expectClose(
      fit.inverseGram.diagonal.map { ($0 * variance).squareRoot() }, set.standardErrors,
      relative: tolerance, absolute: set.residualStandardDeviation == 0 ? Self.zero : 0, set.name)
  }

  /// Powers of two change no digit, and a column's scale must not move the rank decision.
  @Test(.tags(.identity)) func aColumnsScaleMovesNothingElse() {
    let base = Self.columns(rows: 400, count: 5)
    var scaled = base
    scaled[2] = scaled[2].map { $0 * 0x1p37 }
    let outcome = base[0].indices.map { base[1][$0] - 2 * base[4][$0] + Double($0 % 7) }
    let plain = LeastSquares(OrthogonalBasis(ColumnMatrix(columns: base)), outcome: outcome)
    let wide = LeastSquares(OrthogonalBasis(ColumnMatrix(columns: scaled)), outcome: outcome)
    for column in base.indices {
      let factor = column == 2 ? 0x1p37 : 1
      #expect(plain.coefficients[column] == wide.coefficients[column] * factor)
    }
    #expect(plain.residuals == wide.residuals)
  }

  @Test(.tags(.identity)) func redundantColumnsFallOutFromTheRight() {
    var columns = Self.columns(rows: 300, count: 4)
    columns.insert(zip(columns[0], columns[1]).map { 3 * $0 - $1 }, at: 2)
    columns.append(columns[4].map { $0 * 1e9 })
    let basis = OrthogonalBasis(ColumnMatrix(columns: columns))
    #expect(basis.space.kept == [0, 1, 3, 4])
    #expect(basis.space.dropped.map(\.column) == [2, 5])
    #expect(basis.space.dropped.allSatisfy { $0.relativePivot < 1e-14 })
    #expect(PivotedQR(Matrix(columns: columns)).kept == basis.space.kept)
  }

  @Test(.tags(.identity)) func theFactorReproducesTheCrossProducts() {
    let matrix = Matrix(columns: Self.columns(rows: 3000, count: 11))
    let factor = PivotedQR(matrix).factor
    for row in 0..<11 {
      for column in 0..<11 {
        let direct = Summation.dot(Array(matrix.column(row)), Array(matrix.column(column)))
        var product = 0.0
        for inner in 0..<11 { product += factor[inner, row] * factor[inner, column] }
        // Both sides carry rounding of 3000 unit-size terms.
        expectClose(product, direct, relative: 1e-13, absolute: 1e-11)
      }
    }
  }

  @Test(.tags(.identity), arguments: [1, 7, 8, 9, 17])
  func threadsChangeNoBit(count: Int) {
    let columns = Self.columns(rows: 13_000, count: count)
    let matrix = ColumnMatrix(columns: columns)
    let outcome = columns[0].indices.map { Double(($0 * 7919) % 1013) }
    let one = LeastSquares(OrthogonalBasis(matrix, threads: 1), outcome: outcome, threads: 1)
    let two = LeastSquares(OrthogonalBasis(matrix, threads: 2), outcome: outcome, threads: 2)
    #expect(one.coefficients == two.coefficients)
    #expect(one.residuals == two.residuals)
    #expect(one.inverseGram == two.inverseGram)
    #expect(
      PivotedQR(Matrix(columns: columns), threads: 1).factor
        == PivotedQR(Matrix(columns: columns), threads: 2).factor)
  }

  @Test(.tags(.identity)) func weightsEqualScaledRows() {
    let columns = Self.columns(rows: 200, count: 3)
    let outcome = columns[0].indices.map { Double(($0 * 31) % 17) }
    let roots = columns[0].indices.map { 1 + Double($0 % 4) }
    let weighted = LeastSquares(
      OrthogonalBasis(ColumnMatrix(columns: columns), weights: roots.map { $0 * $0 }),
      outcome: outcome,
      weights: roots.map { $0 * $0 })
    let scaled = LeastSquares(
      OrthogonalBasis(ColumnMatrix(columns: columns.map { zip($0, roots).map(*) })),
      outcome: zip(outcome, roots).map(*))
    expectClose(weighted.coefficients, scaled.coefficients, relative: 1e-13)
    expectClose(weighted.inverseGram.values, scaled.inverseGram.values, relative: 1e-12)
  }

  /// Deterministic columns between -1 and 1 that are far from collinear.
  static func columns(rows: Int, count: Int) -> [[Double]] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      (0..<rows).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 0x1p52 - 1
      }
    }
  }
}
