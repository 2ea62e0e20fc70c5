import Documents
import Frames

/// The members of a request as a document sets them.
///
/// Every name that is asked for is remembered, whether it is there or not, so that no list of known
/// names has to be kept: what is left when all has been read is what nothing reads.
public struct Members {
  /// The mapping, or a word where nothing is set.
  let node: DocumentNode
  private let nodes: [String: DocumentNode]
  /// The names asked for, in the order of asking.
  public private(set) var asked: [String] = []

  /// - Throws: `DocumentError.malformed` for a list or a word; nothing at all is no member.
  public init(_ node: DocumentNode) throws(DocumentError) {
    self.node = node
    var nodes: [String: DocumentNode] = [:]
    if !node.isNothing {
      for (key, value) in try node.entries() { nodes[key] = value }
    }
    self.nodes = nodes
  }

  /// A member; `nil` where it is not set, or set to nothing.
  public mutating func node(_ name: String) -> DocumentNode? {
    if !asked.contains(name) { asked.append(name) }
    return nodes[name].flatMap { $0.isNothing ? nil : $0 }
  }

  /// A member that must be set.
  /// - Throws: `DocumentError.malformed` where it is not.
  public mutating func needed(_ name: String) throws(DocumentError) -> DocumentNode {
    guard let found = self.node(name) else {
      let others = nodes.keys.filter { !asked.contains($0) }.sorted()
      let near = DocumentNode.closest(to: name, among: others)
      throw node.refused(
        "'\(name)' is not set and has no default. "
          + (near.isEmpty
            ? "Add a line '\(name): ...'."
            : "There is \(NearestNames.sentence(near)): was that meant?"))
    }
    return found
  }

  /// Refuses members that nothing has asked for.
  /// - Throws: `DocumentError.unknownKey` with the nearest names.
  public func finish() throws(DocumentError) {
    guard !nodes.isEmpty else { return }
    _ = try node.entries(known: asked)
  }

  /// An error of reading, with a word on braces where a key without a value shows that a comma has
  /// ended one: `{vcov: dyadic:a,b}` is `vcov` and a key `b`.
  func explained(_ error: DocumentError) -> DocumentError {
    guard
      let stray = node.value.mapping?.first(where: {
        $0.value.scalar?.isEmpty == true && !asked.contains($0.key)
      })
    else { return error }
    return .refused(
      file: node.file, line: stray.line, path: node.path,
      reason:
        "'\(stray.key)' stands without a value. In braces and brackets a comma ends a value: put "
        + "one with commas in quotes, as in {vcov: \"dyadic:a,b\"}.")
  }

  /// The error of a question at the member that it names first.
  func placed(_ error: RequestError) -> DocumentError {
    (error.member.flatMap { nodes[$0] } ?? node).refused(error.description)
  }
}

extension DocumentNode {
  /// Whether nothing is set: a key without a value, or JSON's null.
  var isNothing: Bool { ["", "null", "~"].contains(value.scalar) }
}
