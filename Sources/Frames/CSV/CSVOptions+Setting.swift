extension CSVOptions {
  /// What may be said about a text file, by the names that commands, requests, studies and descriptions
  /// of sources share.
  public enum Setting: String, Sendable, CaseIterable {
    case delimiter, quote, decimal, thousands, encoding, header, comment, missing, text, number

    /// What to say, for helps and messages.
    public var summary: String {
      switch self {
      case .delimiter: "The mark between fields: one character, or tab. A comma if not said."
      case .quote: "The mark around fields that hold a delimiter. The double quote if not said."
      case .decimal:
        "The mark before the fraction of numbers, in all columns or in one: ',' or 'share=,'."
      case .thousands:
        "The separator of thousands, in all columns of numbers or in one: ',' or 'gdp=,'."
      case .encoding: "utf-8, latin-1, windows-1252 or utf-16."
      case .header: "The line of the header; lines above it are passed over."
      case .comment: "How lines begin that are no records: notes above, within or below the table."
      case .missing: "A spelling of a missing value beyond the empty cell and NA."
      case .text: "Columns to read as text, such as codes: 007 stays 007, and NA is a word."
      case .number: "Columns to read as numbers whatever is lost by it."
      }
    }
  }

  /// Sets what words say. Of columns there may be several words; so there may of beginnings of notes, of
  /// spellings of missing, and of marks of single columns.
  /// - Throws: `ReadError.badOption` for words that say nothing of the kind.
  public mutating func set(_ setting: Setting, to words: [String]) throws(ReadError) {
    func only() throws(ReadError) -> String {
      guard words.count == 1, let word = words.first else {
        throw .badOption(
          "\(words.count) words were found for '\(setting.rawValue)' where one was expected. "
            + setting.summary)
      }
      return word
    }
    switch setting {
    case .delimiter: delimiter = try CSVOptions.mark(try only(), setting)
    case .quote: quote = try CSVOptions.mark(try only(), setting)
    case .decimal: try CSVOptions.set(&decimal, setting, words)
    case .thousands: try CSVOptions.set(&thousands, setting, words)
    case .encoding:
      let word = try only()
      guard let known = TextEncoding(rawValue: word.lowercased()) else {
        throw .badOption("'\(word)' is no encoding that is read. " + setting.summary)
      }
      encoding = known
    case .header:
      let word = try only()
      guard let line = Int(word), line >= 1 else {
        throw .badOption("'\(word)' is no line of a file. Lines count from 1; try 1.")
      }
      header = line
    case .comment: comments += words
    case .missing:
      textMissing = missingInText.union(words)
      missing.formUnion(words)
    case .text: for word in words { types[word] = .text }
    case .number:
      for word in words {
        guard types[word] != .text else {
          throw .badOption("column '\(word)' is declared text and number. Drop one.")
        }
        types[word] = .double
      }
    }
    try validate()
  }

  /// Whether something is said about a column.
  package func mentions(_ column: String) -> Bool {
    types[column] != nil || decimal.columns[column] != nil || thousands.columns[column] != nil
  }

  /// Takes back what is said about a column.
  package mutating func forget(_ column: String) {
    types[column] = nil
    decimal.columns[column] = nil
    thousands.columns[column] = nil
  }

  /// `,` for all columns, `share=,` for one.
  private static func set(
    _ marks: inout ColumnMarks, _ setting: Setting, _ words: [String]
  ) throws(ReadError) {
    for word in words {
      guard word.utf8.count > 1, let equals = word.lastIndex(of: "="), equals != word.startIndex
      else {
        marks.everywhere = try mark(word, setting)
        continue
      }
      marks.columns[String(word[..<equals])] = try mark(
        String(word[word.index(after: equals)...]), setting)
    }
  }

  private static func mark(_ word: String, _ setting: Setting) throws(ReadError) -> UInt8 {
    if ["tab", "\\t"].contains(word.lowercased()) { return UInt8(ascii: "\t") }
    guard word.utf8.count == 1, let byte = word.utf8.first else {
      throw .badOption("'\(word)' is no single character. " + setting.summary)
    }
    return byte
  }
}
