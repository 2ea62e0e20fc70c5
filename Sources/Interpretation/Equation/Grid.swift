/// All combinations of values of some variables, the last varying fastest.
public struct Grid: Sendable, Equatable {
  public struct Axis: Sendable, Equatable {
    public var variable: String
    public var values: [Scenario.Value]

    public init(_ variable: String, _ values: [Scenario.Value]) {
      self.variable = variable
      self.values = values
    }
  }

  public var axes: [Axis]
  /// What the other variables do.
  public var others: Scenario.Others

  public init(
    _ axes: KeyValuePairs<String, [Scenario.Value]>, others: Scenario.Others = .typical
  ) {
    self.init(axes: axes.map { Axis($0.key, $0.value) }, others: others)
  }

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
