/// Reads JSON (RFC 8259) into a document's value, with the line of every value.
///
/// Numbers, `true`, `false` and `null` become the words that stand in the text, as in YAML.
struct JSONReader {
  /// Values within values; documents of people go a dozen deep, and recursion must end.
  private static let deepest = 500

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0

  /// The value of a whole text.
  static func read(_ text: String, file: String) throws(DocumentError) -> DocumentValue {
    var reader = JSONReader(text, file: file)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.byte == nil else { throw reader.wrong("the end of the document") }
    return value
  }

  private init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return
      }
      position += 1
    }
  }

  /// The error that something else was expected at this place.
  private func wrong(_ expected: String) -> DocumentError {
    let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
    let found = rest.first.map { "'\($0)'" } ?? "the end of the text"
    return .syntax(
      file: file, form: .json, line: line, column: position - lineStart + 1,
      problem: "found \(found), expected \(expected)")
  }

  private mutating func take(_ wanted: Character, _ expected: String) throws(DocumentError) {
    guard let byte, byte == wanted.asciiValue else { throw wrong(expected) }
    position += 1
  }

  private mutating func value(depth: Int) throws(DocumentError) -> DocumentValue {
    guard depth < Self.deepest else { throw wrong("fewer than \(Self.deepest) nested values") }
    let start = line
    switch byte {
    case UInt8(ascii: "{"): return DocumentValue(.mapping(try entries(depth: depth)), line: start)
    case UInt8(ascii: "["): return DocumentValue(.list(try values(depth: depth)), line: start)
    case UInt8(ascii: "\""): return DocumentValue(.scalar(try string()), line: start)
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return DocumentValue(.scalar(try number()), line: start)
    default:
      for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return DocumentValue(.scalar(word), line: start)
      }
      throw wrong("a value: text in quotes, a number, true, false, null, [ or {")
    }
  }

  private mutating func entries(depth: Int) throws(DocumentError) -> [DocumentValue.Entry] {
    var entries: [DocumentValue.Entry] = []
    var seen: Set<String> = []
    position += 1
    skipSpace()
    if byte == UInt8(ascii: "}") {
      position += 1
      return entries
    }
    while true {
      skipSpace()
      let start = line
      guard byte == UInt8(ascii: "\"") else { throw wrong("a key in double quotes") }
      let key = try string()
      guard seen.insert(key).inserted else {
        throw .syntax(
          file: file, form: .json, line: start, column: nil, problem: "the key '\(key)' is repeated"
        )
      }
      skipSpace()
      try take(":", "a colon after the key '\(key)'")
      skipSpace()
      entries.append(DocumentValue.Entry(key, line: start, try value(depth: depth + 1)))
      skipSpace()
      if byte == UInt8(ascii: "}") {
        position += 1
        return entries
      }
      try take(",", "a comma or }")
    }
  }

  private mutating func values(depth: Int) throws(DocumentError) -> [DocumentValue] {
    var values: [DocumentValue] = []
    position += 1
    skipSpace()
    if byte == UInt8(ascii: "]") {
      position += 1
      return values
    }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      skipSpace()
      if byte == UInt8(ascii: "]") {
        position += 1
        return values
      }
      try take(",", "a comma or ]")
    }
  }

  /// `-0.5e+3`: no leading zeros, digits on both sides of the point.
  private mutating func number() throws(DocumentError) -> String {
    let start = position
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(DocumentError) {
    let start = position
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw wrong("a digit") }
  }

  /// Text between double quotes, its escapes undone.
  private mutating func string() throws(DocumentError) -> String {
    var text: [UInt8] = []
    position += 1
    while true {
      guard let byte, byte >= 0x20 else { throw wrong("a closing quote") }
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += String(try escape()).utf8
      default: text.append(byte)
      }
    }
  }

  /// The character after a backslash.
  private mutating func escape() throws(DocumentError) -> Character {
    let simple: [UInt8: Character] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let byte, let character = simple[byte] {
      position += 1
      return character
    }
    guard byte == UInt8(ascii: "u") else { throw wrong(#"one of \" \\ \/ \b \f \n \r \t \u"#) }
    let high = try codeUnit()
    var units = [high]
    if UTF16.isLeadSurrogate(high) {
      try take("\\", "the second half of a surrogate pair")
      units.append(try codeUnit())
    }
    guard let text = String(validating: units, as: UTF16.self), let character = text.first else {
      throw wrong("a surrogate pair that stands for a character")
    }
    return character
  }

  /// `u` and four hexadecimal digits.
  private mutating func codeUnit() throws(DocumentError) -> UInt16 {
    try take("u", "u and four hexadecimal digits")
    let end = min(position + 4, bytes.count)
    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(digits, radix: 16)
    else { throw wrong("four hexadecimal digits") }
    position = end
    return unit
  }
}
