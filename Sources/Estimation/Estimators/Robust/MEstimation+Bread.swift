import Numerics

extension MEstimation {
  /// The scores with the derivative of the estimating equations as bread (`Bread.derivative`).
  ///
  /// With u_i = r_i/s (times the root of a precision weight) and d_i = p_i psi'(u_i), p_i the
  /// weight of one copy,
  ///
  ///     H = sum_i c_i d_i (z_i - m_g)(z_i - m_g)',   m_g = sum_g c d z / sum_g c d,
  ///
  /// which is what remains of the derivative after the effects are profiled out. psi' of the
  /// biweight is negative between c/sqrt(5) and c, so a small group's sum of d can be near zero or
  /// negative, and its profile meaningless; such a group takes the mean of psi' over all rows, its
  /// expectation. A group without weight has no score and no say: it is left out of H.
  /// O(n k^2).
  ///
  /// - Returns: the system, and how many groups took the mean.
  /// - Throws: `EstimationError.indefiniteBread` where H is not positive definite.
  func derivativeSystem(
    _ options: Specification.Options
  ) throws(EstimationError) -> (system: ScoreSystem, replaced: Int) {
    let priors = sample.copies == nil ? sample.priors : nil
    var slopes = residuals.indices.map {
      psi.derivative(residuals[$0] * (residualFactors?[$0] ?? 1) / scale)
    }
    let mean =
      Summation.weighted(slopes, sample.priors)
      / (sample.priors.map { Summation.sum($0) } ?? Double(slopes.count))
    let (silent, replaced) = replaceSmallSums(&slopes, by: mean)
    if let priors { for row in slopes.indices { slopes[row] *= priors[row] } }
    var rowWeights = slopes
    if let copies = sample.copies { for row in slopes.indices { rowWeights[row] *= copies[row] } }
    var rows = sample.rows
    // One effect: a silent group's mean must exist, so it goes after centring.
    if sample.effects == nil { sample.within?.demean(&rows, weights: rowWeights, threads: threads) }
    for row in silent {
      rowWeights[row] = 0
      slopes[row] = 0
    }
    if let effects = sample.effects {
      var solver = AbsorptionSolver(effects, weights: rowWeights, threads: threads)
      let report = solver.absorb(
        &rows, tolerance: options.absorptionTolerance, maximumSweeps: options.maximumSweeps)
      try report.requireConvergence(options)
    }
    guard let bread = Cholesky(rows.gram(weights: rowWeights, threads: threads), tolerance: 1e-13)
    else { throw .indefiniteBread }
    let oneCopy = priors.map { zip($0, weights).map { $0 * $1 } } ?? weights
    let system = ScoreSystem(
      rows: rows, multipliers: zip(oneCopy, residuals).map { $0 * $1 }, weights: slopes,
      copies: sample.copies, bread: bread, toCoefficients: sample.basis.toCoefficients,
      within: sample.within, threads: threads, effects: sample.effects)
    return (system, replaced)
  }

  /// Gives the rows of levels whose derivative is nearly zero or negative the mean; returns the rows
  /// of levels without weight, and how many levels with weight were given the mean.
  private func replaceSmallSums(
    _ slopes: inout [Double], by mean: Double
  ) -> (silent: [Int], replaced: Int) {
    let own = slopes
    var silent: [Int] = []
    var replaced = 0
    for codes in sample.effectCodes {
      let levels = Int(codes.max() ?? -1) + 1
      var (sums, totals, kept) = (
        [Double](repeating: 0, count: levels), [Double](repeating: 0, count: levels),
        [Double](repeating: 0, count: levels)
      )
      for (row, code) in codes.enumerated() {
        let prior = sample.priors?[row] ?? 1
        sums[Int(code)] += prior * own[row]
        totals[Int(code)] += prior
        kept[Int(code)] += weights[row]
      }
      let small = sums.indices.map { sums[$0] <= MEstimation.leastSlope * totals[$0] }
      replaced += small.indices.count { small[$0] && totals[$0] > 0 && kept[$0] > 0 }
      for (row, code) in codes.enumerated() where small[Int(code)] {
        slopes[row] = mean
        if kept[Int(code)] == 0 { silent.append(row) }
      }
    }
    return (silent, replaced)
  }

  /// The mean psi' of a group at or below which its own sum is not used.
  private static let leastSlope = 0.05
}
