import Estimation

/// Whether a result is in units of the outcome or of the linear predictor.
public enum Scale: String, Sendable, Equatable, CaseIterable {
  case response
  case link
}

/// A predicted outcome under one scenario.
public struct Prediction: Sendable, Equatable {
  public var scenario: Scenario
  public var quantity: Quantity
  public var scale: Scale
}

extension ModelEquation {
  /// The predicted outcome of a scenario, averaged over rows where variables keep their own values:
  ///
  ///     mean_i mu(x_i'b),   variance g'Vg,   g = mean_i mu'(x_i'b) x_i
  ///
  /// For an expected outcome, not for a single new one: its interval leaves the error term out.
  /// O(n k).
  ///
  /// - Throws: `levelUnderAbsorbedEffects` when the fit absorbed effects, whose values it does not
  ///   estimate; and what the scenario gets wrong.
  public func prediction(
    _ scenario: Scenario = Scenario(), scale: Scale = .response, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    try refuseLevels()
    return try quantity([average(design(scenario), scale)], [1], confidenceLevel)
  }

  /// Predictions over a grid, in its order.
  public func predictions(
    over grid: Grid, scale: Scale = .response, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> [Prediction] {
    var result: [Prediction] = []
    for scenario in grid.scenarios {
      let quantity = try prediction(scenario, scale: scale, confidenceLevel: confidenceLevel)
      result.append(Prediction(scenario: scenario, quantity: quantity, scale: scale))
    }
    return result
  }

  /// The predicted outcome over values of one variable, others at means and modes, as a curve.
  public func predictionCurve(
    over variable: String, at values: [Double], scale: Scale = .response
  ) throws(InterpretationError) -> MarginalEffectCurve {
    let predictions = try predictions(
      over: Grid(axes: [Grid.Axis(variable, values.map { .number($0) })]), scale: scale)
    return MarginalEffectCurve(
      focal: fit.outcomeName, moderator: variable, outcome: fit.outcomeName,
      confidenceLevel: fit.specification.options.confidenceLevel,
      varianceLabel: fit.variance.label, reference: fit.variance.reference,
      points: zip(values, predictions).map { .init(moderator: $0, effect: $1.quantity) },
      warnings: [])
  }

  /// The difference between the predictions of two scenarios, `to` minus `from`.
  ///
  /// With absorbed effects it is computed on the scale on which they cancel, and with the right
  /// error: the levels' own uncertainty cancels with them.
  ///
  /// - Throws: `levelUnderAbsorbedEffects` on the response scale of a link other than the identity.
  public func contrast(
    from: Scenario, to: Scenario, scale: Scale = .response, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    try refuseUncancelled(scale)
    return try quantity(
      [average(design(to), scale), average(design(from), scale)], [1, -1], confidenceLevel)
  }

  func refuseLevels() throws(InterpretationError) {
    guard fit.absorbed.isEmpty else {
      throw .levelUnderAbsorbedEffects(fit.absorbed.map(\.name), link: link)
    }
  }

  /// Absorbed effects cancel in differences of linear predictors, and of outcomes under an identity
  /// link alone.
  func refuseUncancelled(_ scale: Scale) throws(InterpretationError) {
    if scale == .response && link != .identity { try refuseLevels() }
  }

  /// An average over rows and its derivative by the coefficients.
  struct Average {
    var value: Double
    var gradient: [Double]
  }

  /// x_i'b for each row.
  func predictors(_ design: DesignRows) -> [Double] {
    var result = [Double](repeating: 0, count: design.count)
    for (column, estimate) in zip(design.columns, fit.estimates) {
      for row in result.indices { result[row] += column[row] * estimate }
    }
    return result
  }

  private func average(_ design: DesignRows, _ scale: Scale) -> Average {
    let predictors = predictors(design)
    guard scale == .response, link != .identity else {
      return Average(
        value: Self.mean(predictors, design.shares),
        gradient: design.columns.map { Self.mean($0, design.shares) })
    }
    let slopes = predictors.map(link.slope)
    return Average(
      value: Self.mean(predictors.map(link.mean), design.shares),
      gradient: design.columns.map { column in
        Self.mean(zip(column, slopes).map { $0 * $1 }, design.shares)
      })
  }

  /// A combination of averages with its delta-method variance.
  func quantity(
    _ averages: [Average], _ signs: [Double], _ level: Double?
  ) throws(InterpretationError) -> Quantity {
    let level = level ?? fit.specification.options.confidenceLevel
    guard level > 0, level < 1 else { throw .confidenceLevel(level) }
    var vector = WeightVector()
    for index in fit.terms.indices {
      vector.entries.append(
        (index, zip(averages, signs).reduce(0) { $0 + $1.1 * $1.0.gradient[index] }))
    }
    return Quantity(
      estimate: zip(averages, signs).reduce(0) { $0 + $1.1 * $1.0.value },
      variance: vector.covariance(with: vector, fit.covariance),
      reference: fit.variance.reference, confidenceLevel: level)
  }
}
