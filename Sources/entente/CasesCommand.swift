import ArgumentParser

struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Evidence from cases.",
    subcommands: [CasesQCACommand.self])
}
