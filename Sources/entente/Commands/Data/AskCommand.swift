import ArgumentParser
import Documents
import Foundation
import Requests

/// What one of several requests threw.
private struct RequestFailure: Error, CustomStringConvertible {
  let position: Int
  let name: String
  let cause: any Error

  var description: String { "request \(position), \(name): \(cause)" }
}

/// Asks what a document asks, in its order.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask what a document (YAML or JSON) asks: commands with their options, as a file.",
    discussion: """
      entente ask request.yaml

          fit: {data: g.csv, formula: y ~ x, vcov: hc1}

      The command's name is the key, its options are the members; an argument is the member that \
      help calls it by (file, study, name). A command of two words is one key in another. A list \
      asks several, and is read whole before the first is answered:

          - solve: {guns-and-butter: {set: {rho: 0.5}, figure: guns.svg}}
          - cases: {trace: {file: loyalty, format: json, out: trace.json}}
          - compare:
              data: g.csv
              formula: [y ~ x, y ~ x + z]

      What a command takes several times is a list, a flag is true or false, and paths begin where \
      the command is given.
      """)

  @Argument(help: "The document; - for standard input.")
  var file: String

  func run() throws {
    let text = file == "-" ? try Self.standardInput() : try TextFile.read(file)
    let name = file == "-" ? "standard input" : file
    let node = try DocumentNode(
      reading: text, file: name, expecting: "a command's name over its options")
    let requests = try Request.requests(in: node)
    var isFine = true
    for (position, request) in requests.enumerated() {
      do {
        if try !Terminal.fulfil(request) { isFine = false }
      } catch {
        guard requests.count > 1 else { throw error }
        throw RequestFailure(position: position + 1, name: request.name, cause: error)
      }
    }
    guard isFine else { throw ExitCode.failure }
  }

  private static func standardInput() throws -> String {
    let data = try FileHandle.standardInput.readToEnd() ?? Data()
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw DocumentError.unreadable(file: "standard input", reason: "it is not UTF-8 text")
    }
    return text
  }
}
