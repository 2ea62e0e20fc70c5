import Machine
import Numerics

/// A basis swept of several effects under weights that change.
struct SweptBasis: Sendable {
  var rows: RowMajorMatrix
  var solver: AbsorptionSolver
  /// For the columns of the basis during the iteration: their errors slow it but do not move the
  /// point at which it stops, because residuals are orthogonal to the effects themselves.
  private let looseTolerance = 1e-4
  private let tolerance: Double
  /// Residuals must be swept more finely than the iteration's criterion measures their change.
  private let residualTolerance: Double
  private let maximumSweeps: Int
  /// Residuals before the last step.
  var before: [Double] = []
  private let options: Specification.Options

  init(_ effects: EffectSystem, _ rows: RowMajorMatrix, options: Specification.Options) {
    self.rows = rows
    self.options = options
    solver = AbsorptionSolver(effects, threads: options.threads)
    tolerance = options.absorptionTolerance
    residualTolerance = min(options.absorptionTolerance, 0.1 * options.tolerance)
    maximumSweeps = options.maximumSweeps
  }

  mutating func sweepRows(loosely: Bool) throws(EstimationError) {
    let report = solver.absorb(
      &rows, tolerance: loosely ? looseTolerance : tolerance, maximumSweeps: maximumSweeps)
    if !loosely { try report.requireConvergence(options) }
  }

  mutating func sweep(_ residuals: inout [Double]) throws(EstimationError) {
    let report = solver.absorb(
      &residuals, tolerance: residualTolerance, maximumSweeps: maximumSweeps)
    try report.requireConvergence(options)
  }
}

/// M-estimation with several absorbed effects: each iteration sweeps the basis and the residuals of
/// the effects under the new weights, starting from the last ones.
extension MEstimation {
  /// Weights from the residuals, and the weighted cross-products of what the effects leave.
  mutating func accumulateSwept(
    scale: Double
  ) throws(EstimationError) -> (gram: Matrix, right: [Double]) {
    guard var swept else { preconditionFailure("nothing is swept where one effect is absorbed") }
    self.swept = nil
    let (psi, factors, count) = (psi, residualFactors, residuals.count)
    residuals.withUnsafeBufferPointer { residuals in
      weights.withUnsafeMutableBufferPointer { weights in
        guard let source = residuals.baseAddress, let target = weights.baseAddress else { return }
        func fill(_ factors: UnsafePointer<Double>?) {
          psi.fill(target, residuals: source, factors: factors, count: count, scale: scale)
        }
        if let factors {
          factors.withUnsafeBufferPointer { fill($0.baseAddress) }
        } else {
          fill(nil)
        }
      }
    }
    swept.solver.weigh(combinedWeights)
    try swept.sweepRows(loosely: true)
    swept.before = residuals
    try swept.sweep(&residuals)
    let combined = combinedWeights
    let gram = swept.rows.gram(weights: combined, threads: threads)
    let right = swept.rows.transposedProduct(residuals, weights: combined, threads: threads)
    self.swept = swept
    return (gram, right)
  }

  /// Moves the residuals; returns how much they changed, the effects' share included.
  mutating func updateSwept(by step: [Double]) -> Double {
    guard let swept else { preconditionFailure("nothing is swept where one effect is absorbed") }
    swept.rows.subtractProduct(step, from: &residuals, threads: threads)
    let squares = residualFactors.map { $0.map { $0 * $0 } }
    let changed = zip(residuals, swept.before).map { $0 - $1 }
    let size = Summation.weightedSquares(swept.before, squares)
    return MEstimation.relativeChange(Summation.weightedSquares(changed, squares), size)
  }

  /// Sweeps the basis to the full tolerance under the final weights, for the variance.
  mutating func finishSwept(_ iteration: Int) throws(EstimationError) {
    guard var swept else { return }
    self.swept = nil
    try swept.sweepRows(loosely: false)
    swept.before = []
    let products = swept.rows.gram(weights: combinedWeights, threads: threads)
    guard let factor = Cholesky(products, tolerance: 1e-13) else {
      throw .rankLost(iteration: iteration)
    }
    gram = factor
    self.swept = swept
  }

  /// Robustness weights times the rows' own.
  private var combinedWeights: [Double] {
    guard let priors = sample.priors else { return weights }
    return zip(weights, priors).map { $0 * $1 }
  }
}
