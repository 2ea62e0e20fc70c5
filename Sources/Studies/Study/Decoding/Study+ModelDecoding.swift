import Documents
import Estimation
import Exhibits
import Expressions

extension Study.ModelPlan {
  private static let keys = ["title", "formula", "weights"] + Study.modelWideKeys

  /// - Parameter wide: settings of a variant that apply to every model.
  init(name: String, _ node: DocumentNode, wide: [String: DocumentNode]) throws(DocumentError) {
    self.name = try node.outputName(name)
    var settings = try node.entries(known: Self.keys)
    try Self.checkRemoved(node, settings)
    for (key, value) in wide { settings[key] = value }
    title = try settings["title"]?.text() ?? name
    fallback = try settings["otherwise"].map { (node) throws(DocumentError) in
      try node.spelled(Variance.self)
    }
    comparison = try settings["comparison"]?.variances() ?? []
    model = Model(
      try Self.formula(node, settings),
      weights: try settings["weights"].map { (node) throws(DocumentError) in try node.weights() },
      specification: try Specification(settings),
      inference: try settings["inference"].map { (node) throws(DocumentError) in
        try node.spelled(Resampling.self)
      })
  }

  /// The formula without the terms of `without:`, the effects of `absorb:` behind its bar.
  private static func formula(
    _ node: DocumentNode, _ settings: [String: DocumentNode]
  ) throws(DocumentError) -> Formula {
    guard let formula = settings["formula"] else { throw node.wrong("a `formula:`") }
    let removed = try settings["without"]?.texts() ?? []
    do {
      return try Formula(
        formula.text(), without: removed, absorbing: settings["absorb"]?.texts() ?? [])
    } catch let error as DocumentError {
      throw error
    } catch {
      throw formula.wrong("a formula (\(error))")
    }
  }

  /// Refuses to take out what is not there: a term of a model's own `without:` that its formula lacks.
  private static func checkRemoved(
    _ node: DocumentNode, _ settings: [String: DocumentNode]
  ) throws(DocumentError) {
    guard let removed = settings["without"] else { return }
    for term in try removed.texts() where try !node.formulaLoses(term) {
      throw removed.wrong("terms of the formula, which has no '\(term)'")
    }
  }
}

extension Specification {
  fileprivate init(_ settings: [String: DocumentNode]) throws(DocumentError) {
    let estimator = try settings["estimator"].map { (node) throws(DocumentError) in
      try node.spelled(Estimator.self)
    }
    let variance = try settings["variance"].map { (node) throws(DocumentError) in
      try node.spelled(Variance.self)
    }
    let rule = try settings["small_sample"].map { (node) throws(DocumentError) in
      try node.choice(SmallSampleRule.self)
    }
    let bread = try settings["bread"].map { (node) throws(DocumentError) in
      try node.choice(Bread.self)
    }
    self.init(
      estimator: estimator ?? .ols, variance: variance ?? .homoskedastic,
      smallSample: rule ?? .none, bread: bread ?? .weights, options: try Options(settings))
  }
}

extension Specification.Options {
  fileprivate init(_ settings: [String: DocumentNode]) throws(DocumentError) {
    self.init()
    if let tolerance = settings["tolerance"] { self.tolerance = try tolerance.number() }
    if let count = settings["iterations"] { maximumIterations = try count.wholeNumber() }
    if let level = settings["level"] { confidenceLevel = try level.coverage() }
    if let seed = settings["seed"] { self.seed = try seed.seed() }
    if let node = settings["singletons"] { singletons = try node.choice(Singletons.self) }
    if let node = settings["bias_correction"] {
      biasCorrection = try node.choice(BiasCorrection.self)
    }
  }
}

extension DocumentNode {
  fileprivate func variances() throws(DocumentError) -> [Variance] {
    var result: [Variance] = []
    for item in try items() {
      result.append(
        try item.spelled(Variance.self, remark: "; in quotes where it holds a comma"))
    }
    return result
  }

  fileprivate func weights() throws(DocumentError) -> WeightColumn {
    guard let weights = WeightColumn(reading: try text()) else {
      throw wrong("kind:column with kind frequency, analytic or sampling")
    }
    return weights
  }

