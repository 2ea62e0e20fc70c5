import Frames

/// What a document says, whatever it is written in: a word, a list, or settings by key.
///
/// YAML, JSON and tables are read into it. Numbers and truth values stay the words that were
/// written, since only their place in the grammar says what they mean: `2010` is a year in one
/// place, a code in another, and a name in a third.
public struct DocumentValue: Sendable, Equatable {
  /// The three forms.
  public enum Content: Sendable, Equatable {
    /// A word or a sentence, as written but for quotes and escapes.
    case scalar(String)
    /// Values in order.
    case list([DocumentValue])
    /// Settings in the order of the file, each key once.
    case mapping([Entry])
  }

  /// A setting.
  public struct Entry: Sendable, Equatable {
    /// The word before the colon.
    public let key: String
    /// The line of the key, which is above the value's where that is a list or a mapping.
    public let line: Int
    /// What is set.
    public let value: DocumentValue

    /// A setting whose key stands on a line.
    public init(_ key: String, line: Int = 0, _ value: DocumentValue) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// What it is.
  public let content: Content
  /// The line it begins on, counted from 1; 0 where that is not known.
  public let line: Int

  /// A value that begins on a line.
  public init(_ content: Content, line: Int = 0) {
    self.content = content
    self.line = line
  }

  /// The word, if it is one.
  public var scalar: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  /// The values, if it is a list.
  public var list: [DocumentValue]? {
    guard case .list(let values) = content else { return nil }
    return values
  }

  /// The settings, if it is a mapping.
  public var mapping: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// What messages say was found: `'abc'`, `a list of 3`.
  var summary: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "nothing" : "'\(Self.short(text))'"
    case .list(let values): "a list of \(values.count)"
    case .mapping(let entries): "a mapping of \(Plural.count(entries.count, "key"))"
    }
  }

  /// Of a long text as much as a message can hold.
  private static func short(_ text: String) -> String {
    let most = 80
    return text.count > most ? text.prefix(most) + "…" : text
  }

  /// This value with another laid over it: mappings merge key by key, all else is replaced. New
  /// keys follow the old ones.
  public func overlaid(with top: DocumentValue) -> DocumentValue {
    guard case .mapping(var merged) = content, case .mapping(let changes) = top.content else {
      return top
    }
    for change in changes {
      if let place = merged.firstIndex(where: { $0.key == change.key }) {
        let old = merged[place].value
        merged[place] = Entry(change.key, line: change.line, old.overlaid(with: change.value))
      } else {
        merged.append(change)
      }
    }
    return DocumentValue(.mapping(merged), line: line)
  }
}
