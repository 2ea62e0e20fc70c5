import Documents
import Estimation
import Exhibits
import Frames

extension Study.ModelPlan {
  private static let keys = ["title", "formula", "weights", "absorb"] + Study.modelWideKeys

  /// - Parameter wide: settings of a variant that apply to every model.
  init(name: String, _ node: DocumentNode, wide: [String: DocumentNode]) throws(DocumentError) {
    self.name = name
    var settings = try node.entries(known: Self.keys)
    for (key, value) in wide { settings[key] = value }
    guard let formula = settings["formula"] else { throw node.wrong("a `formula:`") }
    title = try settings["title"]?.text() ?? name
    self.formula = try formula.text()
    for term in try settings["without"]?.texts() ?? [] { self.formula += " - " + term }
    absorb = try settings["absorb"]?.texts() ?? []
    let estimator = try settings["estimator"].map { (node) throws(DocumentError) in
      try node.vocabulary(
        "an estimator: ols, m(huber), m(bisquare), mm, ppml, probit or logit; psi may have its "
          + "constant, as in m(huber, 1.5)"
      ) { Estimator(named: $0) }
    }
    let variance = try settings["variance"].map { (node) throws(DocumentError) in
      try node.vocabulary(Variance.forms) { Variance(named: $0) }
    }
    fallback = try settings["otherwise"].map { (node) throws(DocumentError) in
      try node.vocabulary(Variance.forms) { Variance(named: $0) }
    }
    let rule = try settings["small_sample"].map { (node) throws(DocumentError) in
      try node.vocabulary("none, stata, fixest or sandwich") { SmallSampleRule(rawValue: $0) }
    }
    let bread = try settings["bread"].map { (node) throws(DocumentError) in
      try node.vocabulary("weights or derivative") { Bread(rawValue: $0) }
    }
    var options = Specification.Options()
    if let tolerance = settings["tolerance"] { options.tolerance = try tolerance.number() }
    if let count = settings["iterations"] { options.maximumIterations = try count.wholeNumber() }
    if let level = settings["level"] {
      options.confidenceLevel = try level.number()
      guard options.confidenceLevel > 0, options.confidenceLevel < 1 else {
        throw level.wrong("a coverage between 0 and 1, such as 0.95")
      }
    }
    if let seed = settings["seed"] {
      let number = try seed.wholeNumber()
      guard number >= 0 else { throw seed.wrong("a whole number that is not negative") }
      options.seed = UInt64(number)
    }
    if let node = settings["singletons"] {
      options.singletons = try node.vocabulary("keep or drop") { Singletons(rawValue: $0) }
    }
    if let node = settings["bias_correction"] {
      options.biasCorrection = try node.vocabulary("none or analytic") {
        BiasCorrection(rawValue: $0)
      }
    }
    inference = try settings["inference"].map { (node) throws(DocumentError) in
      try node.vocabulary(Resampling.forms) { Resampling(named: $0) }
    }
    comparison = try settings["comparison"]?.variances() ?? []
    specification = Specification(
      estimator: estimator ?? .ols, variance: variance ?? .homoskedastic,
      smallSample: rule ?? .none, bread: bread ?? .weights, options: options)
    weights = try settings["weights"].map { (node) throws(DocumentError) in
      let parts = try node.text().split(separator: ":", omittingEmptySubsequences: false)
        .map(\.trimmed)
      guard parts.count == 2, let kind = Weights.Kind(rawValue: parts[0]), !parts[1].isEmpty else {
        throw node.wrong("kind:column with kind frequency, analytic or sampling")
      }
      return WeightPlan(kind: kind, column: parts[1])
    }
  }
}

extension DocumentNode {
  fileprivate func variances() throws(DocumentError) -> [Variance] {
    var result: [Variance] = []
    for item in try items() {
      result.append(
        try item.vocabulary(Variance.forms + "; in quotes where it holds a comma") {
          Variance(named: $0)
        })
    }
    return result
  }
}

extension Study.Published {
  init(_ node: DocumentNode) throws(DocumentError) {
    let keys = try node.entries(known: [
      "authors", "year", "work", "table", "rows", "models", "causes",
    ])
    authors = try keys["authors"]?.texts() ?? []
    year = try keys["year"]?.wholeNumber() ?? 0
    work = try keys["work"]?.text() ?? ""
    table = try keys["table"]?.text() ?? ""
    rows = try keys["rows"].map { (node) throws(DocumentError) in try node.wholeNumber() }
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
    _ term: String, _ node: DocumentNode
  ) throws(DocumentError) -> PublishedEstimate {
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
