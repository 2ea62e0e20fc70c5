import Machine
import Numerics

extension Design {
  /// Refuses what no estimator can use.
  /// - Returns: each column's sum of squares, the quickest sign of a number that is not finite.
  @discardableResult
  func validate(threads: Int) throws(EstimationError) -> [Double] {
    let count = outcome.count
    precondition(matrix.rows == count, "the design matrix does not fit the outcome")
    precondition(matrix.columns == terms.count, "the design matrix does not fit its terms")
    precondition(
      absorbed.allSatisfy { $0.codes.count == count }
        && slopes.allSatisfy { $0.grouping.codes.count == count && $0.values.count == count }
        && factors.allSatisfy { $0.value.codes.count == count },
      "a factor does not fit the outcome")
    precondition(weights.map { $0.values.count == count } ?? true, "weights do not fit")
    guard count > 0 else { throw .noRows(dropped: sample.dropped) }
    guard count > matrix.columns else {
      throw .fewerRowsThanTerms(rows: count, parameters: matrix.columns)
    }
    guard slopes.isEmpty || !absorbed.isEmpty else {
      throw .unsupported(
        Refusal(
          "slopes (\(slopes[0].name)) without an effect that has intercepts",
          instead: "write \(slopes[0].nameWithIntercepts), or add an effect"))
    }
    try validateWeights()
    for slope in slopes { try requireFinite(slope.values, name: slope.name) }
    try requireFinite(outcome, name: outcomeName)
    if let offset { try requireFinite(offset, name: "the offset") }
    let squares = Parallel.map(blocks: matrix.columns, threads: threads) {
      Summation.sumOfSquares(matrix[column: $0])
    }
    for (column, square) in squares.enumerated() where !square.isFinite {
      try requireFinite(matrix[column: column], name: terms[column].name)
    }
    guard hasIntercept || !absorbed.isEmpty else { return squares }
    guard outcome.contains(where: { $0 != outcome[0] }) else {
      throw .constantOutcome(outcomeName, value: outcome[0], rows: count)
    }
    return squares
  }

  private func validateWeights() throws(EstimationError) {
    guard let weights else { return }
    for (row, value) in weights.values.enumerated() {
      let whole = weights.kind != .frequency || value == value.rounded()
      guard value > 0, value.isFinite, whole else {
        throw .invalidWeight(name: weights.name, row: frameRow(row), value: value)
      }
    }
  }

  private func requireFinite(_ values: [Double], name: String) throws(EstimationError) {
    guard !Design.isFinite(values), let row = values.firstIndex(where: { !$0.isFinite }) else {
      return
    }
    throw .nonFiniteValue(variable: name, row: frameRow(row))
  }

  private static func isFinite(_ values: [Double]) -> Bool {
    values.withUnsafeBufferPointer { buffer in
      // x * 0 is 0 for finite numbers and NaN otherwise; a sum of them shows any.
      var sums = SIMD8<Double>()
      var row = 0
      while row + 8 <= buffer.count {
        sums += RowKernel.load8(buffer.baseAddress! + row) * 0
        row += 8
      }
      var sum = sums.sum()
      while row < buffer.count {
        sum += buffer[row] * 0
        row += 1
      }
      return sum == 0
    }
  }

  /// The row of the frame, counted from 1.
  func frameRow(_ row: Int) -> Int {
    (sample.rows.count == outcome.count ? sample.rows[row] : row) + 1
  }
}
