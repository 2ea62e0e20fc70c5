import Expressions
import Frames
import Yams

extension Study {
  private static let rootKeys = [
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
  ///   - text: the YAML of the study.
  ///   - file: its path, for messages.
  ///   - variant: a name from `variants`; `nil` takes the first, if there are any.
  public init(yaml text: String, file: String, variant: String? = nil) throws(StudyError) {
    let root = try StudyNode.parse(
      text, file: file, expecting: "a study, beginning with `study: name`")
    let keys = try root.entries(known: Study.rootKeys)
    let variantNodes = try keys["variants"]?.entries() ?? []
    var variants: [Variant] = []
    for (name, node) in variantNodes {
      variants.append(Variant(name: name, words: try Study.words(of: node)))
    }
    var effective = root
    var modelWide: [String: StudyNode] = [:]
    var chosen: Variant?
    if let name = variant ?? variants.first?.name {
      guard let position = variants.firstIndex(where: { $0.name == name }) else {
        throw .unknownVariant(name, known: variants.map(\.name))
      }
      chosen = variants[position]
      (effective, modelWide) = try Study.apply(variantNodes, name, to: root)
    }
    try self.init(effective, modelWide: modelWide, variants: variants, variant: chosen)
  }

  private static func words(of node: StudyNode) throws(StudyError) -> String {
    guard let words = try node.entries().first(where: { $0.key == "words" }) else { return "" }
    return try words.value.text()
  }

  /// Lays a variant, and first the one it extends, over the study.
  private static func apply(
    _ variants: [(key: String, value: StudyNode)], _ name: String, to root: StudyNode,
    depth: Int = 0
  ) throws(StudyError) -> (StudyNode, [String: StudyNode]) {
    guard let node = variants.first(where: { $0.key == name })?.value else {
      throw .unknownVariant(name, known: variants.map(\.key))
    }
    guard depth < 8 else { throw node.wrong("variants that do not extend each other in a circle") }
    let structural = [
      "sources", "panel", "variables", "composites", "models", "figures", "quantities", "claims",
      "labels",
    ]
    let known = ["words", "extends"] + structural + modelWideKeys
    let keys = try node.entries(known: known)
    var base = root
    var wide: [String: StudyNode] = [:]
    if let parent = keys["extends"] {
      (base, wide) = try apply(variants, try parent.text(), to: root, depth: depth + 1)
    }
    for (key, value) in keys where modelWideKeys.contains(key) { wide[key] = value }
    var changes = Node.Mapping([])
    for (key, value) in try node.entries() where structural.contains(key) {
      changes[Node(key)] = value.node
    }
    let overlay = StudyNode(node: .mapping(changes), path: "variants.\(name)", file: node.file)
    return (base.overlaid(with: overlay), wide)
  }

  private init(
    _ root: StudyNode, modelWide: [String: StudyNode], variants: [Variant], variant: Variant?
  ) throws(StudyError) {
    let keys = try root.entries(known: Study.rootKeys)
    func required(_ key: String) throws(StudyError) -> StudyNode {
      guard let node = keys[key] else { throw root.wrong("a setting `\(key):`") }
      return node
    }
    name = try required("study").text()
    title = try keys["title"]?.text() ?? name
    question = try keys["question"]?.text() ?? ""
    self.variants = variants
    self.variant = variant
    published = try keys["published"].map { (node) throws(StudyError) in try Published(node) }
    sources = []
    for (name, node) in try required("sources").entries() {
      sources.append(try SourcePlan(name: name, node))
    }
    panel = try PanelPlan(try required("panel"))
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
    figures = []
    for (name, node) in try keys["figures"]?.entries() ?? [] {
      figures.append(try FigurePlan(name: name, node))
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
    try checkNames()
  }

  /// Refuses names that nothing defines, before any work is done.
  private func checkNames() throws(StudyError) {
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
  }
}

extension StudyNode {
  /// An expression of the grammar that formulas share.
  func expression() throws(StudyError) -> Expression {
    do {
      return try ExpressionParser.parse(try text())
    } catch let error as StudyError {
      throw error
    } catch {
      throw .failed(step: "\(file), line \(line), at \(path)", reason: String(describing: error))
    }
  }
}
