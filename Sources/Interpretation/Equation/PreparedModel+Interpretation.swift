import Estimation
import Expressions

extension PreparedModel {
  /// The column by which averages over rows are weighted: that of the fit's weights, whatever they say
  /// of a row.
  public var averagingWeights: String? {
    model.weights.map { Expression(.variable($0.name)).description }
  }

  /// A fit of the model as an equation of its variables.
  public func equation(_ fit: Fit) throws(InterpretationError) -> ModelEquation {
    try ModelEquation(fit, frame: frame, panel: panel, weights: averagingWeights)
  }

  /// Whether an interaction of the model is what its line makes of it.
  public func diagnostics(
    of treatment: String, over moderator: String,
    options: InteractionDiagnostics.Options = .init()
  ) throws(InterpretationError) -> InteractionDiagnostics {
    try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: treatment, moderator: moderator),
      specification: model.specification, options: options)
  }
}
