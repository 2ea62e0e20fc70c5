// Fields that are not plain numbers: text, quotes, spellings of missing, separators of thousands,
// line breaks with a carriage return, and everything that is wrong.
extension BlockParser {
  /// Reads one field and returns the first byte after it, or sets `failure`.
  @inline(never)
  mutating func parseCarefully(
    at start: UnsafePointer<UInt8>, row: Int, column: Int
  ) -> UnsafePointer<UInt8>? {
    let field = fields.field(at: start)
    let isLast = column == tracks.count - 1
    switch field.ending {
    case .unterminated:
      return fail(.unterminatedQuote(file: plan.file, line: line(at: start)))
    case .stray:
      return fail(.strayQuote(file: plan.file, line: line(at: start), column: name(column)))
    case .delimiter where isLast, .record where !isLast:
      return fail(raggedRow(at: start, column: column))
    case .delimiter, .record: break
    }
    switch tracks[column].kind {
    case .skip, .deferred: return field.next
    case .text: return text(field, row, column) ? field.next : nil
    case .integer, .double: return number(field, row, column) ? field.next : nil
    }
  }

  private mutating func text(_ field: FieldScanner.Field, _ row: Int, _ column: Int) -> Bool {
    if isMissing(field, plan.columns[column].declared == .text ? plan.textMissing : plan.missing) {
      tracks[column].absent[row] = 1
      return true
    }
    var found: (code: Int32, isNew: Bool)
    if field.escaped {
      let plain = FieldScanner.bytes(
        field.content, field.length, escaped: true, quote: plan.quote)
      found = (plain + [UInt8](repeating: 0, count: 8)).withUnsafeBufferPointer {
        texts[column]!.code($0.baseAddress!, plain.count)
      }
    } else {
      found = texts[column]!.code(field.content, field.length)
    }
    tracks[column].words[row] = UInt64(UInt32(bitPattern: found.code))
    return !found.isNew || isAllowed(field, column)
  }

  /// Whether a text that is new to the block is well formed and what the column was declared.
  private mutating func isAllowed(_ field: FieldScanner.Field, _ column: Int) -> Bool {
    if plan.columns[column].declared != .logical,
      TextDecoding.isASCII(field.content, field.length)
    {
      return true
    }
    let bytes = FieldScanner.bytes(
      field.content, field.length, escaped: field.escaped, quote: plan.quote)
    let text = bytes.withUnsafeBufferPointer { TextDecoding.string($0, plan.encoding) }
    guard let text else {
      let byte = bytes.withUnsafeBufferPointer { TextDecoding.firstInvalid($0, plan.encoding) }
      let place = line(at: field.content)
      return fail(
        .invalidText(
          file: plan.file, line: place, column: name(column), byte: byte, encoding: plan.encoding))
        != nil
    }
    if plan.columns[column].declared == .logical, LogicalSpelling.declared(text) == nil {
      return fail(wrongType(field, column, .logical)) != nil
    }
    return true
  }

  private mutating func number(_ field: FieldScanner.Field, _ row: Int, _ column: Int) -> Bool {
    let (content, length) = MissingSpellings.trim(field.content, field.length)
    if isMissing(field, plan.missing) || BlockParser.isNaN(content, length) {
      tracks[column].absent[row] = 1
      return true
    }
    let planned = plan.columns[column]
    if planned.marks.isPlain, store(content, length, row, column) { return true }
    if !planned.marks.isPlain || planned.marks.thousands != 0,
      var plain = planned.marks.plain(UnsafeBufferPointer(start: content, count: length))
    {
      let count = plain.count
      plain.append(contentsOf: repeatElement(0, count: PaddedBytes.padding))
      let stored = plain.withUnsafeBufferPointer {
        store($0.baseAddress!, count, row, column)
      }
      if stored { return true }
    }
    guard let declared = planned.declared else {
      tracks[column].kind = .deferred
      return true
    }
    return fail(wrongType(field, column, declared)) != nil
  }

