import Estimation
import Exhibits
import Expressions
import Frames
import Interpretation

extension EffectsPlan {
  /// The one variable over which predictions are asked for; `nil` for several.
  public var curveAxis: String? {
    guard case .grid(let axes) = predictions, axes.count == 1 else { return nil }
    return axes.first?.variable
  }

  /// Values of a fine grid of a continuous variable.
  static let curvePoints = 41

  /// The quantities as a curve over the moderator or the predictions' variable: a fine grid where it
  /// is continuous, its values where they are few.
  public func plot(
    of fit: Fit, frame: Frame, panel: PanelIndex?, weights: (kind: Weights.Kind, name: String)?
  ) throws -> MarginalEffectPlot {
    let column = weights.flatMap { $0.kind == .analytic ? nil : $0.name }
    let equation = try ModelEquation(fit, frame: frame, panel: panel, weights: column)
    guard let variable = over ?? curveAxis else {
      throw StudyError.failed(
        step: "the figure", reason: "a curve needs one variable over which it is drawn")
    }
    let observed = try equation.observed(variable)
    let values = MarginalEffectCurve.grid(over: observed, count: Self.curvePoints)
    var options = MarginalEffectPlot.Options()
    let unit = scale == .link && equation.link != .identity ? "linear predictor of " : ""
    let curve: MarginalEffectCurve
    if predictions != nil {
      curve = try equation.predictionCurve(
        over: variable, at: values, holding: held, others: others ?? .typical, scale: scale,
        simultaneous: true)
      options.quantityName = "the prediction"
      options.showsZero = false
      options.effectTitle = "Predicted \(unit)\(fit.outcomeName)"
    } else {
      guard let focal = variables.first, variables.count == 1 else {
        throw StudyError.failed(step: "the figure", reason: "a curve shows one variable's effect")
      }
      curve = try equation.effectCurve(
        of: focal, between: between.map { ($0.from, $0.to) }, over: variable, at: values,
        holding: held, others: others ?? .observed, scale: scale, simultaneous: true)
      options.effectTitle = "Effect of \(focal) on \(unit)\(fit.outcomeName)"
    }
    options.notes = [
      Self.placeWords(held, others ?? (predictions == nil ? .observed : .typical), TermLabels())
    ]
    return try MarginalEffectPlot(curve, observed: observed, options: options)
  }

  /// Where a curve's other variables stand, for its caption.
  static func placeWords(
    _ held: [Scenario.Setting], _ others: Scenario.Others, _ labels: TermLabels
  ) -> String {
    let values = held.map { "\(labels.label($0.variable)) = \($0.value)" }
      .joined(separator: ", ")
    return (values.isEmpty ? "O" : values + "; o")
      + (others == .typical
        ? "ther variables at their means and modes."
        : "ther variables at each row's own values, averaged over the rows.")
  }
}
