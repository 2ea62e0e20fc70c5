/// Finds where the fields of delimited text begin and end (RFC 4180).
///
/// A quote counts only as the first byte of a field; elsewhere it is text. Carriage returns
/// before a line feed belong to the line break, also two of them, as a text file has that was turned
/// twice into one of Windows.
struct FieldScanner {
  let delimiter: UInt8
  let quote: UInt8
  /// The sentinel line feed behind the last record.
  let limit: UnsafePointer<UInt8>

  enum Ending {
    case delimiter
    case record
    /// Text follows the closing quote.
    case stray
    case unterminated
  }

  struct Field {
    /// The first byte inside the quotes, if there are any.
    var content: UnsafePointer<UInt8>
    var length: Int
    var quoted = false
    /// Whether the content holds doubled quotes.
    var escaped = false
    /// The first byte of what follows.
    var next: UnsafePointer<UInt8>
    var ending: Ending
  }

  /// The field that begins at `start`.
  @inline(__always)
  func field(at start: UnsafePointer<UInt8>) -> Field {
    if start.pointee == quote { return quotedField(at: start) }
    let end = plainEnd(from: start)
    if end.pointee == delimiter {
      return Field(content: start, length: end - start, next: end + 1, ending: .delimiter)
    }
    var last = end
    while last > start, last[-1] == UInt8(ascii: "\r") { last -= 1 }
    return Field(content: start, length: last - start, next: end + 1, ending: .record)
  }

  /// The first delimiter or line feed at or after a byte, eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let delimiters = UInt64(delimiter) &* ones
    let lineFeeds = UInt64(UInt8(ascii: "\n")) &* ones
    var cursor = start
    while true {
      let word = UInt64(littleEndian: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
      let first = word ^ delimiters
      let second = word ^ lineFeeds
      // The lowest top bit marks the first byte that became zero.
      let hits = (((first &- ones) & ~first) | ((second &- ones) & ~second)) & tops
      if hits != 0 { return cursor + hits.trailingZeroBitCount >> 3 }
      cursor += 8
    }
  }

  private func quotedField(at start: UnsafePointer<UInt8>) -> Field {
    let content = start + 1
    var cursor = content
    var escaped = false
    while true {
      while cursor < limit, cursor.pointee != quote { cursor += 1 }
      guard cursor < limit else {
        return Field(
          content: content, length: limit - content, quoted: true, next: limit,
          ending: .unterminated)
      }
      guard cursor[1] == quote else { break }
      escaped = true
      cursor += 2
    }
    var field = Field(
      content: content, length: cursor - content, quoted: true, escaped: escaped,
      next: cursor + 2, ending: .stray)
    switch cursor[1] {
    case delimiter: field.ending = .delimiter
    case UInt8(ascii: "\n"): field.ending = .record
    case UInt8(ascii: "\r"):
      var end = cursor + 2
      while end.pointee == UInt8(ascii: "\r") { end += 1 }
      if end.pointee == UInt8(ascii: "\n") {
        field.ending = .record
        field.next = end + 1
      }
    default: break
    }
    return field
  }

  /// The content of a field as bytes, doubled quotes made single.
  static func bytes(
    _ content: UnsafePointer<UInt8>, _ length: Int, escaped: Bool, quote: UInt8
  ) -> [UInt8] {
    let source = UnsafeBufferPointer(start: content, count: length)
    guard escaped else { return Array(source) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    var index = 0
    while index < length {
      bytes.append(source[index])
      index += source[index] == quote ? 2 : 1
    }
    return bytes
  }
}
