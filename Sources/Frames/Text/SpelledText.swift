/// A text that is equal to another where every byte is.
///
/// `String` holds two spellings of `é` (one code point, or a letter and an accent) equal, while files,
/// R and pandas do not. What tells the cells, levels and units of data apart compares by bytes
/// everywhere, lest two units be one in one place and two in another.
package struct SpelledText: Hashable, Sendable {
  /// The text.
  package let text: String

  /// A text to be compared.
  package init(_ text: String) { self.text = text }

  /// Whether every byte is the same.
  package static func == (left: SpelledText, right: SpelledText) -> Bool {
    left.text.isSpelled(as: right.text)
  }

  /// By bytes.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}

extension String {
  /// Whether two texts are the same byte by byte.
  package func isSpelled(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether a text comes before another: as `<` has it, and by bytes where it holds them equal.
  package func isSpelledBefore(_ other: String) -> Bool {
    self == other ? utf8.lexicographicallyPrecedes(other.utf8) : self < other
  }
}
