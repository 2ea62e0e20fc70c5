import LinearAlgebra

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
  func derivativeSystem() throws(EstimationError) -> (system: ScoreSystem, replaced: Int) {
    let priors = sample.copies == nil ? sample.priors : nil
    var slopes = residuals.indices.map {
      psi.derivative(residuals[$0] * (residualFactors?[$0] ?? 1) / scale)
    }
    let mean =
      Summation.weighted(slopes, sample.priors)
      / (sample.priors.map { Summation.sum($0) } ?? Double(slopes.count))
    var silent: [Range<Int>] = []
    var replaced = 0
    if sample.effects != nil { return try derivativeSystem(slopes: slopes, mean: mean) }
    if let within = sample.within {
      for (start, end) in zip(within.starts, within.starts.dropFirst()) {
        var (sum, total, weight) = (0.0, 0.0, 0.0)
        for row in start..<end {
          let prior = sample.priors?[row] ?? 1
          sum += prior * slopes[row]
          total += prior
          weight += weights[row]
        }
        guard sum <= MEstimation.leastSlope * total else { continue }
        for row in start..<end { slopes[row] = mean }
        if weight > 0 { replaced += 1 } else { silent.append(start..<end) }
      }
    }
    if let priors { for row in slopes.indices { slopes[row] *= priors[row] } }
    var rowWeights = slopes
    if let copies = sample.copies { for row in slopes.indices { rowWeights[row] *= copies[row] } }
    var rows = sample.basis.rows
    sample.within?.demean(&rows, weights: rowWeights, threads: threads)
    for range in silent {
      for row in range {
        rowWeights[row] = 0
        slopes[row] = 0
      }
    }
    guard let bread = Cholesky(rows.gram(weights: rowWeights, threads: threads), tolerance: 1e-13)
    else { throw .indefiniteBread }
    let oneCopy = priors.map { zip($0, weights).map { $0 * $1 } } ?? weights
    let system = ScoreSystem(
      rows: rows, multipliers: zip(oneCopy, residuals).map { $0 * $1 }, weights: slopes,
      copies: sample.copies, bread: bread, toCoefficients: sample.basis.toCoefficients,
      within: sample.within, threads: threads)
    return (system, replaced)
  }

  /// The mean psi' of a group at or below which its own sum is not used.
  static let leastSlope = 0.05
}

extension MEstimation {
  /// The scores with the bread that was asked for, and what must be said about it.
  func scoreSystem(
    _ bread: Bread, warnings: inout [String]
  ) throws(EstimationError) -> ScoreSystem {
    switch bread {
    case .weights:
      if case .bisquare = psi {
        warnings.append(
          "robust errors with the bread of the final weights are too small for the biweight "
            + "(95% intervals cover about 90% in a simulated world); the derivative bread is the "
            + "one of M-estimation.")
      }
      return scoreSystem()
    case .derivative:
      let (system, replaced) = try derivativeSystem()
      if replaced > 0, let within = sample.within {
        warnings.append(
          "\(replaced) of \(within.groupCount) levels of \(within.name) have hardly any "
            + "derivative of their own (at most 5% of their rows) and take the mean of psi' "
            + "in the bread.")
      }
      return system
    }
  }
}

extension FitVariance {
  /// Names the bread in the label where it enters the variance.
  mutating func name(_ bread: Bread, warnings: [String]) {
    guard summary.name != Variance.homoskedastic.name else { return }
    summary.label += ", " + bread.words
    self.warnings += warnings
  }
}
