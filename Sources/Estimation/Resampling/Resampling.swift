/// Inference by resampling, for few clusters or units, where the approximations behind variance
/// formulas fail.
public enum Resampling: Sendable, Equatable {
  /// Wild cluster bootstrap with the null imposed (Cameron, Gelbach and Miller 2008).
  case wildCluster(by: String, draws: Int, weights: WildWeights)
  /// Leave out one unit at a time, on whichever side of the dyad it stands; one key for clusters.
  case jackknife([String])
  /// Re-draw a treatment within strata (Fisher 1935; Imbens and Rubin 2015, chapter 5). With
  /// `assignedTo`, whole units of that key keep one draw.
  case randomization(treatment: String, strata: String?, draws: Int, assignedTo: String?)

  /// For messages: the forms that can be written.
  public static let forms = """
    wild:cluster,draws[,rademacher|webb], jackknife:unit or jackknife:exporter,importer, \
    randomization:treatment,strata,draws[,assigned-to] (strata may be empty; draws up to 1,000,000)
    """

  /// As in `--inference`.
  public var name: String {
    switch self {
    case .wildCluster(let key, let draws, let weights):
      "wild:\(key),\(draws)" + (weights == .rademacher ? "" : ",\(weights.rawValue)")
    case .jackknife(let keys): "jackknife:" + keys.joined(separator: ",")
    case .randomization(let treatment, let strata, let draws, let unit):
      "randomization:\(treatment),\(strata ?? ""),\(draws)" + (unit.map { ",\($0)" } ?? "")
    }
  }

  /// Reads `wild:ally,9999`, `jackknife:exporter,importer`, `randomization:election,year,999`;
  /// `nil` if it is none of these.
  public init?(named text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let arguments = parts[1].split(separator: ",", omittingEmptySubsequences: false).map {
      $0.filter { !$0.isWhitespace }
    }
    func draws(_ index: Int) -> Int? {
      Int(arguments[index]).flatMap { (1...Resampling.mostDraws).contains($0) ? $0 : nil }
    }
    switch (parts[0], arguments.count) {
    case ("wild", 2...3):
      guard let count = draws(1), !arguments[0].isEmpty,
        let weights = WildWeights(rawValue: arguments.count == 3 ? arguments[2] : "rademacher")
      else { return nil }
      self = .wildCluster(by: arguments[0], draws: count, weights: weights)
    case ("jackknife", 1...2):
      guard arguments.allSatisfy({ !$0.isEmpty }), Set(arguments).count == arguments.count else {
        return nil
      }
      self = .jackknife(arguments)
    case ("randomization", 3...4):
      guard let count = draws(2), !arguments[0].isEmpty else { return nil }
      self = .randomization(
        treatment: arguments[0], strata: arguments[1].isEmpty ? nil : arguments[1], draws: count,
        assignedTo: arguments.count == 4 ? arguments[3] : nil)
    default: return nil
    }
  }

  /// More draws than this tell nothing more, and would fill the memory.
  public static let mostDraws = 1_000_000

  /// The factors it needs beyond those of the variance.
  public var factorNames: [String] {
    switch self {
    case .wildCluster(let key, _, _): [key]
    case .jackknife(let keys): keys
    case .randomization: []
    }
  }
}

/// The weights that a wild bootstrap draws by cluster: mean zero, variance one.
public enum WildWeights: String, Sendable, CaseIterable {
  /// -1 or 1; all 2^G combinations where these are no more than the draws asked for.
  case rademacher
  /// +-sqrt(1/2), +-1, +-sqrt(3/2) (Webb 2023), for fewer than about twelve clusters, where
  /// Rademacher weights give few different statistics.
  case webb
}

/// What resampling says about the terms of a fit.
public struct ResampledInference: Sendable, Equatable {
  /// One term; absent numbers are not offered by the method or not finite.
  public struct Row: Sendable, Equatable {
    public var term: String
    public var estimate: Double
    public var standardError: Double?
    public var pValue: Double?
    public var confidenceLow: Double?
    public var confidenceHigh: Double?

    public init(
      term: String, estimate: Double, standardError: Double? = nil, pValue: Double? = nil,
      confidenceLow: Double? = nil, confidenceHigh: Double? = nil
    ) {
      self.term = term
      self.estimate = estimate
      self.standardError = standardError
      self.pValue = pValue
      self.confidenceLow = confidenceLow
      self.confidenceHigh = confidenceHigh
    }
  }

  /// As in `--inference`.
  public var name: String
  /// For a table's note.
  public var label: String
  public var rows: [Row]
  /// Draws, refits or enumerated combinations.
  public var draws: Int
  /// `nil` where nothing is random.
  public var seed: UInt64?
  public var confidenceLevel: Double
  public var warnings: [String]

  /// The row of one term.
  public func row(_ term: String) -> Row? { rows.first { $0.term == term } }
}
