import Estimation
import Expressions
import Frames

extension Design {
  /// The design of a formula on a frame, with the groups that a variance asks for.
  public init(
    _ frame: Frame, _ formula: String, _ variance: Variance = .homoskedastic,
    weights: WeightColumn? = nil
  ) throws {
    var builder = DesignBuilder(frame)
    self = try builder.design(try Formula(formula), weights: weights, variance: variance)
  }
}

extension Fit {
  /// A formula fitted on a frame, in one step.
  public init(
    _ frame: Frame, _ formula: String, _ specification: Specification = .init(estimator: .ols),
    weights: WeightColumn? = nil
  ) throws {
    try self.init(
      try Design(frame, formula, specification.variance, weights: weights), specification)
  }
}
