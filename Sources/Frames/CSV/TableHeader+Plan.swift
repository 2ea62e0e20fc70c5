extension TableHeader {
  /// Which columns are read, and as what each begins.
  /// - Throws: `ReadError.noColumn` where an option names a column that is not there.
  func plan(_ options: CSVOptions, file: String) throws(ReadError) -> TablePlan {
    let mentioned =
      (options.columns ?? []) + options.types.keys.sorted()
      + options.thousands.columns.keys.sorted() + options.decimal.columns.keys.sorted()
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
      let marks = NumberMarks(
        decimal: options.decimal[column] ?? UInt8(ascii: "."),
        thousands: options.thousands[column] ?? 0)
      return TablePlan.PlannedColumn(name: column, declared: declared, marks: marks, kind: kind)
    }
    return TablePlan(
      file: file, columns: columns, delimiter: options.separator, quote: options.quote,
      encoding: options.encoding,
      missing: MissingSpellings(options.missing, quoted: options.quotedMissing),
      textMissing: MissingSpellings(options.missingInText, quoted: options.quotedMissing))
  }
}

extension CSVOptions {
  /// - Throws: `ReadError.badOption`.
  func validate() throws(ReadError) {
    try CSVOptions.check(separator, "delimiter", "',', ';' or a tab")
    for mark in thousands.marks {
      try CSVOptions.check(mark, "separator of thousands", "','", besides: UInt8(ascii: "."))
    }
    for mark in decimal.marks {
      try CSVOptions.check(mark, "mark before the fraction", "','", besides: UInt8(ascii: "."))
    }
    try CSVOptions.check(quote, "quote", "\"'\"", besides: UInt8(ascii: "\""))
    guard quote != separator else {
      throw .badOption("the delimiter is also the quote. Give one of them another mark.")
    }
    for column in [String?.none] + (decimal.columns.keys.sorted() + thousands.columns.keys.sorted())
    {
      let point = column.map { decimal[$0] } ?? decimal.everywhere
      let group = column.map { thousands[$0] } ?? thousands.everywhere
      guard let group, group == point ?? UInt8(ascii: ".") else { continue }
      throw .badOption(
        "the separator of thousands is also the mark before the fraction"
          + (column.map { " of '\($0)'" } ?? "")
          + ". Say both: decimal ',' with thousands '.', or the other way about.")
    }
    if let header, header < 1 {
      throw .badOption("the header cannot be on line \(header). Lines count from 1; try 1.")
    }
    guard !comments.contains("") else {
      throw .badOption(
        "every line begins with nothing at all. Give the beginning of a note, as '#'.")
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
    _ byte: UInt8, _ role: String, _ example: String, besides allowed: UInt8? = nil
  ) throws(ReadError) {
    let isWord =
      byte == 0 || byte >= 0x80 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    guard byte == allowed || !isWord && !"\"\r\n.+-".utf8.contains(byte) else {
      throw .badOption(
        "byte 0x\(String(byte, radix: 16)) cannot be a \(role): it can stand inside a number, a "
          + "word or a quoted cell. A punctuation mark was expected; try \(example).")
    }
  }
}
