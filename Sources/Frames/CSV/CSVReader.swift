import Machine

/// Reads one delimited file: header, index of records, blocks, columns.
struct CSVReader {
  let source: TableSource
  /// What messages call the file.
  let name: String
  let options: CSVOptions

  func frame() throws(ReadError) -> Frame {
    try options.validate()
    let prepared = try PreparedSource(source, name: name, options: options)
    do throws(ReadError) {
      return try CSVReader(source: prepared.source, name: name, options: prepared.options).parsed()
    } catch {
      throw prepared.original(error)
    }
  }

  /// The table of a source that is text and nothing but the table.
  private func parsed() throws(ReadError) -> Frame {
    let header = try TableHeader(source, name: name, options: options)
    let plan = try header.plan(options, file: name)
    let index: RecordIndex
    do throws(RecordIndex.Failure) {
      index = try RecordIndex(
        header.source, from: header.end, to: header.limit, line: header.nextLine,
        delimiter: options.separator, quote: options.quote)
    } catch {
      switch error {
      case .unclosedQuote(let line): throw .unterminatedQuote(file: name, line: line)
      case .changed: throw TableSource.changed(name)
      }
    }
    return try frame(header.source, plan, index)
  }

  private func frame(
    _ source: TableSource, _ plan: TablePlan, _ index: RecordIndex
  ) throws(ReadError) -> Frame {
    var cells = plan.columns.map {
      $0.kind == .skip ? nil : RawCells(rowCount: index.rowCount)
    }
    let outcomes = try outcomes(source, plan, cells, index)
    let sealer = ColumnSealer(
      rowCount: index.rowCount, encoding: options.encoding, blocks: index.blocks.map(\.rows))
    let wanted = plan.columns.indices.filter { plan.columns[$0].kind != .skip }
    var columns: [Column] = []
    // As many columns at a time as there are threads, so that few lie in memory twice.
    let together = options.threads
    for first in stride(from: 0, to: wanted.count, by: together) {
      let group = Array(wanted[first..<min(first + together, wanted.count)])
      columns += Parallel.map(blocks: group.count, threads: together) { [cells] in
        let number = group[$0]
        return sealer.column(
          plan.columns[number], cells: cells[number]!, kinds: outcomes.map { $0.kinds[number] },
          texts: outcomes.map { $0.texts[number] })
      }
      for number in group { cells[number] = nil }
    }
    return assembled(columns)
  }

  /// Whether some block has whole numbers that are no doubles in a column where another has fractions.
  private func losesWholes(
    _ column: Int, _ outcomes: [BlockParser.Outcome], _ cells: [RawCells?],
    _ blocks: [RecordIndex.Block]
  ) -> Bool {
    guard let words = cells[column]?.words.pointer,
      outcomes.contains(where: { $0.kinds[column] == .double })
    else { return false }
    return zip(outcomes, blocks).contains { outcome, block in
      outcome.kinds[column] == .integer
        && block.rows.contains {
          let whole = Int64(bitPattern: words[$0])
          return Int64(exactly: Double(whole)) != whole
        }
    }
  }

  /// A row of another length than the header's, with the line that looks more like the header.
  private func explained(_ error: ReadError, _ source: TableSource) throws(ReadError) -> ReadError {
    guard case .raggedRow(let file, let line, let found, let expected, _) = error,
      options.header == nil,
      let likely = try TableHeader.likelyLine(
        withoutFields: expected, source, name: name, options: options), likely > 1
    else { return error }
    return .raggedRow(
      file: file, line: line, found: found, expected: expected, headerLine: likely)
  }

  /// The columns in the order asked for.
  private func assembled(_ columns: [Column]) -> Frame {
    do throws(FrameError) {
      let frame = try Frame(columns)
      return try options.columns.map { names throws(FrameError) in
        try frame.selecting(names)
      } ?? frame
    } catch {
      preconditionFailure("columns that were checked do not fit together: \(error)")
    }
  }

  /// Parses all blocks, and once more those that began a column as numbers which is text.
  private func outcomes(
    _ source: TableSource, _ plan: TablePlan, _ cells: [RawCells?], _ index: RecordIndex
  ) throws(ReadError) -> [BlockParser.Outcome] {
    let blocks = index.blocks
    guard let first = blocks.first else { return [] }
    let opening = BlockParser.parse(
      first, of: source, plan: plan, into: cells, startingAs: plan.columns.map(\.kind))
    if let failure = opening.failure { throw try explained(failure, source) }
    // What the first block found is where the others begin.
    let begin = opening.kinds.map { $0 == .deferred ? .text : $0 }
    var outcomes =
      [opening]
      + Parallel.map(blocks: blocks.count - 1, threads: options.threads) {
        BlockParser.parse(
          blocks[$0 + 1], of: source, plan: plan, into: cells, startingAs: begin)
      }
    if let failure = outcomes.lazy.compactMap(\.failure).first {
      throw try explained(failure, source)
    }

    let isText = plan.columns.indices.map { column in
      outcomes.contains { $0.kinds[column] >= .text }
        || plan.columns[column].declared == nil && losesWholes(column, outcomes, cells, blocks)
    }
    let again = outcomes.map { outcome in
      zip(isText, outcome.kinds).map { $0 && $1 != .text ? TablePlan.Kind.text : .skip }
    }
    let affected = again.indices.filter { again[$0].contains(.text) }
    let second = Parallel.map(blocks: affected.count, threads: options.threads) {
      let number = affected[$0]
      for (kind, cells) in zip(again[number], cells) where kind == .text {
        for row in blocks[number].rows { cells!.absent.pointer[row] = 0 }
      }
      return BlockParser.parse(
        blocks[number], of: source, plan: plan, into: cells, startingAs: again[number])
    }
    if let failure = second.lazy.compactMap(\.failure).first { throw failure }
    for (number, outcome) in zip(affected, second) {
      for column in isText.indices where again[number][column] == .text {
        outcomes[number].kinds[column] = .text
        outcomes[number].texts[column] = outcome.texts[column]
      }
    }
    return outcomes
  }
}
