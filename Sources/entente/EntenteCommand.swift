import ArgumentParser
import Foundation
import Studies

/// The command line: it parses, calls and prints. Exit status 0: done; 1: the work failed; 2: the
/// command was used wrongly.
@main
struct EntenteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entente",
    abstract: "A workbench for the political economy of alliances and trade.",
    discussion: """
      Begin with `entente demo`: it makes a world whose coefficients are known, fits the models and \
      prints where the report is. Then `entente run allied-tariffs --data FOLDER` does the same from \
      raw tables, and `entente fit --help` shows how to fit one model to a file of your own.
      """,
    version: Entente.version,
    subcommands: [
      DemoCommand.self, RunCommand.self, CheckCommand.self, PanelCommand.self, FitCommand.self,
      CompareCommand.self, EffectsCommand.self, DiagnoseCommand.self,
      UniverseCommand.self, SolveCommand.self, DesignCommand.self, CasesCommand.self,
      SourcesCommand.self, StudiesCommand.self, FunctionsCommand.self, AskCommand.self,
    ])

  /// What a shell calls wrong usage.
  static let usageStatus = ExitCode(2)
  private static let failureStatus: Int32 = 1

  static func main() {
    let repeated = RepeatedOptions(Array(CommandLine.arguments.dropFirst()), of: Self.self)
    if let name = repeated.names.first {
      Terminal.complain(
        "Error: '\(name)' is given twice and takes one value. Leave one of them out.")
      Terminal.complain("Usage: " + usageString(for: repeated.command))
      Foundation.exit(usageStatus.rawValue)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitCode {
      // The command has said what there was to say.
      Foundation.exit(status.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        print(fullMessage(for: error))
        Foundation.exit(0)
      }
      if code == .validationFailure {
        Terminal.complain(fullMessage(for: error))
        Foundation.exit(usageStatus.rawValue)
      }
      Terminal.complain("Error: " + Terminal.message(of: error))
      Foundation.exit(failureStatus)
    }
  }
}
