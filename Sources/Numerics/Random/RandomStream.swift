/// One of the many unrelated streams of random numbers under one seed: a bootstrap's block, a
/// randomization's draw, a simulated world.
///
/// The four words of the generator's state come from hashing both numbers,
///
///     w_i = m(m(seed + i a) + m(stream + i b)),    i = 1...4,
///
/// with m SplitMix64's finaliser (Steele, Lea and Flood 2014) and odd a and b. Each m is a bijection,
/// so two streams of one seed differ in every word. Seeds made by arithmetic do not do: where they
/// walk by the seeder's own step, s and s + a, three of the four words of two states are the same.
public struct RandomStream: Sendable, Equatable {
  /// What a user chooses.
  public let seed: UInt64
  /// Which stream of the seed, usually counted from 0.
  public let stream: UInt64

  /// The stream of that number.
  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// A generator at the stream's beginning.
  public func generator() -> Xoshiro256 {
    Xoshiro256(state: (word(1), word(2), word(3), word(4)))
  }

  /// A seed of its own, for what takes a seed and makes its generator itself.
  public var ownSeed: UInt64 { word(5) }

  private func word(_ index: UInt64) -> UInt64 {
    SplitMix64.mixed(
      SplitMix64.mixed(seed &+ index &* SplitMix64.step)
        &+ SplitMix64.mixed(stream &+ index &* 0xD1B5_4A32_D192_ED03))
  }
}
