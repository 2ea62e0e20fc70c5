internal import Yams

/// Reads YAML into a document's value. No other file knows the library that parses it.
enum YAMLReader {
  /// An alias repeats what it stands for, so that a short text can unfold without end.
  private static let mostValues = 1_000_000

  /// - Returns: `nil` for a text without any value.
  static func read(_ text: String, file: String) throws(DocumentError) -> DocumentValue? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw syntax(error, file: file)
    } catch {
      throw .syntax(
        file: file, form: .yaml, line: nil, column: nil, problem: String(describing: error))
    }
    guard let root else { return nil }
    var unfolded = 0
    return try value(root, file: file, path: "", count: &unfolded)
  }

  private static func value(
    _ node: Node, file: String, path: String, count: inout Int
  ) throws(DocumentError) -> DocumentValue {
    let line = node.mark?.line ?? 0
    count += 1
    guard count <= mostValues else {
      throw .malformed(
        file: file, line: line, path: path,
        found: "aliases that unfold to more than a million values",
        expected: "a document that can be read")
    }
    switch node {
    case .scalar(let scalar):
      return DocumentValue(.scalar(scalar.string), line: line)
    case .sequence(let sequence):
      var values: [DocumentValue] = []
      for (index, item) in sequence.enumerated() {
        values.append(try value(item, file: file, path: "\(path)[\(index + 1)]", count: &count))
      }
      return DocumentValue(.list(values), line: line)
    case .mapping(let mapping):
      var entries: [DocumentValue.Entry] = []
      for (key, item) in mapping {
        guard let word = key.scalar?.string else {
          throw .malformed(
            file: file, line: key.mark?.line ?? line, path: path,
            found: "a key that is a list or a mapping", expected: "keys that are words")
        }
        guard word != "<<" else {
          throw .refused(
            file: file, line: key.mark?.line ?? line, path: path,
            reason:
              "YAML's merge key `<<` is not read: what a mapping holds should stand in it. Write "
              + "the settings out.")
        }
        let below = path.isEmpty ? word : path + "." + word
        entries.append(
          DocumentValue.Entry(
            word, line: key.mark?.line ?? line,
            try value(item, file: file, path: below, count: &count)))
      }
      return DocumentValue(.mapping(entries), line: line)
    case .alias:
      // The parser puts what it stands for in its place.
      throw .malformed(
        file: file, line: line, path: path, found: "an alias", expected: "what it stands for")
    }
  }

  private static func syntax(_ error: YamlError, file: String) -> DocumentError {
    func problem(_ line: Int?, _ column: Int?, _ words: String) -> DocumentError {
      // The parser names the function that would allow more.
      let plain =
        words.lowercased().contains("nesting level")
        ? "lists and mappings lie in each other deeper than can be read" : words
      return .syntax(file: file, form: .yaml, line: line, column: column, problem: plain)
    }
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _),
      .composer(_, let words, let mark, _):
      return problem(mark.line, mark.column, words)
    case .duplicatedKeysInMapping(let keys, let context):
      return problem(context.mark.line, nil, "the key '\(keys.first ?? "")' is repeated")
    case .reader(let words, let offset, _, let text):
      let before = text.prefix(offset ?? 0)
      return problem(offset == nil ? nil : 1 + before.count { $0.isNewline }, nil, words)
    default:
      return problem(nil, nil, String(describing: error))
    }
  }
}
