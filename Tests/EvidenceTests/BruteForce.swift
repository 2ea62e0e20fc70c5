import Evidence

/// Minimisation as it is defined, with none of the library's means: every conjunction is tried, and
/// covers are multiplied out (Petrick 1956).
struct BruteForce {
  let conditionCount: Int
  let positives: [UInt32]
  let dontCares: Set<UInt32>

  /// The prime implicants that cover a positive row.
  var primes: [Conjunction] {
    let size: UInt32 = 1 << UInt32(conditionCount)
    let allowed = Set(positives).union(dontCares)
    var implicants: [Conjunction] = []
    for care in 0..<size {
      for value in 0..<size where value & ~care == 0 {
        let term = Conjunction(care: care, value: value)
        if (0..<size).allSatisfy({ !term.covers($0) || allowed.contains($0) }) {
          implicants.append(term)
        }
      }
    }
    return implicants.filter { term in
      !implicants.contains { $0 != term && $0.contains(term) }
        && positives.contains { term.covers($0) }
    }.sorted()
  }

  /// All sums of prime implicants that cover the positive rows and from which none can be dropped.
  func irredundant(_ primes: [Conjunction]) -> [[Conjunction]] {
    precondition(primes.count <= 64)
    var products: Set<UInt64> = [0]
    for row in positives {
      var next: Set<UInt64> = []
      for product in products {
        if primes.indices.contains(where: {
          product >> UInt64($0) & 1 == 1 && primes[$0].covers(row)
        }) {
          next.insert(product)
          continue
        }
        for index in primes.indices where primes[index].covers(row) {
          next.insert(product | 1 << UInt64(index))
        }
      }
      products = Self.absorbed(next)
    }
    return Self.ordered(
      products.map { product in primes.indices.filter { product >> UInt64($0) & 1 == 1 } }
        .map { $0.map { primes[$0] } })
  }

  /// All models: irredundant sums with the fewest terms.
  func fewest(_ primes: [Conjunction]) -> [[Conjunction]] {
    let all = irredundant(primes)
    let least = all.map(\.count).min() ?? 0
    return all.filter { $0.count == least }
  }

  static func ordered(_ models: [[Conjunction]]) -> [[Conjunction]] {
    models.sorted {
      $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  /// The sets that contain no other of them.
  private static func absorbed(_ products: Set<UInt64>) -> Set<UInt64> {
    var kept: [UInt64] = []
    for product in products.sorted(by: { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }) {
      var isAbsorbed = false
      for other in kept where other & ~product == 0 {
        isAbsorbed = true
        break
      }
      if !isAbsorbed { kept.append(product) }
    }
    return Set(kept)
  }
}

/// The three solutions as they are defined, on top of brute-force minimisation.
struct BruteSolutions {
  let complex: [[Conjunction]]
  let parsimonious: [[Conjunction]]
  let intermediate: [[Conjunction]]
  /// By pair, parsimonious models outermost.
  let easy: [[UInt32]]

  init(
    conditionCount: Int, positives: [UInt32], remainders: Set<UInt32>,
    expectations: [DirectionalExpectation]
  ) {
    func minimize(_ free: Set<UInt32>) -> [[Conjunction]] {
      let brute = BruteForce(
        conditionCount: conditionCount, positives: positives, dontCares: free)
      return brute.fewest(brute.primes)
    }
    complex = minimize([])
    parsimonious = minimize(remainders)
    var easy: [[UInt32]] = []
    var models: Set<[Conjunction]> = []
    for simple in parsimonious {
      for detailed in complex {
        let found = remainders.filter { row in
          detailed.contains { inner in
            simple.contains { outer in
              Self.isEasy(row, inner, outer, expectations)
            }
          }
        }
        easy.append(found.sorted())
        models.formUnion(minimize(found))
      }
    }
    self.easy = easy
    intermediate = BruteForce.ordered(Array(models))
  }

  /// Whether a remainder is an easy counterfactual: it has every literal of the parsimonious term,
  /// and of the complex term every literal but those against expectation.
  private static func isEasy(
    _ row: UInt32, _ inner: Conjunction, _ outer: Conjunction,
    _ expectations: [DirectionalExpectation]
  ) -> Bool {
    let count = expectations.count
    let isWithin = (0..<count).allSatisfy { position in
      guard let literal = outer.literal(position, of: count) else { return true }
      return inner.literal(position, of: count) == literal
    }
    guard isWithin else { return false }
    return (0..<count).allSatisfy { position in
      let isPresent = row >> UInt32(count - 1 - position) & 1 == 1
      if let literal = outer.literal(position, of: count) { return isPresent == literal }
      guard let literal = inner.literal(position, of: count) else { return true }
      switch (expectations[position], literal) {
      case (.present, false), (.absent, true): return true
      default: return isPresent == literal
      }
    }
  }
}
