/// Turns bytes into text.
enum TextDecoding {
  /// The text, or `nil` where the bytes are not what the encoding allows.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String? {
    switch encoding {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .latin1: latin1(bytes)
    }
  }

  /// The text of bytes for which `string` gave one before.
  static func checked(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .latin1: latin1(bytes)
    }
  }

  /// Whether all bytes are below 0x80, and so text in either encoding.
  static func isASCII(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var seen: UInt8 = 0
    for index in 0..<length { seen |= bytes[index] }
    return seen < 0x80
  }

  private static func latin1(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
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
