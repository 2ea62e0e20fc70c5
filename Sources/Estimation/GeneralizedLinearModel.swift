import Foundation
import LinearAlgebra

/// A generalized linear model by Fisher scoring, with any effects absorbed inside each step.
///
/// From the predictor eta, one step is the weighted least squares fit of the working residual
/// r = (y - mu)/(d mu/d eta) on the regressors and the effects, with the weights of the expected
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
/// and the deviance no longer changes, |D_old - D| <= tolerance (|D| + 0.1). The left side is the
/// score in the metric of the information (the Newton decrement, effects included), so that
/// regressors of any scale count alike; a step that raises the deviance is halved.
///
/// O(n k^2) a step; Newton steps of Poisson, probit and logit at the canonical or nearly canonical
/// link converge quadratically: 5 to 12 of them.
struct GeneralizedLinearModel: Sendable {
  let sample: WorkingSample
  let family: GeneralizedLinearFamily
  let threads: Int
  /// The outcome in working order, nothing removed.
  let outcome: [Double]
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
  private var fit: [Double]
  /// Coordinates in the basis.
  var coordinates: [Double]
  /// The factor of the information in basis coordinates.
  private(set) var gram: Cholesky
  var deviance = 0.0
  var convergence: Convergence
  /// Rows that a linear combination of the terms predicts without error; the iteration stopped when
  /// they were found.
  private(set) var separation: Separation?
  /// Rows fitted so closely that they were examined for separation.
  private(set) var suspects = 0
  private(set) var isSeparationUndecided = false
  private var isExamined = false
  /// The criterion of the last step.
  private var criterion = Double.infinity
  private let logAverage: Double
  private var removal: EffectRemoval

  /// For the regressors before the last step. What is left of the effects in them enters the
  /// information by its square and the score not at all, because the residual is swept finely: it
  /// slows the steps and does not move their end.
  private static let looseTolerance = 1e-2
  /// After such a step the weights hardly change: what they add to the regressors would enter the
  /// information by its square.
  private static let settled = 1e-3
  /// Steps of this size beside the residual are near the end, and shrink by their square.
  private static let nearEnd = 0.05
  private static let linearRate = 0.2
  /// Where every row is separated no step is ever small.
  private static let usualSteps = 12
  private static let mostHalvings = 30
  /// Rounding may raise the deviance by this share.
  private static let roundingShare = 1e-12
  /// Weights of rows at the edge of their range make regressors look alike before this.
  private static let pivotTolerance = 1e-13

  init(
    _ sample: WorkingSample, family: GeneralizedLinearFamily, options: Specification.Options
  ) throws(EstimationError) {
    self.sample = sample
    self.family = family
    threads = options.threads
    outcome = sample.within?.arranged(sample.design.outcome) ?? sample.design.outcome
    rows = sample.basis.rows
    let total = sample.priors.map { Summation.sum($0) } ?? Double(outcome.count)
    let average = Summation.weighted(outcome, sample.priors) / total
    logAverage = family.isBinary ? 0 : log(average)
    means = [Double](repeating: 0, count: outcome.count)
    weights = means
    residuals = means
    let pilot = GeneralizedLinearModel.pilot(sample, family: family, options: options)
    coordinates = pilot ?? [Double](repeating: 0, count: sample.basis.rank)
    predictor = means
    fit = means
    gram = sample.basis.gram
    removal = EffectRemoval(sample, options: options)
    convergence = Convergence(
      method: "Fisher scoring", iterations: 0, converged: false, criterion: .infinity,
      tolerance: options.tolerance)
    if let pilot {
      rows.subtractProduct(pilot.map { -$0 }, from: &predictor, threads: threads)
    } else {
      start(family.formulas, average: average)
    }
    deviance = evaluate()
    try climb(options, moves: pilot == nil ? .everythingAnew : .everything)
  }

