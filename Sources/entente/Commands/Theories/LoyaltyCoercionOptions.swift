import ArgumentParser
import Bargaining
import Requests

/// The case that a model of loyalty coercion begins from, and its extensions.
struct LoyaltyCoercionOptions: TheoryOptions {
  static let examples = """
    entente solve loyalty-coercion --case taiwan
    entente solve loyalty-coercion --case pakistan --believed-record 0.8
    entente solve loyalty-coercion --set R=1,0.6 --set rivals=1 --set R_adv=0.8 --set p_realign=0.3
    entente solve loyalty-coercion --set R=0.6 --rounds 5 --precedent 0.2
    """

  private static let standard = LoyaltyCoercionMembers()

  @Option(name: .customLong("case"), help: "Illustrative inputs.")
  var example = standard.example

  @Option(help: "The record that the junior believes it has.")
  var believedRecord: Double?

  @Option(help: "The chance that another administration answers the claim.")
  var successorChance: Double?

  @Option(help: "That administration's interconnection.")
  var successorInterconnection = standard.question.successorInterconnection

  @Option(help: "Solve the repeated version over so many rounds.")
  var rounds: Int?

  @Option(help: "The patron's discount factor between rounds.")
  var discount = standard.question.discount

  @Option(help: "What a unit of past transfers adds to the loss, as a share.")
  var precedent = standard.question.precedent

  @Option(help: "What remains of a precedent after a round.")
  var decay = standard.question.decay

  var members: LoyaltyCoercionMembers {
    var members = LoyaltyCoercionMembers()
    members.example = example
    members.question.believedRecord = believedRecord
    members.question.successorChance = successorChance
    members.question.successorInterconnection = successorInterconnection
    members.question.rounds = rounds
    members.question.discount = discount
    members.question.precedent = precedent
    members.question.decay = decay
    return members
  }
}

extension LoyaltyCoercion.IllustrativeCase: ExpressibleByArgument {}
