extension CSV {
  /// A text as one field of delimited text (RFC 4180): in quotes, with its quotes doubled, where it
  /// holds a delimiter, a quote or a line break, and as it is otherwise.
  ///
  /// Whatever writes fields quotes by this rule. A frame's own cells are quoted in a few more places,
  /// so that a text such as `NA` reads back as text; see `write`.
  public static func field(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> String {
    let bytes = Array(text.utf8)
    guard needsQuotes(bytes, delimiter: delimiter) else { return text }
    return String(decoding: quoted(bytes), as: UTF8.self)
  }

  /// Whether a field would be split or joined wrongly without quotes.
  static func needsQuotes(_ bytes: [UInt8], delimiter: UInt8) -> Bool {
    bytes.contains {
      $0 == delimiter || $0 == quote || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
  }

  /// A field in quotes, with those inside doubled.
  static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  private static let quote = UInt8(ascii: "\"")
}
