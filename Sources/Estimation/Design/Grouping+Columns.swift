import Frames
import Machine

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
    if let pair = Grouping.tabulatedPair(first, second, rows: rows) { return pair }
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

  /// Codes by first appearance of whole numbers, where a table has room; `nil` for other keys.
  private static func tabulated(
    _ name: String, _ keys: [Int64], label: (Int64) -> String
  ) -> Grouping? {
    guard var table = KeyTable([keys]) else { return nil }
    let codes = table.codes(keys)
    return Grouping(name: name, codes: codes, labels: table.keys.map(label))
  }

  /// Codes by first appearance of pairs of whole numbers, where a table has room for all pairs;
  /// `nil` for other columns. One pass, with no factor of either column alone.
  private static func tabulated(
    _ name: String, _ columns: [Column], rows: RowSelection
  ) -> Grouping? {
    guard columns.count == 2, let first = integers(columns[0], rows),
      let second = integers(columns[1], rows),
      let left = KeyTable.range(first), let right = KeyTable.range(second),
      let width = span(right),
      let cells = span(left)?.multipliedReportingOverflow(by: width), !cells.overflow,
      var table = KeyTable(low: 0, high: cells.partialValue - 1, rows: first.count)
    else { return nil }
    let codes = first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        table.codes(rows: first.count) { (row: Int) -> Int64 in
          (first[row] - left.lowerBound) * width + (second[row] - right.lowerBound)
        }
      }
    }
    let labels = table.keys.map { key in
      String(left.lowerBound + key / width) + "^" + String(right.lowerBound + key % width)
    }
    return Grouping(name: name, codes: codes, labels: labels)
  }

  /// Two factors of whole numbers from one set; `nil` for other columns.
  private static func tabulatedPair(
    _ first: Column, _ second: Column, rows: RowSelection
  ) -> (Grouping, Grouping)? {
    guard let left = integers(first, rows), let right = integers(second, rows),
      var table = KeyTable([left, right])
    else { return nil }
    let codes = (table.codes(left), table.codes(right))
    let labels = table.keys.map { String($0) }
    return (
      Grouping(name: first.name, codes: codes.0, labels: labels),
      Grouping(name: second.name, codes: codes.1, labels: labels)
    )
  }

  /// The numbers of a column of integers over all of its rows; `nil` for others.
  private static func integers(_ column: Column, _ rows: RowSelection) -> [Int64]? {
    guard case .integer(let values) = column.storage, values.count == rows.count else { return nil }
    return values
  }

  /// How many numbers a range holds, if that is a number.
  private static func span(_ range: ClosedRange<Int64>) -> Int64? {
    let (span, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    return overflow || span == .max ? nil : span + 1
  }

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
    if var table = KeyTable(
      low: 0, high: max(0, Int64(levelCount) * width - 1), rows: codes.count)
    {
      let crossed = codes.withUnsafeBufferPointer { left in
        other.codes.withUnsafeBufferPointer { right in
          table.codes(rows: left.count) { Int64(left[$0]) * width + Int64(right[$0]) }
        }
      }
      return Grouping(name: name, codes: crossed, labels: table.keys.map(label))
    }
    return Grouping.recoded(
      name, zip(codes, other.codes).map { Int64($0) * width + Int64($1) }, label: label)
  }
}
