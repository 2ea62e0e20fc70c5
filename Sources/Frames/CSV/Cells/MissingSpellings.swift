/// The spellings of a missing value, ready to be compared with bytes.
struct MissingSpellings: Sendable {
  /// Whether an empty field is missing.
  let empty: Bool
  /// Whether a quoted field can be.
  let quoted: Bool
  /// Whether a spelling can be mistaken for a number, such as `-9`.
  let looksNumeric: Bool
  private let spellings: [[UInt8]]
  /// Whether a spelling begins with the byte.
  private let begins: [Bool]

  init(_ spellings: Set<String>, quoted: Bool) {
    let trimmed = spellings.map { MissingSpellings.trimmed(Array($0.utf8)) }
    self.spellings = Set(trimmed).filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
    empty = trimmed.contains([])
    self.quoted = quoted
    var table = [Bool](repeating: false, count: 256)
    for spelling in self.spellings { table[Int(spelling[0])] = true }
    begins = table
    looksNumeric = self.spellings.contains { "+-.0123456789".utf8.contains($0[0]) }
  }

  /// Whether a field, spaces around it dropped, is one of the spellings.
  func matches(_ content: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length == 0 { return empty }
    guard begins[Int(content.pointee)] else { return false }
    return spellings.contains { spelling in
      guard spelling.count == length else { return false }
      for index in 0..<length where spelling[index] != content[index] { return false }
      return true
    }
  }

  /// The part of a field between the spaces around it.
  @inline(__always)
  static func trim(
    _ content: UnsafePointer<UInt8>, _ length: Int
  ) -> (UnsafePointer<UInt8>, Int) {
    var start = content
    var count = length
    while count > 0, start.pointee == UInt8(ascii: " ") {
      start += 1
      count -= 1
    }
    while count > 0, start[count - 1] == UInt8(ascii: " ") { count -= 1 }
    return (start, count)
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let space = UInt8(ascii: " ")
    let front = bytes.drop { $0 == space }
    return Array(front.reversed().drop { $0 == space }.reversed())
  }
}
