import ArgumentParser

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a formal model and say why its answer is an equilibrium.",
    subcommands: [
      AllianceConcessionsCommand.self, LoyaltyCoercionCommand.self, GunsAndButterCommand.self,
    ])
}
