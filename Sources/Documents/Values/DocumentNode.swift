import Frames

/// A value in a document that knows its place: the path of keys to it, and its line.
///
/// Every grammar of the project (studies, ledgers, descriptions of sources) is read through it, so
/// that all of them refuse what they do not know in the same words.
public struct DocumentNode: Sendable, Equatable {
  /// What stands there.
  public let value: DocumentValue
  /// Keys from the root, as in `panel.build[3]`.
  public let path: String
  /// What messages call the document.
  public let file: String

  /// A value at a place.
  public init(_ value: DocumentValue, path: String = "", file: String) {
    self.value = value
    self.path = path
    self.file = file
  }

  /// Reads a document, YAML or JSON.
  /// - Parameter expecting: what the document should be, for the message of an empty one.
  public init(reading text: String, file: String, expecting: String) throws(DocumentError) {
    self.init(
      try DocumentValue(reading: text, file: file, expecting: expecting), path: "", file: file)
  }

  /// The line the value begins on, counted from 1; 0 where it is unknown.
  public var line: Int { value.line }

  /// The error that this value is not what was expected.
  public func wrong(_ expected: String) -> DocumentError {
    .malformed(file: file, line: line, path: path, found: value.summary, expected: expected)
  }

  /// The error that this value is refused, for a reason in words.
  public func refused(_ reason: String) -> DocumentError {
    .refused(file: file, line: line, path: path, reason: reason)
  }

  /// The entries of a mapping, in file order.
  public func entries() throws(DocumentError) -> [(key: String, value: DocumentNode)] {
    guard let entries = value.mapping else { throw wrong("`key: value` lines") }
    return entries.map { entry in
      let below = path.isEmpty ? entry.key : path + "." + entry.key
      return (entry.key, DocumentNode(entry.value, path: below, file: file))
    }
  }

  /// The entries of a mapping, refusing keys that are not in `known`.
  public func entries(known: [String]) throws(DocumentError) -> [String: DocumentNode] {
    var result: [String: DocumentNode] = [:]
    for (key, value) in try entries() {
      guard known.contains(key) else {
        throw .unknownKey(
          file: file, line: line(of: key), path: path, key: key,
          closest: Self.closest(to: key, among: known), known: known)
      }
      result[key] = value
    }
    return result
  }

  /// What a command and a study call the same by two names.
  private static let otherNames = [
    ["treatment", "of"], ["moderator", "over"], ["vcov", "variance"], ["at", "holding"],
    ["data", "file"],
  ]

  /// The names that come nearest: what the same is called here, or else those of alike spelling.
  package static func closest(to key: String, among known: [String]) -> [String] {
    let others = otherNames.filter { $0.contains(key) }.flatMap(\.self)
      .filter { $0 != key && known.contains($0) }
    return others.isEmpty ? NearestNames.closest(to: key, among: known) : others
  }

  /// The line of a key, which is above its value's where that is a mapping or a list.
  private func line(of key: String) -> Int {
    value.mapping?.first { $0.key == key }?.line ?? line
  }

  /// The entries of a list, in file order.
  public func items() throws(DocumentError) -> [DocumentNode] {
    guard let list = value.list else { throw wrong("a list") }
    return list.enumerated().map { index, item in
      DocumentNode(item, path: "\(path)[\(index + 1)]", file: file)
    }
  }

  /// This mapping with `overlay` laid over it: mappings merge key by key, all else is replaced.
  public func overlaid(with overlay: DocumentNode) -> DocumentNode {
    DocumentNode(value.overlaid(with: overlay.value), path: path, file: file)
  }
}
