import Numerics

/// Least squares on a working sample.
struct OrdinaryLeastSquares: Sendable {
  let solution: LeastSquares
  /// sum w e x over each group of the eliminated effect; `nil` where the regressors are stored.
  let groupScores: RowMajorMatrix?
  /// sqrt(sum(p e^2) / (n - K))
  let scale: Double
  /// 1 - RSS/TSS, of the outcome less its offset; TSS around the weighted mean where the model spans
  /// a constant, else around zero. `nil` where TSS is rounding.
  let rSquared: Double?
  /// 1 - RSS/TSS within the absorbed effect.
  let withinRSquared: Double?
  /// Whether the residuals are rounding (`ExactFit`).
  let isExact: Bool

  init(_ sample: WorkingSample, threads: Int) {
    self.init(sample, outcome: sample.outcome, threads: threads)
  }

  /// - Parameter outcome: the sample's (`WorkingSample.takeOutcome`), which becomes the residuals.
  init(_ sample: WorkingSample, outcome: consuming [Double], threads: Int) {
    switch sample.regressors {
    case .stored(let rows):
      // With an effect absorbed the original columns are not the problem's columns.
      solution = LeastSquares(
        OrthogonalBasis(rows: rows, space: sample.basis), outcome: outcome,
        weights: sample.priors, original: sample.within == nil ? sample.design.matrix : nil,
        threads: threads)
      groupScores = nil
    case .swept(let swept, let projection):
      let (coordinates, remainder) = OrdinaryLeastSquares.solve(
        sample, swept, projection, consume outcome)
      solution = LeastSquares(
        sample.basis, coordinates: coordinates, residuals: remainder.residuals,
        weights: sample.priors)
      groupScores = remainder.groupScores
    }
    let residual = solution.residualSumOfSquares
    scale = (residual / Double(sample.residualDegreesOfFreedom)).squareRoot()
    let design = sample.design
    let weights = design.weights?.values
    let outcome = design.netOutcome
    var center = 0.0
    let weight = weights.map { Summation.sum($0) } ?? Double(design.outcome.count)
    if design.hasIntercept || sample.within != nil {
      center = Summation.weighted(outcome, weights) / weight
    }
    let total = OrdinaryLeastSquares.squares(outcome, around: center, weights)
    // Around zero.
    let whole = total + weight * center * center
    isExact =
      ExactFit.isSuspected(residual, outcome: whole)
      && sample.isRounding(residual, of: solution.coefficients)
    rSquared = total > ExactFit.share * ExactFit.share * whole ? 1 - residual / total : nil
    withinRSquared = sample.squaresWithin.map { 1 - residual / $0 }
  }

  /// sum(w (y - c)^2), piece by piece: a centred copy of a long outcome would be memory for one sum.
  private static func squares(
    _ values: [Double], around center: Double, _ weights: [Double]?
  ) -> Double {
    let length = 1 << 16
    let sums = stride(from: 0, to: values.count, by: length).map { start in
      let range = start..<min(values.count, start + length)
      return Summation.weightedSquares(
        values[range].map { $0 - center }, weights.map { Array($0[range]) })
    }
    return Summation.sum(sums)
  }

  /// A correction shorter than this share of the outcome leaves the residuals as they are.
  private static let negligible = 1e-13
  private static let mostCorrections = 3

  /// Solves the normal equations and corrects the solution from its residuals.
  private static func solve(
    _ sample: WorkingSample, _ swept: SweptRegressors, _ projection: [Double],
    _ outcome: consuming [Double]
  ) -> ([Double], SweptRegressors.Remainder) {
    var coordinates = sample.basis.gram.solve(projection)
    var remainder = swept.remainder(consume outcome, coordinates)
    let length = (sample.squaresWithin ?? 0).squareRoot()
    for _ in 0..<mostCorrections {
      let correction = sample.basis.gram.solve(remainder.projection)
      for column in correction.indices { coordinates[column] += correction[column] }
      // |X d|^2 = d'X'WX d = d'X'We
      let square = Summation.dot(correction, remainder.projection)
      guard square.squareRoot() > negligible * length else { break }
      remainder = swept.remainder(remainder.residuals, correction)
    }
    return (coordinates, remainder)
  }

  /// The regression's scores for one variance, in groups of rows if that is enough for it.
  func scoreSystem(
    _ sample: WorkingSample, for variance: Variance, threads: Int
  ) throws(EstimationError) -> ScoreSystem {
    guard let groupScores, let within = sample.within, try sample.sumsWithinGroups(variance) else {
      return scoreSystem(sample, threads: threads)
    }
    return ScoreSystem(
      groupScores: groupScores, starts: within.starts, bread: sample.basis.gram,
      toCoefficients: sample.basis.toCoefficients, threads: threads)
  }

  /// The regression's scores, row by row.
  func scoreSystem(_ sample: WorkingSample, threads: Int) -> ScoreSystem {
    let oneCopy = sample.copies == nil ? sample.priors : nil
    let residuals = solution.residuals
    return ScoreSystem(
      rows: sample.rows,
      multipliers: oneCopy.map { zip($0, residuals).map { $0 * $1 } } ?? residuals,
      weights: oneCopy, copies: sample.copies, bread: sample.basis.gram,
      toCoefficients: sample.basis.toCoefficients, within: sample.within, threads: threads,
      effects: sample.effects)
  }
}
