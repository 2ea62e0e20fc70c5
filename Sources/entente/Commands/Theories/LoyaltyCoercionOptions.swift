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

  @Option(help: "That administration's interconnection. \(theirs(\.successorInterconnection))")
  var successorInterconnection: Double?

  @Option(help: "Solve the repeated version over so many rounds.")
  var rounds: Int?

  @Option(help: "The patron's discount factor between rounds. \(theirs(\.discount))")
  var discount: Double?

  @Option(
    help: "What a unit of past transfers adds to the loss, as a share. \(theirs(\.precedent))")
  var precedent: Double?

  @Option(help: "What remains of a precedent after a round. \(theirs(\.decay))")
  var decay: Double?

  /// The theory's default as help words it: the option is absent unless it is given, as what would go
  /// unused or contradicts a setting is refused.
  private static func theirs(
    _ path: KeyPath<LoyaltyCoercionTheory.Question, Double>
  ) -> String {
    "(default: \(LoyaltyCoercionTheory.Question()[keyPath: path]))"
  }

  var members: LoyaltyCoercionMembers {
    var members = LoyaltyCoercionMembers()
    members.example = example
    members.believedRecord = believedRecord
    members.successorChance = successorChance
    members.successorInterconnection = successorInterconnection
    members.rounds = rounds
    members.discount = discount
    members.precedent = precedent
    members.decay = decay
    return members
  }
}

extension LoyaltyCoercion.IllustrativeCase: ExpressibleByArgument {}
