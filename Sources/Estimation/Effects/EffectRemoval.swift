import Numerics

/// How a sample's absorbed effects are swept out under weights that change from step to step.
///
/// One effect is swept exactly. Several are swept by conjugate gradients to a tolerance that the
/// caller chooses: columns that were swept before are their own warm start, so a step costs only
/// what the change of weights makes necessary.
struct EffectRemoval: Sendable {
  private let within: WithinTransform?
  private var solver: AbsorptionSolver?
  private var weights: [Double] = []
  private let threads: Int
  private let options: Specification.Options

  init(_ sample: WorkingSample, options: Specification.Options) {
    threads = options.threads
    self.options = options
    within = sample.effects == nil ? sample.within : nil
    solver = sample.effects.map { AbsorptionSolver($0, threads: options.threads) }
  }

  /// Changes the weights.
  mutating func weigh(_ weights: [Double]) {
    self.weights = weights
    solver?.weigh(weights)
  }

  /// Lets go of the weights, so that their owner changes them in place.
  mutating func release() {
    weights = []
    solver?.release()
  }

  /// Replaces the columns by their weighted residuals on the effects.
  /// - Parameter tolerance: see `AbsorptionSolver.absorb`.
  mutating func sweep(_ rows: inout RowMajorMatrix, tolerance: Double) -> AbsorptionReport {
    within?.demean(&rows, weights: weights, threads: threads)
    return solver?.absorb(
      &rows, tolerance: tolerance, maximumSweeps: options.maximumSweeps) ?? AbsorptionReport()
  }

  /// Replaces a vector by its weighted residual on the effects.
  mutating func sweep(_ values: inout [Double], tolerance: Double) -> AbsorptionReport {
    within?.demean(&values, weights: weights)
    return solver?.absorb(
      &values, tolerance: tolerance, maximumSweeps: options.maximumSweeps) ?? AbsorptionReport()
  }
}
