/// Gives words of 64 bits codes from 0 in order of first appearance, by open addressing.
///
/// A word is a key itself, or a key's hash: then the caller says whether a code's key is the one that
/// is looked for. Words lie by code, beside slots of four bytes, so that a table of a million keys
/// takes some 24 MB.
package struct CodeTable: Sendable {
  /// The word of each code.
  private(set) var words: [UInt64] = []
  /// Codes plus one; 0 is free. The size is a power of two, at least twice the number of words.
  private var slots = [Int32](repeating: 0, count: 32)

  /// A table without keys.
  package init() {}

  /// How many keys there are.
  package var count: Int { words.count }

  /// The code of a key that is its own word, and whether it is new.
  @inline(__always)
  package mutating func code(_ word: UInt64) -> (code: Int32, isNew: Bool) {
    var slot = start(word)
    if let code = next(word, from: &slot) { return (code, false) }
    return (insert(word, at: slot), true)
  }

  /// Where the search for a word begins.
  @inline(__always)
  func start(_ word: UInt64) -> Int { CodeTable.place(word) & (slots.count - 1) }

  /// The next code with that word, and the slot behind it; `nil` at a free slot, where the word may be
  /// inserted.
  @inline(__always)
  func next(_ word: UInt64, from slot: inout Int) -> Int32? {
    let mask = slots.count - 1
    while slots[slot] != 0 {
      let code = slots[slot] - 1
      slot = (slot + 1) & mask
      if words[Int(code)] == word { return code }
    }
    return nil
  }

  /// Gives a word the next code.
  ///
  /// - Parameter slot: the free one at which the search for the word ended.
  mutating func insert(_ word: UInt64, at slot: Int) -> Int32 {
    words.append(word)
    slots[slot] = Int32(words.count)
    if words.count * 2 > slots.count { grow() }
    return Int32(words.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (code, word) in words.enumerated() {
      var slot = CodeTable.place(word) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(code + 1)
    }
  }

  /// A full multiplication folded: neighbouring keys must not share chains of neighbouring slots.
  @inline(__always)
  private static func place(_ word: UInt64) -> Int {
    let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }
}
