import Interpretation

/// A study's quantities:
///
///     quantities:
///       election-effect:
///         model: exports
///         of: election          # variables; all where absent
///         over: support         # a moderator, at its values
///         at: {gdp: 2}          # values to hold
///         between: [0, 1]       # a comparison instead of the derivative
///         predict: {election: [0, 1]}   # predictions instead of effects
///         others: observed      # or typical
///         scale: response       # or link
///         bounds: [-0.1, 0.1]   # of an equivalence test
extension Study.QuantityPlan {
  init(name: String, _ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: [
      "title", "model", "of", "over", "at", "between", "predict", "others", "scale", "bounds",
    ])
    guard let model = keys["model"] else { throw node.wrong("`model:`") }
    self.name = name
    title = try keys["title"]?.text() ?? name
    self.model = try model.text()
    effects = EffectsPlan()
    effects.variables = try keys["of"]?.texts() ?? []
    effects.over = try keys["over"].map { (node) throws(StudyError) in try node.text() }
    for (variable, value) in try keys["at"]?.entries() ?? [] {
      effects.held.append(Scenario.Setting(variable, try value.scenarioValue()))
    }
    for (variable, values) in try keys["predict"]?.entries() ?? [] {
      effects.grid.append(Grid.Axis(variable, try values.scenarioValues()))
    }
    if let between = keys["between"] {
      let values = try between.scenarioValues()
      guard values.count == 2 else { throw between.wrong("two values, such as [0, 1]") }
      effects.between = EffectsPlan.Pair(from: values[0], to: values[1])
    }
    if let others = keys["others"] {
      guard let chosen = Scenario.Others(rawValue: try others.text()) else {
        throw others.wrong("observed or typical")
      }
      effects.others = chosen
    }
    if let scale = keys["scale"] {
      guard let chosen = Scale(rawValue: try scale.text()) else {
        throw scale.wrong("response or link")
      }
      effects.scale = chosen
    }
    if let bounds = keys["bounds"] {
      var numbers: [Double] = []
      for item in try bounds.items() { numbers.append(try item.number()) }
      guard numbers.count == 2, numbers[0] < numbers[1] else {
        throw bounds.wrong("two ascending numbers, such as [-0.1, 0.1]")
      }
      effects.bounds = EffectsPlan.Bounds(low: numbers[0], high: numbers[1])
    }
  }
}

extension StudyNode {
  /// A number, or else a level.
  fileprivate func scenarioValue() throws(StudyError) -> Scenario.Value {
    let text = try text()
    return Double(text).map { .number($0) } ?? .level(text)
  }

  fileprivate func scenarioValues() throws(StudyError) -> [Scenario.Value] {
    var values: [Scenario.Value] = []
    for item in try items() { values.append(try item.scenarioValue()) }
    return values
  }
}
