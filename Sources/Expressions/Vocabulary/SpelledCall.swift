/// A value as users spell it, in parts: `name`, `name(a, b)` or `name:a,b`.
package struct SpelledCall: Sendable, Hashable {
  /// What stands before the bracket or the colon, without white space around it.
  package let name: String
  /// Without white space around them; commas within brackets or back-quotes part nothing.
  package let arguments: [String]

  /// - Returns: `nil` where an opening bracket is not closed at the end.
  package init?(_ text: String) {
    let trimmed = SpelledCall.withoutSpaces(text)
    guard let mark = trimmed.firstIndex(where: { $0 == "(" || $0 == ":" }) else {
      self.init(name: trimmed, arguments: [])
      return
    }
    var inner = trimmed[trimmed.index(after: mark)...]
    if trimmed[mark] == "(" {
      guard inner.last == ")" else { return nil }
      inner = inner.dropLast()
    }
    self.init(name: String(trimmed[..<mark]), arguments: SpelledCall.parts(inner))
  }

  /// A call in parts, to be spelled.
  package init(name: String, arguments: [String]) {
    self.name = name
    self.arguments = arguments
  }

  /// `name:a,b`, as options are written; `name` without arguments.
  package var spelling: String {
    arguments.isEmpty ? name : name + ":" + arguments.joined(separator: ",")
  }

  /// White space is part of nothing but a quoted name.
  private static func withoutSpaces(_ text: String) -> String {
    var isQuoted = false
    return text.filter { character in
      if character == "`" { isQuoted.toggle() }
      return isQuoted || !character.isWhitespace
    }
  }

  private static func parts(_ text: Substring) -> [String] {
    guard !text.isEmpty else { return [] }
    var parts = [""]
    var depth = 0
    var isQuoted = false
    for character in text {
      switch character {
      case "`": isQuoted.toggle()
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if character == ",", depth == 0, !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
