import Foundation
import Numerics

/// A generalized linear model by Newton's method, with any effects absorbed inside each step.
///
/// From the predictor eta, one step is the weighted least squares fit of the working residual
/// r = score/weight on the regressors and the effects, with the weights of the observed
/// information; the step is the fit, eta += r - e, with e the fit's residual. The effects are swept
/// out of the regressors and of r by weighted group means (Frisch and Waugh; Stammann, Heiss and
/// McFadden 2016), so no effect is ever a coefficient. As in ppmlhdfe (Correia, Guimaraes and Zylkin
/// 2020) the regressors that are swept anew are those of the last step: what the effects span does
/// not change with the weights, and most of it is gone already.
///
/// The iteration ends when the step is small beside the residual,
///
///     |W^(1/2) step| <= tolerance |W^(1/2) r|,
///
/// and, with effects, the deviance no longer changes, |D_old - D| <= tolerance (|D| + 0.1). The left
/// side is the score in the metric of the information (the Newton decrement, effects included), so
/// that regressors of any scale count alike; a step that raises the deviance is halved.
///
/// An offset is part of the predictor that no step moves.
///
/// O(n k^2) a step, and 3 to 12 steps. At the end weights and residuals are those of the expected
/// information (`Information`), on which variances rest. Without effects see `climbPooled`.
struct GeneralizedLinearModel: Sendable {
  let sample: WorkingSample
  let family: any ResponseFamily.Type
  let threads: Int
  let biasCorrection: BiasCorrection
  /// The outcome in working order, nothing removed.
  let outcome: [Double]
  /// What the predictor holds beside terms and effects, in working order; `nil` for nothing.
  let offset: [Double]?
  /// The regressors in the basis, swept with the last step's weights.
  var rows: RowMajorMatrix
  /// eta, effects included.
  var predictor: [Double]
  var means: [Double]
  /// w, times the prior weight.
  var weights: [Double]
  /// r
  var residuals: [Double]
  /// Workspace: what a step fits.
  var fit: [Double]
  /// The last step's coordinates, where nothing is absorbed.
  var direction: [Double] = []
  /// Coordinates in the basis.
  var coordinates: [Double]
  /// The factor of the information in basis coordinates.
  private(set) var gram: Cholesky
  var deviance = 0.0
  var convergence: Convergence
  /// The last step beside the residual, the criterion; infinite before there was one.
  var stepSize = Double.infinity {
    didSet { convergence.criterion = stepSize.isFinite ? stepSize : nil }
  }
  /// Rows that a linear combination of the terms predicts without error; the iteration stopped when
  /// they were found.
  var separation: Separation?
  /// Rows fitted so closely that they were examined for separation.
  var suspects = 0
  var isSeparationUndecided = false
  /// Whether the working residuals are rounding (`ExactFit`).
  var isExact = false
  /// It is proved that nothing separates.
  var isSeparationExcluded = false
  var isExamined = false
  let logAverage: Double
  /// sum(p y)
  let totalOutcome: Double
  private var removal: EffectRemoval

  /// For the regressors before the last step. What is left of the effects in them enters the
  /// information by its square and the score not at all, because the residual is swept finely: it
  /// slows the steps and does not move their end.
  private static let looseTolerance = 1e-2
  /// After such a step the weights hardly change: what they add to the regressors would enter the
  /// information by its square.
  private static let settled = 1e-3
  static let mostHalvings = 30
  /// So many steps in a row that lower nothing end the iteration; one may come of regressors that are
  /// swept too coarsely as yet.
  private static let mostFruitless = 3
  /// Rounding may raise the deviance by this share.
  private static let roundingShare = 1e-12
  /// Weights of rows at the edge of their range make regressors look alike before this.
  private static let pivotTolerance = 1e-13

  init(
    _ sample: WorkingSample, family: any ResponseFamily.Type, options: Specification.Options
  ) throws(EstimationError) {
    self.sample = sample
    self.family = family
    threads = options.threads
    biasCorrection = options.biasCorrection
    outcome = sample.within?.arranged(sample.design.outcome) ?? sample.design.outcome
    offset = sample.offset
    rows = sample.rows
    let total = sample.priors.map { Summation.sum($0) } ?? Double(outcome.count)
    totalOutcome = Summation.weighted(outcome, sample.priors)
    let average = totalOutcome / total
    logAverage = family.isBinary ? 0 : log(average)
    (predictor, means, weights, residuals, fit) = ([], [], [], [], [])
    let pilot = GeneralizedLinearModel.pilot(sample, family: family, options: options)
    coordinates = pilot ?? [Double](repeating: 0, count: sample.basis.rank)
    gram = sample.basis.gram
    removal = EffectRemoval(sample, options: options)
    convergence = Convergence(
      method: "Newton steps", iterations: 0, converged: false, criterion: nil,
      tolerance: options.tolerance)
    guard !isPooled else {
      try climbPooled(options, isStarted: pilot != nil, average: average)
      return
    }
    predictor = [Double](repeating: 0, count: outcome.count)
    (means, weights, residuals, fit) = (predictor, predictor, predictor, predictor)
    start(family, average: average)
    deviance = evaluate()
    try climb(options, moves: .everythingAnew)
  }

