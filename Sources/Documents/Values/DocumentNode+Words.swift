import Frames

/// What a word at a place may be read as.
extension DocumentNode {
  /// A word or a sentence, without the space around it.
  public func text() throws(DocumentError) -> String {
    guard let word = value.scalar else { throw wrong("a word or a sentence") }
    return word.trimmed
  }

  /// A finite number.
  public func number() throws(DocumentError) -> Double {
    guard let word = value.scalar, let number = Double(word), number.isFinite else {
      throw wrong("a number")
    }
    return number
  }

  /// A whole number.
  public func wholeNumber() throws(DocumentError) -> Int {
    guard let word = value.scalar, let number = Int(word) else { throw wrong("a whole number") }
    return number
  }

  /// `true` or `false`, `yes` or `no`.
  public func flag() throws(DocumentError) -> Bool {
    switch try text().lowercased() {
    case "true", "yes": true
    case "false", "no": false
    default: throw wrong("true or false")
    }
  }

  /// A list of words; a single word is a list of one.
  public func texts() throws(DocumentError) -> [String] {
    if value.scalar != nil { return [try text()] }
    var result: [String] = []
    for item in try items() { result.append(try item.text()) }
    return result
  }

  /// A list of at least one word: an empty one would be accepted in silence and do nothing.
  /// - Parameter expected: what the words are, for the message.
  public func someTexts(_ expected: String) throws(DocumentError) -> [String] {
    let words = try texts()
    guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else { throw wrong(expected) }
    return words
  }

  /// A word that must be one of a vocabulary.
  /// - Parameters:
  ///   - expected: the vocabulary in words, for the message.
  ///   - read: the meaning of a word, `nil` where it has none.
  public func vocabulary<Value>(
    _ expected: String, _ read: (String) -> Value?
  ) throws(DocumentError) -> Value {
    guard let value = read(try text()) else { throw wrong(expected) }
    return value
  }

  /// `1988-2010` or a single year: digits and one dash, with or without blanks around it.
  public func years() throws(DocumentError) -> ClosedRange<Int> {
    let ends = try text().split(separator: "-", omittingEmptySubsequences: false).map(Self.year)
    switch (ends.count, ends.first, ends.last) {
    case (1, let only??, _): return only...only
    case (2, let first??, let last??) where first <= last: return first...last
    default: throw wrong("years such as 1988-2010")
    }
  }

  /// One to four digits; anything else is no year.
  private static func year(_ text: Substring) -> Int? {
    let digits = text.trimmed
    guard (1...4).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(digits)
  }
}
