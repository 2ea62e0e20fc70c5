import ArgumentParser

/// The formal models, one subcommand each.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a formal model: equilibrium, evidence for it, comparative statics.",
    subcommands: [
      SolveTradeAgreementCommand.self, SolveAllianceConcessionsCommand.self,
      SolveLoyaltyCoercionCommand.self, SolveGunsAndButterCommand.self,
    ])
}