  /// Stores a number that fills the given bytes, and widens an undeclared column to it. An undeclared
  /// column takes none that may be more than its value: see `SpelledNumber.inferred`.
  private mutating func store(
    _ content: UnsafePointer<UInt8>, _ length: Int, _ row: Int, _ column: Int
  ) -> Bool {
    let end = content + length
    let isDeclared = plan.columns[column].declared != nil
    if !isDeclared, SpelledNumber.isPadded(content, length) { return false }
    if tracks[column].kind == .integer {
      if let number = numbers.integer(at: content), number.end == end {
        tracks[column].words[row] = UInt64(bitPattern: number.value)
        return true
      }
      if plan.columns[column].declared == .integer { return false }
    }
    guard let number = numbers.double(at: content), number.end == end, number.value.isFinite
    else { return false }
    if !isDeclared, number.value.magnitude >= BlockParser.exactWholes,
      SpelledNumber.isBeyondDoubles(content, length)
    {
      return false
    }
    if tracks[column].kind == .integer {
      guard widen(tracks[column].words, to: row) || isDeclared else { return false }
      tracks[column].kind = .double
    }
    tracks[column].words[row] = number.value.bitPattern
    return true
  }

  /// Turns the integers that the block has stored so far into doubles; whether all of them are some.
  private func widen(_ words: UnsafeMutablePointer<UInt64>, to end: Int) -> Bool {
    var areExact = true
    for row in block.rows.lowerBound..<end {
      let whole = Int64(bitPattern: words[row])
      areExact = areExact && Int64(exactly: Double(whole)) == whole
      words[row] = Double(whole).bitPattern
    }
    return areExact
  }

  private func isMissing(_ field: FieldScanner.Field, _ spellings: MissingSpellings) -> Bool {
    if field.quoted, !spellings.quoted { return false }
    let (content, length) = MissingSpellings.trim(field.content, field.length)
    return spellings.matches(content, length)
  }

  /// `NaN` with or without a sign: no number, and so a missing one.
  static func isNaN(_ content: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var start = content
    var count = length
    if count == 4, start.pointee == UInt8(ascii: "-") || start.pointee == UInt8(ascii: "+") {
      start += 1
      count -= 1
    }
    return count == 3 && start[0] | 0x20 == UInt8(ascii: "n")
      && start[1] | 0x20 == UInt8(ascii: "a") && start[2] | 0x20 == UInt8(ascii: "n")
  }

  /// A field for a message: its beginning, repaired where it is no UTF-8.
  static func quotation(_ field: FieldScanner.Field, quote: UInt8) -> String {
    let shown = 60
    let bytes = FieldScanner.bytes(
      field.content, min(field.length, shown), escaped: field.escaped && field.length <= shown,
      quote: quote)
    return String(decoding: bytes, as: UTF8.self).showingControls
      + (field.length > shown ? "..." : "")
  }

  // MARK: Failures

  private mutating func fail(_ error: ReadError) -> UnsafePointer<UInt8>? {
    failure = error
    return nil
  }

  private func name(_ column: Int) -> String { plan.columns[column].name }

  /// The line that holds a byte.
  private func line(at position: UnsafePointer<UInt8>) -> Int {
    UnsafeBufferPointer(start: base, count: position - base)
      .reduce(block.line) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }

  private func wrongType(
    _ field: FieldScanner.Field, _ column: Int, _ expected: ColumnType
  ) -> ReadError {
    .wrongType(
      file: plan.file, line: line(at: field.content), column: name(column),
      found: BlockParser.quotation(field, quote: plan.quote), expected: expected)
  }

  /// Counts the fields of the whole record, of which `column` were read before `start`.
  private func raggedRow(at start: UnsafePointer<UInt8>, column: Int) -> ReadError {
    var found = column
    var cursor = start
    while true {
      let field = fields.field(at: cursor)
      found += 1
      if field.ending != .delimiter { break }
      cursor = field.next
    }
    return .raggedRow(
      file: plan.file, line: line(at: start), found: found, expected: tracks.count)
  }
}
