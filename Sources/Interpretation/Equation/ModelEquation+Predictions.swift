import Estimation

/// Whether a result is in units of the outcome or of the linear predictor.
public enum Scale: String, Sendable, Equatable, CaseIterable {
  /// Units of the outcome.
  case response
  /// Units of the linear predictor.
  case link
}

/// A predicted outcome under one scenario.
public struct Prediction: Sendable, Equatable {
  /// Where the model was read.
  public var scenario: Scenario
  /// The expected outcome or the linear predictor, with its delta-method error.
  public var quantity: Quantity
  /// Which of the two.
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
    try quantity(level(scenario, scale), confidenceLevel)
  }

  /// The average prediction of a scenario and its derivative by the coefficients.
  func level(_ scenario: Scenario, _ scale: Scale) throws(InterpretationError) -> Average {
    try refuseLevels()
    return try average(design(scenario), scale)
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

  /// The predicted outcome of each row at its own values or those of a scenario, in the order of the
  /// fit's sample:
  ///
  ///     mu(x_i'b),   variance mu'(x_i'b)^2 x_i'V x_i
  ///
  /// For expected outcomes, as `prediction`. O(n k^2).
  ///
  /// - Throws: `levelUnderAbsorbedEffects`, and what the scenario gets wrong.
  public func predictionsByRow(
    _ scenario: Scenario = Scenario(), scale: Scale = .response, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> [(row: Int, quantity: Quantity)] {
    try refuseLevels()
    let level = try checked(confidenceLevel)
    let design = try design(scenario)
    let predictors = predictors(design)
    let isLinear = scale == .link || link == .identity
    try requireEstimable(rowsOf: design)
    var result: [(row: Int, quantity: Quantity)] = []
    for place in predictors.indices {
      let slope = isLinear ? 1 : link.slope(predictors[place])
      let vector = WeightVector(
        entries: design.columns.enumerated().map { ($0.offset, slope * $0.element[place]) })
      let quantity = try vector.quantity(
        isLinear ? predictors[place] : link.mean(predictors[place]), in: fit, level: level)
      // A scenario of typical values is one row, which is none of the sample's.
      result.append((design.count == rows.count ? rows[place] : place, quantity))
    }
    return result
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
    try quantity(difference(from: from, to: to, scale), confidenceLevel)
  }

  /// The difference of two scenarios' averages.
  func difference(
    from: Scenario, to: Scenario, _ scale: Scale
  ) throws(InterpretationError) -> Average {
    try refuseUncancelled(scale)
    return try average(design(to), scale) - average(design(from), scale)
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
    /// The weights of terms that were dropped; none where each row was found to be identified.
    var redundant: [Double]

    /// The difference of two averages of one equation.
    static func - (left: Average, right: Average) -> Average {
      Average(
        value: left.value - right.value,
        gradient: zip(left.gradient, right.gradient).map { $0 - $1 },
        redundant: zip(left.redundant, right.redundant).map { $0 - $1 })
    }
  }

  /// Refuses rows whose predictors the data do not identify, as a function that bends needs them.
  func requireEstimable(rowsOf design: DesignRows) throws(InterpretationError) {
    guard !redundant.isEmpty else { return }
    for row in 0..<design.count {
      try fit.requireEstimable(
        design.columns.map { $0[row] }, redundant: design.redundant.map { $0[row] })
    }
  }

  /// x_i'b for each row.
  func predictors(_ design: DesignRows) -> [Double] {
    var result = design.offset ?? [Double](repeating: 0, count: design.count)
    for (column, estimate) in zip(design.columns, fit.estimates) {
      for row in result.indices { result[row] += column[row] * estimate }
    }
    return result
  }

  private func average(
    _ design: DesignRows, _ scale: Scale
  ) throws(InterpretationError) -> Average {
    let predictors = predictors(design)
    guard scale == .response, link != .identity else {
      return Average(
        value: Self.mean(predictors, design.shares),
        gradient: design.columns.map { Self.mean($0, design.shares) },
        redundant: design.redundant.map { Self.mean($0, design.shares) })
    }
    try requireEstimable(rowsOf: design)
    let slopes = predictors.map(link.slope)
    return Average(
      value: Self.mean(predictors.map(link.mean), design.shares),
      gradient: design.columns.map { column in
        Self.mean(zip(column, slopes).map { $0 * $1 }, design.shares)
      }, redundant: [])
  }

  /// The level asked for or else the fit's, checked.
  func checked(_ level: Double?) throws(InterpretationError) -> Double {
    let level = level ?? fit.specification.options.confidenceLevel
    guard level > 0, level < 1 else { throw .confidenceLevel(level) }
    return level
  }

  /// An average with its delta-method variance.
  func quantity(_ average: Average, _ level: Double?) throws(InterpretationError) -> Quantity {
    let level = try checked(level)
    try fit.requireEstimable(average.gradient, redundant: average.redundant)
    let vector = WeightVector(
      entries: average.gradient.enumerated().map { ($0.offset, $0.element) })
    return try vector.quantity(average.value, in: fit, level: level)
  }
}
