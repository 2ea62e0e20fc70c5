/// The weights of both governments and both publics, and the share of the imported good that
/// domestic firms buy.
public struct TradePolitics: Sendable, Equatable {
  /// How each government counts profits.
  public private(set) var government: CountryPair<PoliticalWeights>
  /// How each public counts them.
  public private(set) var people: CountryPair<PoliticalWeights>
  /// The share of an importer's demand that comes from firms downstream, from 0 to 1. Their surplus
  /// is that share of the area under the demand curve, and counts `downstreamWeight` times.
  public let downstreamShare: Double

  /// - Throws: `outOfDomain` for a weight that is negative or not finite, or a share outside [0, 1].
  public init(
    homeGovernment: PoliticalWeights, foreignGovernment: PoliticalWeights,
    homePublic: PoliticalWeights, foreignPublic: PoliticalWeights, downstreamShare: Double = 0
  ) throws(BargainingError) {
    government = CountryPair(home: homeGovernment, foreign: foreignGovernment)
    people = CountryPair(home: homePublic, foreign: foreignPublic)
    self.downstreamShare = downstreamShare
    let owners = [
      ("Home's government", homeGovernment), ("Foreign's government", foreignGovernment),
      ("Home's public", homePublic), ("Foreign's public", foreignPublic),
    ]
    for (owner, weights) in owners {
      let entries = [
        ("import weight", weights.importWeight), ("export weight", weights.exportWeight),
        ("downstream weight", weights.downstreamWeight),
      ]
      for (name, value) in entries {
        try Domain.nonnegative(
          "The \(name) of \(owner)", value, "1 counts producers' profit like anyone's income.")
      }
    }
    guard (0...1).contains(downstreamShare) else {
      throw .outOfDomain(
        parameter: "The downstream share", found: downstreamShare,
        expected: "a number from 0 to 1", hint: "0 leaves all demand to consumers.")
    }
  }

  /// Both countries alike.
  public init(
    government: PoliticalWeights, people: PoliticalWeights, downstreamShare: Double = 0
  ) throws(BargainingError) {
    try self.init(
      homeGovernment: government, foreignGovernment: government, homePublic: people,
      foreignPublic: people, downstreamShare: downstreamShare)
  }

  /// Weights known to lie in their domain, for loops that draw them there.
  init(
    checked government: CountryPair<PoliticalWeights>, people: CountryPair<PoliticalWeights>,
    downstreamShare: Double = 0
  ) {
    self.government = government
    self.people = people
    self.downstreamShare = downstreamShare
  }

  /// The weights of DeRemer's (2023) Figure 1: governments (1.2, 1.1), publics (1.2, 1). The paper
  /// gives the governments' weights; that the public counts exporters' profit once is assumed.
  public static let figureOne = TradePolitics(
    checked: CountryPair(
      home: PoliticalWeights(import: 1.2, export: 1.1),
      foreign: PoliticalWeights(import: 1.2, export: 1.1)),
    people: CountryPair(
      home: PoliticalWeights(import: 1.2, export: 1),
      foreign: PoliticalWeights(import: 1.2, export: 1)))

  /// The weights that a principal of a country goes by.
  public func weights(_ principal: Principal, of country: Country) -> PoliticalWeights {
    principal == .government ? government[country] : people[country]
  }

  func interests(_ principal: Principal, of country: Country) -> Interests {
    let weights = weights(principal, of: country)
    return Interests(
      imports: weights.importWeight, exports: weights.exportWeight,
      downstream: downstreamShare * (weights.downstreamWeight - 1))
  }

  /// Whether both countries have the same weights.
  public var isSymmetric: Bool {
    government.home == government.foreign && people.home == people.foreign
  }
}

/// The numbers that enter a payoff: `gamma_M`, `gamma_E`, and the extra weight on surplus from
/// buying the imported good.
struct Interests: Sendable, Equatable {
  var imports: Double
  var exports: Double
  var downstream: Double
}
