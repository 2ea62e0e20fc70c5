import ArgumentParser
import Foundation
import Typesetting

/// How an answer is printed, and where to.
struct OutputOptions: ParsableArguments {
  @Option(help: "How the answer is printed.")
  var format: OutputFormat = .table(.text)

  @Option(help: "Write the answer to this file instead of printing it.")
  var out: String?

  /// Several tables of different columns are no table of records.
  func refuseRecords() throws {
    guard format != .table(.csv) else {
      throw ValidationError(
        "--format csv is for one table, and the answer has several; use text, json, markdown, "
          + "latex or html.")
    }
  }

  /// Prints the answer, or writes it; then says what has to be said beside it.
  func write(_ answer: Answer) throws {
    let text = answer.rendered(format)
    if let out {
      do {
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
      } catch {
        throw ExhibitError.cannotWrite(path: out, reason: error.localizedDescription)
      }
    } else {
      print(text)
    }
    for note in answer.notes { Terminal.complain(note) }
  }
}

extension OutputFormat: ExpressibleByArgument {}
