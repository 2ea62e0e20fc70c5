#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Numbers distinct texts by first appearance, comparing bytes: no string is made on the way.
///
/// An open-addressing table of codes; the bytes of all texts lie end to end in one array.
struct TextDictionary: Sendable {
  private struct Level {
    var hash: UInt64
    var start: Int
    var length: Int
  }

  private var levels: [Level] = []
  private var bytes: [UInt8] = []
  /// Codes plus one; 0 is free.
  private var slots = [Int32](repeating: 0, count: 32)

  /// How many distinct texts there are.
  var count: Int { levels.count }

  /// The code of a text, and whether it is new.
  ///
  /// - Parameter text: readable for eight bytes past its end.
  mutating func code(_ text: UnsafePointer<UInt8>, _ length: Int) -> (code: Int32, isNew: Bool) {
    let hash = TextDictionary.hash(text, length)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let level = levels[Int(slots[slot] - 1)]
      if level.hash == hash, level.length == length, equals(level, text) {
        return (slots[slot] - 1, false)
      }
      slot = (slot + 1) & mask
    }
    levels.append(Level(hash: hash, start: bytes.count, length: length))
    bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: length))
    slots[slot] = Int32(levels.count)
    if levels.count * 2 > slots.count { grow() }
    return (Int32(levels.count - 1), true)
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

  private func equals(_ level: Level, _ text: UnsafePointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return level.length == 0 }
      return memcmp(base + level.start, text, level.length) == 0
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (code, level) in levels.enumerated() {
      var slot = Int(truncatingIfNeeded: level.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code + 1)
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
