/// The leading 128 bits of 5^q for every power that a double can need.
///
/// Lemire (2021), "Number parsing at a gigabyte per second", section 5: for q >= 0 the bits are
/// truncated; for -27 <= q < 0 the reciprocal is rounded up; below that it is truncated again.
/// The table is computed exactly by wide-integer arithmetic at first use, in some microseconds,
/// instead of being written down.
enum PowersOfFive {
  static let smallest = -342
  static let largest = 308

  /// Where `words` begins to hold 10^0, 10^1, ... 10^7.
  static let tens = 2 * (largest - smallest + 1)

  /// High and low words in turn: the entry of `q` begins at `2 * (q - smallest)`. The small powers
  /// of ten follow, so that one pointer serves a scanner.
  static let words: [UInt64] = {
    var table = [UInt64](repeating: 0, count: 2 * (largest - smallest + 1))
    func store(_ power: Int, _ bits: (high: UInt64, low: UInt64)) {
      table[2 * (power - smallest)] = bits.high
      table[2 * (power - smallest) + 1] = bits.low
    }
    // 5^q, exactly: 5^308 has 716 bits.
    var whole = [UInt64](repeating: 0, count: 12)
    whole[0] = 1
    for power in 0...largest {
      store(power, leading(whole))
      multiplyByFive(&whole)
    }
    // floor(2^2047 / 5^k), exactly, since the floor of a floor is the floor of the whole quotient.
    var reciprocal = [UInt64](repeating: 0, count: 32)
    reciprocal[31] = 1 << 63
    for power in 1...(-smallest) {
      divideByFive(&reciprocal)
      var bits = leading(reciprocal)
      if power <= 27 {
        let (low, carry) = bits.low.addingReportingOverflow(1)
        bits = (bits.high + (carry ? 1 : 0), low)
      }
      store(-power, bits)
    }
    var ten: UInt64 = 1
    for _ in 0..<8 {
      table.append(ten)
      ten *= 10
    }
    return table
  }()

  private static func multiplyByFive(_ limbs: inout [UInt64]) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index].multipliedFullWidth(by: 5)
      let (low, overflow) = product.low.addingReportingOverflow(carry)
      limbs[index] = low
      carry = product.high + (overflow ? 1 : 0)
    }
    precondition(carry == 0, "the power of five outgrew its limbs")
  }

  private static func divideByFive(_ limbs: inout [UInt64]) {
    var remainder: UInt64 = 0
    for index in limbs.indices.reversed() {
      (limbs[index], remainder) = UInt64(5).dividingFullWidth((remainder, limbs[index]))
    }
  }

  /// The 128 leading bits, the first of them 1.
  private static func leading(_ limbs: [UInt64]) -> (high: UInt64, low: UInt64) {
    let top = limbs.lastIndex { $0 != 0 }!
    let words = (0..<3).map { top - $0 >= 0 ? limbs[top - $0] : 0 }
    let shift = UInt64(words[0].leadingZeroBitCount)
    guard shift > 0 else { return (words[0], words[1]) }
    return (
      words[0] << shift | words[1] >> (64 - shift), words[1] << shift | words[2] >> (64 - shift)
    )
  }
}
