import Numerics

/// Eight rows, or fewer at the end of a sample, as lanes of SIMD values.
struct RowGroup {
  let start: Int
  /// Rows in the group.
  let count: Int

  /// The groups of a range that starts at one.
  @inline(__always)
  static func forEach(in range: Range<Int>, _ body: (RowGroup) -> Void) {
    var start = range.lowerBound
    while start < range.upperBound {
      body(RowGroup(start: start, count: min(8, range.upperBound - start)))
      start += 8
    }
  }

  /// The rows' values; `padding` in lanes without a row.
  @inline(__always)
  func load(_ values: UnsafePointer<Double>, padding: Double) -> SIMD8<Double> {
    load(values, fromRow: 0, padding: padding)
  }

  /// The rows' values from a chunk's own storage, which starts at one of its rows. What an earlier
  /// chunk left in the lanes without a row is not read: a stale predictor can be so large that its
  /// exponential, times a weight of zero, is no number.
  @inline(__always)
  func load(
    _ values: UnsafePointer<Double>, fromRow first: Int, padding: Double
  ) -> SIMD8<Double> {
    let values = values + (start - first)
    if count == 8 { return RowKernel.load8(values) }
    var result = SIMD8(repeating: padding)
    for lane in 0..<count { result[lane] = values[lane] }
    return result
  }

  /// The rows' weights, one where there are none; zero in lanes without a row.
  @inline(__always)
  func loadWeights(_ weights: UnsafePointer<Double>?) -> SIMD8<Double> {
    if let weights { return load(weights, padding: 0) }
    if count == 8 { return SIMD8(repeating: 1) }
    var result = SIMD8<Double>()
    for lane in 0..<count { result[lane] = 1 }
    return result
  }

  @inline(__always)
  func store(_ lanes: SIMD8<Double>, _ values: UnsafeMutablePointer<Double>) {
    if count == 8 {
      RowKernel.store8(lanes, values + start)
    } else {
      for lane in 0..<count { values[start + lane] = lanes[lane] }
    }
  }
}
