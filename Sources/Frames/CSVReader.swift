import Parallel

/// Reads one delimited file that lies in memory: header, index of records, blocks, columns.
struct CSVReader {
  let bytes: FileBytes
  let name: String
  let options: CSVOptions

  func frame() throws(ReadError) -> Frame {
    try options.validate()
    try refuseOtherEncodings()
    let (start, limit) = trimmedRange()
    guard start < limit else { throw .empty(file: name) }
    // The sentinel: what was here was a line break, or lies in the padding.
    bytes.base[limit] = UInt8(ascii: "\n")
    let (names, body) = try header(from: start, limit: limit)
    var plan = try self.plan(names, limit: limit)
    let index: RecordIndex
    do throws(RecordIndex.UnclosedQuote) {
      index = try RecordIndex(
        bytes.base, from: body, to: limit, delimiter: options.delimiter)
    } catch {
      throw .unterminatedQuote(file: name, line: line(at: error.offset))
    }
    return try frame(&plan, index)
  }

  // MARK: Rows

  private func frame(_ plan: inout TablePlan, _ index: RecordIndex) throws(ReadError) -> Frame {
    var cells = plan.columns.map {
      $0.kind == .skip ? nil : RawCells(rowCount: index.rowCount)
    }
    var kinds = try parse(index.blocks, plan, cells, from: plan.columns.map(\.kind))
    try rereadTexts(&kinds, plan, cells, index)

    let sealer = ColumnSealer(
      bytes: DisjointSlots(base: bytes.base), rowCount: index.rowCount,
      encoding: options.encoding, blocks: index.blocks.map(\.rows))
    let wanted = plan.columns.indices.filter { plan.columns[$0].kind != .skip }
    var sealed: [String: Column] = [:]
    var inOrder: [Column] = []
    // As many columns at a time as there are threads, so that few cells lie in memory twice.
    let together = max(1, options.threads)
    for first in stride(from: 0, to: wanted.count, by: together) {
      let group = Array(wanted[first..<min(first + together, wanted.count)])
      let results = Parallel.map(blocks: group.count, threads: together) { [plan, cells, kinds] in
        let column = group[$0]
        return sealer.column(
          plan.columns[column], number: column, cells: cells[column]!,
          kinds: kinds.map { $0[column] })
      }
      for (column, result) in zip(group, results) {
        cells[column] = nil
        switch result {
        case .success(let column): inOrder.append(column)
        case .failure(let failure): throw error(failure, plan)
        }
      }
    }
    guard let order = options.columns else { return try assembled(inOrder) }
    for column in inOrder { sealed[column.name] = column }
    return try assembled(order.compactMap { sealed[$0] })
  }

  private func assembled(_ columns: [Column]) throws(ReadError) -> Frame {
    do throws(FrameError) {
      return try Frame(columns)
    } catch {
      preconditionFailure("columns that were checked do not fit together: \(error)")
    }
  }

  /// Parses the blocks and returns how each left its columns.
  private func parse(
    _ blocks: [RecordIndex.Block], _ plan: TablePlan, _ cells: [RawCells?],
    from kinds: [TablePlan.Kind]
  ) throws(ReadError) -> [[TablePlan.Kind]] {
    guard let first = blocks.first else { return [] }
    let memory = DisjointSlots(base: bytes.base)
    let opening = BlockParser.parse(first, of: memory, plan: plan, into: cells, startingAs: kinds)
    if let failure = opening.failure { throw error(failure, plan) }
    let others = Parallel.map(blocks: blocks.count - 1, threads: options.threads) {
      BlockParser.parse(
        blocks[$0 + 1], of: memory, plan: plan, into: cells, startingAs: opening.kinds)
    }
    if let failure = others.lazy.compactMap(\.failure).first { throw error(failure, plan) }
    return [opening.kinds] + others.map(\.kinds)
  }

  /// Reads the columns again, as text, that some block began as numbers and found to be none.
  private func rereadTexts(
    _ kinds: inout [[TablePlan.Kind]], _ plan: TablePlan, _ cells: [RawCells?],
    _ index: RecordIndex
  ) throws(ReadError) {
    let deferred = plan.columns.indices.filter { column in
      kinds.contains { $0[column] == .deferred }
    }
    if deferred.isEmpty { return }
    var again = [TablePlan.Kind](repeating: .skip, count: plan.columns.count)
    for column in deferred {
      again[column] = .text
      cells[column]!.absent.pointer.update(repeating: 0, count: index.rowCount)
    }
    _ = try parse(index.blocks, plan, cells, from: again)
    for block in kinds.indices {
      for column in deferred { kinds[block][column] = .text }
    }
  }

  // MARK: Errors

  private func error(_ failure: BlockParser.Failure, _ plan: TablePlan) -> ReadError {
    let line = line(at: failure.offset)
    let column = plan.columns[failure.column].name
    return switch failure.cause {
    case .ragged(let found):
      .raggedRow(file: name, line: line, found: found, expected: plan.columns.count)
    case .wrongType(let found, let expected):
      .wrongType(file: name, line: line, column: column, found: found, expected: expected)
    case .strayQuote: .strayQuote(file: name, line: line, column: column)
    case .unterminatedQuote: .unterminatedQuote(file: name, line: line)
    case .tooLong(let length):
      .fieldTooLong(
        file: name, line: line, column: column, bytes: length, limit: FieldReference.longest)
    case .invalidText(let byte):
      .invalidText(file: name, line: line, column: column, byte: byte)
    }
  }

  /// The line that holds a byte, from 1.
  func line(at offset: Int) -> Int {
    var line = 1
    for index in 0..<offset where bytes.base[index] == UInt8(ascii: "\n") { line += 1 }
    return line
  }
}
