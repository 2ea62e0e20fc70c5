/// The chart of prime implicants against positive rows, without what cannot change the answer.
///
/// Prime implicants that cover the same rows form a class, since each can stand for any other of
/// them. A row whose classes include all those of another row is left out: whatever covers the
/// other covers it. Both keep every cover: none is lost, as it would be if dominated implicants
/// were dropped.
struct CoverChart {
  /// Prime implicants by class, each in the order of terms.
  private(set) var classes: [[Conjunction]] = []
  /// The rows that each class covers, `rowWords` words a class.
  private(set) var coverage: [UInt64] = []
  /// The classes that cover each row, `classWords` words a row.
  private(set) var covering: [UInt64] = []
  private(set) var rowCount: Int
  var rowWords: Int { max(1, (rowCount + 63) / 64) }
  var classWords: Int { max(1, (classes.count + 63) / 64) }

  /// Comparing all pairs of more rows takes longer than it saves.
  private static let dominanceLimit = 2048

  init(positives: [UInt32], primes: [Conjunction]) {
    rowCount = positives.count
    group(
      primes.map { [$0] },
      primes.map { prime in positives.map { prime.covers($0) } })
    if rowCount <= Self.dominanceLimit { dropDominatedRows() }
  }

  /// Whether a class covers a row.
  func covers(_ index: Int, _ row: Int) -> Bool {
    coverage[index * rowWords + row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  private mutating func group(_ members: [[Conjunction]], _ patterns: [[Bool]]) {
    var positions: [[UInt64]: Int] = [:]
    classes = []
    coverage = []
    for (terms, pattern) in zip(members, patterns) {
      var words = Array(repeating: UInt64(0), count: rowWords)
      for row in pattern.indices where pattern[row] { words[row >> 6] |= 1 << UInt64(row & 63) }
      if words.allSatisfy({ $0 == 0 }) { continue }
      if let position = positions[words] {
        classes[position] += terms
      } else {
        positions[words] = classes.count
        classes.append(terms)
        coverage += words
      }
    }
    for index in classes.indices { classes[index].sort() }
    covering = Array(repeating: 0, count: rowCount * classWords)
    for index in classes.indices {
      for row in 0..<rowCount where covers(index, row) {
        covering[row * classWords + index >> 6] |= 1 << UInt64(index & 63)
      }
    }
  }

  private mutating func dropDominatedRows() {
    let width = classWords
    var kept: [Int] = []
    for row in 0..<rowCount {
      let isImplied = (0..<rowCount).contains { other in
        if other == row { return false }
        var isSame = true
        for word in 0..<width {
          let (mine, its) = (covering[row * width + word], covering[other * width + word])
          if its & ~mine != 0 { return false }
          if its != mine { isSame = false }
        }
        return !isSame || other < row
      }
      if !isImplied { kept.append(row) }
    }
    if kept.count == rowCount { return }
    let patterns = classes.indices.map { index in kept.map { covers(index, $0) } }
    let members = classes
    rowCount = kept.count
    group(members, patterns)
  }
}
