import Frames

extension Source {
  /// Reads the table from the first folder that has it.
  ///
  /// Steps: find the file, check the header, rename, turn year columns or spells into rows of years,
  /// read blanks that say 0, convert codes, make several rows of a key one, add exchanged dyads.
  /// - Throws: `.sourceAbsent`, `.header`, `.unreadable`, `.unknownCodes`.
  public func read(in folders: [String]) throws(PanelsError) -> SourceTable {
    try read(file: try locate(in: folders))
  }

  /// Reads a file by this description, whatever it is called.
  /// - Throws: `.header`, `.unreadable`, `.unknownCodes`, `.frame`.
  public func read(file path: String) throws(PanelsError) -> SourceTable {
    let (raw, file) = try rawFrame(path)
    var frame = try described(raw, path)
    var notes: [String] = []
    if case .yearColumns(let valueName, _, _) = shape {
      let yearColumns = raw.names.filter { Self.year($0) != nil }
      guard !yearColumns.isEmpty else {
        throw .header(
          source: name, file: path, missing: ["a column for each year"], found: raw.names,
          closest: [])
      }
      frame = try long(frame, raw, yearColumns, valueName)
      notes.append(
        "\(raw.rowCount) rows with \(yearColumns.count) year columns became \(frame.rowCount) rows")
    }
    if let spells {
      let before = frame.rowCount
      frame = try spells.expanded(frame, covered: coverage.years)
      notes.append(
        "\(before) spells became \(frame.rowCount) rows, one for each year by the rule "
          + "\(spells.rule.rawValue)")
    }
    for column in blankIsZero where frame.contains(column) {
      let zeros = try frame.fillBlanks(of: column, time: time, covered: coverage.years(of: column))
      if zeros > 0 { notes.append("\(zeros) cells of \(column) without a value say 0") }
    }
    var conversions: [ConversionLedger] = []
    for code in codes {
      let before = frame.rowCount
      let converted = try StateCodes.standard.converting(frame, code.conversion(time: time))
      frame = converted.frame
      conversions.append(converted.ledger)
      if frame.rowCount != before {
        notes.append(
          "\(code.column): \(before) rows became \(frame.rowCount), one for each code of a lineage")
      }
    }
    if !collapse.isEmpty {
      let before = frame.rowCount
      frame = try PanelsError.wrapping { () throws(FrameError) in
        try frame.collapsed(by: key, collapse)
      }
      let rules = collapse.map { "\($0.rule.rawValue) of \($0.column)" }.joined(separator: ", ")
      notes.append("\(before) rows became \(frame.rowCount), one a key: \(rules)")
    }
    if mirrored.count == 2 {
      let before = frame.rowCount
      frame = try exchanged(frame)
      notes.append(
        "\(before) undirected rows became \(frame.rowCount): each also with \(mirrored[0]) and "
          + "\(mirrored[1]) exchanged")
    }
    return SourceTable(
      source: self, file: file, frame: frame, coverage: coverage, conversions: conversions,
      notes: notes)
  }

  /// The first file that is there; `nil` where none is.
  package func file(in folders: [String]) -> String? { try? locate(in: folders) }

  /// The first file that is there.
  /// - Throws: `.sourceAbsent`.
  func locate(in folders: [String]) throws(PanelsError) -> String {
    for folder in folders {
      for file in files {
        let path = Folder.path(folder, file)
        if Folder.hasFile(path) { return path }
      }
    }
    throw .sourceAbsent(source: name, files: files, folders: folders)
  }

  /// The file as it is, read as the description says. The header is where the described columns are: a
  /// publisher's own lines above it are passed over.
  private func rawFrame(
    _ path: String
  ) throws(PanelsError) -> (frame: Frame, file: FileRecord) {
    var options = options
    while true {
      do throws(ReadError) {
        return try FileRecord.reading(path, options: options)
      } catch .noColumn(_, let column, _, _) where options.mentions(column) {
        // A column may go by another of its names; one that is lacking altogether is reported with
        // all others by the check of the header.
        options.forget(column)
      } catch {
        throw .unreadable(source: name, file: path, reason: error.description)
      }
    }
  }

