/// What an estimator leaves: coefficients, and what a variance and a reader need of them.
protocol FittedModel {
  var sample: WorkingSample { get }
  /// One a term of the sample.
  var coefficients: [Double] { get }
  /// What `Fit.scale` says.
  var scale: Double { get }
  var convergence: Convergence { get }
  var statistics: FitStatistics { get }
  /// In sample order.
  var rowResults: RowResults { get }
  /// What must be said beside the variance's own notes.
  var notes: [EstimationNote] { get }
  /// Whether its statistics refer to t, as those of least squares do, or to the normal.
  var refersToT: Bool { get }
  /// Whether residuals are a fixed linear map of the outcome, so that there is a hat matrix.
  var isLinear: Bool { get }
  /// Whether what the fit leaves of the outcome is rounding (`ExactFit`).
  var isExact: Bool { get }
  /// Whether the estimator's own variance is made from residuals, so that an exact fit has none.
  var conventionalUsesResiduals: Bool { get }
  /// Whether it maximises a (pseudo) likelihood, whose corrections some programs leave at G/(G - 1).
  var isLikelihood: Bool { get }
  /// The estimator's own variance.
  func conventional(_ rule: SmallSampleRule) -> VarianceEstimate
  /// The scores, in groups of rows where that is all that the variance needs.
  func scores(_ specification: Specification) throws(EstimationError) -> Scores
}

extension FittedModel {
  var scale: Double { 1 }
  var notes: [EstimationNote] { [] }
  var refersToT: Bool { false }
  var isLinear: Bool { false }
  var isExact: Bool { false }
  var conventionalUsesResiduals: Bool { true }
  var isLikelihood: Bool { false }
}

/// Scores with what must be said about them.
struct Scores {
  var system: ScoreSystem
  /// What a variance's label adds, where the estimator had a choice.
  var label: String?
  var notes: [EstimationNote] = []
}
