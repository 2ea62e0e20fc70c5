import Frames

extension CSVOptions {
  /// Sets what a document says: a word, a list of words, or for marks a mapping of columns. Names of
  /// columns may also stand in one word with commas between them, as a command has them.
  /// - Throws: `DocumentError.malformed` at the node for what cannot be.
  public mutating func set(
    _ setting: Setting, from node: DocumentNode
  ) throws(DocumentError) {
    var words: [String]
    if node.value.mapping != nil {
      words = []
      for (column, mark) in try node.entries() { words.append("\(column)=\(try mark.text())") }
    } else {
      words = try node.texts()
    }
    if setting == .text || setting == .number, node.value.scalar != nil {
      words = words.flatMap(CSVOptions.names)
    }
    do throws(ReadError) {
      try set(setting, to: words)
    } catch {
      throw node.refused(error.description)
    }
  }

  /// The names that stand in a word with commas between them.
  public static func names(_ word: String) -> [String] {
    word.split(separator: ",").map { String($0.trimmed) }
  }

  /// The names of all settings, as keys of a mapping.
  public static let keys = Setting.allCases.map(\.rawValue)

  /// Reads the settings among a mapping's members.
  public init(_ keys: [String: DocumentNode]) throws(DocumentError) {
    self.init()
    for setting in Setting.allCases {
      if let node = keys[setting.rawValue] { try set(setting, from: node) }
    }
  }
}
