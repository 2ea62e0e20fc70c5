/// The one spelling of estimators and variances that the command line and study files share.
extension Estimator {
  /// Reads `ols`, `m`, `m(huber)`, `m(huber, 1.5)`, `m(bisquare)`, `mm`,
  /// `mm(bisquare, 4.685)`; `nil` if it is none of these.
  public init?(named text: String) {
    let (name, arguments) = Call.parts(text)
    switch (name, arguments.count) {
    case ("ols", 0): self = .ols
    case ("m", 0...2):
      guard let psi = Psi(named: arguments.first ?? "huber", tuning: arguments.dropFirst().first)
      else { return nil }
      self = .m(psi)
    case ("mm", 0...2):
      guard let psi = Psi(named: arguments.first ?? "bisquare", tuning: arguments.dropFirst().first)
      else { return nil }
      self = .mm(psi)
    default: return nil
    }
  }

  /// `ols`, `m(huber, 1.345)`.
  public var name: String {
    switch self {
    case .ols: "ols"
    case .m(.huber(let k)): "m(huber, \(k))"
    case .m(.bisquare(let c)): "m(bisquare, \(c))"
    case .mm(.huber(let k)): "mm(huber, \(k))"
    case .mm(.bisquare(let c)): "mm(bisquare, \(c))"
    }
  }
}

extension Psi {
  /// Reads `huber` or `bisquare`, with an optional positive tuning constant.
  public init?(named name: String, tuning: String? = nil) {
    let constant = tuning.map { Double($0) ?? -1 }
    if let constant, !(constant > 0 && constant.isFinite) { return nil }
    switch name {
    case "huber": self = constant.map { .huber(k: $0) } ?? .huber()
    case "bisquare": self = constant.map { .bisquare(c: $0) } ?? .bisquare()
    default: return nil
    }
  }
}

extension Variance {
  /// For messages: the forms that can be written.
  public static let forms = "iid, hc0, hc1, hc2, hc3, cluster(a) or dyadic(a, b)"

  /// Reads `cluster(ally)` and `cluster:ally`, `dyadic(a, b)` and `dyadic:a,b`, `iid`, `hc0`...
  public init?(named text: String) {
    let (name, arguments) = Call.parts(text)
    switch (name, arguments.count) {
    case ("iid", 0): self = .homoskedastic
    case ("hc0", 0): self = .hc0
    case ("hc1", 0): self = .hc1
    case ("hc2", 0): self = .hc2
    case ("hc3", 0): self = .hc3
    case ("cluster", 1): self = .cluster(by: arguments[0])
    case ("dyadic", 2) where arguments[0] != arguments[1]:
      self = .dyadic(arguments[0], arguments[1])
    default: return nil
    }
  }
}

/// `name(a, b)` or `name:a,b`, in parts.
private enum Call {
  static func parts(_ text: String) -> (name: String, arguments: [String]) {
    let trimmed = text.filter { !$0.isWhitespace }
    guard let mark = trimmed.firstIndex(where: { $0 == "(" || $0 == ":" }) else {
      return (trimmed, [])
    }
    var inner = trimmed[trimmed.index(after: mark)...]
    if trimmed[mark] == "(" {
      guard inner.last == ")" else { return (trimmed, []) }
      inner = inner.dropLast()
    }
    return (String(trimmed[..<mark]), inner.split(separator: ",").map(String.init))
  }
}
