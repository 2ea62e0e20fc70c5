import Estimation
import Exhibits
import Interpretation

/// Quantities of one model: what `entente effects` asks for.
public struct EffectsRequest: Sendable {
  public var model: FitRequest
  /// Every variable where empty.
  public var variables: [String] = []
  public var over: String?
  public var held: [Scenario.Setting] = []
  public var between: (from: Scenario.Value, to: Scenario.Value)?
  /// Predictions instead of effects, where it is not empty.
  public var grid: [Grid.Axis] = []
  /// Rows' own values for effects, means and modes for predictions, where absent.
  public var others: Scenario.Others?
  public var scale = Scale.response
  public var bounds: (low: Double, high: Double)?

  public init(_ model: FitRequest) { self.model = model }

  /// Values of a moderator on the grid of a continuous one.
  private static let gridCount = 11

  /// Reads the table, fits, and computes.
  public func run(progress: (String) -> Void = { _ in }) throws -> QuantityTable {
    let prepared = try PreparedModel(model, progress: progress)
    progress("fitting \(model.specification.estimator.name)")
    let fit = try Fit(prepared.design, model.specification)
    let weights = model.weights.flatMap { $0.kind == .analytic ? nil : $0.name }
    let equation = try ModelEquation(
      fit, frame: prepared.frame, panel: prepared.index, weights: weights)
    progress("computing quantities")
    var table = QuantityTable(fit: fit, scale: scale, link: equation.link)
    table.notes = prepared.notes
    if weights != nil { table.remarks.append("Averages are weighted as the fit is.") }
    if !grid.isEmpty {
      let axes = held.map { Grid.Axis($0.variable, [$0.value]) } + grid
      let predictions = try equation.predictions(
        over: Grid(axes: axes, others: others ?? .typical), scale: scale)
      table.rows = predictions.map {
        QuantityTable.Row(
          name: "prediction", contrast: "", settings: $0.scenario.settings, quantity: $0.quantity)
      }
      table.others = others ?? .typical
      return table
    }
    table.others = others ?? .observed
    try effects(equation, into: &table)
    if let bounds { try table.test(bounds) }
    return table
  }

  private func effects(_ equation: ModelEquation, into table: inout QuantityTable) throws {
    let scenario = Scenario(settings: held, others: others ?? .observed)
    for name in variables.isEmpty ? equation.variables : variables {
      for value in try values(equation) {
        var scenario = scenario
        if let over, let value { scenario = scenario.setting(over, value) }
        do {
          for effect in try effects(of: name, equation, scenario) {
            table.rows.append(
              QuantityTable.Row(
                name: effect.variable, contrast: effect.contrast, settings: scenario.settings,
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
  private func values(_ equation: ModelEquation) throws -> [Scenario.Value?] {
    guard let over else { return [nil] }
    return try equation.values(of: over, count: Self.gridCount).map(Optional.some)
  }
}

extension QuantityTable {
  /// The table in one of the output formats.
  public func rendered(_ format: FitRequest.Format) throws -> String {
    format == .json ? json.text : render(format.table)
  }
}
