import ArgumentParser
import Requests

/// A command whose options spell out a question: it parses, asks and prints.
protocol AskingCommand: ParsableCommand {
  associatedtype Asked: Question

  /// What becomes of the answer.
  var output: RequestOutput { get }
  /// The question that the options spell out.
  func question() throws -> Asked
}

extension AskingCommand {
  /// Printed as text.
  var output: RequestOutput { RequestOutput() }

  func run() throws {
    let question = try question()
    let request: Request
    do throws(RequestError) {
      request = try Request(question, output: output)
    } catch {
      Terminal.complain("Error: " + error.spelled { "--\($0)" })
      Terminal.complain("Usage: " + EntenteCommand.usageString(for: Self.self))
      Terminal.complain("  See 'entente \(Asked.name.joined(separator: " ")) --help' for more.")
      throw EntenteCommand.usageStatus
    }
    guard try Terminal.fulfil(request) else { throw ExitCode.failure }
  }
}
