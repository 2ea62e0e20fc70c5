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
    let isEmpty = node.value.scalar.map { $0.isEmpty || $0 == "null" || $0 == "~" } ?? false
    var nodes: [String: DocumentNode] = [:]
    if !isEmpty {
      for (key, value) in try node.entries() { nodes[key] = value }
    }
    self.nodes = nodes
  }

  /// A member; `nil` where it is not set.
  public mutating func node(_ name: String) -> DocumentNode? {
    if !asked.contains(name) { asked.append(name) }
    return nodes[name]
  }

  /// A member that must be set.
  /// - Throws: `DocumentError.malformed` where it is not.
  public mutating func needed(_ name: String) throws(DocumentError) -> DocumentNode {
    guard let found = self.node(name) else {
      let others = nodes.keys.filter { !asked.contains($0) }.sorted()
      let near = NearestNames.closest(to: name, among: others)
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

  /// The error of a question at the member that it names first.
  func placed(_ error: RequestError) -> DocumentError {
    (error.member.flatMap { nodes[$0] } ?? node).refused(error.description)
  }
}
