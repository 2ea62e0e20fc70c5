import ArgumentParser
import Exhibits

/// The theories of the catalogue, a subcommand each.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a formal model: equilibrium, evidence for it, comparative statics.",
    subcommands: TheoryCatalogue.theories.map { command(for: $0) })

  /// The theories that have options of their own beside `--set`.
  private static let withOptions: [any ParsableCommand.Type] = [
    SolveTheoryCommand<TradeAgreementOptions>.self,
    SolveTheoryCommand<AllianceConcessionsOptions>.self,
    SolveTheoryCommand<LoyaltyCoercionOptions>.self,
  ]

  private static func command<Solved: AnswerableTheory>(
    for theory: Solved.Type
  ) -> any ParsableCommand.Type {
    withOptions.first { $0.configuration.commandName == theory.name }
      ?? SolveTheoryCommand<PlainOptions<Solved>>.self
  }
}
