import Expressions

/// A model, before it meets data: what is explained by what, under which weights, how it is estimated,
/// and what inference by resampling stands beside its variance.
public struct Model: Sendable, Equatable {
  /// Outcome, terms and absorbed effects.
  public var formula: Formula
  /// The column of row weights; `nil` where every row counts once.
  public var weights: WeightColumn?
  /// Estimator, variance, small-sample rule and numerical options.
  public var specification: Specification
  /// What stands beside the variance; `nil` for the variance alone.
  public var inference: Resampling?

  /// Least squares with conventional errors unless told.
  public init(
    _ formula: Formula, weights: WeightColumn? = nil,
    specification: Specification = Specification(estimator: .ols), inference: Resampling? = nil
  ) {
    self.formula = formula
    self.weights = weights
    self.specification = specification
    self.inference = inference
  }

  /// The same model under another variance.
  public func under(_ variance: Variance) -> Model {
    var model = self
    model.specification.variance = variance
    return model
  }
}
