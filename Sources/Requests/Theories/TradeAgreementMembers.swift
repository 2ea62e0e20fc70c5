import Bargaining
import Documents
import Exhibits
import Frames

/// The weights of a tariff agreement, its rule and its limits.
public struct TradeAgreementMembers: TheoryMembers {
  // What is absent has the theory's default, Figure 1 of DeRemer (2023).
  /// Weights of Home's government on profits of import-competing firms and exporters; a third on
  /// firms that buy the imported good.
  public var homeGovernment: PoliticalWeights?
  /// Weights of Foreign's government.
  public var foreignGovernment: PoliticalWeights?
  /// Weights of Home's public.
  public var homePublic: PoliticalWeights?
  /// Weights of Foreign's public.
  public var foreignPublic: PoliticalWeights?
  /// What answers a tariff cut.
  public var reciprocity = Reciprocity.termsOfTrade
  /// Weights on Home's government along the frontier.
  public var lambda: NumberList?
  /// The least tariff allowed; the market alone limits subsidies where absent.
  public var tariffFloor: Double?
  /// The share of demand for imports from firms downstream, 0 to 1.
  public var downstreamShare: Double?
  /// Whether the document has the curves of tariff space.
  public var space = false

  /// Figure 1 of DeRemer (2023).
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("home-government", into: &homeGovernment)
    try members.read("foreign-government", into: &foreignGovernment)
    try members.read("home-public", into: &homePublic)
    try members.read("foreign-public", into: &foreignPublic)
    try members.read("reciprocity", into: &reciprocity)
    try members.read("lambda", into: &lambda)
    try members.read("tariff-floor", into: &tariffFloor)
    try members.read("downstream-share", into: &downstreamShare)
    try members.read("space", into: &space)
  }

  /// What is wrong with a member's own value is wrong usage; what is wrong with a setting is the
  /// model's to say.
  public func check() throws(RequestError) {
    do { try theory().check() } catch { throw RequestError("\(error)") }
  }

  /// Refuses a weight on firms downstream where the share of demand that they make is not given: at
  /// its default of 0 no number would depend on the weight.
  public func checkUse(of settings: [TheorySetting]) throws(RequestError) {
    guard downstreamShare == nil, !settings.contains(where: { $0.name == "downstream_share" })
    else {
      return
    }
    let owners = [
      ("home-government", homeGovernment), ("foreign-government", foreignGovernment),
      ("home-public", homePublic), ("foreign-public", foreignPublic),
    ]
    for (name, weights) in owners {
      let input = name.replacing("-", with: "_")
      let values = settings.first { $0.name == input }?.values ?? weights?.values ?? []
      guard values.count == 3, values[2] != 1 else { continue }
      throw RequestError(
        """
        the third weight of \(member: name), on firms downstream, goes unused without \
        \(member: "downstream-share"); give that too, or leave the weight out.
        """)
    }
  }

  /// The weights and limits that were given.
  public var given: [(member: String, input: String)] {
    [
      ("home-government", homeGovernment != nil), ("foreign-government", foreignGovernment != nil),
      ("home-public", homePublic != nil), ("foreign-public", foreignPublic != nil),
      ("lambda", lambda != nil), ("tariff-floor", tariffFloor != nil),
      ("downstream-share", downstreamShare != nil),
    ].compactMap { name, isGiven in isGiven ? (name, name.replacing("-", with: "_")) : nil }
  }

  /// The agreement under these weights.
  public func theory() -> TradeAgreementTheory {
    var theory = TradeAgreementTheory()
    if let homeGovernment { theory.parameters.homeGovernment = homeGovernment }
    if let foreignGovernment { theory.parameters.foreignGovernment = foreignGovernment }
    if let homePublic { theory.parameters.homePublic = homePublic }
    if let foreignPublic { theory.parameters.foreignPublic = foreignPublic }
    if let downstreamShare { theory.parameters.downstreamShare = downstreamShare }
    if let lambda { theory.question.lambdas = lambda.values }
    theory.parameters.tariffFloor = tariffFloor
    theory.question.reciprocity = reciprocity
    if space { theory.question.extras.insert(.tariffSpace) }
    return theory
  }
}

extension PoliticalWeights {
  /// Weights as they are typed: two numbers with commas between them, or three.
  /// - Throws: `RequestError` for another count.
  public init(typed text: String) throws(RequestError) {
    try self.init(typed: NumberList(text))
  }

  init(typed list: NumberList) throws(RequestError) {
    do throws(BargainingError) {
      try self.init(list.values, of: list.description)
    } catch {
      throw RequestError(
        """
        \(list) has \(Plural.count(list.values.count, "number")); two are \
        expected, on import-competing and exporting profits, as in 1.2,1.1.
        """)
    }
  }
}

extension Members {
  /// Weights on profits, as a list or with commas between them.
  mutating func read(_ name: String, into value: inout PoliticalWeights?) throws(DocumentError) {
    guard let node = node(name) else { return }
    let numbers = try node.numbers()
    do { value = try PoliticalWeights(typed: numbers) } catch {
      throw node.refused(error.description)
    }
  }
}
