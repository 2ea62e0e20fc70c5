/// One key of some rows as a digit: a number from 0 to below a span, or -1 for no key.
///
/// Several keys of a row are packed into one number as digits of a mixed radix, so that they are
/// looked up once.
enum KeyDigits: Sendable {
  /// Whole numbers, less the least of them.
  case integers([Int64], low: Int64, [Presence]?)
  /// The same, stored as doubles.
  case doubles([Double], low: Int64, [Presence]?)
  /// Texts by level; `numbers` are the levels' places in a numbering that two columns share.
  case levels([Int32], numbers: [Int32]?, [Presence]?)
  /// Codes by position among the rows, not by row of the column.
  case numbered([Int32])

  /// Spans of whole numbers that are packed as they are; others are numbered first.
  static let widest: Int64 = 1 << 62

  /// The digits of one key on each side, and their common span.
  ///
  /// - Parameters:
  ///   - columns: the key's column on each side: text on all, or numbers on all.
  ///   - rows: the rows of each side.
  static func of(
    _ columns: [Column], rows: [RowSelection]
  ) -> (digits: [KeyDigits], span: Int64) {
    precondition(
      columns.allSatisfy { $0.isNumeric == columns[0].isNumeric },
      "a key is text on both sides, or a number on both")
    if !columns[0].isNumeric { return texts(columns) }
    var range = WholeRange()
    for (column, rows) in zip(columns, rows) { range.widen(column, rows) }
    guard let span = range.span else { return KeyValues.numbered(columns, rows: rows) }
    let digits = columns.map { column -> KeyDigits in
      switch column.storage {
      case .integer(let values): .integers(values, low: range.low, column.presence)
      case .double(let values): .doubles(values, low: range.low, column.presence)
      case .text: preconditionFailure("text has no range")
      }
    }
    return (digits, span)
  }

  private static func texts(_ columns: [Column]) -> (digits: [KeyDigits], span: Int64) {
    let parts = columns.map { column -> (codes: [Int32], levels: [String]) in
      guard case .text(let codes, let levels) = column.storage else {
        preconditionFailure("a column of text holds text")
      }
      return (codes, levels)
    }
    if parts.count == 1 {
      // One column's levels are its own numbering.
      let digits = KeyDigits.levels(parts[0].codes, numbers: nil, columns[0].presence)
      return ([digits], Int64(max(1, parts[0].levels.count)))
    }
    var dictionary = TextDictionary()
    let digits = zip(parts, columns).map { part, column in
      KeyDigits.levels(
        part.codes, numbers: part.levels.map { dictionary.code($0).code }, column.presence)
    }
    return (digits, Int64(max(1, dictionary.count)))
  }
}

/// The range of whole numbers, while all are whole and near enough to each other.
private struct WholeRange {
  private(set) var low = Int64.max
  private var high = Int64.min
  private var isWhole = true

  /// How many numbers it holds; at least one.
  var span: Int64? {
    guard isWhole else { return nil }
    guard low <= high else { return 1 }
    let (span, overflow) = high.subtractingReportingOverflow(low)
    return overflow || span >= KeyDigits.widest ? nil : span + 1
  }

  mutating func widen(_ column: Column, _ rows: RowSelection) {
    var (low, high, isWhole) = (low, high, isWhole)
    switch column.storage {
    case .text: isWhole = false
    case .integer(let values):
      column.forEachPresent(rows) { row in
        low = min(low, values[row])
        high = max(high, values[row])
      }
    case .double(let values):
      column.forEachPresent(rows) { row in
        let value = values[row]
        // What is not a number is no key.
        guard value.magnitude < 0x1p62 else {
          isWhole = isWhole && value.isNaN
          return
        }
        let whole = Int64(value)
        guard Double(whole) == value else {
          isWhole = false
          return
        }
        low = min(low, whole)
        high = max(high, whole)
      }
    }
    (self.low, self.high, self.isWhole) = (low, high, isWhole)
  }
}

extension Column {
  @inline(__always)
  fileprivate func forEachPresent(_ rows: RowSelection, _ body: (Int) -> Void) {
    guard let presence else { return rows.forEach(in: 0..<rows.count) { _, row in body(row) } }
    rows.forEach(in: 0..<rows.count) { _, row in if presence[row] == .present { body(row) } }
  }
}
