import Evidence
import Numerics
import TestSupport
import Testing

@Suite struct MinimizationTests {
  static let tables = 2000

  /// A random truth table with a positive row: conditions, positive rows, remainders.
  static func table(_ generator: inout Xoshiro256) -> (Int, [UInt32], Set<UInt32>) {
    while true {
      let count = 1 + Int(generator.next() % 5)
      let (positive, remainder) = (0.05 + 0.5 * generator.uniform(), 0.7 * generator.uniform())
      var (positives, remainders): ([UInt32], Set<UInt32>) = ([], [])
      for row in 0..<UInt32(1 << count) {
        if generator.uniform() < remainder {
          remainders.insert(row)
        } else if generator.uniform() < positive {
          positives.append(row)
        }
      }
      if !positives.isEmpty { return (count, positives, remainders) }
    }
  }

  @Test("All prime implicants and all covers, with and without remainders", .tags(.reference))
  func agreesWithBruteForce() throws {
    var generator = Xoshiro256(seed: 5)
    var ambiguous = 0
    for _ in 0..<Self.tables {
      let (count, positives, remainders) = Self.table(&generator)
      for dontCares in [[], remainders] {
        let brute = BruteForce(conditionCount: count, positives: positives, dontCares: dontCares)
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
        let sums = brute.irredundant(primes)
        #expect(all.models == sums)
        #expect(
          found.essential == primes.filter { prime in sums.allSatisfy { $0.contains(prime) } })
        ambiguous += models.count > 1 ? 1 : 0
      }
    }
    #expect(ambiguous > 100, "too few tables have more than one model to test that all are found")
  }

  @Test("All models of all three solutions", .tags(.reference))
  func threeSolutionsAgreeWithBruteForce() throws {
    var generator = Xoshiro256(seed: 8)
    var between = 0
    for _ in 0..<Self.tables {
      let (count, positives, remainders) = Self.table(&generator)
      let expectations = (0..<count).map { _ -> DirectionalExpectation in
        [.present, .absent, .none][Int(generator.next() % 3)]
      }
      let brute = BruteSolutions(
        conditionCount: count, positives: positives, remainders: remainders,
        expectations: expectations)
      let found = try StandardAnalysis(
        positives: positives, remainders: RowSet(remainders, conditionCount: count),
        expectations: expectations)
      #expect(found.complex.models == brute.complex)
      #expect(found.parsimonious.models == brute.parsimonious)
      #expect(found.intermediate == brute.intermediate)
      #expect(found.derivations.map(\.easy) == brute.easy)
      let isBetween =
        found.intermediate != brute.complex && found.intermediate != brute.parsimonious
      between += isBetween ? 1 : 0
    }
    #expect(between > 100, "too few intermediate solutions differ from both of the others")
  }

  /// Rows of `count` random cases over 15 conditions, half of them positive.
  static func wideTable(cases: Int, seed: UInt64) -> (positives: [UInt32], observed: [UInt32]) {
    var generator = Xoshiro256(seed: seed)
    let observed = (0..<cases).map { _ in UInt32(generator.next() >> 49) }
    return (observed.filter { $0.nonzeroBitCount & 2 == 0 }, observed)
  }

  @Test(
    "Fifteen conditions: implicants are prime, models cover, names do not matter", .tags(.identity))
  func fifteenConditions() throws {
    let (positives, observed) = Self.wideTable(cases: 24, seed: 3)
    let free = RowSet(observed, conditionCount: 15).complement
    let found = try MinimalModels(
      BooleanFunction(conditionCount: 15, positives: positives, dontCares: free))
    let negatives = observed.filter { !positives.contains($0) }
    for prime in found.primes {
      #expect(!negatives.contains { prime.covers($0) })
      for bit in 0..<15 where prime.care >> UInt32(bit) & 1 == 1 {
        let care = prime.care & ~(1 << UInt32(bit))
        let wider = Conjunction(care: care, value: prime.value & care)
        #expect(negatives.contains { wider.covers($0) }, "\(prime) is not prime")
      }
    }
    for model in found.models {
      #expect(positives.allSatisfy { row in model.contains { $0.covers(row) } })
    }
    // Reversing the order of the conditions and swapping presence and absence of some changes
    // names only.
    func renamed(_ row: UInt32) -> UInt32 {
      var result: UInt32 = 0
      for bit in 0..<15 where (row ^ 0b101_0011) >> UInt32(bit) & 1 == 1 {
        result |= 1 << UInt32(14 - bit)
      }
      return result
    }
    let mirrored = try MinimalModels(
      BooleanFunction(
        conditionCount: 15, positives: positives.map { renamed($0) },
        dontCares: RowSet(observed.map { renamed($0) }, conditionCount: 15).complement))
    #expect(mirrored.primes.count == found.primes.count)
    #expect(mirrored.count == found.count)
    #expect(mirrored.models.first?.count == found.models.first?.count)
  }

  @Test("Models beyond the limit are counted and said, never dropped in silence", .tags(.identity))
  func limits() throws {
    let (positives, observed) = Self.wideTable(cases: 24, seed: 3)
    let function = BooleanFunction(
      conditionCount: 15, positives: positives,
      dontCares: RowSet(observed, conditionCount: 15).complement)
    let all = try MinimalModels(function, options: .init(listed: .max))
    let total = all.models.count
    #expect(total > 20 && all.count == .exactly(total) && !all.isTruncated)
    let some = try MinimalModels(function, options: .init(listed: 7))
    #expect(some.models.count == 7 && some.isTruncated)
    #expect(some.count == .exactly(total))
    #expect(some.models.allSatisfy { all.models.contains($0) })
    // An intermediate solution that derives from such a list is not complete either, unless nothing
    // is expected.
    let remainders = RowSet(observed, conditionCount: 15).complement
    for (expectation, isComplete) in [(DirectionalExpectation.none, true), (.present, false)] {
      let standard = try StandardAnalysis(
        positives: positives, remainders: remainders,
        expectations: Array(repeating: expectation, count: 15), options: .init(listed: 7))
      #expect(standard.intermediate.count <= 7)
      if case .exactly = standard.intermediateCount {
        #expect(isComplete)
      } else {
        #expect(!isComplete)
      }
    }
    let threaded = try MinimalModels(function, options: .init(listed: 7, threads: 4))
    #expect(threaded == some)
  }

  @Test("A search that ends early says what it knows", .tags(.failure))
  func workEnds() throws {
    let (positives, observed) = Self.wideTable(cases: 60, seed: 4)
    let function = BooleanFunction(
      conditionCount: 15, positives: positives,
      dontCares: RowSet(observed, conditionCount: 15).complement)
    #expect {
      try MinimalModels(function, options: .init(work: 1000))
    } throws: { error in
      guard case EvidenceError.minimizationUnfinished(let rows, _, let proven, let known) = error
      else { return false }
      return rows == Set(positives).count && proven >= 1 && known >= proven
    }
  }
}
