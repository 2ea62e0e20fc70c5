import Expressions

/// A way to estimate the variance of coefficients: how it is written, what it needs of the data, and
/// how it is computed, all in one file each. `Variance.methods` lists them.
protocol VarianceEstimator: Sendable, Hashable {
  /// Everything that can be written for it.
  static var forms: [VocabularyForm] { get }
  /// Reads what has the name of one of the forms; `nil` where the arguments do not fit.
  init?(_ call: SpelledCall) throws(ExpressionError)
  /// As it is written.
  var spelling: SpelledCall { get }
  /// The groupings of rows that it uses.
  var keys: [GroupingKey] { get }
  /// Whether its two keys are the members of dyads, which come from one set of units.
  var pairsMembers: Bool { get }
  /// Whether it uses the panel's unit, or a single absorbed effect, where it names none.
  var needsUnit: Bool { get }
  /// The numbers that it measures time or distance by.
  var numbers: [Expression] { get }
  /// Whether it is made from scores, as all are but the estimator's own.
  var needsScores: Bool { get }
  /// Whether sums of scores over its keys are all that it asks for.
  var needsSumsAlone: Bool { get }
  /// What a bootstrap draws that goes with it; `nil` where none does.
  var bootstrapUnits: BootstrapUnits? { get }
  /// What small-sample rules take it for.
  var corrected: CorrectedVariance { get }
  /// The variance of an estimate.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate
}

extension VarianceEstimator {
  var keys: [GroupingKey] { [] }
  var pairsMembers: Bool { false }
  var needsUnit: Bool { false }
  var numbers: [Expression] { [] }
  var needsScores: Bool { true }
  var needsSumsAlone: Bool { false }
  var bootstrapUnits: BootstrapUnits? { nil }
  var corrected: CorrectedVariance { .named }
}

/// What a bootstrap draws anew.
public enum BootstrapUnits: Sendable, Hashable {
  /// Rows, one by one.
  case rows
  /// Whole clusters.
  case clusters(GroupingKey)
  /// Units of dyads: a row counts as often as both its members were drawn.
  case dyads(GroupingKey, GroupingKey)
  /// Whole levels of several keys, each drawn by itself; a row counts as often as the product.
  case crossed([GroupingKey])
}
