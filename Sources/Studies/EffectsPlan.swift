import Estimation
import Exhibits
import Expressions
import Frames
import Interpretation

/// Which quantities of a fit are asked for: effects of variables, or predictions over a grid.
public struct EffectsPlan: Sendable, Equatable {
  /// Two values of a variable.
  public struct Pair: Sendable, Equatable {
    public var from: Scenario.Value
    public var to: Scenario.Value

    public init(from: Scenario.Value, to: Scenario.Value) {
      self.from = from
      self.to = to
    }
  }

  /// Bounds of an equivalence test.
  public struct Bounds: Sendable, Equatable {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Every variable where empty.
  public var variables: [String] = []
  /// The moderator at whose values effects are shown.
  public var over: String?
  public var held: [Scenario.Setting] = []
  /// Compared instead of the derivative.
  public var between: Pair?
  /// Predictions instead of effects, where it is not empty.
  public var grid: [Grid.Axis] = []
  /// Rows' own values for effects, means and modes for predictions, where absent.
  public var others: Scenario.Others?
  public var scale = Scale.response
  public var bounds: Bounds?

  public init() {}

  /// Values of a moderator on the grid of a continuous one.
  private static let gridCount = 11

  /// Computes the quantities.
  public func table(
    of fit: Fit, frame: Frame, panel: PanelIndex?, weights: (kind: Weights.Kind, name: String)?
  ) throws(InterpretationError) -> QuantityTable {
    let column = weights.flatMap { $0.kind == .analytic ? nil : $0.name }
    let equation = try ModelEquation(fit, frame: frame, panel: panel, weights: column)
    var table = QuantityTable(fit: fit, scale: scale, link: equation.link)
    if column != nil { table.remarks.append("Averages are weighted as the fit is.") }
    if grid.isEmpty {
      table.others = others ?? .observed
      try addEffects(equation, to: &table)
    } else {
      table.others = others ?? .typical
      let axes = held.map { Grid.Axis($0.variable, [$0.value]) } + grid
      let predictions = try equation.predictions(
        over: Grid(axes: axes, others: table.others), scale: scale)
      table.rows = predictions.map {
        QuantityTable.Row(
          name: "prediction", contrast: "", settings: $0.scenario.settings, quantity: $0.quantity)
      }
    }
    if let bounds { try table.test((bounds.low, bounds.high)) }
    return table
  }

  private func addEffects(
    _ equation: ModelEquation, to table: inout QuantityTable
  ) throws(InterpretationError) {
    let scenario = Scenario(settings: held, others: table.others)
    for name in variables.isEmpty ? equation.variables : variables {
      for value in try values(equation) {
        var place = scenario
        if let over, let value { place = place.setting(over, value) }
        do {
          for effect in try effects(of: name, equation, place) {
            table.rows.append(
              QuantityTable.Row(
                name: effect.variable, contrast: effect.contrast, settings: place.settings,
                quantity: effect.quantity))
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
