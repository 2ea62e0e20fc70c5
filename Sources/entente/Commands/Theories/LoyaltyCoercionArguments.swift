import ArgumentParser
import Bargaining
import Exhibits

/// The case that a model of loyalty coercion begins from, and its extensions.
struct LoyaltyCoercionArguments: TheoryArguments {
  static let examples = """
    entente solve loyalty-coercion --case taiwan
    entente solve loyalty-coercion --case pakistan --believed-record 0.8
    entente solve loyalty-coercion --set R=1,0.6 --set rivals=1 --set R_adv=0.8 --set p_realign=0.3
    entente solve loyalty-coercion --set R=0.6 --rounds 5 --precedent 0.2
    """

  @Option(name: .customLong("case"), help: "Illustrative inputs.")
  var example: LoyaltyCoercion.IllustrativeCase = .taiwan

  @Option(help: "The record that the junior believes it has.")
  var believedRecord: Double?

  @Option(help: "The chance that another administration answers the claim.")
  var successorChance: Double?

  @Option(help: "That administration's interconnection.")
  var successorInterconnection = 0.0

  @Option(help: "Solve the repeated version over so many rounds.")
  var rounds: Int?

  @Option(help: "The patron's discount factor between rounds.")
  var discount = 0.9

  @Option(help: "What a unit of past transfers adds to the loss, as a share.")
  var precedent = 0.2

  @Option(help: "What remains of a precedent after a round.")
  var decay = 0.9

  func validate() throws {
    if let believedRecord, !(0...1).contains(believedRecord) {
      throw ValidationError("--believed-record is a share, not \(believedRecord).")
    }
  }

  func theory() -> LoyaltyCoercionTheory {
    var theory = LoyaltyCoercionTheory()
    theory.parameters = example.parameters
    theory.question.believedRecord = believedRecord
    theory.question.successorChance = successorChance
    theory.question.successorInterconnection = successorInterconnection
    theory.question.rounds = rounds
    theory.question.discount = discount
    theory.question.precedent = precedent
    theory.question.decay = decay
    return theory
  }
}

extension LoyaltyCoercion.IllustrativeCase: ExpressibleByArgument {}
