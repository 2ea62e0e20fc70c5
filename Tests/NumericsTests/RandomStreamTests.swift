import TestSupport
import Testing

@testable import Numerics

@Suite struct RandomStreamTests {
  static let seeds: [UInt64] = [0, 1, 2, 0x9E37_79B9_7F4A_7C15, .max]
  /// Streams of one seed that are looked at together.
  static let count = 4096
  /// How far a statistic with known mean and deviation may lie from its mean, in deviations. The
  /// numbers are fixed, so this is no matter of luck: beyond it something is wrong.
  static let deviations = 5.0

  static func words(_ generator: Xoshiro256) -> [UInt64] {
    [generator.state.0, generator.state.1, generator.state.2, generator.state.3]
  }

  /// How many words of the states occur more than once.
  static func shared(_ generators: [Xoshiro256]) -> Int {
    let words = generators.flatMap { Self.words($0) }
    return words.count - Set(words).count
  }

  @Test("no two streams share a word of their state", .tags(.identity), arguments: seeds)
  func statesAreApart(seed: UInt64) {
    let streams = (0..<UInt64(Self.count)).map {
      RandomStream(seed: seed, stream: $0).generator()
    }
    #expect(Self.shared(streams) == 0)
    // Seeds that walk by the seeder's own step, one stream's state being the next one's shifted by a
    // word, are what this finds.
    let walking = (0..<UInt64(Self.count)).map {
      Xoshiro256(seed: seed &+ $0 &* SplitMix64.step)
    }
    #expect(Self.shared(walking) == 3 * (Self.count - 1))
  }

  @Test("streams of several seeds, and a stream and a seed exchanged, differ", .tags(.identity))
  func seedsAreApart() {
    let generators = Self.seeds.flatMap { seed in
      Self.seeds.map { RandomStream(seed: seed, stream: $0).generator() }
    }
    #expect(Self.shared(generators + [0, 1, 2, .max].map { Xoshiro256(seed: $0) }) == 0)
    let own = Set(
      (0..<UInt64(Self.count)).flatMap { stream in
        [1, 2].map { RandomStream(seed: $0, stream: stream).ownSeed }
      })
    #expect(own.count == 2 * Self.count)
  }

  @Test("the same stream gives the same numbers", .tags(.identity))
  func repeated() {
    var first = RandomStream(seed: 7, stream: 3).generator()
    var second = RandomStream(seed: 7, stream: 3).generator()
    #expect((0..<100).map { _ in first.next() } == (0..<100).map { _ in second.next() })
    // Computed apart, in Python, from the formula that `RandomStream` states.
    var generator = RandomStream(seed: 1, stream: 0).generator()
    #expect((0..<3).map { _ in generator.next() } == Self.first)
  }

  static let first: [UInt64] = [
    5_785_886_415_857_239_888, 17_158_387_079_080_942_913, 15_916_055_371_723_929_622,
  ]

  /// Across streams, at each of the first outputs: the share of every leading byte, and of every pair
  /// of leading half-bytes of neighbours, by chi-squared; and the bits that neighbours differ in.
  @Test("the k-th outputs of many streams look like draws", .tags(.identity), arguments: seeds)
  func equidistribution(seed: UInt64) {
    let streams = 1 << 15
    var generators = (0..<UInt64(streams)).map {
      RandomStream(seed: seed, stream: $0).generator()
    }
    for _ in 0..<4 {
      let outputs = generators.indices.map { generators[$0].next() }
      let bytes = outputs.map { Int($0 >> 56) }
      Self.expectUniform(bytes, cells: 256)
      Self.expectUniform(outputs.map { Int($0 & 255) }, cells: 256)
      let pairs = stride(from: 0, to: streams, by: 2).map {
        (bytes[$0] & 240) | (bytes[$0 + 1] >> 4)
      }
      Self.expectUniform(pairs, cells: 256)
      let differing = zip(outputs, outputs.dropFirst()).map { ($0 ^ $1).nonzeroBitCount }
      let mean = Double(differing.reduce(0, +)) / Double(differing.count)
      // 64 fair bits: mean 32, variance 16.
      #expect(abs(mean - 32) < Self.deviations * (16 / Double(differing.count)).squareRoot())
    }
  }

  private static func expectUniform(_ values: [Int], cells: Int) {
    var counts = [Double](repeating: 0, count: cells)
    for value in values { counts[value] += 1 }
    let expected = Double(values.count) / Double(cells)
    let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    let freedom = Double(cells - 1)
    #expect(abs(statistic - freedom) < deviations * (2 * freedom).squareRoot())
  }
}
