import DyadYearPanel
import Numerics

extension DyadYearPanel {
  /// A column of ones before the regressors.
  var regressorsWithIntercept: ColumnMatrix {
    ColumnMatrix(
      columns: [[Double](repeating: 1, count: rowCount)]
        + (0..<regressors.columns).map { regressors[column: $0] })
  }
}
