import Foundation

/// One run of the built `entente` command.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs the command that was built beside the tests.
  init(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appendingPathComponent("entente")
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Messages are short enough for the pipe's buffer, so reading one after the other cannot block.
    self.output = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.errors = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

/// A file of its own that goes with the value's owner.
final class TemporaryFile {
  let path: String

  init(_ text: String, suffix: String = "csv") throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("entente-\(UUID().uuidString).\(suffix)").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
