import Estimation
import Expressions

/// The effect of one variable: a derivative for numbers, a difference for levels and 0/1 variables.
public struct VariableEffect: Sendable, Equatable {
  /// The variable whose effect it is.
  public var variable: String
  /// `dY/dX`, `1 - 0` or `Asia - Africa`.
  public var contrast: String
  /// The effect, averaged over rows where variables keep their own values.
  public var quantity: Quantity
  /// The units of the quantity.
  public var scale: Scale

  /// An effect that was worked out elsewhere.
  public init(variable: String, contrast: String, quantity: Quantity, scale: Scale) {
    self.variable = variable
    self.contrast = contrast
    self.quantity = quantity
    self.scale = scale
  }
}

extension ModelEquation {
  /// The average marginal effect of a numeric variable under a scenario:
  ///
  ///     mean_i mu'(eta_i) d_i,   d_i = (dx_i/dv)'b,
  ///     g = mean_i [ mu''(eta_i) d_i x_i + mu'(eta_i) dx_i/dv ]
  ///
  /// with dx_i/dv differentiated analytically, so that `I(x^2)`, `log(x)` and products of any order
  /// count in full. Under `Scenario()` it is the average at the observed values; with
  /// `others: .typical` the effect at the means; with values given, at representative values.
  /// O(n k) for each factor that holds the variable.
  ///
  /// - Throws: `notDifferentiable` where the variable passes through a function without a known
  ///   derivative; `levelUnderAbsorbedEffects` on the response scale of a link other than the
  ///   identity.
  public func marginalEffect(
    of variable: String, at scenario: Scenario = Scenario(), scale: Scale = .response,
    confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    try quantity(slope(of: variable, at: scenario, scale: scale), confidenceLevel)
  }

  /// The average derivative and its own derivative by the coefficients.
  func slope(
    of variable: String, at scenario: Scenario, scale: Scale
  ) throws(InterpretationError) -> Average {
    try refuseUncancelled(scale)
    let atom = try atom(variable)
    guard atom.levels == nil else {
      throw .notDifferentiable(function: "factor", variable: variable, expression: variable)
    }
    let slopes = try slopes(of: atom.expression, scenario)
    let effects = predictors(slopes)
    guard scale == .response, link != .identity else {
      return Average(
        value: Self.mean(effects, slopes.shares),
        gradient: slopes.columns.map { Self.mean($0, slopes.shares) },
        redundant: slopes.redundant.map { Self.mean($0, slopes.shares) })
    }
    let rows = try design(scenario)
    try requireEstimable(rowsOf: rows)
    try requireEstimable(rowsOf: slopes)
    let predictors = predictors(rows)
    let first = predictors.map(link.slope)
    let second = zip(predictors.map(link.curvature), effects).map { $0 * $1 }
    let gradient = zip(rows.columns, slopes.columns).map { column, slope in
      Self.mean(
        column.indices.map { second[$0] * column[$0] + first[$0] * slope[$0] }, slopes.shares)
    }
    return Average(
      value: Self.mean(zip(first, effects).map { $0 * $1 }, slopes.shares), gradient: gradient,
      redundant: [])
  }

  /// The difference that moving one variable between two values makes under a scenario.
  ///
  /// - Throws: `heldAndMoved` where the scenario holds the variable, and what `contrast` throws.
  public func comparison(
    of variable: String, from: Scenario.Value, to: Scenario.Value,
    at scenario: Scenario = Scenario(), scale: Scale = .response, confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> Quantity {
    try refuseHeld(variable, in: scenario)
    return try contrast(
      from: scenario.setting(variable, from), to: scenario.setting(variable, to), scale: scale,
      confidenceLevel: confidenceLevel)
  }

  /// Refuses a scenario that holds a variable which is to move.
  func refuseHeld(_ variable: String, in scenario: Scenario) throws(InterpretationError) {
    let moved = try atom(variable).expression
    for setting in scenario.settings where try atom(setting.variable).expression == moved {
      throw .heldAndMoved(variable)
    }
  }

  /// The effect of a variable as its kind asks: the derivative of a number, 1 minus 0 of a variable
  /// with these values alone, each level minus the first of a factor.
  public func effects(
    of variable: String, at scenario: Scenario = Scenario(), scale: Scale = .response,
    confidenceLevel: Double? = nil
  ) throws(InterpretationError) -> [VariableEffect] {
    let atom = try atom(variable)
    var pairs: [(from: Scenario.Value, to: Scenario.Value)] = []
    if let levels = atom.levels, let reference = levels.first {
      pairs = levels.dropFirst().map { (.level(reference), .level($0)) }
    } else if atom.isBinary {
      pairs = [(0, 1)]
    } else {
      let slope = try marginalEffect(
        of: variable, at: scenario, scale: scale, confidenceLevel: confidenceLevel)
      return [
        VariableEffect(variable: variable, contrast: "dY/dX", quantity: slope, scale: scale)
      ]
    }
    var result: [VariableEffect] = []
    for (from, to) in pairs {
      let difference = try comparison(
        of: variable, from: from, to: to, at: scenario, scale: scale,
        confidenceLevel: confidenceLevel)
      result.append(
        VariableEffect(
          variable: variable, contrast: "\(to) - \(from)", quantity: difference, scale: scale))
    }
    return result
  }

  /// Values at which to read an effect: the levels of a factor, or `EffectGrid` of a number.
  public func values(
    of variable: String, count: Int
  ) throws(InterpretationError) -> [Scenario.Value] {
    if let levels = try atom(variable).levels { return levels.map { .level($0) } }
    return try grid(over: variable, count: count).values.map { .number($0) }
  }

  /// A numeric variable's values in the rows of the sample.
  ///
  /// - Throws: `unknownVariable`; `unreadable` for a factor.
  public func observed(_ variable: String) throws(InterpretationError) -> [Double] {
    let atom = try atom(variable)
    guard atom.levels == nil else {
      throw .unreadable("the levels of `\(variable)` are no numbers, and a curve needs numbers")
    }
    var evaluator = Evaluator(frame, panel: panel)
    return try Self.numbers(atom.expression, &evaluator, rows: rows, purpose: "a grid")
  }
}
