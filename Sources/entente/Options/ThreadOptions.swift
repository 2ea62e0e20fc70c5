import ArgumentParser
import Frames

/// How many threads work at once.
struct ThreadOptions: ParsableArguments {
  @Option(help: "Threads; results do not depend on it. All processors if not said.")
  var threads: Int?

  /// What was said, or one a processor.
  var count: Int { threads ?? CSVOptions.processors }

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--threads is at least 1.") }
  }
}
