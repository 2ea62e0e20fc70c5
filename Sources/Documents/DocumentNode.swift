import Frames
import Yams

/// A value in a YAML document that knows its place: the path of keys to it, and its line.
///
/// Studies and ledgers are read through it, each throwing errors of its own module.
public struct DocumentNode<Fault: DocumentFault> {
  /// The value as the parser gave it.
  public let node: Node
  /// Keys from the root, as in `panel.build[3]`.
  public let path: String
  /// What messages call the document.
  public let file: String

  /// A value at a place.
  public init(node: Node, path: String, file: String) {
    self.node = node
    self.path = path
    self.file = file
  }

  /// The line the value begins on, counted from 1; 0 where it is unknown.
  public var line: Int { node.mark?.line ?? 0 }

  /// Reads a document.
  /// - Parameter expecting: what the document should be, for the message of an empty one.
  public static func parse(
    _ text: String, file: String, expecting: String
  ) throws(Fault) -> DocumentNode {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw Fault.malformed(
          file: file, line: 1, path: "", found: "an empty file", expected: expecting)
      }
      return DocumentNode(node: node, path: "", file: file)
    } catch let error as Fault {
      throw error
    } catch let error as YamlError {
      throw .yaml(file: file, message: DocumentNode.oneLine(error))
    } catch {
      throw .yaml(file: file, message: String(describing: error))
    }
  }

  private static func oneLine(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line), column \(mark.column): \(problem)"
    default: String(describing: error)
    }
  }

  /// The error that this value is not what was expected.
  public func wrong(_ expected: String) -> Fault {
    .malformed(
      file: file, line: line, path: path, found: DocumentNode.describe(node), expected: expected)
  }

  private static func describe(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string)'"
    case .mapping(let mapping): "a mapping of \(mapping.count) keys"
    case .sequence(let sequence): "a list of \(sequence.count)"
    case .alias: "an alias"
    }
  }

  /// The entries of a mapping, in file order.
  public func entries() throws(Fault) -> [(key: String, value: DocumentNode)] {
    guard let mapping = node.mapping else { throw wrong("`key: value` lines") }
    var seen: Set<String> = []
    var result: [(key: String, value: DocumentNode)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw wrong("keys that are words") }
      guard seen.insert(name).inserted else { throw wrong("each key once; '\(name)' is repeated") }
      result.append((name, child(value, name)))
    }
    return result
  }

  /// The entries of a mapping, refusing keys that are not in `known`.
  public func entries(known: [String]) throws(Fault) -> [String: DocumentNode] {
    var result: [String: DocumentNode] = [:]
    for (key, value) in try entries() {
      guard known.contains(key) else {
        throw .unknownKey(
          file: file, line: line(of: key), path: path, key: key,
          closest: NearestNames.closest(to: key, among: known), known: known)
      }
      result[key] = value
    }
    return result
  }

  /// The line of a key, which is above its value's where that is a mapping or a list.
  private func line(of key: String) -> Int {
    node.mapping?.first { $0.key.string == key }?.key.mark?.line ?? line
  }

  /// The entries of a list, in file order.
  public func items() throws(Fault) -> [DocumentNode] {
    guard let sequence = node.sequence else { throw wrong("a list") }
    return sequence.enumerated().map { index, item in
      DocumentNode(node: item, path: "\(path)[\(index + 1)]", file: file)
    }
  }

  /// A word or a sentence, without the space around it.
  public func text() throws(Fault) -> String {
    guard let scalar = node.scalar else { throw wrong("a word or a sentence") }
    return scalar.string.trimmingWhitespace()
  }

  /// A finite number.
  public func number() throws(Fault) -> Double {
    guard let scalar = node.scalar, let value = Double(scalar.string), value.isFinite else {
      throw wrong("a number")
    }
    return value
  }

  /// A whole number.
  public func wholeNumber() throws(Fault) -> Int {
    guard let scalar = node.scalar, let value = Int(scalar.string) else {
      throw wrong("a whole number")
    }
    return value
  }

  /// A list of words; a single word is a list of one.
  public func texts() throws(Fault) -> [String] {
    if node.scalar != nil { return [try text()] }
    var result: [String] = []
    for item in try items() { result.append(try item.text()) }
    return result
  }

  /// `1988-2010` or a single year.
  public func years() throws(Fault) -> ClosedRange<Int> {
    let parts = try text().split(separator: "-").compactMap { Int($0) }
    switch parts.count {
    case 1: return parts[0]...parts[0]
    case 2 where parts[0] <= parts[1]: return parts[0]...parts[1]
    default: throw wrong("years such as 1988-2010")
    }
  }

  private func child(_ value: Node, _ key: String) -> DocumentNode {
    DocumentNode(node: value, path: path.isEmpty ? key : path + "." + key, file: file)
  }

  /// This mapping with `overlay` laid over it: mappings merge key by key, all else is replaced.
  public func overlaid(with overlay: DocumentNode) -> DocumentNode {
    DocumentNode(node: DocumentNode.overlay(node, overlay.node), path: path, file: file)
  }

  private static func overlay(_ base: Node, _ top: Node) -> Node {
    guard case .mapping(var merged) = base, case .mapping(let changes) = top else { return top }
    for (key, value) in changes {
      if let old = merged[key] { merged[key] = overlay(old, value) } else { merged[key] = value }
    }
    return .mapping(merged)
  }
}

extension String {
  /// The text without the white space at both ends.
  public func trimmingWhitespace() -> String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