  var coefficients: [Double] { sample.basis.toCoefficients.times(coordinates) }

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
    for _ in 1...max(1, options.maximumIterations) {
      convergence.iterations += 1
      let change = try step(movement)
      let (before, last) = (deviance, criterion)
      criterion = convergence.criterion
      try move(by: change, movement)
      guard movement != .everythingAnew else {
        movement = .everything
        continue
      }
      let moved = abs(before - deviance) / (abs(deviance) + 0.1)
      if convergence.criterion <= options.tolerance, moved <= options.tolerance {
        convergence.converged = true
        try finish(options)
        return
      }
      if suspects > 0, !isExamined, mayDiverge(last: last) {
        isExamined = true
        let verdict = Separation.examine(
          sample, outcome: outcome, family: family, options: options)
        isSeparationUndecided = verdict == .undecided
        if case .separated(let found) = verdict {
          separation = found
          return
        }
      }
    }
    guard options.allowNonConvergence else { throw .didNotConverge(convergence) }
    try finish(options)
  }

  /// Sweeps the regressors under the final weights, for the variance.
  private mutating func finish(_ options: Specification.Options) throws(EstimationError) {
    removal.weigh(weights)
    let report = removal.sweep(&rows, tolerance: options.absorptionTolerance)
    try report.requireConvergence(options)
    try factor()
    removal.release()
  }

  /// Whether the steps shrink as towards infinity, by a constant factor, and not as towards an
  /// optimum, by their square. Rows that are fitted closely for good reason are not examined.
  private func mayDiverge(last: Double) -> Bool {
    (convergence.criterion < GeneralizedLinearModel.nearEnd
      || convergence.iterations > GeneralizedLinearModel.usualSteps)
      && convergence.criterion > GeneralizedLinearModel.linearRate * last
  }

  private mutating func factor() throws(EstimationError) {
    let information = rows.gram(weights: weights, threads: threads)
    guard
      let found = Cholesky(information, tolerance: GeneralizedLinearModel.pivotTolerance)
    else { throw .rankLost(iteration: convergence.iterations) }
    gram = found
  }

  /// How finely the residual must be swept: well below the step to come, which is about the square
  /// of the last one.
  private var residualTolerance: Double {
    let expected = convergence.criterion * convergence.criterion
    return max(
      0.1 * convergence.tolerance, min(GeneralizedLinearModel.looseTolerance, 0.1 * expected))
  }

  /// Leaves the change of the predictor in `fit`; returns that of the coordinates.
  private mutating func step(_ movement: Movement) throws(EstimationError) -> [Double] {
    // The starting predictor is not a combination of the terms, so the first fit is of all of it.
    let isFirst = movement == .everythingAnew
    for row in fit.indices { fit[row] = isFirst ? predictor[row] + residuals[row] : residuals[row] }
    removal.weigh(weights)
    _ = removal.sweep(&fit, tolerance: residualTolerance)
    var change = [Double](repeating: 0, count: coordinates.count)
    if movement != .effects {
      if convergence.criterion > GeneralizedLinearModel.settled {
        _ = removal.sweep(&rows, tolerance: GeneralizedLinearModel.looseTolerance)
      }
      try factor()
      change = gram.solve(rows.transposedProduct(fit, weights: weights, threads: threads))
      rows.subtractProduct(change, from: &fit, threads: threads)
    }
    removal.release()
    if isFirst {
      for row in fit.indices { fit[row] = predictor[row] + residuals[row] - fit[row] }
    } else {
      for row in fit.indices { fit[row] = residuals[row] - fit[row] }
      let size = Summation.weightedSquares(residuals, weights)
      convergence.criterion =
        size > 0 ? (Summation.weightedSquares(fit, weights) / size).squareRoot() : 0
    }
    return change
  }

  /// Takes the step, or the largest half of a half of it that does not raise the deviance.
  private mutating func move(
    by change: [Double], _ movement: Movement
  ) throws(EstimationError) {
    let isFirst = movement == .everythingAnew
    let allowed =
      isFirst
      ? .infinity : deviance + GeneralizedLinearModel.roundingShare * abs(deviance)
    if isFirst { for row in predictor.indices { predictor[row] = 0 } }
    var share = 1.0
    add(share)
    for _ in 0..<GeneralizedLinearModel.mostHalvings {
      deviance = evaluate()
      if deviance.isFinite, deviance <= allowed {
        for column in change.indices { coordinates[column] += share * change[column] }
        return
      }
      // Close to the optimum rounding decides whether the deviance rises.
      if !isFirst, convergence.criterion <= convergence.tolerance { break }
      share /= 2
      add(-share)
    }
    guard !isFirst else { throw .didNotConverge(convergence) }
    // No share of the step lowers the deviance: the predictor stays.
    add(-share)
    deviance = evaluate()
  }

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
  mutating func evaluate() -> Double {
    let (total, suspects) = fill(logAverage: logAverage)
    self.suspects = suspects
    return total
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
    guard !family.isBinary else { return -deviance / 2 }
    let saturated = outcome.map { PoissonPseudoMaximumLikelihood.saturatedLogLikelihood($0) }
    return Summation.weighted(saturated, sample.priors) - deviance / 2
  }
}
