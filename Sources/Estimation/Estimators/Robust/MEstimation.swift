import Numerics

/// M-estimation by iteratively reweighted least squares, with the scale re-estimated each time.
///
/// From least squares on, each iteration takes s = median|r|/0.6745, weights
/// w_i = psi(r_i/s)/(r_i/s) and a weighted least squares fit; it stops when
///
///     sqrt(sum (r_old - r)^2 / sum r_old^2) <= tolerance
///
/// (Huber 1981; Venables and Ripley 2002, section 6.5). At tolerance 1e-4 this is the path of
/// `MASS::rlm` with its defaults. The scale and the weights reported are those of the last
/// iteration.
///
/// The weighted fit is solved for the change of the coefficients from the current residuals, so the
/// accuracy of the solution does not hang on that of the cross-products. An absorbed effect is
/// swept out by weighted group means inside every iteration. A group whose rows all lose their
/// weight keeps its mean.
struct MEstimation: Sendable {
  let sample: WorkingSample
  let psi: Psi
  let threads: Int
  let segments: RowSegments?
  /// What residuals are multiplied by before they are compared with the scale: the root of
  /// precision weights.
  let residualFactors: [Double]?
  var residuals: [Double]
  /// psi(r/s)/(r/s) of the last iteration.
  var weights: [Double]
  /// Per segment: sum w z, sum w, sum w r; means in a group's first segment after centring.
  var segmentSums: [Double]
  /// Coordinates in the basis.
  private(set) var coordinates: [Double]
  private(set) var scale = 0.0
  /// The factor of the last weighted cross-products.
  var gram: Cholesky
  private(set) var convergence: Convergence
  /// Where several effects are absorbed: the basis swept of them under the current weights.
  var swept: SweptBasis?

  /// Once the residuals hardly change, the scale must not change by more than this share either: with
  /// a row far from a line on which most rows lie, residuals come to rest, measured by the far one,
  /// while the scale of the others still shrinks to rounding.
  private static let settled = 1e-2

  /// The scale where it is given (MM-estimation); `nil` where it is re-estimated.
  private let fixedScale: Double?
  /// The S-estimate that an MM-estimate began at.
  let start: SEstimation?

  /// - Parameter first: an S-estimate to begin at and whose scale to keep (MM-estimation, Yohai
  ///   1987); least squares and the MAD without it.
  init(
    _ sample: WorkingSample, psi: Psi, first: SEstimation? = nil, options: Specification.Options
  ) throws(EstimationError) {
    fixedScale = first?.scale
    start = first
    self.sample = sample
    self.psi = psi
    threads = options.threads
    segments = sample.effects == nil ? sample.within.map { RowSegments($0) } : nil
    residualFactors =
      sample.design.weights?.kind == .analytic ? sample.priors?.map { $0.squareRoot() } : nil
    let least = LeastSquares(
      OrthogonalBasis(rows: sample.rows, space: sample.basis), outcome: sample.outcome,
      weights: sample.priors, threads: options.threads)
    residuals = first == nil ? least.residuals : sample.outcome
    if let first {
      sample.rows.subtractProduct(
        first.coordinates, from: &residuals, threads: options.threads)
    }
    weights = [Double](repeating: 1, count: sample.rowCount)
    // One unused element where nothing is absorbed, so that the storage has an address.
    segmentSums = [Double](
      repeating: 0, count: max(1, (segments?.count ?? 0) * (sample.rows.stride + 2)))
    coordinates = first?.coordinates ?? least.coordinates
    gram = sample.basis.gram
    swept = sample.effects.map { SweptBasis($0, sample.rows, options: options) }
    convergence = Convergence(
      method: first.map {
        "IRLS at the scale of an S-estimate (\($0.starts) starts, "
          + "seed \(options.seed))"
      } ?? "IRLS",
      iterations: 0, converged: false, criterion: nil,
      tolerance: options.tolerance)
    try iterate(options)
  }

