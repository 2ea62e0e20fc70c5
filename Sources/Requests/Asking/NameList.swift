import Expressions
import Frames

/// Names with commas between them, as in `ally,year`; spaces around a name do not count. A comma within
/// double quotes or backticks is part of a name, as in `"Americas, N.",Asia`.
public struct NameList: Sendable, Equatable, CustomStringConvertible {
  /// The names, in the order of writing.
  public var names: [String]

  /// A list of names.
  public init(_ names: [String]) { self.names = names }

  /// - Throws: `RequestError` for no name at all, or a comma with nothing beside it.
  public init(_ text: String) throws(RequestError) {
    guard !text.isEmpty else { throw RequestError("'' names nothing.") }
    names = QuotedText.split(text, at: ",").map { $0[...].trimmed }
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw RequestError("'\(text)' has a comma with nothing beside it.")
    }
  }

  /// The names with commas between them.
  public var description: String { names.joined(separator: ",") }
}
