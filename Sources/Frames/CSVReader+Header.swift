// What comes before the first record: byte order marks, blank lines, names, and the plan they make.
extension CSVReader {
  /// UTF-16 would look like text with a zero in every second byte.
  func refuseOtherEncodings() throws(ReadError) {
    guard bytes.count >= 2 else { return }
    switch (bytes.base[0], bytes.base[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): throw .unsupportedEncoding(file: name, encoding: "UTF-16")
    default: return
    }
  }

  /// The offsets between which the header and the records lie: no byte order mark, no blank lines
  /// around them. Lines that end in carriage returns alone are given line feeds.
  func trimmedRange() -> (start: Int, limit: Int) {
    let base = bytes.base
    func isBreak(_ offset: Int) -> Bool {
      base[offset] == UInt8(ascii: "\n") || base[offset] == UInt8(ascii: "\r")
    }
    var start = 0
    if bytes.count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { start = 3 }
    var limit = bytes.count
    while start < limit, isBreak(start) { start += 1 }
    while start < limit, isBreak(limit - 1) { limit -= 1 }
    let content = UnsafeMutableBufferPointer(start: base + start, count: limit - start)
    if !content.contains(UInt8(ascii: "\n")) {
      for index in content.indices where content[index] == UInt8(ascii: "\r") {
        content[index] = UInt8(ascii: "\n")
      }
    }
    return (start, limit)
  }

  /// The names of the columns and the offset of the first record.
  func header(from start: Int, limit: Int) throws(ReadError) -> (names: [String], body: Int) {
    let scanner = FieldScanner(
      delimiter: options.delimiter, limit: UnsafePointer(bytes.base) + limit)
    var names: [String] = []
    var positions: [String: Int] = [:]
    var cursor = UnsafePointer(bytes.base) + start
    while true {
      let field = scanner.field(at: cursor)
      let here = line(at: cursor - UnsafePointer(bytes.base))
      let position = names.count + 1
      if field.ending == .unterminated { throw .unterminatedQuote(file: name, line: here) }
      let content = FieldScanner.bytes(field.content, field.length, escaped: field.escaped)
      let text = content.withUnsafeBufferPointer { bytes in
        TextDecoding.string(bytes, options.encoding)
          .map { Result<String, ReadError>.success($0) }
          ?? .failure(
            .invalidText(
              file: name, line: here, column: "\(position)",
              byte: TextDecoding.firstInvalid(bytes)))
      }
      var columnName = try text.get()
      if columnName.isEmpty { columnName = "row\(position)" }
      if field.ending == .stray {
        throw .strayQuote(file: name, line: here, column: columnName)
      }
      if let first = positions[columnName] {
        throw .duplicateHeader(file: name, name: columnName, first: first, second: position)
      }
      positions[columnName] = position
      names.append(columnName)
      cursor = field.next
      if field.ending == .record { break }
    }
    return (names, min(cursor - UnsafePointer(bytes.base), limit))
  }

  /// Which columns are read, and as what each begins.
  func plan(_ names: [String], limit: Int) throws(ReadError) -> TablePlan {
    let mentioned =
      (options.columns ?? []) + options.types.keys.sorted()
      + options.thousands.keys.sorted()
    let known = Set(names)
    for column in mentioned where !known.contains(column) {
      throw .noColumn(
        file: name, column: column, closest: NearestNames.closest(to: column, among: names),
        known: names.count)
    }
    let wanted = options.columns.map(Set.init) ?? known
    let columns = names.map { column in
      let declared = options.types[column]
      let kind: TablePlan.Kind =
        switch declared {
        case _ where !wanted.contains(column): .skip
        case nil, .integer: .integer
        case .double: .double
        case .text, .logical: .text
        }
      return TablePlan.PlannedColumn(
        name: column, declared: declared, thousands: options.thousands[column] ?? 0, kind: kind)
    }
    return TablePlan(
      columns: columns, delimiter: options.delimiter, missing: MissingSpellings(options),
      limit: limit)
  }
}

extension CSVOptions {
  /// - Throws: `ReadError.badOption`.
  func validate() throws(ReadError) {
    let refused = Set("\"\r\n.+-".utf8)
    let isWord = { (byte: UInt8) in
      byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    func check(_ byte: UInt8, _ role: String, _ example: String) throws(ReadError) {
      guard !isWord(byte), byte != 0, !refused.contains(byte) else {
        throw .badOption(
          "byte 0x\(String(byte, radix: 16)) cannot be a \(role): it can stand inside a number, a "
            + "word or a quoted cell. A punctuation mark was expected; try \(example).")
      }
    }
    try check(delimiter, "delimiter", "',', ';' or a tab")
    for column in thousands.keys.sorted() {
      try check(thousands[column]!, "separator of thousands", "','")
    }
    guard threads > 0 else {
      throw .badOption("\(threads) threads were asked for where at least 1 was expected. Try 1.")
    }
    if let columns {
      var seen = Set<String>()
      for column in columns where !seen.insert(column).inserted {
        throw .badOption("column '\(column)' is asked for twice where once was expected. Drop one.")
      }
    }
  }
}
