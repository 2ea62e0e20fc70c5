import Estimation
import Numerics

extension ModelEquation {
  /// The predicted outcome over values of one variable.
  ///
  /// - Parameters:
  ///   - holding: values of other variables.
  ///   - others: what the variables that are left do; means and modes unless told.
  ///   - simultaneous: also the sup-t band, which covers the curve at all given values at once.
  /// - Throws: what `prediction` throws.
  public func predictionCurve(
    over variable: String, at values: [Double], holding: [Scenario.Setting] = [],
    others: Scenario.Others = .typical,
    scale: Scale = .response, simultaneous: Bool = false
  ) throws(InterpretationError) -> MarginalEffectCurve {
    var averages: [Average] = []
    for value in values {
      let scenario = Scenario(settings: holding, others: others)
        .setting(variable, .number(value))
      averages.append(try level(scenario, scale))
    }
    return try curve(
      averages, fit.outcomeName, .prediction, over: variable, at: values, simultaneous)
  }

  /// The effect of one variable over values of another, on either scale: its derivative, or the
  /// difference that moving it from one value to another makes. Of a 0/1 variable it is 1 minus 0, of
  /// a factor of two levels the second minus the first.
  ///
  /// - Throws: `notDifferentiable` for a factor of more levels without two of them to compare,
  ///   `levelUnderAbsorbedEffects`, and what `marginalEffect` throws.
  public func effectCurve(
    of variable: String, between pair: (from: Scenario.Value, to: Scenario.Value)? = nil,
    over moderator: String, at values: [Double], holding: [Scenario.Setting] = [],
    others: Scenario.Others = .observed, scale: Scale = .response, simultaneous: Bool = false
  ) throws(InterpretationError) -> MarginalEffectCurve {
    let atom = try atom(variable)
    var compared = pair
    if compared == nil, atom.isBinary { compared = (0, 1) }
    if compared == nil, let levels = atom.levels, levels.count == 2 {
      compared = (.level(levels[0]), .level(levels[1]))
    }
    var averages: [Average] = []
    for value in values {
      let scenario = Scenario(settings: holding, others: others)
        .setting(moderator, .number(value))
      if let compared {
        try refuseHeld(variable, in: scenario)
        averages.append(
          try difference(
            from: scenario.setting(variable, compared.from),
            to: scenario.setting(variable, compared.to), scale))
      } else {
        averages.append(try slope(of: variable, at: scenario, scale: scale))
      }
    }
    return try curve(
      averages, variable, pair == nil ? .effect : .comparison, over: moderator, at: values,
      simultaneous)
  }

  private func curve(
    _ averages: [Average], _ focal: String, _ kind: MarginalEffectCurve.Kind,
    over moderator: String, at values: [Double], _ simultaneous: Bool
  ) throws(InterpretationError) -> MarginalEffectCurve {
    var points: [MarginalEffectCurve.Point] = []
    for (value, average) in zip(values, averages) {
      points.append(.init(moderator: value, effect: try quantity(average, nil)))
    }
    let moving = fit.terms.indices.filter { term in
      averages.contains { $0.gradient[term] != 0 }
    }
    var curve = MarginalEffectCurve(
      kind: kind, focal: focal, moderator: moderator, outcome: fit.outcomeName,
      confidenceLevel: fit.specification.options.confidenceLevel,
      varianceLabel: fit.variance.label, reference: fit.reference(ofTermsAt: moving),
      points: points,
      warnings: [])
    guard simultaneous, !moving.isEmpty else { return curve }
    guard !fit.variance.isOfExactFit else {
      curve.warnings.append(.noBand(.exactFit))
      return curve
    }
    let factor = ScaledCholesky(fit.covariance.submatrix(moving))
    guard !factor.isIndefinite else {
      curve.warnings.append(.noBand(.indefiniteTerms))
      return curve
    }
    curve.addBand(
      SupremumBand(
        covariance: factor,
        gradients: averages.map { average in moving.map { average.gradient[$0] } },
        confidenceLevel: curve.confidenceLevel, reference: curve.reference
      ).criticalValue)
    return curve
  }
}
