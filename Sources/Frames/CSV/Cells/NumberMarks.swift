/// The marks inside a column's numbers.
struct NumberMarks: Sendable, Equatable {
  /// Before the fraction.
  var decimal = UInt8(ascii: ".")
  /// Between groups of three digits; 0 for none.
  var thousands: UInt8 = 0

  /// Whether numbers may be read as they stand: no mark of theirs means something else elsewhere.
  var isPlain: Bool { decimal == UInt8(ascii: ".") }

  /// The number as it is spelled without separators and with a point, or `nil` where they do not
  /// stand as they should: with separators `,` the cell `1,234.5` passes, `12,34` does not.
  func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      plain.append(bytes[index])
      index += 1
    }
    var group = 0
    var groups = 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == thousands, thousands != 0 {
        guard groups == 1 ? (1...3).contains(group) : group == 3 else { return nil }
        groups += 1
        group = 0
      } else if byte &- UInt8(ascii: "0") <= 9 {
        plain.append(byte)
        group += 1
      } else {
        break
      }
      index += 1
    }
    guard groups == 1 || group == 3 else { return nil }
    var rest = Array(bytes[index...])
    guard thousands == 0 || !rest.contains(thousands) else { return nil }
    if decimal != UInt8(ascii: ".") {
      guard !rest.contains(UInt8(ascii: ".")) else { return nil }
      if rest.first == decimal { rest[0] = UInt8(ascii: ".") }
    }
    return plain + rest
  }
}