  /// Whether the formula of a model has a term that could be taken out.
  func formulaLoses(_ term: String) throws(DocumentError) -> Bool {
    guard let formula = try entries().first(where: { $0.key == "formula" })?.value else {
      return false
    }
    do {
      return try Formula(formula.text()).loses(term)
    } catch let error as DocumentError {
      throw error
    } catch {
      throw formula.wrong("a formula (\(error))")
    }
  }

  /// The coverage of an interval.
  func coverage() throws(DocumentError) -> Double {
    let level = try number()
    guard level > 0, level < 1 else { throw wrong("a coverage between 0 and 1, such as 0.95") }
    return level
  }

  /// The seed of random numbers.
  func seed() throws(DocumentError) -> UInt64 {
    guard let seed = UInt64(exactly: try wholeNumber()) else {
      throw wrong("a whole number that is not negative")
    }
    return seed
  }

  /// The name of what this node describes, as files are called by it.
  func outputName(_ name: String) throws(DocumentError) -> OutputName {
    guard let valid = OutputName(name) else { throw wrong(OutputName.rule + "; '\(name)' is none") }
    return valid
  }

  /// The name of a model, as `model:` refers to it.
  func modelName() throws(DocumentError) -> OutputName { try outputName(text()) }

  /// Names of models.
  func modelNames() throws(DocumentError) -> [OutputName] {
    var names: [OutputName] = []
    for text in try texts() { names.append(try outputName(text)) }
    return names
  }

  /// A value of a vocabulary, as it is spelled.
  /// - Parameter remark: what the list of forms does not say.
  func spelled<Value: Vocabulary>(
    _ type: Value.Type, remark: String = ""
  ) throws(DocumentError) -> Value {
    let text = try text()
    do { return try Value(reading: text) } catch {
      throw wrong(error.expected + remark + (error.reason.map { " (\($0))" } ?? ""))
    }
  }

  /// One of a few words.
  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ type: Value.Type
  ) throws(DocumentError) -> Value {
    let words = Value.allCases.map(\.rawValue)
    guard let value = Value(rawValue: try text()) else {
      throw wrong(
        words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "")
          + (words.last ?? ""))
    }
    return value
  }
}

extension Study.Published {
  init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: [
      "authors", "year", "work", "table", "rows", "level", "models", "causes",
    ])
    authors = try keys["authors"]?.texts() ?? []
    year = try keys["year"]?.wholeNumber() ?? 0
    work = try keys["work"]?.text() ?? ""
    table = try keys["table"]?.text() ?? ""
    rows = try keys["rows"].map { (node) throws(DocumentError) in try node.wholeNumber() }
    if let node = keys["level"] { level = try node.coverage() }
    entries = []
    for (model, terms) in try keys["models"]?.entries() ?? [] {
      for (term, numbers) in try terms.entries() {
        entries.append(
          Entry(model: try terms.outputName(model), number: try Self.number(term, numbers)))
      }
    }
    causes = []
    for item in try keys["causes"]?.items() ?? [] {
      let parts = try item.entries(known: ["variants", "terms", "cause"])
      guard let terms = parts["terms"], let cause = parts["cause"] else {
        throw item.wrong("`terms:` and `cause:`")
      }
      let published = entries.map(\.number.term)
      for term in try terms.texts() where !published.contains(term) {
        throw terms.wrong("terms as `models:` writes them; '\(term)' is none")
      }
      causes.append(
        Cause(
          variants: try parts["variants"]?.texts() ?? [], terms: try terms.texts(),
          cause: try cause.text()))
    }
  }

  /// `[estimate, low, high]`, with as many decimals as the estimate is written with.
  private static func number(
    _ term: String, _ node: DocumentNode
  ) throws(DocumentError) -> PublishedEstimate {
    let items = try node.items()
    var values: [Double] = []
    for item in items { values.append(try item.number()) }
    guard values.count == 3, values[1] <= values[2] else {
      throw node.wrong("[estimate, low, high]")
    }
    guard let decimals = decimals(of: try items[0].text()) else {
      throw items[0].wrong("a number as it is printed, such as 0.125")
    }
    return PublishedEstimate(
      term: term, estimate: values[0], confidenceLow: values[1], confidenceHigh: values[2],
      decimals: decimals)
  }

  /// How many digits stand behind the point; `nil` for a spelling with an exponent, which prints none.
  private static func decimals(of text: String) -> Int? {
    guard text.allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }) else {
      return nil
    }
    return text.firstIndex(of: ".").map { text[text.index(after: $0)...].count } ?? 0
  }
}
