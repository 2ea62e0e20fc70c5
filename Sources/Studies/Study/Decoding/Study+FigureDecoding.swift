import Documents
import Exhibits
import Interpretation

extension Study.FigurePlan {
  private static let common = ["kind", "title"]

  /// What `kind:` can say, with the keys that go with it.
  private enum Kind: String, CaseIterable {
    case coefficients
    case marginalEffect = "marginal effect"
    case predictions
    case diagnostics = "interaction diagnostics"
    case truth

    var keys: [String] {
      switch self {
      case .coefficients: ["models", "terms"]
      case .marginalEffect:
        ["model", "of", "over", "axis", "at", "between", "holding", "others", "scale"]
      case .predictions: ["model", "over", "axis", "at", "holding", "others", "scale"]
      case .diagnostics:
        ["model", "of", "over", "axis", "bins", "bandwidth", "replicates", "knots", "seed"]
      case .truth: ["models"]
      }
    }
  }

  init(name: String, _ node: DocumentNode) throws(DocumentError) {
    guard let word = try node.entries().first(where: { $0.key == "kind" })?.value else {
      throw node.wrong("`kind:`")
    }
    let kind = try word.choice(Kind.self)
    let keys = try node.entries(known: Self.common + kind.keys)
    self.name = try node.outputName(name)
    title = try keys["title"]?.text() ?? name
    let models = try keys["models"]?.modelNames() ?? []
    switch kind {
    case .coefficients:
      subject = .coefficients(
        models: models, terms: try keys["terms"]?.texts().map { .named($0) } ?? [])
    case .marginalEffect:
      guard let of = keys["of"] else { throw node.wrong("`model:`, `of:` and `over:`") }
      subject = .curve(
        try Study.CurvePlan(
          .effect(of: try of.text(), between: try keys["between"]?.pair()), node, keys))
    case .predictions: subject = .curve(try Study.CurvePlan(.prediction, node, keys))
    case .diagnostics: subject = .diagnostics(try Study.DiagnosticsPlan(node, keys))
    case .truth: subject = .truth(models: models)
    }
  }

  /// The models it draws; none stands for all.
  var models: [OutputName] {
    switch subject {
    case .coefficients(let models, _), .truth(let models): models
    case .curve(let plan): [plan.model]
    case .diagnostics(let plan): [plan.model]
    }
  }
}

extension Study.CurvePlan {
  fileprivate init(
    _ subject: EffectCurvePlan.Subject, _ node: DocumentNode, _ keys: [String: DocumentNode]
  ) throws(DocumentError) {
    guard let model = keys["model"], let over = keys["over"] else {
      throw node.wrong(
        subject == .prediction ? "`model:` and `over:`" : "`model:`, `of:` and `over:`")
    }
    self.model = try model.modelName()
    axis = try keys["axis"]?.text() ?? ""
    curve = EffectCurvePlan(
      subject, over: try over.text(), at: try keys["at"]?.numbers() ?? [],
      holding: try keys["holding"]?.settings() ?? [], others: try keys["others"]?.others(),
      scale: try keys["scale"]?.scale() ?? .response)
  }
}

extension Study.DiagnosticsPlan {
  fileprivate init(_ node: DocumentNode, _ keys: [String: DocumentNode]) throws(DocumentError) {
    guard let model = keys["model"], let of = keys["of"], let over = keys["over"] else {
      throw node.wrong("`model:`, `of:` and `over:`")
    }
    self.model = try model.modelName()
    self.of = try of.text()
    self.over = try over.text()
    axis = try keys["axis"]?.text() ?? ""
    func whole(
      _ key: String, _ range: ClosedRange<Int>, _ otherwise: Int
    ) throws(DocumentError) -> Int {
      guard let node = keys[key] else { return otherwise }
      let value = try node.wholeNumber()
      guard range.contains(value) else {
        throw node.wrong("a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
    options.bins = try whole("bins", 2...20, options.bins)
    options.knots = try whole("knots", 3...7, options.knots)
    options.kernel.replicates = try whole("replicates", 0...100_000, options.kernel.replicates)
    options.kernel.seed = UInt64(try whole("seed", 0...Int.max, 1))
    if let node = keys["bandwidth"] {
      let h = try node.number()
      guard h > 0 else { throw node.wrong("a positive number in units of the moderator") }
      options.kernel.bandwidth = .adaptive(h)
    }
  }
}
