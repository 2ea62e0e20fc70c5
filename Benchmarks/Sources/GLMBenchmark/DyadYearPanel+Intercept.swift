import DyadYearPanel
import LinearAlgebra

extension DyadYearPanel {
  /// A column of ones before the regressors.
  var regressorsWithIntercept: Matrix {
    Matrix(
      rows: rowCount, columns: regressors.columns + 1,
      values: [Double](repeating: 1, count: rowCount) + regressors.values)
  }
}
