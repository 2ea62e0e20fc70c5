import Parallel

/// Makes a column of the cells that the blocks have filled.
struct ColumnSealer: Sendable {
  let bytes: DisjointSlots<UInt8>
  let rowCount: Int
  let encoding: TextEncoding
  /// The rows of each block, in order.
  let blocks: [Range<Int>]

  /// - Parameter kinds: how each block left the column.
  func column(
    _ planned: TablePlan.PlannedColumn, number: Int, cells: RawCells, kinds: [TablePlan.Kind]
  ) -> Result<Column, BlockParser.Failure> {
    let absentCount = countAbsent(cells)
    let presence = absentCount == 0 ? nil : presence(cells)
    let kind = kinds.max() ?? planned.kind
    switch kind {
    case .integer where planned.declared != nil || absentCount < rowCount:
      let source = UnsafeRawPointer(cells.words.pointer)
      let values = [Int64](unsafeUninitializedCapacity: rowCount) { buffer, count in
        copy(source, to: UnsafeMutableRawPointer(buffer.baseAddress), rows: 0..<rowCount)
        count = rowCount
      }
      return .success(Column(name: planned.name, storage: .integer(values), presence: presence))
    case .integer, .double:
      let values = doubles(cells, kinds: kinds)
      return .success(Column(name: planned.name, storage: .double(values), presence: presence))
    case .text:
      return text(planned, number: number, cells: cells, presence: presence)
    case .skip, .deferred:
      preconditionFailure("a column that was not read cannot be sealed")
    }
  }

  private func copy(
    _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer?, rows: Range<Int>
  ) {
    guard let target, !rows.isEmpty else { return }
    (target + 8 * rows.lowerBound).copyMemory(
      from: source + 8 * rows.lowerBound, byteCount: 8 * rows.count)
  }

  private func doubles(_ cells: RawCells, kinds: [TablePlan.Kind]) -> [Double] {
    let words = cells.words.pointer
    return [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
      for (rows, kind) in zip(blocks, kinds) {
        if kind == .double {
          copy(words, to: UnsafeMutableRawPointer(buffer.baseAddress), rows: rows)
        } else {
          for row in rows {
            buffer.initializeElement(at: row, to: Double(Int64(bitPattern: words[row])))
          }
        }
      }
      count = rowCount
    }
  }

  private func text(
    _ planned: TablePlan.PlannedColumn, number: Int, cells: RawCells, presence: [Presence]?
  ) -> Result<Column, BlockParser.Failure> {
    let words = cells.words.pointer
    let absent = cells.absent.pointer
    var dictionary = TextDictionary(base: UnsafePointer(bytes.pointer))
    defer { dictionary.release() }
    let codes = [Int32](unsafeUninitializedCapacity: rowCount) { buffer, count in
      for row in 0..<rowCount {
        let code =
          absent[row] == 0 ? dictionary.code(of: FieldReference(word: words[row])) : 0
        buffer.initializeElement(at: row, to: code)
      }
      count = rowCount
    }
    var levels: [String] = []
    levels.reserveCapacity(dictionary.levels.count)
    for level in dictionary.levels {
      guard let text = string(level) else {
        return .failure(notUTF8(level, number))
      }
      levels.append(text)
    }
    var column = Column(name: planned.name, storage: .text(codes: codes, levels: levels))
    if planned.declared == .logical {
      let values = levels.map(LogicalSpelling.declared)
      if let wrong = values.firstIndex(of: nil) {
        return .failure(
          .init(
            cause: .wrongType(found: levels[wrong], expected: .logical),
            offset: dictionary.levels[wrong].reference.offset, column: number))
      }
      column.storage = .integer(integers(codes, values.compactMap(\.self), presence))
    } else if planned.declared == nil, let values = LogicalSpelling.inferred(levels) {
      column.storage = .integer(integers(codes, values, presence))
    }
    column.presence = presence
    return .success(column)
  }

  /// The values of the codes, and 0 where the cell is absent.
  private func integers(
    _ codes: [Int32], _ values: [Int64], _ presence: [Presence]?
  ) -> [Int64] {
    codes.indices.map {
      presence == nil || presence![$0] == .present ? values[Int(codes[$0])] : 0
    }
  }

  private func string(_ level: TextDictionary.Level) -> String? {
    let bytes = UnsafeBufferPointer(start: level.bytes, count: level.length)
    return TextDecoding.string(bytes, encoding)
  }

  private func notUTF8(_ level: TextDictionary.Level, _ number: Int) -> BlockParser.Failure {
    let bytes = UnsafeBufferPointer(start: level.bytes, count: level.length)
    return .init(
      cause: .invalidText(TextDecoding.firstInvalid(bytes)), offset: level.reference.offset,
      column: number)
  }

  private func countAbsent(_ cells: RawCells) -> Int {
    let absent = cells.absent.pointer
    var total = 0
    for row in 0..<rowCount { total &+= Int(truncatingIfNeeded: absent[row]) }
    return total
  }

  private func presence(_ cells: RawCells) -> [Presence] {
    let absent = cells.absent.pointer
    return [Presence](unsafeUninitializedCapacity: rowCount) { buffer, count in
      for row in 0..<rowCount {
        buffer.initializeElement(at: row, to: absent[row] == 0 ? .present : .missing)
      }
      count = rowCount
    }
  }
}
