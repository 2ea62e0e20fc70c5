import Machine
import Numerics

extension Design {
  /// What the largest number of a variable may be. Estimates are ratios of two variables, variances
  /// squares of them, and weighted scores squares of products: all stay numbers within it.
  static let range = 1e-70...1e70

  /// Refuses what no estimator can use.
  /// - Parameter needsResidual: whether there must be more rows than columns.
  /// - Returns: each column's sum of squares, the quickest sign of a number that is not finite.
  @discardableResult
  func validate(threads: Int, needsResidual: Bool = true) throws(EstimationError) -> [Double] {
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
    guard count > matrix.columns || (!needsResidual && count == matrix.columns) else {
      throw .fewerRowsThanTerms(rows: count, parameters: matrix.columns)
    }
    guard slopes.isEmpty || !absorbed.isEmpty else {
      throw .unsupported(
        Refusal(
          "slopes (\(slopes[0].name)) without an effect that has intercepts",
          instead: "write \(slopes[0].nameWithIntercepts), or add an effect"))
    }
    try validateWeights()
    for slope in slopes { try requireRange(slope.values, name: slope.name) }
    try requireRange(outcome, name: outcomeName)
    if let offset { try requireRange(offset, name: "the offset") }
    let squares = Parallel.map(blocks: matrix.columns, threads: threads) {
      Summation.sumOfSquares(matrix[column: $0])
    }
    for (column, square) in squares.enumerated() where !isInRange(square) {
      try requireRange(matrix[column: column], name: terms[column].name)
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
    if weights.kind == .frequency {
      let total = Summation.sum(weights.values)
      guard Int(exactly: total) != nil else {
        throw .uncountable(name: weights.name, total: total)
      }
    }
    try requireRange(weights.values, name: weights.name)
  }

  /// Whether a sum of squares shows that every number is finite and the largest within `range`.
  private func isInRange(_ square: Double) -> Bool {
    let (low, high) = (Design.range.lowerBound, Design.range.upperBound)
    return square >= Double(outcome.count) * low * low && square <= high * high
  }

  /// - Throws: `EstimationError.nonFiniteValue`, `.extremeUnits`.
  private func requireRange(_ values: [Double], name: String) throws(EstimationError) {
    // The quickest sign: infinite or undefined where a number is.
    guard !isInRange(Summation.sumOfSquares(values)) else { return }
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .nonFiniteValue(variable: name, row: frameRow(row))
    }
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest == 0 || Design.range.contains(largest) else {
      throw .extremeUnits(variable: name, largest: largest)
    }
  }

  /// The row of the frame, counted from 1.
  func frameRow(_ row: Int) -> Int {
    (sample.rows.count == outcome.count ? sample.rows[row] : row) + 1
  }
}
