/// A set of rows of a truth table with k conditions, one bit each: 2^k bits, 4 kB for 15 conditions.
public struct RowSet: Sendable, Equatable {
  /// k; rows are numbers below 2^k.
  public let conditionCount: Int
  var words: [UInt64]

  /// The empty set.
  public init(conditionCount: Int) {
    self.conditionCount = conditionCount
    words = Array(repeating: 0, count: Self.wordCount(conditionCount))
  }

  /// The set of the given rows.
  public init(_ rows: some Sequence<UInt32>, conditionCount: Int) {
    self.init(conditionCount: conditionCount)
    for row in rows { insert(row) }
  }

  static func wordCount(_ conditionCount: Int) -> Int {
    conditionCount <= 6 ? 1 : 1 << (conditionCount - 6)
  }

  /// The bits of a word that belong to rows.
  static func wordMask(_ conditionCount: Int) -> UInt64 {
    conditionCount >= 6 ? .max : (1 << (1 << UInt64(conditionCount))) - 1
  }

  /// Adds a row; nothing where it is there already. O(1).
  public mutating func insert(_ row: UInt32) { words[Int(row >> 6)] |= 1 << UInt64(row & 63) }

  /// Removes a row; nothing where it is not there. O(1).
  package mutating func remove(_ row: UInt32) { words[Int(row >> 6)] &= ~(1 << UInt64(row & 63)) }

  /// Whether the row is in the set. O(1).
  public func contains(_ row: UInt32) -> Bool {
    words[Int(row >> 6)] >> UInt64(row & 63) & 1 == 1
  }

  /// How many rows there are. O(2^k / 64).
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether there are none. O(2^k / 64).
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// All rows that are not in the set.
  public var complement: RowSet {
    var copy = self
    let mask = Self.wordMask(conditionCount)
    for index in words.indices { copy.words[index] = ~words[index] & mask }
    return copy
  }

  /// The rows of either set, which have the same k.
  package func union(_ other: RowSet) -> RowSet { combined(other) { $0 | $1 } }

  /// The rows of both sets, which have the same k.
  package func intersection(_ other: RowSet) -> RowSet { combined(other) { $0 & $1 } }

  /// The rows that the other set, of the same k, does not hold.
  package func subtracting(_ other: RowSet) -> RowSet { combined(other) { $0 & ~$1 } }

  /// The rows, ascending.
  public var rows: [UInt32] {
    var rows: [UInt32] = []
    rows.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        rows.append(UInt32(index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return rows
  }

  /// The rows of the set in which one of the terms holds.
  public func covered(by terms: [Conjunction]) -> RowSet {
    RowSet(
      rows.filter { row in terms.contains { $0.covers(row) } }, conditionCount: conditionCount)
  }

  private func combined(_ other: RowSet, _ combine: (UInt64, UInt64) -> UInt64) -> RowSet {
    precondition(conditionCount == other.conditionCount, "both sets are of one truth table")
    var copy = self
    for index in words.indices { copy.words[index] = combine(words[index], other.words[index]) }
    return copy
  }
}
