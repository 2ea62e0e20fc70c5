/// A decimal number as it is spelled: `mantissa * 10^exponent`, from which the nearest double is
/// made without error.
///
/// The product of a 64-bit mantissa and a 128-bit power of five decides the rounding: Clinger
/// (1990), "How to read floating point numbers accurately", for what is exact in doubles; Lemire
/// (2021), "Number parsing at a gigabyte per second", algorithm 1, for the rest.
enum DecimalNumber {
  /// The nearest double (ties to even) to `mantissa * 10^exponent`, or `nil` in the rare case that
  /// the product cannot decide.
  @inline(__always)
  static func double(
    mantissa: UInt64, exponent: Int, negative: Bool, powers: UnsafePointer<UInt64>
  ) -> Double? {
    if exponent == 0, mantissa <= 1 << 53 {
      let value = Double(Int64(truncatingIfNeeded: mantissa))
      return negative ? -value : value
    }
    guard let bits = nearest(mantissa: mantissa, exponent: exponent, powers: powers) else {
      return nil
    }
    return Double(bitPattern: bits | (negative ? 1 << 63 : 0))
  }

  /// The bits of the nearest double, sign left out.
  @inline(__always)
  private static func nearest(
    mantissa: UInt64, exponent: Int, powers: UnsafePointer<UInt64>
  ) -> UInt64? {
    if mantissa == 0 || exponent < PowersOfFive.smallest { return 0 }
    if exponent > PowersOfFive.largest { return infinity }
    let leadingZeros = mantissa.leadingZeroBitCount
    let scaled = mantissa << UInt64(truncatingIfNeeded: leadingZeros)
    let entry = powers + 2 * (exponent - PowersOfFive.smallest)
    var (high, low) = scaled.multipliedFullWidth(by: entry[0])
    // 55 bits decide; where the nine below them are all ones the second word may carry into them.
    if high & 0x1FF == 0x1FF {
      let second = scaled.multipliedFullWidth(by: entry[1]).high
      low = low &+ second
      if second > low { high &+= 1 }
      if low == .max, exponent < -27 || exponent > 55 { return nil }
    }
    let upper = Int(truncatingIfNeeded: high >> 63)
    let shift = UInt64(truncatingIfNeeded: upper + 9)
    var result = high >> shift
    // floor(log2(10^q)) + 63, by a multiplication that is exact over this range.
    var binary = ((217_706 * exponent) >> 16) + 63 + upper - leadingZeros + 1023
    if binary <= 0 {
      if 1 - binary >= 64 { return 0 }
      result >>= UInt64(truncatingIfNeeded: 1 - binary)
      result = (result + (result & 1)) >> 1
      // Rounding may have carried a subnormal up to the smallest normal number.
      return result
    }
    // Exactly between two doubles: to the even one.
    if low <= 1, exponent >= -4, exponent <= 23, result & 3 == 1, result << shift == high {
      result &= ~1
    }
    result = (result + (result & 1)) >> 1
    if result >= 2 << 52 {
      result = 1 << 52
      binary += 1
    }
    if binary >= 0x7FF { return infinity }
    return (result & ~(1 << 52)) | UInt64(truncatingIfNeeded: binary) << 52
  }

  private static let infinity: UInt64 = 0x7FF << 52
}
