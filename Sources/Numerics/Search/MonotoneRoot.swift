/// Roots of one equation, by Newton's method kept inside a bracket.
package enum MonotoneRoot {
  /// More than bisection needs from any bracket of doubles down to neighbours.
  private static let limit = 200

  /// The root of `function` between `low` and `high`, where its values have opposite signs or one is
  /// zero; `nil` where they have one sign. Ends when the next step would not move the point.
  ///
  /// - Parameter function: The value and its derivative at a point.
  package static func find(
    low: Double, high: Double, start: Double? = nil,
    _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double? {
    let atLow = function(low).value
    if atLow == 0 { return low }
    let atHigh = function(high).value
    if atHigh == 0 { return high }
    guard atLow.sign != atHigh.sign, !atLow.isNaN, !atHigh.isNaN else { return nil }
    var (low, high) = (low, high)
    var point = start ?? (low + high) / 2
    if !(point > low && point < high) { point = (low + high) / 2 }
    var previous = high - low
    for _ in 0..<limit {
      let (value, slope) = function(point)
      if value == 0 { return point }
      if value.sign == atLow.sign { low = point } else { high = point }
      var next = point - value / slope
      // A step that leaves the bracket or does not halve the last one gives way to bisection.
      let step = abs(next - point)
      if !(next >= low && next <= high) || step > previous / 2 { next = low + (high - low) / 2 }
      previous = abs(next - point)
      if next == point || previous <= 0.5 * point.ulp { return next }
      if next == low || next == high {
        // Neighbouring doubles: the better of the two.
        return abs(function(next).value) <= abs(value) ? next : point
      }
      point = next
    }
    return point
  }
}
