import Expressions

/// A way to estimate coefficients: how it is written and named, and how it fits, all in one file each.
/// `Estimator.methods` lists them.
protocol EstimatorMethod: Sendable, Hashable {
  /// Everything that can be written for it.
  static var forms: [VocabularyForm] { get }
  /// Reads what has the name of one of the forms; `nil` where the arguments do not fit.
  init?(_ call: SpelledCall)
  /// As results say it: `ols`, `m(huber, 1.345)`.
  var name: String { get }
  /// In the head of a table.
  var label: String { get }
  /// What `Fit.scale` is.
  var scaleLabel: String { get }
  /// How the linear predictor becomes the expected outcome.
  var link: Link { get }
  /// Whether estimates are a fixed linear map of the outcome.
  var isLinear: Bool { get }
  /// Whether robust variances can have either bread (`Bread`).
  var hasBreads: Bool { get }
  /// Estimates a design.
  func fit(_ design: Design, _ specification: Specification) throws(EstimationError) -> Fit
}

extension EstimatorMethod {
  var link: Link { .identity }
  var isLinear: Bool { false }
  var hasBreads: Bool { false }
}
