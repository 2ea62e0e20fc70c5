/// A number as the unevaluated sum of two doubles: about 106 significant bits.
///
/// Sums by Knuth's TwoSum, products by Dekker's splitting (1971): exact with plain additions and
/// multiplications, where a fused multiply-add may be a library call.
package struct DoubleDouble: Sendable, Equatable {
  /// The sum rounded to a double.
  package private(set) var high: Double
  /// What rounding left out, at most half a unit in the last place of `high`.
  package private(set) var low: Double

  /// The double itself, exactly.
  package init(_ value: Double) {
    high = value
    low = 0
  }

  /// The nearest double.
  package var value: Double { high + low }

  /// Adds a double.
  package mutating func add(_ other: Double) {
    let sum = high + other
    let back = sum - high
    let error = (high - (sum - back)) + (other - back)
    renormalise(sum, low + error)
  }

  /// Adds the exact product of two doubles.
  package mutating func add(_ left: Double, times right: Double) {
    let product = left * right
    let leftBig = 134_217_729 * left
    let leftHigh = leftBig - (leftBig - left)
    let leftLow = left - leftHigh
    let rightBig = 134_217_729 * right
    let rightHigh = rightBig - (rightBig - right)
    let rightLow = right - rightHigh
    let productError =
      ((leftHigh * rightHigh - product) + leftHigh * rightLow + leftLow * rightHigh)
      + leftLow * rightLow
    let sum = high + product
    let back = sum - high
    let sumError = (high - (sum - back)) + (product - back)
    renormalise(sum, low + (sumError + productError))
  }

  private mutating func renormalise(_ sum: Double, _ error: Double) {
    high = sum + error
    low = error - (high - sum)
  }
}
