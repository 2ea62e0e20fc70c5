import LinearAlgebra

/// Least squares on a working sample.
struct OrdinaryLeastSquares: Sendable {
  let solution: LeastSquares
  /// sqrt(sum(p e^2) / (n - K))
  let scale: Double
  /// 1 - RSS/TSS; TSS around the weighted mean where the model spans a constant, else around zero.
  let rSquared: Double
  /// 1 - RSS/TSS within the absorbed effect.
  let withinRSquared: Double?

  init(_ sample: WorkingSample, threads: Int) {
    // With an effect absorbed the original columns are not the problem's columns.
    solution = LeastSquares(
      sample.basis, outcome: sample.outcome, weights: sample.priors,
      original: sample.within == nil ? sample.design.matrix : nil, threads: threads)
    let residual = solution.residualSumOfSquares
    scale = (residual / Double(sample.residualDegreesOfFreedom)).squareRoot()
    let design = sample.design
    let weights = design.weights?.values
    var center = 0.0
    if design.hasIntercept || sample.within != nil {
      let total = weights.map { Summation.sum($0) } ?? Double(design.outcome.count)
      center = Summation.weighted(design.outcome, weights) / total
    }
    let total = OrdinaryLeastSquares.squares(design.outcome, around: center, weights)
    rSquared = 1 - residual / total
    withinRSquared = sample.within.map { _ in
      1 - residual / Summation.weightedSquares(sample.outcome, sample.priors)
    }
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

  /// The regression's scores, for robust variances.
  func scoreSystem(_ sample: WorkingSample, threads: Int) -> ScoreSystem {
    let oneCopy = sample.copies == nil ? sample.priors : nil
    let residuals = solution.residuals
    return ScoreSystem(
      rows: sample.basis.rows,
      multipliers: oneCopy.map { zip($0, residuals).map { $0 * $1 } } ?? residuals,
      weights: oneCopy, copies: sample.copies, bread: sample.basis.gram,
      toCoefficients: sample.basis.toCoefficients, within: sample.within, threads: threads,
      effects: sample.effects)
  }
}
