import Estimation
import Interpretation

/// Which quantities of a fit are asked for: effects of variables, predictions, or hypotheses about
/// coefficients.
public struct EffectsPlan: Sendable, Equatable {
  /// Two values of a variable.
  public struct Pair: Sendable, Equatable {
    /// The value that the difference starts from.
    public var from: Scenario.Value
    /// The value that it ends at.
    public var to: Scenario.Value

    /// Two values, both numbers or both levels.
    public init(from: Scenario.Value, to: Scenario.Value) {
      self.from = from
      self.to = to
    }
  }

  /// Which predictions, instead of effects.
  public enum Predictions: Sendable, Equatable {
    /// Every combination of these values.
    case grid([Grid.Axis])
    /// One number: the average over the rows.
    case average
    /// Each row of the sample.
    case rows
  }

  /// Bounds of an equivalence test.
  public struct Bounds: Sendable, Equatable {
    /// The lower bound of what would not matter.
    public var low: Double
    /// The upper bound.
    public var high: Double

    /// That `low` lies below `high` is checked where the test is made.
    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Every variable where empty.
  public var variables: [String] = []
  /// The moderator at whose values effects are shown.
  public var over: String?
  /// Values at which other variables are held.
  public var held: [Scenario.Setting] = []
  /// Compared instead of the derivative.
  public var between: Pair?
  /// Instead of effects; `nil` for effects.
  public var predictions: Predictions?
  /// Hypotheses about coefficients, estimated one by one and tested jointly, instead of effects.
  public var hypotheses: [LinearHypothesis] = []
  /// Rows' own values for effects, means and modes for predictions, where absent.
  public var others: Scenario.Others?
  /// Units of the outcome, or of the linear predictor.
  public var scale = Scale.response
  /// Of an equivalence test beside each quantity; `nil` for none.
  public var bounds: Bounds?

  /// The average effect of every variable.
  public init() {}

  /// Values of a moderator on the grid of a continuous one.
  private static let gridCount = 11

  /// Computes the quantities.
  public func table(
    of fit: Fit, _ model: PreparedModel
  ) throws(InterpretationError) -> QuantityTable {
    if !hypotheses.isEmpty { return try tests(of: fit) }
    let equation = try model.equation(fit)
    var table = QuantityTable(fit: fit, scale: scale, link: equation.link)
    if let predictions {
      try addPredictions(predictions, equation, to: &table)
    } else {
      table.others = others ?? .observed
      try addEffects(equation, to: &table)
    }
    if let bounds { try table.test((bounds.low, bounds.high)) }
    return table
  }

  private func tests(of fit: Fit) throws(InterpretationError) -> QuantityTable {
    var table = QuantityTable(fit: fit, scale: .link, link: fit.specification.estimator.link)
    for hypothesis in hypotheses {
      table.rows.append(
        QuantityTable.Row(
          name: hypothesis.text, contrast: "", settings: [],
          quantity: try hypothesis.estimate(in: fit), kind: .hypothesis(hypothesis)))
    }
    if !fit.variance.isOfExactFit { table.wald = try WaldTest(hypotheses, in: fit) }
    if let bounds { try table.test((bounds.low, bounds.high)) }
    return table
  }

  private func addPredictions(
    _ predictions: Predictions, _ equation: ModelEquation, to table: inout QuantityTable
  ) throws(InterpretationError) {
    func row(_ settings: [Scenario.Setting], _ quantity: Quantity) -> QuantityTable.Row {
      QuantityTable.Row(
        name: "prediction", contrast: "", settings: settings, quantity: quantity, kind: .prediction)
    }
    switch predictions {
    case .grid(let grid):
      table.others = others ?? .typical
      let axes = held.map { Grid.Axis($0.variable, [$0.value]) } + grid
      table.rows = try equation.predictions(
        over: Grid(axes: axes, others: table.others), scale: scale
      ).map { row($0.scenario.settings, $0.quantity) }
    case .average:
      table.others = others ?? .observed
      let scenario = Scenario(settings: held, others: table.others)
      table.rows = [row(held, try equation.prediction(scenario, scale: scale))]
    case .rows:
      table.others = .observed
      table.isByRow = true
      // Rows of a table are counted from 1.
      table.rows = try equation.predictionsByRow(Scenario(settings: held), scale: scale).map {
        row([.init("row", .number(Double($0.row + 1)))] + held, $0.quantity)
      }
    }
  }

  private func addEffects(
    _ equation: ModelEquation, to table: inout QuantityTable
  ) throws(InterpretationError) {
    let scenario = Scenario(settings: held, others: table.others)
    // What is held must exist, whatever is asked for.
    try equation.check(scenario)
    if let over, let grid = try? equation.grid(over: over, count: Self.gridCount),
      let note = grid.rangeNote(of: over)
    {
      table.remarks.append(note)
    }
    for name in variables.isEmpty ? equation.variables : variables {
      for value in try values(equation) {
        var place = scenario
        if let over, let value { place = place.setting(over, value) }
        do {
          for effect in try effects(of: name, equation, place) {
            table.rows.append(
              QuantityTable.Row(
                name: effect.variable, contrast: effect.contrast, settings: place.settings,
                quantity: effect.quantity, kind: between == nil ? .effect : .comparison))
          }
        } catch {
          // Asked for all there is, one that has no derivative is said and passed over.
          guard variables.isEmpty else { throw error }
          table.notes.append("\(name): \(error)")
        }
      }
    }
  }

  private func effects(
    of name: String, _ equation: ModelEquation, _ scenario: Scenario
  ) throws(InterpretationError) -> [VariableEffect] {
    guard let between else {
      return try equation.effects(of: name, at: scenario, scale: scale)
    }
    let quantity = try equation.comparison(
      of: name, from: between.from, to: between.to, at: scenario, scale: scale)
    return [
      VariableEffect(
        variable: name, contrast: "\(between.to) - \(between.from)", quantity: quantity,
        scale: scale)
    ]
  }

  /// The moderator's values; one `nil` where there is none.
  private func values(
    _ equation: ModelEquation
  ) throws(InterpretationError) -> [Scenario.Value?] {
    guard let over else { return [nil] }
    return try equation.values(of: over, count: Self.gridCount).map(Optional.some)
  }
}