  /// Whether the predictor is a combination of the terms alone, which one pass a step can make.
  var isPooled: Bool { sample.within == nil && offset == nil }

  var coefficients: [Double] { sample.basis.toCoefficients.times(coordinates) }
  /// Twice the distance from the saturated log-likelihood, which an exact fit is.
  var finalDeviance: Double { isExact ? 0 : deviance }

  /// What a step may change.
  enum Movement {
    /// Everything, from a predictor that is no combination of the terms.
    case everythingAnew
    case everything
    /// The absorbed effects, the coordinates being held.
    case effects
  }

  /// Steps to the maximum.
  mutating func climb(
    _ options: Specification.Options, moves first: Movement
  ) throws(EstimationError) {
    var movement = first
    var fruitless = 0
    for _ in 1...max(1, options.maximumIterations) {
      convergence.iterations += 1
      let (before, last) = (deviance, stepSize)
      guard let change = try step(movement, options) else { return }
      fruitless = try move(by: change, movement) ? 0 : fruitless + 1
      guard movement != .everythingAnew else {
        movement = .everything
        continue
      }
      // The floor is for a deviance near zero, in units in which outcomes are small numbers too.
      let moved = abs(before - deviance) / (abs(deviance) + 0.1 * min(1, totalOutcome))
      findExactFit(Summation.weightedSquares(residuals, weights))
      if isExact || (stepSize <= options.tolerance && moved <= options.tolerance) {
        convergence.converged = true
        if isStillSuspect, examine(options) { return }
        try finish(options)
        return
      }
      if findsSeparation(last: last, options) { return }
      if fruitless == GeneralizedLinearModel.mostFruitless { break }
    }
    guard options.allowNonConvergence else { throw .didNotConverge(convergence) }
    try finish(options)
  }

  /// Ends the iteration where the working residuals are rounding: a step beside them is then as large
  /// as they are, however long it goes on.
  /// - Parameter squares: sum(w r^2).
  mutating func findExactFit(_ squares: Double) {
    guard !family.isBinary, ExactFit.isSuspected(squares, outcome: totalOutcome) else { return }
    let predictors = sample.within == nil ? [] : sample.restored(predictor)
    let counts = sample.design.outcome
    let sizes = sample.squaredSizes(
      of: coefficients,
      own: counts.indices.map { 1 + (predictors.isEmpty ? 0 : abs(predictors[$0])) },
      // Means are the outcomes here.
      weights: sample.design.weights.map { zip($0.values, counts).map { $0 * $1 } } ?? counts)
    guard squares <= ExactFit.share * ExactFit.share * sizes else { return }
    isExact = true
    stepSize = (squares / sizes).squareRoot()
  }

  /// Takes the weights of the expected information and sweeps the regressors under them, for the
  /// variance.
  private mutating func finish(_ options: Specification.Options) throws(EstimationError) {
    deviance = evaluate(.expected)
    removal.weigh(weights)
    let report = removal.sweep(&rows, tolerance: options.absorptionTolerance)
    try report.requireConvergence(options)
    guard try factor(rows.gram(weights: weights, threads: threads), options) else { return }
    removal.release()
  }

  /// Factors the information; `false` where that failed because rows are separated.
  mutating func factor(
    _ information: Matrix, _ options: Specification.Options
  ) throws(EstimationError) -> Bool {
    guard
      let found = Cholesky(information, tolerance: GeneralizedLinearModel.pivotTolerance)
    else {
      if examine(options) { return false }
      throw .flatLikelihood(model: family.title, iteration: convergence.iterations)
    }
    gram = found
    return true
  }

  /// How finely the residual must be swept: well below the step to come, which is about the square
  /// of the last one.
  private var residualTolerance: Double {
    let expected = stepSize * stepSize
    return max(
      0.1 * convergence.tolerance, min(GeneralizedLinearModel.looseTolerance, 0.1 * expected))
  }

