import Machine

/// Makes columns of the cells that the blocks have filled.
struct ColumnSealer: Sendable {
  let rowCount: Int
  let encoding: TextEncoding
  /// The rows of each block, in order.
  let blocks: [Range<Int>]

  /// One column.
  ///
  /// - Parameters:
  ///   - kinds: how each block left the column.
  ///   - texts: the texts of each block, where the column is text.
  func column(
    _ planned: TablePlan.PlannedColumn, cells: RawCells, kinds: [TablePlan.Kind],
    texts: [TextDictionary?]
  ) -> Column {
    let storage: Column.Storage
    switch kinds.max() ?? planned.kind {
    case .integer where planned.declared != nil || countAbsent(cells) < rowCount:
      storage = .integer(integers(cells))
    case .integer, .double:
      storage = .double(doubles(cells, kinds: kinds))
    case .text:
      storage = text(planned, cells, texts.compactMap(\.self))
    case .skip, .deferred:
      preconditionFailure("a column that was not read cannot be sealed")
    }
    return Column(
      name: planned.name, storage: storage,
      presence: countAbsent(cells) == 0 ? nil : presence(cells))
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
      LargePages.advise(buffer.baseAddress, bytes: 8 * rowCount)
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

  private func integers(_ cells: RawCells) -> [Int64] {
    let words = cells.words.pointer
    return [Int64](unsafeUninitializedCapacity: rowCount) { buffer, count in
      LargePages.advise(buffer.baseAddress, bytes: 8 * rowCount)
      copy(words, to: UnsafeMutableRawPointer(buffer.baseAddress), rows: 0..<rowCount)
      count = rowCount
    }
  }

  private func text(
    _ planned: TablePlan.PlannedColumn, _ cells: RawCells, _ texts: [TextDictionary]
  ) -> Column.Storage {
    let words = cells.words.pointer
    let absent = cells.absent.pointer
    var dictionary = TextDictionary()
    let codes = [Int32](unsafeUninitializedCapacity: rowCount) { buffer, count in
      for (rows, texts) in zip(blocks, texts) {
        let numbers = dictionary.codes(of: texts)
        for row in rows {
          let code = absent[row] == 0 ? numbers[Int(words[row])] : 0
          buffer.initializeElement(at: row, to: code)
        }
      }
      count = rowCount
    }
    let levels = dictionary.texts(encoding)
    if planned.declared == nil,
      let numbers = SpelledNumber.inferred(levels, marks: planned.marks)
    {
      return self.numbers(numbers, codes, cells)
    }
    let values =
      switch planned.declared {
      case .logical: levels.map { LogicalSpelling.declared($0) ?? 0 }
      case nil: LogicalSpelling.inferred(levels)
      default: [Int64]?.none
      }
    guard let values else { return .text(codes: codes, levels: levels) }
    return .integer(codes.indices.map { absent[$0] == 0 ? values[Int(codes[$0])] : 0 })
  }

  /// The values of codes whose texts are numbers; a text that says there is none makes its cells absent.
  private func numbers(
    _ numbers: [SpelledNumber?], _ codes: [Int32], _ cells: RawCells
  ) -> Column.Storage {
    let absent = cells.absent.pointer
    for row in codes.indices where absent[row] == 0 && numbers[Int(codes[row])] == nil {
      absent[row] = 1
    }
    let wholes = numbers.map { number -> Int64? in
      switch number {
      case .integer(let value): value
      case .double: nil
      case nil: 0
      }
    }
    if wholes.allSatisfy({ $0 != nil }), countAbsent(cells) < rowCount {
      return .integer(codes.indices.map { absent[$0] == 0 ? wholes[Int(codes[$0])]! : 0 })
    }
    return .double(codes.indices.map { absent[$0] == 0 ? numbers[Int(codes[$0])]!.value : 0 })
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
