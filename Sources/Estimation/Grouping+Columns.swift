import Frames
import Parallel

extension Grouping {
  /// The factor that the columns form together over the given rows, codes by first appearance.
  init(columns: [Column], rows: RowSelection) {
    let name = columns.map(\.name).joined(separator: "^")
    if let tabulated = Grouping.tabulated(name, columns, rows: rows) {
      self = tabulated
      return
    }
    var grouping = Grouping.single(columns[0], rows: rows)
    for column in columns.dropFirst() {
      grouping = grouping.crossed(with: Grouping.single(column, rows: rows))
    }
    self = grouping
    self.name = name
  }

  /// Two factors whose members come from one set of units: equal codes mean equal units.
  static func pair(_ first: Column, _ second: Column, rows: RowSelection) -> (Grouping, Grouping) {
    let (a, b) = (Grouping.single(first, rows: rows), Grouping.single(second, rows: rows))
    var numbers: [String: Int32] = [:]
    var labels: [String] = []
    func recoded(_ grouping: Grouping) -> [Int32] {
      let codes = grouping.labels.map { label -> Int32 in
        if let known = numbers[label] { return known }
        numbers[label] = Int32(labels.count)
        labels.append(label)
        return Int32(labels.count - 1)
      }
      return LargePages.array(grouping.codes.count) { target in
        for (row, code) in grouping.codes.enumerated() {
          (target + row).initialize(to: codes[Int(code)])
        }
      }
    }
    let (firstCodes, secondCodes) = (recoded(a), recoded(b))
    return (
      Grouping(name: first.name, codes: firstCodes, labels: labels),
      Grouping(name: second.name, codes: secondCodes, labels: labels)
    )
  }

  private static func single(_ column: Column, rows: RowSelection) -> Grouping {
    switch column.storage {
    case .text(let codes, let levels):
      return recoded(column.name, rows.map { codes[$0] }) { levels[Int($0)] }
    case .integer(let values):
      let keys = rows.count == values.count ? values : rows.map { values[$0] }
      return tabulated(column.name, keys) { String($0) }
        ?? recoded(column.name, keys) { String($0) }
    case .double(let values):
      let keys = rows.count == values.count ? values : rows.map { values[$0] }
      if keys.allSatisfy({ abs($0) < 0x1p52 && $0 == $0.rounded() && $0 != 0 || $0.bitPattern == 0 }
      ) {
        let whole = keys.map { Int64($0) }
        if let grouping = tabulated(column.name, whole, label: { Column.render(Double($0)) }) {
          return grouping
        }
      }
      return recoded(column.name, keys) { Column.render($0) }
    }
  }

  /// Codes by first appearance of whole numbers in a range small enough for a table; `nil` for
  /// other keys.
  private static func tabulated(
    _ name: String, _ keys: [Int64], label: (Int64) -> String
  ) -> Grouping? {
    guard keys.count >= smallestTable, let range = range(keys) else { return nil }
    return keys.withUnsafeBufferPointer { keys in
      tabulated(
        name, rows: keys.count, low: range.lowerBound, high: range.upperBound, key: { keys[$0] },
        label: label)
    }
  }

  /// Codes by first appearance of pairs of whole numbers, where a table has room for all pairs;
  /// `nil` for other columns. One pass, with no factor of either column alone.
  private static func tabulated(
    _ name: String, _ columns: [Column], rows: RowSelection
  ) -> Grouping? {
    guard columns.count == 2, case .integer(let first) = columns[0].storage,
      case .integer(let second) = columns[1].storage, rows.count == first.count,
      let left = range(first), let right = range(second)
    else { return nil }
    let width = Int64(right.count)
    let (cells, overflow) = Int64(left.count).multipliedReportingOverflow(by: width)
    guard !overflow else { return nil }
    return first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        tabulated(
          name, rows: first.count, low: 0, high: cells - 1,
          key: { (row: Int) -> Int64 in
            (first[row] - left.lowerBound) * width + (second[row] - right.lowerBound)
          },
          label: { (key: Int64) -> String in
            String(left.lowerBound + key / width) + "^" + String(right.lowerBound + key % width)
          })
      }
    }
  }

  /// From the least to the largest, unless that is too far for a table.
  private static func range(_ values: [Int64]) -> ClosedRange<Int64>? {
    guard var low = values.first else { return nil }
    var high = low
    values.withUnsafeBufferPointer {
      for value in $0 {
        low = min(low, value)
        high = max(high, value)
      }
    }
    let (span, overflow) = high.subtractingReportingOverflow(low)
    return overflow || span >= largestTable ? nil : low...high
  }

  /// Codes by first appearance of the keys of rows, all between `low` and `high`; `nil` where the
  /// range is too large for a table. Keys are computed and not stored: a long column of them would
  /// cost more than the table.
  @inline(__always)
  private static func tabulated(
    _ name: String, rows: Int, low: Int64, high: Int64, key: (Int) -> Int64,
    label: (Int64) -> String
  ) -> Grouping? {
    let (span, overflow) = high.subtractingReportingOverflow(low)
    guard rows >= smallestTable, !overflow, span < Int64(min(largestTable, 8 * rows)) else {
      return nil
    }
    var numbers = [Int32](repeating: -1, count: Int(span) + 1)
    // The first row of each code, for its label.
    var firsts: [Int] = []
    let codes = LargePages.array(rows) { (codes: UnsafeMutablePointer<Int32>) in
      numbers.withUnsafeMutableBufferPointer { numbers in
        for row in 0..<rows {
          let position = Int(key(row) - low)
          var code = numbers[position]
          if code < 0 {
            code = Int32(firsts.count)
            numbers[position] = code
            firsts.append(row)
          }
          (codes + row).initialize(to: code)
        }
      }
    }
    return Grouping(name: name, codes: codes, labels: firsts.map { label(key($0)) })
  }

  /// Rows from which on a table of keys pays.
  private static let smallestTable = 1 << 10
  /// Entries of a table that stays in the cache, more or less.
  private static let largestTable = 1 << 24

  /// Codes by first appearance.
  private static func recoded<Key: Hashable>(
    _ name: String, _ keys: [Key], label: (Key) -> String
  ) -> Grouping {
    var numbers: [Key: Int32] = [:]
    var labels: [String] = []
    var codes = [Int32](repeating: 0, count: keys.count)
    // Panels repeat a key in neighbouring rows: remembering the last one saves most look-ups.
    var last: (key: Key, code: Int32)?
    for (row, key) in keys.enumerated() {
      if let last, last.key == key {
        codes[row] = last.code
        continue
      }
      let code: Int32
      if let known = numbers[key] {
        code = known
      } else {
        code = Int32(labels.count)
        numbers[key] = code
        labels.append(label(key))
      }
      codes[row] = code
      last = (key, code)
    }
    return Grouping(name: name, codes: codes, labels: labels)
  }

  private func crossed(with other: Grouping) -> Grouping {
    let width = Int64(other.levelCount)
    func label(_ key: Int64) -> String {
      labels[Int(key / width)] + "^" + other.labels[Int(key % width)]
    }
    let table = codes.withUnsafeBufferPointer { left in
      other.codes.withUnsafeBufferPointer { right in
        Grouping.tabulated(
          name, rows: left.count, low: 0, high: max(0, Int64(levelCount) * width - 1),
          key: { Int64(left[$0]) * width + Int64(right[$0]) }, label: label)
      }
    }
    return table
      ?? Grouping.recoded(
        name, zip(codes, other.codes).map { Int64($0) * width + Int64($1) }, label: label)
  }
}
