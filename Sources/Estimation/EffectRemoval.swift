import LinearAlgebra

/// How a sample's absorbed effects are swept out under weights that change from step to step.
struct EffectRemoval: Sendable {
  private let within: WithinTransform?

  init(_ sample: WorkingSample) { within = sample.within }

  /// Replaces the columns by their weighted residuals on the effects.
  func sweep(_ rows: inout RowMajorMatrix, weights: [Double], threads: Int) {
    within?.demean(&rows, weights: weights, threads: threads)
  }

  /// Replaces a vector by its weighted residual on the effects.
  func sweep(_ values: inout [Double], weights: [Double], threads: Int) {
    within?.demean(&values, weights: weights)
  }
}
