#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Numbers distinct texts by first appearance, comparing bytes: no string is made on the way.
///
/// The bytes of all texts lie end to end in one array, and a `CodeTable` of their hashes finds them.
struct TextDictionary: Sendable {
  private struct Level {
    var start: Int
    var length: Int
  }

  private var table = CodeTable()
  private var levels: [Level] = []
  private var bytes: [UInt8] = []

  /// How many distinct texts there are.
  var count: Int { levels.count }

  /// The code of a text, and whether it is new.
  ///
  /// - Parameter text: readable for eight bytes past its end.
  mutating func code(_ text: UnsafePointer<UInt8>, _ length: Int) -> (code: Int32, isNew: Bool) {
    let hash = TextDictionary.hash(text, length)
    var slot = table.start(hash)
    while let code = table.next(hash, from: &slot) {
      if equals(levels[Int(code)], text, length) { return (code, false) }
    }
    levels.append(Level(start: bytes.count, length: length))
    bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: length))
    return (table.insert(hash, at: slot), true)
  }

  /// The code of a text, and whether it is new.
  mutating func code(_ text: String) -> (code: Int32, isNew: Bool) {
    // Eight bytes more than the text has, for the hash.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.utf8.count + 8) { padded in
      let end = padded.initialize(fromContentsOf: text.utf8)
      padded[end...].initialize(repeating: 0)
      return code(padded.baseAddress!, end)
    }
  }

  /// The codes in this dictionary of another's texts, in the other's order.
  mutating func codes(of other: TextDictionary) -> [Int32] {
    // Padded as the scanner's own memory is.
    let padded = other.bytes + [UInt8](repeating: 0, count: 8)
    return padded.withUnsafeBufferPointer { all in
      other.levels.map { code(all.baseAddress! + $0.start, $0.length).code }
    }
  }

  /// The texts in the order of their codes; their bytes must have been found to be text.
  func texts(_ encoding: TextEncoding) -> [String] {
    bytes.withUnsafeBufferPointer { all in
      levels.map {
        let text = UnsafeBufferPointer(rebasing: all[$0.start..<$0.start + $0.length])
        return TextDecoding.checked(text, encoding)
      }
    }
  }

  private func equals(_ level: Level, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard level.length == length else { return false }
    return bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return length == 0 }
      return memcmp(base + level.start, text, length) == 0
    }
  }

  /// Eight bytes at a time, each folded in by a full multiplication.
  private static func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var state = UInt64(length) &+ 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < length {
      var word = UInt64(
        littleEndian: UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self))
      let left = length - index
      if left < 8 { word &= ~0 >> UInt64(64 - 8 * left) }
      let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = product.high ^ product.low
      index += 8
    }
    return state ^ (state >> 32)
  }
}
