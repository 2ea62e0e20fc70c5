/// Sums whose result depends on the numbers and their order alone.
///
/// Blocks of 512 with eight lanes, blocks combined pairwise: the error grows with log n instead of
/// n (Higham 1993), and loops vectorise.
public enum Summation {
  /// The sum of the values.
  public static func sum(_ values: [Double]) -> Double { total(values, values) { x, _ in x } }

  /// The sum of squares.
  public static func sumOfSquares(_ values: [Double]) -> Double {
    total(values, values) { x, _ in x * x }
  }

  /// sum(x y).
  public static func dot(_ left: [Double], _ right: [Double]) -> Double {
    precondition(left.count == right.count, "vectors differ in length")
    return total(left, right) { x, y in x * y }
  }

  /// sum(w x), or sum(x) without weights.
  public static func weighted(_ values: [Double], _ weights: [Double]?) -> Double {
    weights.map { dot(values, $0) } ?? sum(values)
  }

  /// sum(w x^2), or sum(x^2) without weights.
  public static func weightedSquares(_ values: [Double], _ weights: [Double]?) -> Double {
    guard let weights else { return sumOfSquares(values) }
    return total(values, weights) { x, w in w * x * x }
  }

  @inline(__always)
  private static func total(
    _ left: [Double], _ right: [Double],
    _ term: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    left.withUnsafeBufferPointer { x in right.withUnsafeBufferPointer { total(x, $0, term) } }
  }

  @inline(__always)
  private static func total(
    _ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>,
    _ term: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) -> Double {
    let count = left.count
    let blocks = (count + 511) / 512
    var sums = [Double](repeating: 0, count: blocks)
    let x = UnsafeRawBufferPointer(left)
    let y = UnsafeRawBufferPointer(right)
    for block in 0..<blocks {
      let end = min(count, (block + 1) * 512)
      var row = block * 512
      var lanes = SIMD8<Double>()
      while row + 8 <= end {
        lanes += term(
          x.loadUnaligned(fromByteOffset: row * 8, as: SIMD8<Double>.self),
          y.loadUnaligned(fromByteOffset: row * 8, as: SIMD8<Double>.self))
        row += 8
      }
      if row < end {
        var lastX = SIMD8<Double>()
        var lastY = SIMD8<Double>()
        for lane in 0..<(end - row) {
          lastX[lane] = left[row + lane]
          lastY[lane] = right[row + lane]
        }
        lanes += term(lastX, lastY)
      }
      sums[block] = lanes.sum()
    }
    return pairwise(sums[...])
  }

  private static func pairwise(_ values: ArraySlice<Double>) -> Double {
    guard values.count > 8 else { return values.reduce(0, +) }
    let middle = values.startIndex + values.count / 2
    return pairwise(values[..<middle]) + pairwise(values[middle...])
  }
}
