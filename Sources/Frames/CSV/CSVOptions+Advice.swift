extension CSVOptions.Setting {
  /// How a user says a setting: on the command line, and in a file, which is a study, a description of a
  /// source or a request. A message cannot know from where a table is read, so it names both.
  ///
  /// - Parameters:
  ///   - value: a mark, a word, or the name of a column of `text` and `number`.
  ///   - column: the only column that a mark is for.
  package func said(_ value: String, of column: String? = nil) -> String {
    let option = column.map { "\($0)=\(value)" } ?? value
    let isWord = value.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Self.isPlain($0) }
    switch self {
    case .text, .number, .missing:
      return "--\(rawValue) '\(option)' (in a file `\(rawValue): [\(Self.quoted(value))]`)"
    case .decimal, .thousands:
      let marks = column.map { "{\(Self.quoted($0)): \(Self.quoted(value))}" } ?? Self.quoted(value)
      return "--\(rawValue) '\(option)' (in a file `\(rawValue): \(marks)`)"
    case .delimiter, .quote, .encoding, .header, .comment:
      return isWord
        ? "--\(rawValue) \(value) (in a file `\(rawValue): \(value)`)"
        : "--\(rawValue) '\(value)' (in a file `\(rawValue): \(Self.quoted(value))`)"
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") <= 9 || (byte | 0x20) &- UInt8(ascii: "a") <= 25
  }

  /// In the double quotes of YAML and JSON.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
