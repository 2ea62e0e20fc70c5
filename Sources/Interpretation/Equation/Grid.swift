/// All combinations of values of some variables, the last varying fastest.
public struct Grid: Sendable, Equatable {
  /// One variable and the values it is given.
  public struct Axis: Sendable, Equatable {
    /// A variable of the model, or a call that reaches beyond its row, as in `Scenario.Setting`.
    public var variable: String
    /// In the order in which scenarios take them.
    public var values: [Scenario.Value]

    /// Values for one variable; that the model has it is checked where scenarios are read.
    public init(_ variable: String, _ values: [Scenario.Value]) {
      self.variable = variable
      self.values = values
    }
  }

  /// The first varies slowest.
  public var axes: [Axis]
  /// What the other variables do.
  public var others: Scenario.Others

  /// A grid that stands in code; other variables at their mean or mode unless told.
  public init(
    _ axes: KeyValuePairs<String, [Scenario.Value]>, others: Scenario.Others = .typical
  ) {
    self.init(axes: axes.map { Axis($0.key, $0.value) }, others: others)
  }

  /// A grid of axes that were read; other variables at their mean or mode unless told.
  public init(axes: [Axis], others: Scenario.Others = .typical) {
    self.axes = axes
    self.others = others
  }

  /// One scenario a combination.
  public var scenarios: [Scenario] {
    axes.reduce([Scenario(others: others)]) { built, axis in
      built.flatMap { scenario in
        axis.values.map { scenario.setting(axis.variable, $0) }
      }
    }
  }
}
