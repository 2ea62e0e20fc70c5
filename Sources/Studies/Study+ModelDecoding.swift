import Estimation
import Exhibits

extension Study.ModelPlan {
  private static let keys = ["title", "formula", "weights", "absorb"] + Study.modelWideKeys

  /// - Parameter wide: settings of a variant that apply to every model.
  init(name: String, _ node: StudyNode, wide: [String: StudyNode]) throws(StudyError) {
    self.name = name
    var settings = try node.entries(known: Self.keys)
    for (key, value) in wide { settings[key] = value }
    guard let formula = settings["formula"] else { throw node.wrong("a `formula:`") }
    title = try settings["title"]?.text() ?? name
    self.formula = try formula.text()
    for term in try settings["without"]?.texts() ?? [] { self.formula += " - " + term }
    absorb = try settings["absorb"]?.texts() ?? []
    let estimator = try settings["estimator"].map { (node) throws(StudyError) in
      try node.vocabulary("an estimator such as ols, m(huber), m(bisquare)") {
        Estimator(named: $0)
      }
    }
    let variance = try settings["variance"].map { (node) throws(StudyError) in
      try node.vocabulary(Variance.forms) { Variance(named: $0) }
    }
    fallback = try settings["otherwise"].map { (node) throws(StudyError) in
      try node.vocabulary(Variance.forms) { Variance(named: $0) }
    }
    let rule = try settings["small_sample"].map { (node) throws(StudyError) in
      try node.vocabulary("none, stata, fixest or sandwich") { SmallSampleRule(rawValue: $0) }
    }
    let bread = try settings["bread"].map { (node) throws(StudyError) in
      try node.vocabulary("weights or derivative") { Bread(rawValue: $0) }
    }
    var options = Specification.Options()
    if let tolerance = settings["tolerance"] { options.tolerance = try tolerance.number() }
    if let count = settings["iterations"] { options.maximumIterations = try count.wholeNumber() }
    specification = Specification(
      estimator: estimator ?? .ols, variance: variance ?? .homoskedastic,
      smallSample: rule ?? .none, bread: bread ?? .weights, options: options)
    weights = try settings["weights"].map { (node) throws(StudyError) in
      let parts = try node.text().split(separator: ":").map(String.init)
      guard parts.count == 2, let kind = Weights.Kind(rawValue: parts[0]) else {
        throw node.wrong("kind:column with kind frequency, analytic or sampling")
      }
      return WeightPlan(kind: kind, column: parts[1].trimmingWhitespace())
    }
  }
}

extension StudyNode {
  /// A word that must be one of a vocabulary.
  func vocabulary<Value>(
    _ expected: String, _ read: (String) -> Value?
  ) throws(StudyError) -> Value {
    guard let value = read(try text()) else { throw wrong(expected) }
    return value
  }
}

extension Study.FigurePlan {
  init(name: String, _ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: [
      "kind", "title", "models", "model", "terms", "of", "over", "axis", "at",
    ])
    guard let kind = keys["kind"] else { throw node.wrong("`kind:`") }
    let title = try keys["title"]?.text() ?? name
    switch try kind.text() {
    case "coefficients":
      self = .coefficients(
        name: name, title: title, models: try keys["models"]?.texts() ?? [],
        terms: try keys["terms"]?.texts() ?? [])
    case "marginal effect":
      guard let model = keys["model"], let of = keys["of"], let over = keys["over"] else {
        throw node.wrong("`model:`, `of:` and `over:`")
      }
      var grid: [Double] = []
      for item in try keys["at"]?.items() ?? [] { grid.append(try item.number()) }
      self = .marginalEffect(
        name: name, title: title, model: try model.text(), of: try of.text(),
        over: try over.text(), axis: try keys["axis"]?.text() ?? "", at: grid)
    case "truth":
      self = .truth(name: name, title: title, models: try keys["models"]?.texts() ?? [])
    case "predictions":
      guard let model = keys["model"], let over = keys["over"] else {
        throw node.wrong("`model:` and `over:`")
      }
      var grid: [Double] = []
      for item in try keys["at"]?.items() ?? [] { grid.append(try item.number()) }
      self = .predictions(
        name: name, title: title, model: try model.text(), over: try over.text(),
        axis: try keys["axis"]?.text() ?? "", at: grid)
    case "interaction diagnostics":
      guard let model = keys["model"], let of = keys["of"], let over = keys["over"] else {
        throw node.wrong("`model:`, `of:` and `over:`")
      }
      self = .diagnostics(
        name: name, title: title, model: try model.text(), of: try of.text(),
        over: try over.text(), axis: try keys["axis"]?.text() ?? "")
    default:
      throw kind.wrong(
        "coefficients, marginal effect, predictions, interaction diagnostics or truth")
    }
  }

  /// The models it draws; none stands for all.
  var models: [String] {
    switch self {
    case .coefficients(_, _, let models, _), .truth(_, _, let models): models
    case .marginalEffect(_, _, let model, _, _, _, _), .predictions(_, _, let model, _, _, _),
      .diagnostics(_, _, let model, _, _, _):
      [model]
    }
  }
}

extension Study.Published {
  init(_ node: StudyNode) throws(StudyError) {
    let keys = try node.entries(known: [
      "authors", "year", "work", "table", "rows", "models", "causes",
    ])
    authors = try keys["authors"]?.texts() ?? []
    year = try keys["year"]?.wholeNumber() ?? 0
    work = try keys["work"]?.text() ?? ""
    table = try keys["table"]?.text() ?? ""
    rows = try keys["rows"].map { (node) throws(StudyError) in try node.wholeNumber() }
    entries = []
    for (model, terms) in try keys["models"]?.entries() ?? [] {
      for (term, numbers) in try terms.entries() {
        entries.append(Entry(model: model, number: try Self.number(term, numbers)))
      }
    }
    causes = []
    for item in try keys["causes"]?.items() ?? [] {
      let parts = try item.entries(known: ["terms", "cause"])
      guard let terms = parts["terms"], let cause = parts["cause"] else {
        throw item.wrong("`terms:` and `cause:`")
      }
      causes.append(Cause(terms: try terms.texts(), cause: try cause.text()))
    }
  }

  /// `[estimate, low, high]`, with as many decimals as the estimate is written with.
  private static func number(
    _ term: String, _ node: StudyNode
  ) throws(StudyError) -> PublishedEstimate {
    let items = try node.items()
    var values: [Double] = []
    for item in items { values.append(try item.number()) }
    guard values.count == 3, values[1] <= values[2] else {
      throw node.wrong("[estimate, low, high]")
    }
    let decimals = try items[0].text().split(separator: ".").dropFirst().first?.count ?? 0
    return PublishedEstimate(
      term: term, estimate: values[0], confidenceLow: values[1], confidenceHigh: values[2],
      decimals: decimals)
  }
}
