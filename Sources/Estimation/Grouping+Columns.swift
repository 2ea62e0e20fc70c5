import Frames

extension Grouping {
  /// The factor that the columns form together over the given rows, codes by first appearance.
  init(columns: [Column], rows: [Int]) {
    let name = columns.map(\.name).joined(separator: "^")
    var grouping = Grouping.single(columns[0], rows: rows)
    for column in columns.dropFirst() {
      grouping = grouping.crossed(with: Grouping.single(column, rows: rows))
    }
    self = grouping
    self.name = name
  }

  /// Two factors whose members come from one set of units: equal codes mean equal units.
  static func pair(_ first: Column, _ second: Column, rows: [Int]) -> (Grouping, Grouping) {
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
      return grouping.codes.map { codes[Int($0)] }
    }
    let (firstCodes, secondCodes) = (recoded(a), recoded(b))
    return (
      Grouping(name: first.name, codes: firstCodes, labels: labels),
      Grouping(name: second.name, codes: secondCodes, labels: labels)
    )
  }

  private static func single(_ column: Column, rows: [Int]) -> Grouping {
    switch column.storage {
    case .text(let codes, let levels):
      return recoded(column.name, rows.map { codes[$0] }) { levels[Int($0)] }
    case .integer(let values):
      return recoded(column.name, rows.map { values[$0] }) { String($0) }
    case .double(let values):
      return recoded(column.name, rows.map { values[$0] }) { Column.render($0) }
    }
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
    let keys = zip(codes, other.codes).map { Int64($0) * width + Int64($1) }
    return Grouping.recoded(name, keys) {
      labels[Int($0 / width)] + "^" + other.labels[Int($0 % width)]
    }
  }
}
