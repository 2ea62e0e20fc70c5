/// A psi function with its tuning constant, in units of the scale.
public enum Psi: Sendable, Hashable {
  /// min(1, k/|u|); k = 1.345 gives 95% efficiency at the normal.
  case huber(k: Double = 1.345)
  /// (1 - (u/c)^2)^2 inside c, 0 outside (Tukey's biweight); c = 4.685 gives 95% efficiency.
  case bisquare(c: Double = 4.685)
}

extension Psi {
  /// `huber` or `bisquare`.
  public var name: String {
    switch self {
    case .huber: "huber"
    case .bisquare: "bisquare"
    }
  }

  /// k or c.
  public var tuning: Double {
    switch self {
    case .huber(let k): k
    case .bisquare(let c): c
    }
  }

  /// `Huber, k = 1.345`.
  var label: String {
    switch self {
    case .huber(let k): "Huber, k = \(k)"
    case .bisquare(let c): "bisquare, c = \(c)"
    }
  }

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

  /// Reads the arguments of an estimator: a name and a tuning constant, each with its default.
  init?(_ arguments: [String], default name: String) {
    guard arguments.count <= 2 else { return nil }
    self.init(named: arguments.first ?? name, tuning: arguments.dropFirst().first)
  }
}
