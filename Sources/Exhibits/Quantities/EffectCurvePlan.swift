import Estimation
import Interpretation
import Typesetting

/// An effect or a prediction over one variable, as a curve: what a study's figures and `entente effects
/// --figure` ask for alike.
public struct EffectCurvePlan: Sendable, Equatable {
  /// What is shown over the variable.
  public enum Subject: Sendable, Equatable {
    /// The effect of a variable: its derivative, or the difference between two of its values.
    case effect(of: String, between: EffectsPlan.Pair?)
    /// The predicted outcome.
    case prediction
  }

  /// What is shown.
  public var subject: Subject
  /// The variable along the horizontal axis.
  public var over: String
  /// Values of `over`; a grid over the observed ones where empty.
  public var at: [Double]
  /// Values at which other variables are held.
  public var holding: [Scenario.Setting]
  /// Rows' own values for effects, means and modes for predictions, where absent.
  public var others: Scenario.Others?
  /// Units of the outcome, or of the linear predictor.
  public var scale: Scale

  /// A curve over the observed range in units of the outcome unless told.
  public init(
    _ subject: Subject, over: String, at: [Double] = [], holding: [Scenario.Setting] = [],
    others: Scenario.Others? = nil, scale: Scale = .response
  ) {
    self.subject = subject
    self.over = over
    self.at = at
    self.holding = holding
    self.others = others
    self.scale = scale
  }

  /// Steps of the grid of a continuous variable.
  private static let gridSteps = 40
  /// So many values or fewer are points, each with its own interval, and need no simultaneous band.
  private static let fewValues = 6

  /// A curve with what a figure of it needs.
  public struct Result: Sendable {
    /// The curve, with a simultaneous band where it is no handful of points.
    public var curve: MarginalEffectCurve
    /// The variable's values in the rows of the sample.
    public var observed: [Double]
    /// Where the other variables stand; `nil` where their values do not matter.
    public var others: Scenario.Others?
    /// The grid of the curve; `nil` for values that were given.
    public var grid: EffectGrid?
  }

  /// Computes the curve. In a linear model an effect is read off the terms, so that it needs no values
  /// of other variables.
  public func curve(
    of fit: Fit, _ model: PreparedModel
  ) throws(InterpretationError) -> Result {
    let equation = try model.equation(fit)
    let observed = try equation.observed(over)
    let own =
      at.isEmpty ? try equation.grid(over: over, count: EffectCurvePlan.gridSteps + 1) : nil
    let grid = own?.values ?? at
    let isContinuous = grid.count > EffectCurvePlan.fewValues
    switch subject {
    case .prediction:
      let others = others ?? .typical
      return Result(
        curve: try equation.predictionCurve(
          over: over, at: grid, holding: holding, others: others, scale: scale,
          simultaneous: isContinuous), observed: observed, others: others, grid: own)
    case .effect(let variable, let pair):
      if isOfTermsAlone(in: fit), equation.multiplies(variable, over) {
        return Result(
          curve: try MarginalEffect(of: variable, by: over, in: fit)
            .curve(at: grid, simultaneous: isContinuous), observed: observed, grid: own)
      }
      let others = others ?? .observed
      return Result(
        curve: try equation.effectCurve(
          of: variable, between: pair.map { ($0.from, $0.to) }, over: over, at: grid,
          holding: holding, others: others, scale: scale, simultaneous: isContinuous),
        observed: observed, others: others, grid: own)
    }
  }

  /// Whether the effect is one of terms alone, whatever the values of other variables.
  private func isOfTermsAlone(in fit: Fit) -> Bool {
    guard case .effect(_, nil) = subject else { return false }
    let isLinear = fit.specification.estimator.link == .identity || scale == .link
    return isLinear && holding.isEmpty && others == nil
  }
}

extension EffectCurvePlan {
  /// The curve as a figure.
  /// - Parameter title: the vertical axis; says what is shown of which outcome where absent.
  public func plot(
    _ result: Result, of fit: Fit, title: String? = nil,
    options: MarginalEffectPlot.Options = .init()
  ) throws(ExhibitError) -> MarginalEffectPlot {
    var options = options
    let isLinkScale = scale == .link && fit.specification.estimator.link != .identity
    let outcome =
      (isLinkScale && title == nil ? "linear predictor of " : "")
      + options.labels.label(variable: fit.outcomeName)
    switch subject {
    case .prediction:
      options.quantityName = "the prediction"
      options.showsZero = false
      options.effectTitle = title ?? "Predicted \(outcome)"
    case .effect(let variable, _):
      options.effectTitle =
        title ?? "Effect of \(options.labels.label(variable: variable)) on \(outcome)"
      // An axis of its own title need not say whose effect it is; the caption does.
      if title != nil { options.quantityName += " of \(options.labels.label(variable: variable))" }
    }
    if isLinkScale, title != nil { options.effectUnit = "linear predictor" }
    if let others = result.others { options.notes.append(placeWords(others, options.labels)) }
    if let note = result.grid?.rangeNote(of: options.labels.label(variable: over)) {
      options.notes.append(note)
    }
    return try MarginalEffectPlot(result.curve, observed: result.observed, options: options)
  }

  /// Where a curve's other variables stand, for its caption.
  private func placeWords(_ others: Scenario.Others, _ labels: TermLabels) -> String {
    let values = holding.map { "\(labels.label(variable: $0.variable)) = \($0.value)" }
      .joined(separator: ", ")
    return (values.isEmpty ? "O" : values + "; o")
      + (others == .typical
        ? "ther variables at their means and modes."
        : "ther variables at each row's own values, averaged over the rows.")
  }
}
