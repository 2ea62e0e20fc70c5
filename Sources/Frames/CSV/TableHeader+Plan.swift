extension TableHeader {
  /// Which columns are read, and as what each begins.
  /// - Throws: `ReadError.noColumn` where an option names a column that is not there.
  func plan(_ options: CSVOptions, file: String) throws(ReadError) -> TablePlan {
    let mentioned =
      (options.columns ?? []) + options.types.keys.sorted() + options.thousands.keys.sorted()
    let known = Set(names)
    for column in mentioned where !known.contains(column) {
      throw .noColumn(
        file: file, column: column, closest: NearestNames.closest(to: column, among: names),
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
      file: file, columns: columns, delimiter: options.delimiter, encoding: options.encoding,
      missing: MissingSpellings(options))
  }
}

extension CSVOptions {
  /// - Throws: `ReadError.badOption`.
  func validate() throws(ReadError) {
    try CSVOptions.check(delimiter, "delimiter", "',', ';' or a tab")
    for column in thousands.keys.sorted() {
      try CSVOptions.check(thousands[column]!, "separator of thousands", "','")
    }
    guard threads > 0 else {
      throw .badOption("\(threads) threads were asked for where at least 1 was expected. Try 1.")
    }
    var seen = Set<String>()
    for column in columns ?? [] where !seen.insert(column).inserted {
      throw .badOption("column '\(column)' is asked for twice where once was expected. Drop one.")
    }
  }

  private static func check(
    _ byte: UInt8, _ role: String, _ example: String
  ) throws(ReadError) {
    let isWord =
      byte == 0 || byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    guard !isWord, !"\"\r\n.+-".utf8.contains(byte) else {
      throw .badOption(
        "byte 0x\(String(byte, radix: 16)) cannot be a \(role): it can stand inside a number, a "
          + "word or a quoted cell. A punctuation mark was expected; try \(example).")
    }
  }
}
