/// Numbers the distinct texts of a column by first appearance, comparing bytes: no string is made
/// until a text is new.
///
/// An open-addressing table of codes; a level remembers its hash and where its bytes lie.
struct TextDictionary {
  /// A distinct text.
  struct Level {
    var hash: UInt64
    var bytes: UnsafePointer<UInt8>
    var length: Int
    /// Where it stands in the file first.
    var reference: FieldReference
  }

  private let base: UnsafePointer<UInt8>
  private(set) var levels: [Level] = []
  /// Codes plus one; 0 is free.
  private var slots: [Int32]
  /// Copies of texts whose doubled quotes were made single.
  private var copies: [UnsafeMutablePointer<UInt8>] = []

  init(base: UnsafePointer<UInt8>) {
    self.base = base
    slots = [Int32](repeating: 0, count: 64)
  }

  /// Frees what the dictionary holds beside the file's bytes; `levels` is void afterwards.
  mutating func release() {
    for copy in copies { copy.deallocate() }
    copies = []
    levels = []
  }

  /// The code of the text that a reference points to.
  mutating func code(of reference: FieldReference) -> Int32 {
    let bytes = base + reference.offset
    guard reference.escaped else {
      return code(bytes, reference.length, reference, mustCopy: false)
    }
    let plain = FieldScanner.bytes(bytes, reference.length, escaped: true)
    let padded = plain + [UInt8](repeating: 0, count: 8)
    return padded.withUnsafeBufferPointer {
      code($0.baseAddress!, plain.count, reference, mustCopy: true)
    }
  }

  private mutating func code(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ reference: FieldReference, mustCopy: Bool
  ) -> Int32 {
    let hash = TextDictionary.hash(bytes, length)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = slots[slot] - 1
      let level = levels[Int(code)]
      if level.hash == hash, level.length == length,
        TextDictionary.equal(level.bytes, bytes, length)
      {
        return code
      }
      slot = (slot + 1) & mask
    }
    var kept = bytes
    if mustCopy {
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: length + 8)
      copy.update(from: bytes, count: length + 8)
      copies.append(copy)
      kept = UnsafePointer(copy)
    }
    levels.append(Level(hash: hash, bytes: kept, length: length, reference: reference))
    slots[slot] = Int32(levels.count)
    if levels.count * 2 > slots.count { grow() }
    return Int32(levels.count - 1)
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
  private static func hash(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    var state = UInt64(length) &+ 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < length {
      var word = UInt64(
        littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
      let left = length - index
      if left < 8 { word &= ~0 >> UInt64(64 - 8 * left) }
      let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = product.high ^ product.low
      index += 8
    }
    return state ^ (state >> 32)
  }

  private static func equal(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ length: Int
  ) -> Bool {
    var index = 0
    while index < length {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }
}
