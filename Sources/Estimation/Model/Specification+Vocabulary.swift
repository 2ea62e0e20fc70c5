/// The one spelling of estimators and variances that the command line and study files share.
extension Estimator {
  /// Reads `ols`, `ppml`, `probit`, `logit`, `m`, `m(huber)`, `m(huber, 1.5)`, `m(bisquare)`, `mm`,
  /// `mm(bisquare, 4.685)`; `nil` if it is none of these.
  public init?(named text: String) {
    let (name, arguments) = Call.parts(text)
    switch (name, arguments.count) {
    case ("ols", 0): self = .ols
    case ("ppml", 0): self = .ppml
    case ("probit", 0): self = .probit
    case ("logit", 0): self = .logit
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
    case .ppml: "ppml"
    case .probit: "probit"
    case .logit: "logit"
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
  public static let forms = """
    iid, hc0, hc1, hc2, hc3, cluster(a, ...) of up to 12 keys, cr2(a), dyadic(a, b), \
    two-mode(a, b), \
    driscoll-kraay(time, lags), newey-west(time, lags), newey-west(unit, time, lags) or \
    conley(latitude, longitude, km[, bartlett])
    """

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
    case ("cluster", 2...MultiwayClusterVariance.mostKeys)
    where Set(arguments).count == arguments.count:
      self = .multiwayCluster(by: arguments)
    case ("two-mode", 2) where arguments[0] != arguments[1]:
      self = .twoMode(arguments[0], arguments[1])
    case ("cr2", 1): self = .cr2(by: arguments[0])
    case ("driscoll-kraay", 1): self = .driscollKraay(time: arguments[0], lags: nil)
    case ("driscoll-kraay", 2):
      guard let lags = Int(arguments[1]) else { return nil }
      self = .driscollKraay(time: arguments[0], lags: lags)
    case ("newey-west", 1): self = .neweyWest(unit: nil, time: arguments[0], lags: nil)
    case ("newey-west", 2):
      guard let lags = Int(arguments[1]) else {
        self = .neweyWest(unit: arguments[0], time: arguments[1], lags: nil)
        return
      }
      self = .neweyWest(unit: nil, time: arguments[0], lags: lags)
    case ("newey-west", 3):
      guard let lags = Int(arguments[2]) else { return nil }
      self = .neweyWest(unit: arguments[0], time: arguments[1], lags: lags)
    case ("conley", 3...4):
      guard let cutoff = Double(arguments[2]),
        let kernel = SpatialKernel(rawValue: arguments.count == 4 ? arguments[3] : "uniform")
      else { return nil }
      self = .conley(
        latitude: arguments[0], longitude: arguments[1], cutoff: cutoff, kernel: kernel)
    default: return nil
    }
  }

  /// `name:a,b` with the lags where they are given.
  static func call(_ name: String, _ keys: [String], _ lags: Int?) -> String {
    "\(name):" + (keys + (lags.map { [String($0)] } ?? [])).joined(separator: ",")
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
    let arguments = inner.split(separator: ",", omittingEmptySubsequences: inner.isEmpty)
    // Nothing between two commas is no argument, and no call either.
    guard arguments.allSatisfy({ !$0.isEmpty }) else { return (trimmed, []) }
    return (String(trimmed[..<mark]), arguments.map(String.init))
  }
}
