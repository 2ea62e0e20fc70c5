/// Turns bytes into text.
enum TextDecoding {
  /// The text, or `nil` where the bytes are not what the encoding allows.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String? {
    switch encoding {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .latin1: String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
  }

  /// The first byte that cannot stand where it does in UTF-8; 0 where all can.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var read = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): read += UTF8.width(scalar)
      case .emptyInput: return 0
      case .error: return read < bytes.count ? bytes[read] : 0
      }
    }
  }
}
