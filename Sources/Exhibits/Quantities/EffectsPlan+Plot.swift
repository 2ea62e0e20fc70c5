import Estimation
import Interpretation
import Typesetting

extension EffectsPlan {
  /// The one variable over which predictions are asked for; `nil` for several.
  public var curveAxis: String? {
    guard case .grid(let axes) = predictions, axes.count == 1 else { return nil }
    return axes.first?.variable
  }

  /// The quantities as a curve over the moderator or the predictions' variable.
  /// - Throws: `ExhibitError.noCurve` where there is not one variable to draw it over, and what the
  ///   quantities themselves throw.
  public func plot(of fit: Fit, _ model: PreparedModel) throws -> MarginalEffectPlot {
    let plan = try curvePlan()
    return try plan.plot(try plan.curve(of: fit, model), of: fit)
  }

  private func curvePlan() throws(ExhibitError) -> EffectCurvePlan {
    guard let variable = over ?? curveAxis else {
      throw .noCurve("a curve needs one variable over which it is drawn")
    }
    guard predictions == nil else {
      return EffectCurvePlan(
        .prediction, over: variable, holding: held, others: others, scale: scale)
    }
    guard let focal = variables.first, variables.count == 1 else {
      throw .noCurve("a curve shows one variable's effect")
    }
    return EffectCurvePlan(
      .effect(of: focal, between: between), over: variable, holding: held, others: others,
      scale: scale)
  }
}
