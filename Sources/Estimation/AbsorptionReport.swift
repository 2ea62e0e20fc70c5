/// How the removal of absorbed effects went.
struct AbsorptionReport: Sendable, Equatable {
  /// Conjugate gradient steps of the slowest eight columns; 0 where one effect is removed exactly.
  var sweeps = 0
  /// The largest estimated error of a column, relative to what is left of it.
  var criterion = 0.0
  var converged = true

  /// The worse of two.
  mutating func merge(_ other: AbsorptionReport) {
    sweeps = max(sweeps, other.sweeps)
    criterion = max(criterion, other.criterion)
    converged = converged && other.converged
  }
}
