import Machine

extension BooleanFunction {
  /// The prime implicants that cover at least one positive row, in the order of terms.
  ///
  /// For a positive row r and a row z that must not be covered, let d = r xor z. A set m of
  /// conditions can be dropped from r if no such d lies within m; the implicant is prime if m is
  /// maximal. All 2^k sets m are kept as bits: closing the d upwards takes k passes of word
  /// operations, finding the maximal sets k more. Cost: O(positives * k * 2^k / 64), whatever the
  /// number of remainders; Quine-McCluskey's pairwise merging would form all 3^k implicants.
  public func primeImplicants(threads: Int = 1) -> [Conjunction] {
    let negatives = RowSet(positives, conditionCount: conditionCount).union(dontCares).complement
    let blockSize = 64
    let blocks = (positives.count + blockSize - 1) / blockSize
    let parts = Parallel.map(blocks: blocks, threads: threads) { block -> [UInt32] in
      let range = block * blockSize..<min(positives.count, (block + 1) * blockSize)
      var scratch = DropSets(conditionCount: conditionCount)
      var keys: [UInt32] = []
      for row in positives[range] { scratch.appendPrimes(of: row, negatives, to: &keys) }
      return Self.distinct(keys)
    }
    return Self.distinct(parts.flatMap { $0 }).map { key in
      Conjunction(care: key >> 16, value: key & 0xFFFF)
    }.sorted()
  }

  private static func distinct(_ keys: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for key in keys.sorted() where result.last != key { result.append(key) }
    return result
  }
}

/// The sets of conditions that can be dropped from one row, a bit for each of the 2^k sets.
struct DropSets {
  private let conditionCount: Int
  private var blocked: [UInt64]
  private var maximal: [UInt64]

  /// In a word of 64 sets, those that hold condition 0, 1, ... 5.
  private static let holding: [UInt64] = [
    0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
  ]

  init(conditionCount: Int) {
    self.conditionCount = conditionCount
    blocked = Array(repeating: 0, count: RowSet.wordCount(conditionCount))
    maximal = blocked
  }

  /// Appends the prime implicants that cover `row`, each as `care << 16 | value`.
  mutating func appendPrimes(of row: UInt32, _ negatives: RowSet, to keys: inout [UInt32]) {
    load(negatives, relativeTo: row)
    closeUpwards()
    keepMaximal()
    let all = Conjunction.all(conditionCount)
    for index in maximal.indices {
      var rest = maximal[index]
      while rest != 0 {
        let dropped = UInt32(index << 6 + rest.trailingZeroBitCount)
        let care = all & ~dropped
        keys.append(care << 16 | row & care)
        rest &= rest - 1
      }
    }
  }

  /// Bit m becomes whether row xor m must not be covered.
  private mutating func load(_ negatives: RowSet, relativeTo row: UInt32) {
    let high = Int(row >> 6)
    for index in blocked.indices {
      var word = negatives.words[index ^ high]
      for low in 0..<min(6, conditionCount) where row >> UInt32(low) & 1 == 1 {
        let shift = UInt64(1) << UInt64(low)
        let mask = Self.holding[low]
        word = (word & mask) >> shift | (word & ~mask) << shift
      }
      blocked[index] = word
    }
  }

  /// A set is blocked where one of its subsets is.
  private mutating func closeUpwards() {
    for low in 0..<min(6, conditionCount) {
      let shift = UInt64(1) << UInt64(low)
      let mask = Self.holding[low]
      for index in blocked.indices { blocked[index] |= blocked[index] << shift & mask }
    }
    for bit in stride(from: 6, to: conditionCount, by: 1) {
      let step = 1 << (bit - 6)
      for index in blocked.indices where index & step != 0 {
        blocked[index] |= blocked[index ^ step]
      }
    }
  }

  /// A free set is maximal where adding any further condition blocks it.
  private mutating func keepMaximal() {
    let valid = RowSet.wordMask(conditionCount)
    for index in blocked.indices { maximal[index] = ~blocked[index] & valid }
    for low in 0..<min(6, conditionCount) {
      let shift = UInt64(1) << UInt64(low)
      let mask = Self.holding[low]
      for index in maximal.indices {
        let free = ~blocked[index] & valid
        maximal[index] &= ~((free & mask) >> shift)
      }
    }
    for bit in stride(from: 6, to: conditionCount, by: 1) {
      let step = 1 << (bit - 6)
      for index in maximal.indices where index & step == 0 {
        maximal[index] &= blocked[index ^ step]
      }
    }
  }
}
