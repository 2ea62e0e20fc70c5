import ArgumentParser
import Requests

/// How many threads work at once.
struct ThreadOptions: ParsableArguments {
  @Option(help: "Threads; results do not depend on it. All processors if not said.")
  var threads: Int?

  var count: ThreadCount { ThreadCount(threads) }
}
