import Documents
import Interpretation

extension Study.FigurePlan {
  private static let common = ["kind", "title"]
  private static let kinds: [(name: String, keys: [String])] = [
    ("coefficients", ["models", "terms"]),
    (
      "marginal effect",
      ["model", "of", "over", "axis", "at", "between", "holding", "others", "scale"]
    ),
    ("predictions", ["model", "over", "axis", "at", "holding", "others", "scale"]),
    (
      "interaction diagnostics",
      ["model", "of", "over", "axis", "bins", "bandwidth", "replicates", "knots", "seed"]
    ),
    ("truth", ["models"]),
  ]

  init(name: String, _ node: DocumentNode) throws(DocumentError) {
    guard let kind = try node.entries().first(where: { $0.key == "kind" })?.value else {
      throw node.wrong("`kind:`")
    }
    let word = try kind.text()
    guard let known = Self.kinds.first(where: { $0.name == word })?.keys else {
      throw kind.wrong(Self.kinds.map(\.name).joined(separator: ", "))
    }
    let keys = try node.entries(known: Self.common + known)
    let title = try keys["title"]?.text() ?? name
    switch word {
    case "coefficients":
      self = .coefficients(
        name: name, title: title, models: try keys["models"]?.texts() ?? [],
        terms: try keys["terms"]?.texts() ?? [])
    case "marginal effect":
      self = .marginalEffect(try Study.CurvePlan(name, title, node, keys))
    case "predictions":
      self = .predictions(try Study.CurvePlan(name, title, node, keys))
    case "interaction diagnostics":
      self = .diagnostics(try Study.DiagnosticsPlan(name, title, node, keys))
    default:
      self = .truth(name: name, title: title, models: try keys["models"]?.texts() ?? [])
    }
  }

  /// The models it draws; none stands for all.
  var models: [String] {
    switch self {
    case .coefficients(_, _, let models, _), .truth(_, _, let models): models
    case .marginalEffect(let plan), .predictions(let plan): [plan.model]
    case .diagnostics(let plan): [plan.model]
    }
  }
}

extension Study.CurvePlan {
  fileprivate init(
    _ name: String, _ title: String, _ node: DocumentNode, _ keys: [String: DocumentNode]
  ) throws(DocumentError) {
    let isEffect = try keys["kind"]?.text() == "marginal effect"
    guard let model = keys["model"], let over = keys["over"], !isEffect || keys["of"] != nil
    else { throw node.wrong(isEffect ? "`model:`, `of:` and `over:`" : "`model:` and `over:`") }
    self.name = name
    self.title = title
    self.model = try model.text()
    of = try keys["of"]?.text() ?? ""
    self.over = try over.text()
    axis = try keys["axis"]?.text() ?? ""
    at = try keys["at"]?.numbers() ?? []
    between = try keys["between"]?.pair()
    holding = try keys["holding"]?.settings() ?? []
    others = try keys["others"]?.others()
    scale = try keys["scale"]?.scale() ?? .response
  }
}

extension Study.DiagnosticsPlan {
  fileprivate init(
    _ name: String, _ title: String, _ node: DocumentNode, _ keys: [String: DocumentNode]
  ) throws(DocumentError) {
    guard let model = keys["model"], let of = keys["of"], let over = keys["over"] else {
      throw node.wrong("`model:`, `of:` and `over:`")
    }
    self.name = name
    self.title = title
    self.model = try model.text()
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
