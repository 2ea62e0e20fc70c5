/// Text that may hold quotes, for what is typed beside the grammar: lists, settings, hypotheses.
///
/// Quotes are `"` and backticks. An apostrophe is none: names have them. A backslash before a quote or
/// a backslash makes it a part of what is quoted.
package enum QuotedText {
  private static let quotes: Set<Character> = ["\"", "`"]

  /// Hands over every character with whether it is quoted; the quotes themselves are.
  package static func scan(_ text: String, _ body: (Character, _ isQuoted: Bool) -> Void) {
    var open: Character?
    var isEscaped = false
    for character in text {
      guard let quote = open else {
        if quotes.contains(character) { open = character }
        body(character, open != nil)
        continue
      }
      body(character, true)
      if isEscaped {
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == quote {
        open = nil
      }
    }
  }

  /// What stands between two double quotes that enclose the whole text; `nil` for any other text.
  package static func whole(_ text: String) -> String? { inner(text, "\"") }

  /// A column as it is typed: with backticks around it or without.
  package static func name(_ text: String) -> String { inner(text, "`") ?? text }

  private static func inner(_ text: String, _ quote: Character) -> String? {
    guard text.count > 1, text.first == quote, text.last == quote else { return nil }
    var result = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      if isEscaped, character != quote, character != "\\" { result.append("\\") }
      if !isEscaped, character == quote { return nil }
      isEscaped = false
      result.append(character)
    }
    return isEscaped ? nil : result
  }

  /// The pieces between separators that are not quoted.
  package static func split(_ text: String, at separator: Character) -> [String] {
    var pieces = [""]
    scan(text) { character, isQuoted in
      if character == separator, !isQuoted {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }
}
