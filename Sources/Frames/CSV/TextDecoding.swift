/// Turns bytes into text.
enum TextDecoding {
  /// The text, or `nil` where the bytes are not what the encoding allows.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String? {
    switch encoding {
    case .utf8: String(validating: bytes, as: UTF8.self)
    case .latin1: latin1(bytes)
    case .windows1252: windows1252(bytes)
    case .utf16: preconditionFailure("UTF-16 is made UTF-8 before it is parsed")
    }
  }

  /// The text of bytes for which `string` gave one before.
  static func checked(_ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: String(decoding: bytes, as: UTF8.self)
    case .latin1, .windows1252, .utf16: string(bytes, encoding) ?? latin1(bytes)
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

  /// What Windows-1252 has from 0x80 to 0x9F (WHATWG, "Encoding", index windows-1252); 0 where it has
  /// nothing.
  private static let windowsCharacters: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      guard (0x80..<0xA0).contains(byte) else {
        scalars.append(Unicode.Scalar(byte))
        continue
      }
      let code = windowsCharacters[Int(byte) - 0x80]
      guard code != 0, let scalar = Unicode.Scalar(code) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The text of UTF-16 as UTF-8, or `nil` where a pair is broken or a byte is left over.
  static func utf8(ofUTF16 bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// The first byte that cannot stand where it does in the encoding; 0 where all can.
  static func firstInvalid(
    _ bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> UInt8 {
    guard encoding == .utf8 else {
      return bytes.first { (0x80..<0xA0).contains($0) && windowsCharacters[Int($0) - 0x80] == 0 }
        ?? 0
    }
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
