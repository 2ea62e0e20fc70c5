import Bargaining
import Documents
import Exhibits

/// The case that a model of loyalty coercion begins from, and its extensions.
public struct LoyaltyCoercionMembers: TheoryMembers {
  /// Illustrative inputs, from the paper's cases.
  public var example = LoyaltyCoercion.IllustrativeCase.taiwan
  /// The extensions; their defaults are the theory's.
  public var question = LoyaltyCoercionTheory.Question()

  /// Taiwan, without an extension.
  public init() {}

  /// Needs nothing; all has the default that stands beside it.
  public init(_ members: inout Members) throws(DocumentError) {
    try members.read("case", into: &example)
    try members.read("believed-record", into: &question.believedRecord)
    try members.read("successor-chance", into: &question.successorChance)
    try members.read("successor-interconnection", into: &question.successorInterconnection)
    try members.read("rounds", into: &question.rounds)
    try members.read("discount", into: &question.discount)
    try members.read("precedent", into: &question.precedent)
    try members.read("decay", into: &question.decay)
  }

  /// Refuses a believed record that is no share.
  public func check() throws(RequestError) {
    if let record = question.believedRecord, !(0...1).contains(record) {
      throw RequestError("\(member: "believed-record") is a share, not \(record).")
    }
  }

  /// The case's inputs with these extensions.
  public func theory() -> LoyaltyCoercionTheory {
    var theory = LoyaltyCoercionTheory()
    theory.parameters = example.parameters
    theory.question = question
    return theory
  }
}
