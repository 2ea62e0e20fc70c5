import Evidence
import LinearAlgebra
import TestSupport
import Testing

@Suite struct MinimizationTests {
  static let tables = 2000

  /// A random truth table: conditions, positive rows, remainders.
  static func table(_ generator: inout Xoshiro256) -> (Int, [UInt32], Set<UInt32>) {
    let count = 2 + Int(generator.next() % 4)
    let (positive, remainder) = (0.05 + 0.5 * generator.uniform(), 0.7 * generator.uniform())
    var (positives, remainders): ([UInt32], Set<UInt32>) = ([], [])
    for row in 0..<UInt32(1 << count) {
      if generator.uniform() < remainder {
        remainders.insert(row)
      } else if generator.uniform() < positive {
        positives.append(row)
      }
    }
    return (count, positives, remainders)
  }

  @Test("All prime implicants and all covers, with and without remainders", .tags(.reference))
  func agreesWithBruteForce() throws {
    var generator = Xoshiro256(seed: 5)
    var (ambiguous, compared) = (0, 0)
    while compared < Self.tables {
      let (count, positives, remainders) = Self.table(&generator)
      if positives.isEmpty { continue }
      compared += 1
      for dontCares in [[], remainders] {
        let brute = BruteForce(
          conditionCount: count, positives: positives, dontCares: dontCares)
        let function = BooleanFunction(
          conditionCount: count, positives: positives,
          dontCares: RowSet(dontCares, conditionCount: count))
        let found = try MinimalModels(function)
        let primes = brute.primes
        #expect(found.primes == primes)
        let models = brute.fewest(primes)
        #expect(found.models == models)
        #expect(found.count == .exactly(models.count))
        let all = try MinimalModels(function, options: .init(scope: .irredundant))
        #expect(all.models == brute.irredundant(primes))
        ambiguous += models.count > 1 ? 1 : 0
      }
    }
    #expect(ambiguous > 100, "too few tables have more than one model to test that all are found")
  }
}
