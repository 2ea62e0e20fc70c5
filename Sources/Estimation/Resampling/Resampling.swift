import Expressions

/// Inference by resampling, for few clusters or units, where the approximations behind variance
/// formulas fail.
public enum Resampling: Vocabulary {
  /// Wild cluster bootstrap with the null imposed (Cameron, Gelbach and Miller 2008).
  case wildCluster(by: GroupingKey, draws: Int, weights: WildWeights)
  /// Leave out one unit at a time, on whichever side of the dyad it stands; one key for clusters.
  case jackknife([GroupingKey])
  /// Re-draw a treatment, a column of the data, within strata (Fisher 1935; Imbens and Rubin 2015,
  /// chapter 5). With `assignedTo`, whole units of that key keep one draw.
  case randomization(
    treatment: String, strata: GroupingKey?, draws: Int, assignedTo: GroupingKey?)

  /// For messages: "not a known method of inference".
  public static let noun = "method of inference"

  /// What `--inference` takes.
  public static let forms = [
    VocabularyForm(
      "wild", "cluster, draws[, rademacher|webb]",
      summary: "wild cluster bootstrap, null imposed (Cameron, Gelbach and Miller 2008)"),
    VocabularyForm("jackknife", "unit", summary: "leave out one cluster at a time"),
    VocabularyForm(
      "jackknife", "exporter, importer", summary: "leave out one member of dyads at a time"),
    VocabularyForm(
      "randomization", "treatment, strata, draws[, assigned-to]",
      remark: "(strata may be empty; draws up to 1,000,000)",
      summary: "re-draw a treatment within strata"),
  ]

  /// As in `--inference`: `wild:ally,9999`.
  public var name: String {
    switch self {
    case .wildCluster(let key, let draws, let weights):
      "wild:\(key),\(draws)" + (weights == .rademacher ? "" : ",\(weights.rawValue)")
    case .jackknife(let keys): "jackknife:" + keys.joined(",")
    case .randomization(let treatment, let strata, let draws, let unit):
      "randomization:\(treatment),\(strata.map(\.description) ?? ""),\(draws)"
        + (unit.map { ",\($0)" } ?? "")
    }
  }

  /// The name, so that it reads back as the same method.
  public var description: String { name }

  /// Reads `wild:ally,9999`, `jackknife:exporter,importer`, `randomization:election,year,999`.
  public init(reading text: String) throws(VocabularyError) {
    var reason: String?
    do {
      if let call = SpelledCall(text), let method = try Resampling(call) {
        self = method
        return
      }
    } catch { reason = "\(error)" }
    throw VocabularyError(
      noun: Resampling.noun, found: text, expected: Resampling.choices, reason: reason)
  }

  private init?(_ call: SpelledCall) throws(ExpressionError) {
    let arguments = call.arguments
    func draws(_ index: Int) -> Int? {
      Int(arguments[index]).flatMap { (1...Resampling.mostDraws).contains($0) ? $0 : nil }
    }
    func key(_ index: Int) throws(ExpressionError) -> GroupingKey? {
      guard index < arguments.count, !arguments[index].isEmpty else { return nil }
      return try GroupingKey(reading: arguments[index])
    }
    switch (call.name, arguments.count) {
    case ("wild", 2...3):
      guard let count = draws(1), let cluster = try key(0),
        let weights = WildWeights(
          rawValue: arguments.count == 3 ? arguments[2] : WildWeights.rademacher.rawValue)
      else { return nil }
      self = .wildCluster(by: cluster, draws: count, weights: weights)
    case ("jackknife", 1...2):
      let keys = try call.keys()
      guard Set(keys).count == keys.count else { return nil }
      self = .jackknife(keys)
    case ("randomization", 3...4):
      guard let count = draws(2), !arguments[0].isEmpty else { return nil }
      self = .randomization(
        treatment: arguments[0], strata: try key(1), draws: count, assignedTo: try key(3))
    default: return nil
    }
  }

  /// More draws than this tell nothing more, and would fill the memory.
  public static let mostDraws = 1_000_000

  /// The groupings that it needs beyond those of the variance.
  public var keys: [GroupingKey] {
    switch self {
    case .wildCluster(let key, _, _): [key]
    case .jackknife(let keys): keys
    case .randomization: []
    }
  }
}