  /// How the file is read, its columns under the names that it may have for them.
  private var options: CSVOptions {
    var options = reading
    options.types = [:]
    options.decimal.columns = [:]
    options.thousands.columns = [:]
    for variable in variables {
      for original in variable.originals {
        options.types[original] = reading.types[variable.name]
        options.decimal.columns[original] = reading.decimal.columns[variable.name]
        options.thousands.columns[original] = reading.thousands.columns[variable.name]
      }
    }
    options.headerNames = variables.filter { !$0.isOptional }.map(\.originals)
    return options
  }

  /// The described columns under their new names, then the others if they are wanted.
  private func described(_ raw: Frame, _ path: String) throws(PanelsError) -> Frame {
    let found = variables.map { $0.originals.first(where: raw.contains) }
    let lacking = zip(variables, found).filter { $1 == nil && !$0.isOptional }.map(\.0)
    guard lacking.isEmpty else {
      let closest = lacking.flatMap(\.originals).flatMap {
        NearestNames.closest(to: $0, among: raw.names).prefix(1)
      }
      throw .header(
        source: name, file: path, missing: lacking.map { $0.originals.joined(separator: " or ") },
        found: raw.names, closest: closest)
    }
    var columns: [Column] = []
    for (variable, original) in zip(variables, found) {
      guard let original else { continue }
      var column = try raw.needed(original).renamed(variable.name)
      column.label =
        variable.unit.isEmpty ? variable.meaning : "\(variable.meaning) (\(variable.unit))"
      columns.append(column)
    }
    if keepsOthers {
      let taken = Set(
        variables.map(\.name) + codes.map(\.newColumn) + found.compactMap(\.self))
      for column in raw.columns
      where !taken.contains(column.name) && (shape == .long || Self.year(column.name) == nil) {
        columns.append(column)
      }
    }
    do throws(FrameError) { return try Frame(columns) } catch { throw .frame(error) }
  }

  /// One row for each row and year column, the years of a row together.
  private func long(
    _ frame: Frame, _ raw: Frame, _ yearColumns: [String], _ valueName: String
  ) throws(PanelsError) -> Frame {
    let wide = try yearColumns.mapThrowing { (year) throws(PanelsError) in
      let column = try raw.needed(year)
      guard column.isNumeric else {
        throw .yearColumn(
          source: name, column: year, value: valueName, stray: column.firstWord)
      }
      return column
    }
    let rows = (0..<raw.rowCount).flatMap { row in wide.map { _ in Int?(row) } }
    var values: [Double?] = []
    values.reserveCapacity(rows.count)
    for row in 0..<raw.rowCount {
      for column in wide { values.append(column.double(at: row)) }
    }
    let years = yearColumns.compactMap(Self.year)
    var result = frame.gathered(rows)
    do throws(FrameError) {
      try result.append(
        Column(name: "year", integers: (0..<raw.rowCount).flatMap { _ in years.map { Int64($0) } }))
      try result.append(Column(name: valueName, doubles: values))
    } catch {
      throw .frame(error)
    }
    return result
  }

  /// `1960`, `X1960` as R writes it, or `1960 [YR1960]` as the World Bank's DataBank does.
  private static func year(_ name: String) -> Int? {
    var digits = name.first == "X" ? name.dropFirst() : name[...]
    if digits.hasSuffix("]"), let space = digits.firstIndex(of: " "),
      digits[space...] == " [YR\(digits[..<space])]"
    {
      digits = digits[..<space]
    }
    guard digits.utf8.count == 4, let year = Int(digits), (1500...2100).contains(year) else {
      return nil
    }
    return year
  }

  private func exchanged(_ frame: Frame) throws(PanelsError) -> Frame {
    var other = frame
    do throws(FrameError) {
      let first = try frame.column(mirrored[0])
      let second = try frame.column(mirrored[1])
      try other.set(second.renamed(mirrored[0]))
      try other.set(first.renamed(mirrored[1]))
    } catch {
      throw .frame(error)
    }
    return try PanelsError.wrapping { () throws(FrameError) in try frame.appendingRows(of: other) }
  }
}

extension Source.Code {
  /// The conversion to COW numbers, dated by a column of years; `nil` for a table without years.
  package func conversion(time: String?) -> CodeConversion {
    CodeConversion(
      column: column, scheme: scheme, to: .cow, as: newColumn,
      year: time.map { .column($0) } ?? .undated, reading: reading, overrides: overrides,
      policy: refusesUnknown ? .refuseUnknown : .keepMissing)
  }
}
