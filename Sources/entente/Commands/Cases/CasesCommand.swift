import ArgumentParser

struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Evidence from cases.",
    subcommands: [
      CasesAuditCommand.self, CasesTimelineCommand.self, CasesTraceCommand.self,
      CasesReportCommand.self, CasesQCACommand.self,
    ])
}
