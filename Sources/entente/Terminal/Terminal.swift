import Foundation
import Frames
import Requests

/// Results go to standard output; messages and progress go to standard error.
enum Terminal {
  static func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Prints a result.
  /// - Throws: `WriteError.refused` where it cannot be written, as on a full disk.
  static func show(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      throw WriteError.refused(path: "standard output", reason: "the system does not take it")
    }
  }

  /// Answers a request and prints what is to be printed; then says what has to be said beside it.
  /// - Returns: whether all that was looked at is as it should be.
  static func fulfil(_ request: Request) throws -> Bool {
    let line = ProgressLine()
    defer { line.finish() }
    let answer = try request.answer { line.report($0) }
    line.finish()
    if let text = try request.output.deliver(answer) { try show(text) }
    for note in answer.notes { complain(note) }
    return answer.isFine
  }

  /// The words of an error.
  static func message(of error: any Error) -> String {
    String(describing: error)
  }

  /// Whether standard error is a terminal, on which a progress line may be redrawn.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}
