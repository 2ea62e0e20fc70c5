import Frames

/// Documents that are built into the program, by name: studies, ledgers, descriptions of sources.
public struct Library: Sendable {
  /// A document and its bytes.
  public struct Entry: Sendable {
    /// What users call it.
    public let name: String
    /// Its text in UTF-8.
    public let bytes: [UInt8]

    /// A document by its name.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What messages call one of them: `study`.
  public let kind: String
  /// What a name may stand for if it is not built in: `a folder with a study.yaml`.
  public let place: String
  private let entries: [Entry]

  /// A library whose names differ.
  public init(of kind: String, place: String = "a file", _ entries: [Entry]) {
    self.kind = kind
    self.place = place
    self.entries = entries
  }

  /// The names, in the order given.
  public var names: [String] { entries.map(\.name) }

  /// What messages call the file of a document.
  public func file(_ name: String) -> String { "built-in: " + name }

  /// The text of a document.
  /// - Throws: ``DocumentError/unknownName(_:kind:place:known:closest:)`` with the names that come close,
  ///   `unreadable` for bytes that are no UTF-8.
  public func text(_ name: String) throws(DocumentError) -> String {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknownName(
        name, kind: kind, place: place, known: names,
        closest: NearestNames.closest(to: name, among: names))
    }
    return try TextFile.text(entry.bytes, file: file(name))
  }
}
