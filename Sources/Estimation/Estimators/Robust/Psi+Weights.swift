import Numerics

extension Psi {
  /// psi(u)/u, the weight of a residual of u scales.
  func weight(_ u: Double) -> Double {
    switch self {
    case .huber(let k): return min(1, k / abs(u))
    case .bisquare(let c):
      let rest = max(0, 1 - (u / c) * (u / c))
      return rest * rest
    }
  }

  /// psi'(u)
  func derivative(_ u: Double) -> Double {
    switch self {
    case .huber(let k): return abs(u) <= k ? 1 : 0
    case .bisquare(let c):
      let square = (u / c) * (u / c)
      return square < 1 ? (1 - square) * (1 - 5 * square) : 0
    }
  }

  /// Weights of `count` residuals, eight at a time.
  /// - Parameter factors: what each residual is multiplied by before it is compared with the scale.
  @inline(__always)
  func fill(
    _ weights: UnsafeMutablePointer<Double>, residuals: UnsafePointer<Double>,
    factors: UnsafePointer<Double>?, count: Int, scale: Double
  ) {
    switch self {
    case .huber(let k):
      let bound = SIMD8<Double>(repeating: k * scale)
      Psi.fill(weights, residuals, factors, count) { r in
        let size = Psi.magnitude(r)
        return (bound / size).replacing(with: 1, where: size .<= bound)
      }
    case .bisquare(let c):
      let inverse = 1 / (c * scale)
      let zero = SIMD8<Double>()
      Psi.fill(weights, residuals, factors, count) { r in
        let u = r * inverse
        let rest = 1 - u * u
        return (rest * rest).replacing(with: zero, where: rest .< zero)
      }
    }
  }

  @inline(__always)
  private static func fill(
    _ weights: UnsafeMutablePointer<Double>, _ residuals: UnsafePointer<Double>,
    _ factors: UnsafePointer<Double>?, _ count: Int,
    _ weight: (SIMD8<Double>) -> SIMD8<Double>
  ) {
    var row = 0
    while row + 8 <= count {
      var r = RowKernel.load8(residuals + row)
      if let factors { r *= RowKernel.load8(factors + row) }
      RowKernel.store8(weight(r), weights + row)
      row += 8
    }
    guard row < count else { return }
    // Lanes without a row are zero, and what comes of them is not stored.
    var last = SIMD8<Double>()
    for lane in 0..<(count - row) {
      last[lane] = residuals[row + lane] * (factors?[row + lane] ?? 1)
    }
    let values = weight(last)
    for lane in 0..<(count - row) { weights[row + lane] = values[lane] }
  }

  @inline(__always)
  private static func magnitude(_ x: SIMD8<Double>) -> SIMD8<Double> {
    unsafeBitCast(
      unsafeBitCast(x, to: SIMD8<UInt64>.self) & 0x7FFF_FFFF_FFFF_FFFF, to: SIMD8<Double>.self)
  }
}
