import ArgumentParser
import Bargaining
import Requests

/// The weights of a tariff agreement, its rule and its limits.
struct TradeAgreementOptions: TheoryOptions {
  static let examples = """
    entente solve trade-agreement                                    Figure 1 of DeRemer (2023)
    entente solve trade-agreement --home-government 1.5,1.05 --home-public 1,1
    entente solve trade-agreement --lambda 0.9,1,1.1 --tariff-floor 0 --format json
    entente solve trade-agreement --figure claims.png --figure-kind claims

    Weights are two numbers, on profits of import-competing firms and of exporters; 1 counts them \
    like anyone's income. A third number, with --downstream-share, is the weight on firms that buy \
    the imported good.
    """

  private static let standard = TradeAgreementMembers()
  private static let politics = TradePolitics.figureOne

  @Option(weights: "Weights M,E of Home's government.", default: politics.government.home)
  var homeGovernment: PoliticalWeights?

  @Option(weights: "Weights M,E of Foreign's government.", default: politics.government.foreign)
  var foreignGovernment: PoliticalWeights?

  @Option(weights: "Weights M,E of Home's public.", default: politics.people.home)
  var homePublic: PoliticalWeights?

  @Option(weights: "Weights M,E of Foreign's public.", default: politics.people.foreign)
  var foreignPublic: PoliticalWeights?

  @Option(help: "What answers a tariff cut.")
  var reciprocity = standard.reciprocity

  @Option(
    numbers: "Weights on Home's government along the frontier.",
    default: NumberList(values: TradeAgreementTheory.Question().lambdas))
  var lambda: NumberList?

  @Option(
    parsing: .unconditional,
    help: "The least tariff allowed; if not said, import subsidies are limited by the market alone."
  )
  var tariffFloor: Double?

  @Option(
    parsing: .unconditional,
    help: "The share of demand for imports from firms downstream, 0 to 1. (default: 0)")
  var downstreamShare: Double?

  @Flag(help: "Add the curves of tariff space to the JSON document.")
  var space = standard.space

  var members: TradeAgreementMembers {
    var members = TradeAgreementMembers()
    members.homeGovernment = homeGovernment
    members.foreignGovernment = foreignGovernment
    members.homePublic = homePublic
    members.foreignPublic = foreignPublic
    members.reciprocity = reciprocity
    members.lambda = lambda
    members.tariffFloor = tariffFloor
    members.downstreamShare = downstreamShare
    members.space = space
    return members
  }
}

extension Option where Value == PoliticalWeights? {
  /// An option that takes weights as they are typed, two numbers or three, and is absent unless it is
  /// given; help names what then holds.
  init(
    wrappedValue: PoliticalWeights? = nil, weights help: String, default weights: PoliticalWeights
  ) {
    self.init(
      parsing: .unconditional,
      help: "\(help) (default: \(NumberList(values: weights.values)))",
      transform: { try PoliticalWeights(typed: $0) })
  }
}

extension Reciprocity: ExpressibleByArgument {}
