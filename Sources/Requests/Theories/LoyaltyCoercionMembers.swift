import Bargaining
import Documents
import Exhibits

/// The case that a model of loyalty coercion begins from, and its extensions.
public struct LoyaltyCoercionMembers: TheoryMembers {
  /// Illustrative inputs, from the paper's cases.
  public var example = LoyaltyCoercion.IllustrativeCase.taiwan
  // The extensions; what is absent has the theory's default.
  /// The record that the junior believes it has.
  public var believedRecord: Double?
  /// The chance that another administration answers the claim.
  public var successorChance: Double?
  /// That administration's interconnection.
  public var successorInterconnection: Double?
  /// Over how many rounds the repeated version is solved.
  public var rounds: Int?
  /// The patron's discount factor between rounds.
  public var discount: Double?
  /// What a unit of past transfers adds to the loss, as a share.
  public var precedent: Double?
  /// What remains of a precedent after a round.
  public var decay: Double?

  /// Taiwan, without an extension.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("case", into: &example)
    try members.read("believed-record", into: &believedRecord)
    try members.read("successor-chance", into: &successorChance)
    try members.read("successor-interconnection", into: &successorInterconnection)
    try members.read("rounds", into: &rounds)
    try members.read("discount", into: &discount)
    try members.read("precedent", into: &precedent)
    try members.read("decay", into: &decay)
  }

  /// Refuses a believed record that is no share.
  public func check() throws(RequestError) {
    if let record = believedRecord, !(0...1).contains(record) {
      throw RequestError("\(member: "believed-record") is a share, not \(record).")
    }
  }

  /// The numbers of the repeated version are read with rounds only, and a successor's with its chance.
  public static var dependent: [(input: String, on: String)] {
    ["discount", "precedent", "decay"].map { ($0, "rounds") }
      + [("successor_interconnection", "successor_chance")]
  }

  /// The extensions that were given.
  public var given: [(member: String, input: String)] {
    [
      ("believed-record", believedRecord), ("successor-chance", successorChance),
      ("successor-interconnection", successorInterconnection),
      ("rounds", rounds.map { Double($0) }),
      ("discount", discount), ("precedent", precedent), ("decay", decay),
    ].compactMap { name, value in value == nil ? nil : (name, name.replacing("-", with: "_")) }
  }

  /// The case's inputs with these extensions.
  public func theory() -> LoyaltyCoercionTheory {
    var theory = LoyaltyCoercionTheory()
    theory.parameters = example.parameters
    theory.question.believedRecord = believedRecord
    theory.question.successorChance = successorChance
    theory.question.rounds = rounds
    if let successorInterconnection {
      theory.question.successorInterconnection = successorInterconnection
    }
    if let discount { theory.question.discount = discount }
    if let precedent { theory.question.precedent = precedent }
    if let decay { theory.question.decay = decay }
    return theory
  }
}
