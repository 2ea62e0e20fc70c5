/// The exponential of eight numbers at once: the C library's takes one, and a call for each row is
/// what a likelihood's pass over the rows would spend its time on.
///
/// With n the whole number nearest to x/log 2, exp x = 2^n exp(x - n log 2). The rest lies within
/// log 2/2, where a polynomial of degree 11 (a Chebyshev series computed with fifty digits) is off by
/// 4e-18. log 2 is subtracted in two parts (Cody and Waite 1980, chapter 6), the first of few enough
/// digits that n times it is exact. Within two units in the last place of the C library.
@usableFromInline
package enum Exponential {
  /// Arguments beyond are taken as this: the result is then near the end of the range of normal
  /// numbers, and neither zero nor infinite.
  @usableFromInline package static let range = -708.0...709.0

  /// Adding it to a number below 2^51 leaves the nearest whole number in the last digits.
  @usableFromInline static let rounder = 0x1.8p52
  @usableFromInline static let inverseLog2 = 0x1.71547652b82fep0
  @usableFromInline static let log2High = 0x1.62e42feep-1
  @usableFromInline static let log2Low = 0x1.a39ef35793c76p-33

  /// exp x in each lane. The lanes must be numbers.
  @inlinable @inline(__always)
  package static func of(_ argument: SIMD8<Double>) -> SIMD8<Double> {
    let x = pointwiseMin(
      pointwiseMax(argument, SIMD8(repeating: range.lowerBound)),
      SIMD8(repeating: range.upperBound))
    let shifted = x * inverseLog2 + rounder
    let whole = shifted - rounder
    let rest = (x - whole * log2High) - whole * log2Low
    var sum = SIMD8<Double>(repeating: 2.5114870219497476e-08)
    sum = sum * rest + 2.7632640675430235e-07
    sum = sum * rest + 2.755722495611072e-06
    sum = sum * rest + 2.480148547921643e-05
    sum = sum * rest + 0.00019841269909219843
    sum = sum * rest + 0.0013888888952318045
    sum = sum * rest + 0.008333333333309526
    sum = sum * rest + 0.04166666666648808
    sum = sum * rest + 0.16666666666666702
    sum = sum * rest + 0.5000000000000019
    sum = (sum * rest) * rest + rest + 1
    // The last digits of `shifted` are n; the exponent of 2^n is n + 1023.
    let digits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
    let power = unsafeBitCast(digits &+ 0x3FF0_0000_0000_0000, to: SIMD8<Double>.self)
    return sum * power
  }
}
