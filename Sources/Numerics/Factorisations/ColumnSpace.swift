/// Which columns of a tall matrix identify coefficients, and the way from coordinates in a basis of
/// their span back to them.
package struct ColumnSpace: Sendable {
  /// The columns that were kept, ascending.
  package let kept: [Int]
  /// The columns that those kept before them span, ascending.
  package let dropped: [PivotedQR.Dropped]
  /// One a kept column.
  package let relativePivots: [Double]
  /// rank x rank, upper triangular.
  package let toCoefficients: Matrix
  /// The factor of Z'PZ, the cross-products of the basis.
  package let gram: Cholesky

  /// The number of columns kept.
  package var rank: Int { kept.count }

  /// The variance-like matrix (X'PX)^-1 of the kept columns.
  package var inverseGram: Matrix { gram.inverse.congruence(by: toCoefficients) }

  init(
    kept: [Int], dropped: [PivotedQR.Dropped], relativePivots: [Double], toCoefficients: Matrix,
    gram: Cholesky
  ) {
    self.kept = kept
    self.dropped = dropped
    self.relativePivots = relativePivots
    self.toCoefficients = toCoefficients
    self.gram = gram
  }

  /// The space of columns that are their own basis; `nil` where one of them is dropped or nearly
  /// spanned by others, which takes an `OrthogonalBasis`.
  /// - Parameters:
  ///   - products: X'PX of the scaled columns.
  ///   - scales: what each column was divided by: a power of two.
  ///   - references: lengths that pivots are measured against, in scaled units.
  ///   - share: what every column must keep of its length beside the columns before it. Solutions of
  ///     the columns' normal equations are off by about 1e-16 over its square, before a correction.
  package init?(
    products: Matrix, scales: [Double], references: [Double], tolerance: Double, share: Double
  ) {
    guard references.allSatisfy({ $0 > 0 }),
      let gram = Cholesky(products, tolerance: share * share)
    else { return nil }
    let decision = PivotedQR(triangle: gram.factor, references: references, tolerance: tolerance)
    guard decision.dropped.isEmpty else { return nil }
    var toCoefficients = Matrix(rows: scales.count, columns: scales.count)
    for (column, scale) in scales.enumerated() { toCoefficients[column, column] = 1 / scale }
    self.init(
      kept: decision.kept, dropped: [], relativePivots: decision.relativePivots,
      toCoefficients: toCoefficients, gram: gram)
  }
}
