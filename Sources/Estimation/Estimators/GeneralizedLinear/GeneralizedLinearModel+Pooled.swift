import Machine
import Numerics

/// Newton's method without effects: every step is one `InformationPass`.
///
/// The score and the information at a point tell how far the maximum is, so the iteration ends with
/// the pass that finds the next step small, and does not take one more to see that nothing moves.
/// Since steps shrink by their square that pass is foreseen: it takes the expected information and
/// keeps what variances and residuals need. What it finds of the step is added to the coordinates,
/// which costs nothing.
extension GeneralizedLinearModel {
  /// Steps to the maximum.
  /// - Parameter isStarted: whether the coordinates are a point to start from.
  mutating func climbPooled(
    _ options: Specification.Options, isStarted: Bool, average: Double
  ) throws(EstimationError) {
    let pass = InformationPass(
      rows: rows, outcome: outcome, priors: sample.priors, family: family, average: average,
      logAverage: logAverage, threads: threads)
    var information = Information.observed
    var sums = pass.sums(at: isStarted ? coordinates : nil, information)
    var isStart = !isStarted
    while true {
      note(sums.likelihood)
      guard try factor(sums.gram, options) else { return }
      let change = gram.solve(sums.score)
      direction = change
      if !isStart {
        let last = stepSize
        stepSize = GeneralizedLinearModel.size(of: change, sums)
        findExactFit(sums.likelihood.squares)
        if isExact || stepSize <= options.tolerance {
          convergence.converged = true
          for column in change.indices { coordinates[column] += change[column] }
        } else if findsSeparation(last: last, options) {
          return
        }
        guard !convergence.converged, convergence.iterations < options.maximumIterations else {
          break
        }
        information = foresight(last: last) <= options.tolerance ? .expected : .observed
      }
      convergence.iterations += 1
      guard let found = take(change, isStart: isStart, information, pass) else { break }
      sums = found
      isStart = false
    }
    guard convergence.converged || options.allowNonConvergence else {
      throw .didNotConverge(convergence)
    }
    if information == .observed {
      let sums = keep(at: coordinates, pass)
      note(sums.likelihood)
      // The variance rests on the expected information, which nobody foresaw would be needed.
      guard try factor(sums.gram, options) else { return }
      direction = gram.solve(sums.score)
    }
    guard suspects > 0, !isSeparationExcluded else { return }
    excludeSeparation(step: combination(direction), residuals: residuals)
    if isStillSuspect { _ = examine(options) }
  }

  /// |W^(1/2) Z change| beside |W^(1/2) r|: the left one, squared, is change' score.
  private static func size(of change: [Double], _ sums: InformationPass.Sums) -> Double {
    guard sums.likelihood.squares > 0 else { return 0 }
    return (max(0, Summation.dot(change, sums.score)) / sums.likelihood.squares).squareRoot()
  }

  /// The step after the next one, as far as the last two tell: c to c a (c a), with a = c/last^2.
  private func foresight(last: Double) -> Double {
    let size = stepSize
    guard last.isFinite, last > 0 else { return size * size }
    return size * (size / last) * (size / last)
  }

  /// Takes the step, or the largest half of a half of it that does not raise the deviance; `nil` where
  /// none does.
  private mutating func take(
    _ change: [Double], isStart: Bool, _ information: Information, _ pass: InformationPass
  ) -> InformationPass.Sums? {
    let before = isStart ? [Double](repeating: 0, count: change.count) : coordinates
    let allowed = isStart ? .infinity : mostDeviance
    var share = 1.0
    for _ in 0..<GeneralizedLinearModel.mostHalvings {
      let trial = zip(before, change).map { $0 + share * $1 }
      let found =
        information == .expected ? keep(at: trial, pass) : pass.sums(at: trial, information)
      if found.likelihood.deviance.isFinite, found.likelihood.deviance <= allowed {
        coordinates = trial
        return found
      }
      share /= 2
    }
    return nil
  }

  /// A pass under the expected information that keeps the rows' means, weights and residuals.
  private mutating func keep(
    at coordinates: [Double], _ pass: InformationPass
  ) -> InformationPass.Sums {
    if means.isEmpty {
      means = [Double](repeating: 0, count: outcome.count)
      weights = means
      residuals = means
    }
    return means.withUnsafeMutableBufferPointer { means in
      weights.withUnsafeMutableBufferPointer { weights in
        residuals.withUnsafeMutableBufferPointer { residuals in
          pass.sums(
            at: coordinates, .expected,
            into: InformationPass.Slots(
              means: DisjointSlots(base: means.baseAddress!),
              weights: DisjointSlots(base: weights.baseAddress!),
              residuals: DisjointSlots(base: residuals.baseAddress!)))
        }
      }
    }
  }
}