  /// Leaves the change of the predictor in `fit`; returns that of the coordinates, or `nil` where rows
  /// turned out to be separated.
  private mutating func step(
    _ movement: Movement, _ options: Specification.Options
  ) throws(EstimationError) -> [Double]? {
    removal.weigh(weights)
    if movement != .effects {
      if stepSize > GeneralizedLinearModel.settled {
        _ = removal.sweep(&rows, tolerance: GeneralizedLinearModel.looseTolerance)
      }
      guard try factor(rows.gram(weights: weights, threads: threads), options) else { return nil }
    }
    // The starting predictor is not a combination of the terms, so the first fit is of all of it.
    let isFirst = movement == .everythingAnew
    for row in fit.indices { fit[row] = isFirst ? predictor[row] + residuals[row] : residuals[row] }
    if isFirst, let offset { for row in fit.indices { fit[row] -= offset[row] } }
    _ = removal.sweep(&fit, tolerance: residualTolerance)
    var change = [Double](repeating: 0, count: coordinates.count)
    if movement != .effects {
      change = gram.solve(rows.transposedProduct(fit, weights: weights, threads: threads))
      rows.subtractProduct(change, from: &fit, threads: threads)
    }
    removal.release()
    if isFirst {
      for row in fit.indices { fit[row] = predictor[row] + residuals[row] - fit[row] }
      if let offset { for row in fit.indices { fit[row] -= offset[row] } }
    } else {
      for row in fit.indices { fit[row] = residuals[row] - fit[row] }
      let size = Summation.weightedSquares(residuals, weights)
      stepSize =
        size > 0 ? (Summation.weightedSquares(fit, weights) / size).squareRoot() : 0
      if movement == .everything, stepSize < GeneralizedLinearModel.fineStep {
        excludeSeparation(step: fit, residuals: residuals)
      }
    }
    return change
  }

  /// Takes the step, or the largest half of a half of it that does not raise the deviance; whether
  /// there was one.
  private mutating func move(
    by change: [Double], _ movement: Movement
  ) throws(EstimationError) -> Bool {
    let isFirst = movement == .everythingAnew
    let allowed = isFirst ? .infinity : mostDeviance
    if isFirst { for row in predictor.indices { predictor[row] = offset?[row] ?? 0 } }
    var share = 1.0
    add(share)
    for _ in 0..<GeneralizedLinearModel.mostHalvings {
      deviance = evaluate()
      if deviance.isFinite, deviance <= allowed {
        for column in change.indices { coordinates[column] += share * change[column] }
        return true
      }
      // Close to the optimum rounding decides whether the deviance rises.
      if !isFirst, stepSize <= convergence.tolerance { break }
      share /= 2
      add(-share)
    }
    guard !isFirst else { throw .didNotConverge(convergence) }
    // No share of the step lowers the deviance: the predictor stays.
    add(-share)
    deviance = evaluate()
    return false
  }

  /// The deviance that a step may leave.
  var mostDeviance: Double { deviance + GeneralizedLinearModel.roundingShare * abs(deviance) }

  private mutating func add(_ share: Double) {
    for row in predictor.indices { predictor[row] += share * fit[row] }
  }

  private mutating func start(_ formulas: any ResponseFamily.Type, average: Double) {
    let constants = (
      formulas.start(outcome: 0, average: average), formulas.start(outcome: 1, average: average)
    )
    for row in outcome.indices {
      predictor[row] =
        outcome[row] == 0
        ? constants.0
        : outcome[row] == 1
          ? constants.1 : formulas.start(outcome: outcome[row], average: average)
    }
  }

  /// Means, weights, working residuals and the deviance at the predictor.
  mutating func evaluate(_ information: Information = .observed) -> Double {
    note(family.fill(&self, information))
    return deviance
  }

  mutating func note(_ sums: LikelihoodTally.Sums) {
    deviance = sums.deviance
    suspects = sums.suspects
  }

  /// (X'WX)^-1, the inverse of the expected information, effects profiled out.
  func conventionalVariance() -> Matrix {
    gram.inverse.congruence(by: sample.basis.toCoefficients)
  }

  /// The scores, for robust variances: w_i r_i of one copy of each row.
  func scoreSystem() -> ScoreSystem {
    var oneCopy = weights
    if let copies = sample.copies {
      for row in oneCopy.indices { oneCopy[row] /= copies[row] }
    }
    return ScoreSystem(
      rows: rows, multipliers: zip(oneCopy, residuals).map { $0 * $1 }, weights: oneCopy,
      copies: sample.copies, bread: gram, toCoefficients: sample.basis.toCoefficients,
      within: sample.within, threads: threads, effects: sample.effects)
  }

  /// The log-likelihood; for PPML the Poisson pseudo log-likelihood.
  func logLikelihood() -> Double {
    guard !family.isBinary else { return -finalDeviance / 2 }
    let saturated = outcome.map { PoissonPseudoMaximumLikelihood.saturatedLogLikelihood($0) }
    return Summation.weighted(saturated, sample.priors) - finalDeviance / 2
  }
}
