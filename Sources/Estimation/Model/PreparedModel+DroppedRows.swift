import Expressions
import Frames

extension PreparedModel {
  /// The rows that a fit of the model does not use, one a row, in the order of the table: `row` (from 1,
  /// as messages count), `reason`, and the groups that the row belongs to: the factors of absorbed
  /// effects, of slopes and of the variance. Its reasons are as many as `Sample.dropped` counts.
  /// - Parameter sample: of a fit that this model gave.
  /// - Throws: `ExpressionError` for a factor that cannot be computed, `FrameError`.
  public func droppedRows(_ sample: Sample) throws -> Frame {
    let listed = sample.droppedRows.flatMap { reason, rows in rows.map { ($0, reason) } }
      .sorted { $0.0 < $1.0 }
    var result = try Frame([
      Column(name: "row", integers: listed.map { Int64($0.0 + 1) }),
      Column(name: "reason", texts: listed.map { $0.1.description }),
    ])
    var evaluator = Evaluator(frame, panel: panel)
    let keys =
      model.formula.absorbed + model.formula.slopes.map(\.key) + model.specification.variance.keys
    for factor in keys.flatMap(\.factors) {
      let column = try evaluator.column(factor)
      // A group may be called as the listing's own columns are.
      let name = ["row", "reason"].contains(column.name) ? "group \(column.name)" : column.name
      try result.set(column.gathered(listed.map(\.0)).renamed(name))
    }
    return result
  }
}
