import Documents
import Frames

/// How many threads work at once; as many as there are processors if not said.
public struct ThreadCount: Sendable, Equatable {
  /// What was said.
  public var said: Int?

  /// As many as were said.
  public init(_ said: Int? = nil) { self.said = said }

  /// What was said, or one a processor.
  /// - Throws: `RequestError` for none or fewer.
  public var count: Int {
    get throws(RequestError) {
      let count = said ?? CSVOptions.processors
      guard count >= 1 else { throw RequestError("\(member: "threads") is at least 1.") }
      return count
    }
  }
}

extension Members {
  /// A number of threads.
  mutating func read(_ name: String, into value: inout ThreadCount) throws(DocumentError) {
    try read(name, into: &value.said)
  }
}
