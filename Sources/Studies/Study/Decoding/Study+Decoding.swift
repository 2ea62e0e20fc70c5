import Documents
import Expressions
import Frames

extension Study {
  static let rootKeys = [
    "study", "title", "question", "published", "sources", "panel", "variables", "composites",
    "models", "figures", "quantities", "claims", "labels", "variants",
  ]
  /// Keys of a variant that change every model at once.
  static let modelWideKeys = [
    "estimator", "absorb", "variance", "otherwise", "small_sample", "bread", "singletons",
    "bias_correction", "inference", "comparison", "tolerance", "iterations", "level", "seed",
    "without",
  ]

  /// Reads a study and lays the named variant over it.
  /// - Parameters:
  ///   - text: the study, in YAML or JSON.
  ///   - file: its path, for messages.
  ///   - variant: a name from `variants`; `nil` takes the first, if there are any.
  public init(yaml text: String, file: String, variant: String? = nil) throws(StudyError) {
    self = try StudyDocument(text, file: file).study(variant: variant)
  }

  /// A study from its effective document: the one that is written, with its variant laid over it.
  init(
    _ root: DocumentNode, modelWide: [String: DocumentNode], variants: [Variant], variant: Variant?
  ) throws(DocumentError) {
    let keys = try root.entries(known: Study.rootKeys)
    func required(_ key: String) throws(DocumentError) -> DocumentNode {
      guard let node = keys[key] else { throw root.wrong("a setting `\(key):`") }
      return node
    }
    name = try required("study").modelName().description
    title = try keys["title"]?.text() ?? name
    question = try keys["question"]?.text() ?? ""
    self.variants = variants
    self.variant = variant
    published = try keys["published"].map { (node) throws(DocumentError) in try Published(node) }
    panel = try PanelPlan(try required("panel"))
    sources = []
    for (name, node) in try required("sources").entries() {
      sources.append(try SourcePlan(name: name, node, panelTime: panel.time))
    }
    variables = []
    for (name, node) in try keys["variables"]?.entries() ?? [] {
      variables.append(Definition(name: name, expression: try node.expression()))
    }
    composites = []
    for (name, node) in try keys["composites"]?.entries() ?? [] {
      composites.append(try CompositePlan(name: name, node))
    }
    models = []
    for (name, node) in try required("models").entries() {
      models.append(try ModelPlan(name: name, node, wide: modelWide))
    }
    try Self.checkRemoved(modelWide["without"], from: try required("models"))
    figures = []
    for (name, node) in try keys["figures"]?.entries() ?? [] {
      let figure = try FigurePlan(name: name, node)
      if models.contains(where: { OutputName.sample(of: $0.name) == figure.name }) {
        throw node.refused(
          "a report draws the sample of a model under the name '\(name)'; call this figure otherwise"
        )
      }
      figures.append(figure)
    }
    for (name, node) in try keys["quantities"]?.entries() ?? [] {
      quantities.append(try QuantityPlan(name: name, node))
    }
    for (model, terms) in try keys["claims"]?.entries() ?? [] {
      let name = try terms.outputName(model)
      for term in try terms.texts() { claims.append(Claim(model: name, term: .named(term))) }
    }
    labels = [:]
    for (name, node) in try keys["labels"]?.entries() ?? [] { labels[name] = try node.text() }
  }

  /// Refuses to take out of every model what none of them has.
  private static func checkRemoved(
    _ removed: DocumentNode?, from models: DocumentNode
  ) throws(DocumentError) {
    guard let removed else { return }
    for term in try removed.texts() {
      var isThere = false
      for (_, model) in try models.entries() where try model.formulaLoses(term) { isThere = true }
      guard isThere else { throw removed.wrong("terms of the models, none of which has '\(term)'") }
    }
  }

  /// Refuses names that nothing defines, before any work is done.
  func checkNames() throws(StudyError) {
    func check(_ kind: String, _ name: String, _ known: [String], _ place: String)
      throws(StudyError)
    {
      guard !known.contains(name) else { return }
      throw .undefined(
        kind: kind, name: name, usedIn: place,
        closest: NearestNames.closest(to: name, among: known))
    }
    let sourceNames = sources.map(\.name)
    for step in panel.build {
      switch step {
      case .start(let source): try check("source", source, sourceNames, "panel.build")
      case .join(let join): try check("source", join.source, sourceNames, "panel.build")
      case .compute(let names):
        for name in names { try check("variable", name, variables.map(\.name), "panel.build") }
      case .append(let composite):
        try check("composite", composite, composites.map(\.name), "panel.build")
      case .keep: break
      }
    }
    let known = models.map(\.name.description)
    for model in figures.flatMap(\.models) { try check("model", "\(model)", known, "figures") }
    for quantity in quantities { try check("model", "\(quantity.model)", known, "quantities") }
    for claim in claims { try check("model", "\(claim.model)", known, "claims") }
    for entry in published?.entries ?? [] {
      try check("model", "\(entry.model)", known, "published.models")
    }
    for name in published?.causes.flatMap(\.variants) ?? [] {
      try check("variant", name, variants.map(\.name), "published.causes")
    }
  }
}

extension DocumentNode {
  /// An expression of the grammar that formulas share.
  func expression() throws(DocumentError) -> Expression {
    let text = try text()
    do {
      return try ExpressionParser.parse(text)
    } catch {
      throw refused(String(describing: error))
    }
  }
}
