/// Splits the text of an expression into tokens.
struct Lexer {
  enum Token: Equatable {
    case number(Double)
    case text(String)
    case name(String)
    /// A name in backticks, which is a name whatever the words or signs in it.
    case quoted(String)
    /// An operator or a punctuation mark.
    case symbol(String)
    case end

    var description: String {
      switch self {
      case .number(let value): "the number \(value)"
      case .text(let value): "the text \"\(value)\""
      case .name(let value), .quoted(let value): "the name '\(value)'"
      case .symbol(let value): "'\(value)'"
      case .end: "the end"
      }
    }
  }

  /// Longest first, so that `<=` is not read as `<`.
  private static let symbols = [
    "||", "&&", "==", "!=", "<=", ">=", "+", "-", "*", "/", "^", ":", "<", ">", "!", "=", "(", ")",
    ",", "|", "~", "[", "]",
  ]

  /// The tokens of `text`, each with its first column (from 1), closed by `.end`.
  static func tokens(of text: String) throws(ExpressionError) -> [(token: Token, column: Int)] {
    let characters = Array(text)
    var result: [(token: Token, column: Int)] = []
    var position = 0
    while position < characters.count {
      let start = position
      let character = characters[position]
      if character.isWhitespace {
        position += 1
        continue
      }
      if character.isASCII, character.isNumber || startsFraction(characters, position) {
        while position < characters.count, isNumberPart(characters, position) { position += 1 }
        let literal = String(characters[start..<position])
        guard let value = Double(literal), value.isFinite else {
          throw .syntax(text: text, column: start + 1, found: "'\(literal)'", expected: "a number")
        }
        result.append((.number(value), start + 1))
      } else if character.isLetter || character == "_" || character == "." {
        while position < characters.count, isNamePart(characters[position]) { position += 1 }
        result.append((.name(String(characters[start..<position])), start + 1))
      } else if character == "\"" || character == "'" || character == "`" {
        guard let inner = Lexer.quoted(characters, &position) else {
          throw .syntax(
            text: text, column: start + 1, found: "an opening \(character)",
            expected: "a closing \(character)")
        }
        result.append((character == "`" ? .quoted(inner) : .text(inner), start + 1))
      } else if let symbol = symbols.first(where: { matches($0, characters, position) }) {
        position += symbol.count
        result.append((.symbol(symbol), start + 1))
      } else {
        throw .syntax(
          text: text, column: start + 1, found: "'\(character)'",
          expected: character == "%"
            ? "a:b in the place of a %in% b, or mod(a, b) in that of a %% b"
            : "a name, a number, an operator or a bracket (an odd name stands in backticks)")
      }
    }
    result.append((.end, characters.count + 1))
    return result
  }

  /// Reads from an opening quote to its closing one, and leaves the place behind it; `nil` where none
  /// closes. A backslash before a quote or a backslash makes it a part of the text.
  private static func quoted(_ characters: [Character], _ position: inout Int) -> String? {
    let quote = characters[position]
    var inner = ""
    var place = position + 1
    while place < characters.count, characters[place] != quote {
      if characters[place] == "\\", place + 1 < characters.count,
        characters[place + 1] == quote || characters[place + 1] == "\\"
      {
        place += 1
      }
      inner.append(characters[place])
      place += 1
    }
    guard place < characters.count else { return nil }
    position = place + 1
    return inner
  }

  /// A text between quotes, as the lexer reads it back.
  static func quoting(_ text: String, _ quote: Character) -> String {
    var result = String(quote)
    for character in text {
      if character == quote || character == "\\" { result.append("\\") }
      result.append(character)
    }
    result.append(quote)
    return result
  }

  private static func matches(_ symbol: String, _ characters: [Character], _ at: Int) -> Bool {
    at + symbol.count <= characters.count
      && symbol.elementsEqual(characters[at..<(at + symbol.count)])
  }

  private static func startsFraction(_ characters: [Character], _ at: Int) -> Bool {
    characters[at] == "." && at + 1 < characters.count && characters[at + 1].isASCII
      && characters[at + 1].isNumber
  }

  private static func isNumberPart(_ characters: [Character], _ at: Int) -> Bool {
    let character = characters[at]
    if character.isASCII, character.isNumber || character == "." { return true }
    if character == "e" || character == "E" {
      // An exponent needs a digit behind it: `2e` is a number and a name.
      var next = at + 1
      if next < characters.count, characters[next] == "+" || characters[next] == "-" { next += 1 }
      return next < characters.count && characters[next].isASCII && characters[next].isNumber
    }
    let signed = (character == "+" || character == "-") && at > 0
    return signed && (characters[at - 1] == "e" || characters[at - 1] == "E")
  }

  /// Whether a name can be written without backticks.
  static func isPlainName(_ name: String) -> Bool {
    let characters = Array(name)
    guard let first = characters.first, !["and", "or", "not", "."].contains(name) else {
      return false
    }
    let begins = first.isLetter || first == "_" || first == "."
    return begins && !startsFraction(characters, 0) && characters.allSatisfy(isNamePart)
  }

  private static func isNamePart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
