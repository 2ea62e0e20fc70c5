import LinearAlgebra

/// A design made ready for estimation: checked, sorted by the absorbed effect, swept of it, with an
/// orthogonal basis in place of the regressors.
struct WorkingSample: Sendable {
  let design: Design
  /// The absorbed effect, if there is one.
  let within: WithinTransform?
  /// The outcome in working order, group means removed.
  let outcome: [Double]
  /// Row weights of the least squares problem in working order; `nil` when all are one.
  let priors: [Double]?
  /// How often each row counts (frequency weights); `nil` for once.
  let copies: [Double]?
  let basis: OrthogonalBasis
  /// Observations: the sum of frequency weights, or the number of rows.
  let count: Int

  var rowCount: Int { outcome.count }
  /// Estimated parameters, levels of the absorbed effect included.
  var parameterCount: Int { basis.rank + (within?.groupCount ?? 0) }
  var residualDegreesOfFreedom: Int { count - parameterCount }
  var terms: [String] { basis.kept.map { design.terms[$0] } }

  var redundantTerms: [RedundantTerm] {
    basis.dropped.map {
      RedundantTerm(term: design.terms[$0.column], relativePivot: $0.relativePivot)
    }
  }

  /// R's `lm` drops a column whose relative pivot is below this.
  private static let nearCollinear = 1e-7

  /// Kept terms that the terms and effects before them nearly span.
  var collinearityWarnings: [String] {
    zip(terms, basis.relativePivots).filter { $1 < WorkingSample.nearCollinear }.map {
      "'\($0)' is nearly spanned by the terms before it (relative pivot \($1)); its estimate "
        + "hangs on the last digits of the data."
    }
  }

  /// Share of the outcome's own variation below which what the effect leaves is rounding.
  private static let roundingShare = 1e-24

  /// Checks and prepares.
  init(_ design: Design, options: Specification.Options) throws(EstimationError) {
    try design.validate()
    self.design = design
    let within = design.absorbed.first.map { WithinTransform($0) }
    self.within = within
    let priors = design.weights.map { within?.arranged($0.values) ?? $0.values }
    self.priors = priors
    let isFrequency = design.weights?.kind == .frequency
    copies = isFrequency ? priors : nil
    count = isFrequency ? Int(Summation.sum(priors ?? [])) : design.outcome.count

    let scales = OrthogonalBasis.scales(of: design.matrix, weights: design.weights?.values)
    var rows = WorkingSample.fill(design, within, divisors: scales.divisors, options.threads)
    within?.demean(&rows, weights: priors, threads: options.threads)
    basis = OrthogonalBasis(
      filled: rows, scales: scales.divisors, references: scales.lengths, weights: priors,
      tolerance: options.rankTolerance, threads: options.threads)

    var outcome = within?.arranged(design.outcome) ?? design.outcome
    within?.demean(&outcome, weights: priors)
    self.outcome = outcome

    guard basis.rank > 0 else { throw .noIdentifiedTerm(redundant: design.terms) }
    guard residualDegreesOfFreedom > 0 else {
      throw .fewerRowsThanTerms(rows: count, parameters: parameterCount)
    }
    if let within {
      let left = Summation.weightedSquares(outcome, priors)
      let total = Summation.weightedSquares(design.outcome, design.weights?.values)
      guard left > WorkingSample.roundingShare * total else {
        throw .constantWithin(outcome: design.outcomeName, effect: within.name)
      }
    }
  }

  /// The scaled regressors in working order.
  private static func fill(
    _ design: Design, _ within: WithinTransform?, divisors: [Double], _ threads: Int
  ) -> RowMajorMatrix {
    let matrix = design.matrix
    return RowMajorMatrix(rows: matrix.rows, columns: matrix.columns, threads: threads) {
      range, target, stride in
      matrix.values.withUnsafeBufferPointer { values in
        for column in 0..<matrix.columns {
          let inverse = 1 / divisors[column]
          let source = values.baseAddress! + column * matrix.rows
          if let order = within?.order {
            for (offset, row) in range.enumerated() {
              target[offset * stride + column] = source[Int(order[row])] * inverse
            }
          } else {
            for (offset, row) in range.enumerated() {
              target[offset * stride + column] = source[row] * inverse
            }
          }
        }
      }
    }
  }

  /// Working order to sample order.
  func restored(_ values: [Double]) -> [Double] { within?.restored(values) ?? values }

  /// The codes of a factor in working order.
  func codes(_ key: String) throws(EstimationError) -> Grouping {
    guard var grouping = design.factors[key] else {
      throw .unknownVariable(
        key, formula: design.formula, closest: design.factors.keys.sorted())
    }
    if let within { grouping.codes = within.arranged(grouping.codes) }
    return grouping
  }

  /// The frame's row, counted from 1, of a working position.
  func frameRow(_ position: Int) -> Int {
    let row = within?.order.map { Int($0[position]) } ?? position
    return design.frameRow(row)
  }
}
