/// Names with commas between them, as in `ally,year`; spaces around a name do not count.
public struct NameList: Sendable, Equatable, CustomStringConvertible {
  /// The names, in the order of writing.
  public var names: [String]

  /// A list of names.
  public init(_ names: [String]) { self.names = names }

  /// - Throws: `RequestError` for no name at all, or a comma with nothing beside it.
  public init(_ text: String) throws(RequestError) {
    guard !text.isEmpty else { throw RequestError("'' names nothing.") }
    names = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.trimmed) }
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw RequestError("'\(text)' has a comma with nothing beside it.")
    }
  }

  /// The names with commas between them.
  public var description: String { names.joined(separator: ",") }
}
