import ArgumentParser
import Bargaining
import Exhibits

struct SolveLoyaltyCoercionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loyalty-coercion",
    abstract: "When a junior partner's claim of mistreatment moves its patron.",
    discussion: """
      entente solve loyalty-coercion --case taiwan
      entente solve loyalty-coercion --case pakistan --believed-record 0.8
      entente solve loyalty-coercion --set R=1,0.6 --set rivals=1 --set R_adv=0.8 --set p_realign=0.3
      entente solve loyalty-coercion --set R=0.6 --rounds 5 --precedent 0.2
      """)

  @OptionGroup var model: ModelCommandOptions

  @Option(name: .customLong("case"), help: "Illustrative inputs: taiwan or pakistan.")
  var example = "taiwan"

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
    guard ["taiwan", "pakistan"].contains(example) else {
      throw ValidationError("--case is taiwan or pakistan, not \(example).")
    }
    if let believedRecord, !(0...1).contains(believedRecord) {
      throw ValidationError("--believed-record is a share, not \(believedRecord).")
    }
  }

  func run() throws {
    var parameters: LoyaltyCoercion.Parameters =
      example == "taiwan" ? .taiwanLike : .pakistanLike
    try model.apply { try parameters.set($0, $1) }
    var options = LoyaltyCoercion.ReportOptions()
    options.believedRecord = believedRecord
    options.administration = successorChance.map { ($0, successorInterconnection) }
    options.rounds = rounds
    options.discount = discount
    options.precedent = precedent
    options.decay = decay
    try model.show(try LoyaltyCoercion(parameters).report(options))
  }
}
