/// Separators between groups of three digits.
enum ThousandsSeparator {
  /// The number without its separators, or `nil` where they do not stand between groups of three
  /// digits before the point: `1,234.5` passes, `12,34` does not.
  static func removed(_ separator: UInt8, from bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
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
      if byte == separator {
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
    let rest = bytes[index...]
    guard !rest.contains(separator) else { return nil }
    return plain + rest
  }
}
