/// The xoshiro256** generator (Blackman and Vigna 2021): the same seed gives the same numbers on
/// every machine.
///
/// Several generators under one seed come from `RandomStream`, not from seeds made by arithmetic.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private(set) var state: (UInt64, UInt64, UInt64, UInt64)

  /// A generator whose state is spread from the seed by SplitMix64.
  public init(seed: UInt64) {
    func word(_ index: UInt64) -> UInt64 { SplitMix64.mixed(seed &+ index &* SplitMix64.step) }
    state = (word(1), word(2), word(3), word(4))
  }

  /// - Parameter state: not all zero.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// The next 64 random bits; the generator's period is 2^256 - 1.
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
