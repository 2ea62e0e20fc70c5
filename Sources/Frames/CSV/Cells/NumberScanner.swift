/// Reads numbers from bytes: `[+-] digits [. digits] [e [+-] digits]`, nothing else.
///
/// The memory must be readable for eight bytes past the number's end, and the number must be
/// followed by a byte that cannot belong to it. Nothing here allocates, except where a spelling of
/// more than nineteen digits needs the slow way.
struct NumberScanner {
  /// `PowersOfFive.words`.
  let powers: UnsafePointer<UInt64>

  struct Scanned<Value> {
    var value: Value
    /// The first byte after the number.
    var end: UnsafePointer<UInt8>
  }

  /// A whole number that fits 64 bits. `-0` is none: as an integer it would lose its sign.
  @inline(__always)
  func integer(at start: UnsafePointer<UInt8>) -> Scanned<Int64>? {
    var cursor = start
    let negative = cursor.pointee == UInt8(ascii: "-")
    if negative || cursor.pointee == UInt8(ascii: "+") { cursor += 1 }
    let first = cursor
    var magnitude: UInt64 = 0
    digits(&cursor, into: &magnitude)
    let count = cursor - first
    if count == 0 || (negative && magnitude == 0) { return nil }
    if count > 18 { return longInteger(from: first, to: cursor, negative: negative) }
    let value = Int64(truncatingIfNeeded: magnitude)
    return Scanned(value: negative ? -value : value, end: cursor)
  }

  /// The double nearest to the number; an overflow gives infinity.
  @inline(__always)
  func double(at start: UnsafePointer<UInt8>) -> Scanned<Double>? {
    var cursor = start
    let negative = cursor.pointee == UInt8(ascii: "-")
    if negative || cursor.pointee == UInt8(ascii: "+") { cursor += 1 }
    let first = cursor
    var mantissa: UInt64 = 0
    // Few digits stand before the point: one at a time beats eight at a time here.
    while true {
      let digit = cursor.pointee &- UInt8(ascii: "0")
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      cursor += 1
    }
    var count = cursor - first
    var exponent = 0
    if cursor.pointee == UInt8(ascii: ".") {
      cursor += 1
      let fraction = cursor
      digits(&cursor, into: &mantissa)
      exponent = fraction - cursor
      count += cursor - fraction
    }
    if count == 0 { return nil }
    if cursor.pointee | 0x20 == UInt8(ascii: "e") {
      guard let written = writtenExponent(&cursor) else { return nil }
      exponent += written
    }
    if count <= 19,
      let value = DecimalNumber.double(
        mantissa: mantissa, exponent: exponent, negative: negative, powers: powers)
    {
      return Scanned(value: value, end: cursor)
    }
    return longDouble(from: first, to: cursor, negative: negative)
  }

  /// Appends decimal digits to a number, eight at a time, and moves past them.
  @inline(__always)
  private func digits(_ cursor: inout UnsafePointer<UInt8>, into value: inout UInt64) {
    while true {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
      var offsets = word ^ 0x3030_3030_3030_3030
      // The top bit of each byte that is no digit.
      let others =
        (((offsets & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | offsets)
        & 0x8080_8080_8080_8080
      if others != 0 {
        let count = others.trailingZeroBitCount >> 3
        if count == 0 { return }
        // The digits move to the top, zeros lead them: no branch on how many there are.
        offsets = offsets &<< UInt64(truncatingIfNeeded: 64 - 8 * count)
        value = value &* powers[PowersOfFive.tens + count] &+ NumberScanner.eight(offsets)
        cursor += count
        return
      }
      value = value &* 100_000_000 &+ NumberScanner.eight(offsets)
      cursor += 8
    }
  }

  /// The number that eight digit values spell, the first in the lowest byte.
  @inline(__always)
  private static func eight(_ offsets: UInt64) -> UInt64 {
    let pairs = offsets &* 10 &+ (offsets >> 8)
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }

  /// What stands after `e`; a large one is cut where the result is zero or infinite anyway.
  @inline(never)
  private func writtenExponent(_ cursor: inout UnsafePointer<UInt8>) -> Int? {
    cursor += 1
    let negative = cursor.pointee == UInt8(ascii: "-")
    if negative || cursor.pointee == UInt8(ascii: "+") { cursor += 1 }
    let first = cursor
    var value = 0
    while cursor.pointee &- UInt8(ascii: "0") <= 9 {
      if value < 1_000_000 { value = value * 10 + Int(cursor.pointee &- UInt8(ascii: "0")) }
      cursor += 1
    }
    if cursor == first { return nil }
    return negative ? -value : value
  }

  @inline(never)
  private func longInteger(
    from first: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, negative: Bool
  ) -> Scanned<Int64>? {
    var value: Int64 = 0
    var cursor = first
    while cursor < end {
      let digit = Int64(cursor.pointee - UInt8(ascii: "0"))
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      // Counting down from zero for negative numbers reaches the smallest one.
      let (next, carry) = tenfold.addingReportingOverflow(negative ? -digit : digit)
      if overflow || carry { return nil }
      value = next
      cursor += 1
    }
    return Scanned(value: value, end: end)
  }

  /// More than nineteen digits, or an undecided product: the nineteen leading digits and their
  /// successor bound the number; where both round to one double, that is it.
  @inline(never)
  private func longDouble(
    from first: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, negative: Bool
  ) -> Scanned<Double> {
    var mantissa: UInt64 = 0
    var kept = 0
    var exponent = 0
    var afterPoint = false
    var dropped = false
    var cursor = first
    while cursor < end {
      let byte = cursor.pointee
      if byte == UInt8(ascii: ".") {
        afterPoint = true
      } else if byte | 0x20 == UInt8(ascii: "e") {
        exponent += writtenExponent(&cursor) ?? 0
        break
      } else if kept == 19 {
        if byte != UInt8(ascii: "0") { dropped = true }
        if !afterPoint { exponent += 1 }
      } else {
        mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
        if mantissa > 0 { kept += 1 }
        if afterPoint { exponent -= 1 }
      }
      cursor += 1
    }
    let lower = DecimalNumber.double(
      mantissa: mantissa, exponent: exponent, negative: negative, powers: powers)
    let upper =
      dropped
      ? DecimalNumber.double(
        mantissa: mantissa + 1, exponent: exponent, negative: negative, powers: powers) : lower
    if let lower, lower == upper { return Scanned(value: lower, end: end) }
    return Scanned(value: NumberScanner.exact(first, end, negative: negative), end: end)
  }

  /// The system's conversion, which is exact and slow.
  private static func exact(
    _ first: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, negative: Bool
  ) -> Double {
    let spelling = String(
      decoding: UnsafeBufferPointer(start: first, count: end - first), as: UTF8.self)
    guard let magnitude = Double(spelling) else {
      preconditionFailure("a scanned number is no number: \(spelling)")
    }
    return negative ? -magnitude : magnitude
  }
}