  private mutating func iterate(_ options: Specification.Options) throws(EstimationError) {
    // In the units of the scale.
    let size =
      sample.design.outcome.reduce(into: 0.0) { $0 = max($0, abs($1)) }
      * (residualFactors?.max() ?? 1)
    for iteration in 1...max(1, options.maximumIterations) {
      scale = fixedScale ?? currentScale()
      if scale <= ExactFit.suspicion * size {
        guard scale > sample.roundingScale(of: coefficients) else {
          throw .zeroScale(iteration: iteration)
        }
      }
      let (products, right) =
        swept == nil ? accumulate(scale: scale) : try accumulateSwept(scale: scale)
      guard let factor = Cholesky(products, tolerance: 1e-13) else {
        throw .rankLost(iteration: iteration)
      }
      gram = factor
      let step = factor.solve(right)
      for column in step.indices { coordinates[column] += step[column] }
      convergence.iterations = iteration
      let change = swept == nil ? update(by: step) : updateSwept(by: step)
      convergence.criterion = change.isFinite ? change : nil
      if change <= options.tolerance, isScaleSettled {
        convergence.converged = true
        try finishSwept(iteration)
        return
      }
    }
    try finishSwept(convergence.iterations)
    if !options.allowNonConvergence { throw .didNotConverge(convergence) }
  }

  /// median|r|/0.6745, of repeated rows where weights are frequencies.
  private func currentScale() -> Double {
    let median: Double
    switch sample.design.weights?.kind {
    case nil: median = Selection.medianOfAbsolutes(residuals)
    case .analytic:
      median = Selection.medianOfAbsolutes(
        zip(residuals, residualFactors ?? []).map { $0 * $1 })
    case .frequency, .sampling:
      median = Selection.weightedMedianOfAbsolutes(residuals, weights: sample.priors ?? [])
    }
    return median / Selection.normalConsistency
  }

  /// Whether the residuals as they are now have about the scale that they were weighed by.
  private var isScaleSettled: Bool {
    fixedScale != nil || abs(currentScale() - scale) <= MEstimation.settled * scale
  }

  var coefficients: [Double] { sample.basis.toCoefficients.times(coordinates) }

  /// For each absorbed effect, the levels in which no row kept weight.
  var rejectedLevels: [Int] {
    zip(sample.effectCodes, sample.design.absorbed).map { codes, effect in
      var totals = [Double](repeating: 0, count: effect.levelCount)
      var used = [Bool](repeating: false, count: effect.levelCount)
      for (row, code) in codes.enumerated() {
        totals[Int(code)] += weights[row]
        used[Int(code)] = true
      }
      return totals.indices.count { used[$0] && totals[$0] == 0 }
    }
  }

  /// The conventional variance of M-estimates (Huber 1981, section 7.6, formula 6.5), as R's
  /// `summary.rlm` computes it by default:
  ///
  ///     V = kappa^2 / mean(psi')^2  sum(psi(u)^2) s^2 / (n - K)  (X'X)^-1
  ///     kappa = 1 + K var(psi') / (n mean(psi')^2)
  ///
  /// with u = r/s at the final residuals, X unweighted (within-transformed, and times the root of
  /// precision weights) and var with divisor n - 1. With frequency weights sums run over copies.
  func conventionalVariance() -> Matrix {
    let count = Double(sample.count)
    let parameters = Double(sample.parameterCount)
    var squares = [Double](repeating: 0, count: residuals.count)
    var slopes = squares
    for row in residuals.indices {
      let residual = residuals[row] * (residualFactors?[row] ?? 1)
      let u = residual / scale
      let weighted = psi.weight(u) * residual
      squares[row] = weighted * weighted
      slopes[row] = psi.derivative(u)
    }
    let copies = sample.copies
    let mean = Summation.weighted(slopes, copies) / count
    let spread = Summation.weightedSquares(slopes.map { $0 - mean }, copies) / (count - 1)
    let kappa = 1 + parameters * spread / (count * mean * mean)
    let variance =
      Summation.weighted(squares, copies) / (count - parameters) * (kappa / mean) * (kappa / mean)
    var result = sample.basis.inverseGram
    for index in result.values.indices { result.values[index] *= variance }
    return result
  }

  /// The final weighted regression, for robust variances.
  func scoreSystem() -> ScoreSystem {
    var rows = swept?.rows ?? sample.rows
    // One copy's weight: precision and sampling weights belong to it, frequencies do not.
    let isFrequency = sample.copies != nil
    var oneCopy = weights
    if let priors = sample.priors, !isFrequency {
      for row in oneCopy.indices { oneCopy[row] *= priors[row] }
    }
    if let segments, let within = sample.within {
      let width = rows.stride + 2
      within.subtract(
        from: &rows, means: segmentSums, offsets: segments.firstOfGroup.map { Int($0) * width },
        threads: threads)
    }
    return ScoreSystem(
      rows: rows, multipliers: zip(oneCopy, residuals).map { $0 * $1 }, weights: oneCopy,
      copies: sample.copies, bread: gram, toCoefficients: sample.basis.toCoefficients,
      within: sample.within, threads: threads, effects: sample.effects)
  }
}
