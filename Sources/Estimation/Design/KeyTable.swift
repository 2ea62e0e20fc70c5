import Machine

/// Numbers whole keys from 0 in order of appearance, by a table over their range.
struct KeyTable {
  /// The key of each code.
  private(set) var keys: [Int64] = []
  private let low: Int64
  private var numbers: [Int32]

  /// Rows from which on a table of keys pays.
  private static let smallest = 1 << 10
  /// Entries of a table that stays in the cache, more or less.
  private static let largest = 1 << 24

  /// A table for keys between `low` and `high`; `nil` where the range is too large for one.
  init?(low: Int64, high: Int64, rows: Int) {
    let (span, overflow) = high.subtractingReportingOverflow(low)
    guard rows >= KeyTable.smallest, !overflow, span >= 0,
      span < Int64(min(KeyTable.largest, 8 * rows))
    else { return nil }
    self.low = low
    numbers = [Int32](repeating: -1, count: Int(span) + 1)
  }

  /// A table for the keys of some columns.
  init?(_ columns: [[Int64]]) {
    let ranges = columns.compactMap { KeyTable.range($0) }
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max()
    else { return nil }
    self.init(low: low, high: high, rows: columns[0].count)
  }

  /// From the least to the largest.
  static func range(_ values: [Int64]) -> ClosedRange<Int64>? {
    guard var low = values.first else { return nil }
    var high = low
    values.withUnsafeBufferPointer {
      for value in $0 {
        low = min(low, value)
        high = max(high, value)
      }
    }
    return low...high
  }

  /// The codes of rows, by their keys. Keys are computed and not stored: a long column of them would
  /// cost more than the table.
  @inline(__always)
  mutating func codes(rows: Int, key: (Int) -> Int64) -> [Int32] {
    LargePages.array(rows) { codes in
      var known = keys.count
      numbers.withUnsafeMutableBufferPointer { numbers in
        for row in 0..<rows {
          let key = key(row)
          var code = numbers[Int(key - low)]
          if code < 0 {
            code = Int32(known)
            known += 1
            numbers[Int(key - low)] = code
            keys.append(key)
          }
          (codes + row).initialize(to: code)
        }
      }
    }
  }

  /// The codes of a column.
  mutating func codes(_ column: [Int64]) -> [Int32] {
    column.withUnsafeBufferPointer { column in codes(rows: column.count) { column[$0] } }
  }
}
