import Documents
import Exhibits
import Frames
import Interpretation

/// A study's quantities: effects of variables, predictions (`predict:`) or hypotheses about
/// coefficients (`test:`) of one model. StudyFile.md lists the keys.
extension Study.QuantityPlan {
  private static let common = ["title", "model", "bounds"]
  private static let effects = ["of", "over", "at", "between", "others", "scale"]
  private static let predictions = ["predict", "at", "others", "scale"]

  init(name: String, _ node: DocumentNode) throws(DocumentError) {
    let given = try node.entries().map(\.key)
    let kind =
      given.contains("predict")
      ? Self.predictions : given.contains("test") ? ["test"] : Self.effects
    let all = Self.common + Self.effects + ["predict", "test"]
    let keys = try node.entries(known: all)
    for (key, value) in try node.entries() where !(Self.common + kind).contains(key) {
      throw value.wrong(
        "no `\(key):` beside `\(kind[0]):`; what goes with it is "
          + (Self.common + kind).joined(separator: ", "))
    }
    guard let model = keys["model"] else { throw node.wrong("`model:`") }
    self.name = try node.outputName(name)
    title = try keys["title"]?.text() ?? name
    self.model = try model.modelName()
    effects = EffectsPlan()
    effects.variables = try keys["of"]?.texts() ?? []
    effects.over = try keys["over"].map { (node) throws(DocumentError) in try node.text() }
    if effects.over != nil, effects.variables.count != 1 {
      throw node.wrong("one variable in `of:` beside `over:`")
    }
    effects.held = try keys["at"]?.settings() ?? []
    effects.predictions = try keys["predict"].map { (node) throws(DocumentError) in
      try EffectsPlan.Predictions(node)
    }
    if let test = keys["test"] { effects.hypotheses = try test.hypotheses() }
    effects.between = try keys["between"]?.pair()
    if effects.between != nil, effects.variables.count != 1 {
      throw node.wrong("one variable in `of:` beside `between:`")
    }
    effects.others = try keys["others"]?.others()
    effects.scale = try keys["scale"]?.scale() ?? .response
    if let bounds = keys["bounds"] {
      let numbers = try bounds.numbers()
      guard numbers.count == 2, numbers[0] < numbers[1] else {
        throw bounds.wrong("two ascending numbers, such as [-0.1, 0.1]")
      }
      effects.bounds = EffectsPlan.Bounds(low: numbers[0], high: numbers[1])
    }
  }
}

extension EffectsPlan.Predictions {
  /// `average`, `rows`, or values by variable.
  init(_ node: DocumentNode) throws(DocumentError) {
    guard node.value.scalar == nil else {
      switch try node.text() {
      case "average": self = .average
      case "rows": self = .rows
      default: throw node.wrong("average, rows, or values by variable, such as {x: [0, 1]}")
      }
      return
    }
    var axes: [Grid.Axis] = []
    for (variable, values) in try node.entries() {
      axes.append(Grid.Axis(variable, try values.scenarioValues()))
    }
    self = .grid(axes)
  }
}

/// Words and numbers that quantities and figures share.
extension DocumentNode {
  /// A number, or else a level.
  private func scenarioValue() throws(DocumentError) -> Scenario.Value {
    let text = try text()
    return Double(spelled: text).map { .number($0) } ?? .level(text)
  }

  fileprivate func scenarioValues() throws(DocumentError) -> [Scenario.Value] {
    if value.scalar != nil { return [try scenarioValue()] }
    var values: [Scenario.Value] = []
    for item in try items() { values.append(try item.scenarioValue()) }
    return values
  }

  /// Values to hold, by variable.
  func settings() throws(DocumentError) -> [Scenario.Setting] {
    var result: [Scenario.Setting] = []
    for (variable, value) in try entries() {
      result.append(Scenario.Setting(variable, try value.scenarioValue()))
    }
    return result
  }

  /// Two values to compare.
  func pair() throws(DocumentError) -> EffectsPlan.Pair {
    let values = try scenarioValues()
    guard values.count == 2 else { throw wrong("two values, such as [0, 1]") }
    return EffectsPlan.Pair(from: values[0], to: values[1])
  }

  func numbers() throws(DocumentError) -> [Double] {
    var values: [Double] = []
    for item in try items() { values.append(try item.number()) }
    return values
  }

  fileprivate func hypotheses() throws(DocumentError) -> [LinearHypothesis] {
    var result: [LinearHypothesis] = []
    for text in try texts() {
      do { result.append(try LinearHypothesis(text)) } catch {
        throw wrong("hypotheses such as a + 2*a:b = 0.5 (\(error))")
      }
    }
    guard !result.isEmpty else { throw wrong("at least one hypothesis") }
    return result
  }

  func others() throws(DocumentError) -> Scenario.Others {
    try choice(Scenario.Others.self)
  }

  func scale() throws(DocumentError) -> Scale {
    try choice(Scale.self)
  }
}
