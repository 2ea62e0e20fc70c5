/// The xoshiro256** generator (Blackman and Vigna 2021), seeded through SplitMix64: the same seed
/// gives the same numbers on every machine, and streams with different seeds do not overlap in
/// practice.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var mixer = seed
    func mixed() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (mixed(), mixed(), mixed(), mixed())
  }

  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, 45)
    return result
  }

  /// Uniform on [0, 1) with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal draw by inversion: one uniform a draw, so that streams stay aligned.
  public mutating func normal() -> Double {
    NormalDistribution.quantile((Double(next() >> 11) + 0.5) * 0x1p-53)
  }

  /// A draw from Student's t with a whole number of degrees of freedom.
  public mutating func studentT(degreesOfFreedom: Int) -> Double {
    let numerator = normal()
    var squares = 0.0
    for _ in 0..<degreesOfFreedom {
      let z = normal()
      squares += z * z
    }
    return numerator / (squares / Double(degreesOfFreedom)).squareRoot()
  }
}
