import Frames

/// The keys of both sides of a join, packed into one integer a row: equal keys have equal numbers.
/// A row with an absent key has -1.
struct PackedKeys {
  let left: [Int64]
  let right: [Int64]

  init(join: String, columns: [(left: Column, right: Column)]) throws(PanelsError) {
    var left = [Int64](repeating: 0, count: columns.first?.left.count ?? 0)
    var right = [Int64](repeating: 0, count: columns.first?.right.count ?? 0)
    var size: Int64 = 1
    for pair in columns {
      let code = try Self.codes(join: join, pair.left, pair.right)
      var (product, overflow) = size.multipliedReportingOverflow(by: code.size)
      if overflow {
        size = Self.renumber(&left, &right)
        (product, overflow) = size.multipliedReportingOverflow(by: code.size)
        precondition(!overflow, "two keys of 2^32 values each are more than a table can hold")
      }
      Self.combine(&left, code.left, code.size)
      Self.combine(&right, code.right, code.size)
      size = product
    }
    self.left = left
    self.right = right
  }

  private static func combine(_ keys: inout [Int64], _ codes: [Int64], _ size: Int64) {
    for row in keys.indices {
      keys[row] = keys[row] < 0 || codes[row] < 0 ? -1 : keys[row] * size + codes[row]
    }
  }

  /// Codes from 0 of one key, common to both sides.
  private static func codes(
    join: String, _ left: Column, _ right: Column
  ) throws(PanelsError) -> (left: [Int64], right: [Int64], size: Int64) {
    guard left.isNumeric == right.isNumeric else {
      throw .keyKinds(join: join, left: left.name, right: right.name)
    }
    if case .text(let leftCodes, let leftLevels) = left.storage,
      case .text(let rightCodes, let rightLevels) = right.storage
    {
      var numbers: [String: Int64] = [:]
      func number(_ text: String) -> Int64 {
        if let known = numbers[text] { return known }
        let new = Int64(numbers.count)
        numbers[text] = new
        return new
      }
      let leftNumbers = leftLevels.map(number)
      let rightNumbers = rightLevels.map(number)
      return (
        pick(leftCodes, leftNumbers, left.presence), pick(rightCodes, rightNumbers, right.presence),
        Int64(max(1, numbers.count))
      )
    }
    if let leftWhole = whole(left), let rightWhole = whole(right) {
      return wholeCodes(leftWhole, left.presence, rightWhole, right.presence)
    }
    var numbers: [Double: Int64] = [:]
    func codes(_ column: Column) -> [Int64] {
      (0..<column.count).map { row in
        guard let value = column.double(at: row), !value.isNaN else { return -1 }
        if let known = numbers[value] { return known }
        let new = Int64(numbers.count)
        numbers[value] = new
        return new
      }
    }
    let leftCodes = codes(left)
    let rightCodes = codes(right)
    return (leftCodes, rightCodes, Int64(max(1, numbers.count)))
  }

  private static func pick(
    _ codes: [Int32], _ numbers: [Int64], _ presence: [Presence]?
  ) -> [Int64] {
    codes.indices.map { row in
      presence == nil || presence![row] == .present ? numbers[Int(codes[row])] : -1
    }
  }

  /// The values as whole numbers, if all present ones are.
  private static func whole(_ column: Column) -> [Int64]? {
    switch column.storage {
    case .integer(let values): return values
    case .text: return nil
    case .double(let values):
      var whole = [Int64](repeating: 0, count: values.count)
      for row in values.indices where column.isPresent(at: row) {
        guard let value = Int64(exactly: values[row]) else { return nil }
        whole[row] = value
      }
      return whole
    }
  }

  private static func wholeCodes(
    _ left: [Int64], _ leftPresence: [Presence]?, _ right: [Int64], _ rightPresence: [Presence]?
  ) -> (left: [Int64], right: [Int64], size: Int64) {
    var low = Int64.max
    var high = Int64.min
    func widen(_ values: [Int64], _ presence: [Presence]?) {
      for row in values.indices where presence == nil || presence![row] == .present {
        low = min(low, values[row])
        high = max(high, values[row])
      }
    }
    widen(left, leftPresence)
    widen(right, rightPresence)
    let span = high.subtractingReportingOverflow(low)
    if low <= high, !span.overflow, span.partialValue < 1 << 31 {
      func shift(_ values: [Int64], _ presence: [Presence]?) -> [Int64] {
        values.indices.map { row in
          presence == nil || presence![row] == .present ? values[row] - low : -1
        }
      }
      return (shift(left, leftPresence), shift(right, rightPresence), span.partialValue + 1)
    }
    var numbers: [Int64: Int64] = [:]
    func codes(_ values: [Int64], _ presence: [Presence]?) -> [Int64] {
      values.indices.map { row in
        guard presence == nil || presence![row] == .present else { return -1 }
        if let known = numbers[values[row]] { return known }
        let new = Int64(numbers.count)
        numbers[values[row]] = new
        return new
      }
    }
    let leftCodes = codes(left, leftPresence)
    let rightCodes = codes(right, rightPresence)
    return (leftCodes, rightCodes, Int64(max(1, numbers.count)))
  }

  /// Numbers the keys so far from 0, so that a further key still fits into 64 bits.
  private static func renumber(_ left: inout [Int64], _ right: inout [Int64]) -> Int64 {
    var numbers: [Int64: Int64] = [:]
    func renumber(_ keys: inout [Int64]) {
      for row in keys.indices where keys[row] >= 0 {
        let new = Int64(numbers.count)
        if let known = numbers[keys[row]] {
          keys[row] = known
        } else {
          numbers[keys[row]] = new
          keys[row] = new
        }
      }
    }
    renumber(&left)
    renumber(&right)
    return Int64(max(1, numbers.count))
  }
}
