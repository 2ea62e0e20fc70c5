/// How the removal of absorbed effects went.
struct AbsorptionReport: Sendable, Equatable {
  /// Conjugate gradient steps of the slowest eight columns; 0 where one effect is removed exactly.
  var sweeps = 0
  /// The largest estimated error of a column, relative to what is left of it.
  var criterion = 0.0
  var converged = true

  /// Refuses a result that did not converge, unless that was allowed.
  func requireConvergence(_ options: Specification.Options) throws(EstimationError) {
    guard !converged, !options.allowNonConvergence else { return }
    throw .didNotConverge(convergence(options))
  }

  /// As a fit reports it.
  func convergence(_ options: Specification.Options) -> Convergence {
    Convergence(
      method: "conjugate gradients for the absorbed effects", iterations: sweeps,
      converged: converged, criterion: criterion, tolerance: options.absorptionTolerance)
  }

  /// Becomes the worse of two.
  mutating func merge(_ other: AbsorptionReport) {
    sweeps = max(sweeps, other.sweeps)
    criterion = max(criterion, other.criterion)
    converged = converged && other.converged
  }
}
