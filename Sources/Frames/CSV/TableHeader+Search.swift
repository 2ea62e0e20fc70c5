// Finding the header among the lines that publishers put above it.
extension TableHeader {
  /// The marks that separate fields where a comma does not, most usual first.
  static let otherDelimiters: [UInt8] = [
    UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// The first line from which on all lines of the beginning have one number of fields, two or more
  /// and another than the header has: `nil` where that is the last of them or none.
  static func likelyLine(
    withoutFields expected: Int, _ source: TableSource, name: String, options: CSVOptions
  ) throws(ReadError) -> Int? {
    guard let bytes = source.copy(0..<min(source.count, searched)) else {
      throw TableSource.changed(name)
    }
    var found: [(line: Int, fields: Int)] = []
    _ = line(in: bytes, from: 0, options) { (fields, line) in
      if fields != [""] { found.append((line, fields.count)) }
      return false
    }
    guard let fields = found.last?.fields, fields > 1, fields != expected else {
      return nil
    }
    let run = found.reversed().prefix { $0.fields == fields }
    return run.count > 1 ? run.last?.line : nil
  }

  private static let searched = 1 << 16

  /// The first line whose fields, spaces around them dropped, are what is sought.
  static func line(
    in bytes: PaddedBytes, from start: Int, _ options: CSVOptions,
    where isSought: ([String], Int) -> Bool
  ) -> Int? {
    let base = bytes.base
    // The sentinel that the scanner needs lies in the padding.
    base[bytes.count] = UInt8(ascii: "\n")
    let limit = UnsafePointer(base) + bytes.count
    let scanner = FieldScanner(
      delimiter: options.separator, quote: options.quote, limit: limit)
    var cursor = UnsafePointer(base) + start
    var line = 1
    while cursor < limit, line <= CSVOptions.headerSearch {
      let first = cursor
      var fields: [String] = []
      var ending = FieldScanner.Ending.delimiter
      while ending == .delimiter {
        let field = scanner.field(at: cursor)
        let content = FieldScanner.bytes(
          field.content, field.length, escaped: field.escaped, quote: options.quote)
        fields.append(
          content.withUnsafeBufferPointer {
            (TextDecoding.string($0, options.encoding) ?? "").trimmed
          })
        (cursor, ending) = (field.next, field.ending)
      }
      if ending == .record, isSought(fields, line) { return line }
      if ending != .record {
        // A quote that goes wrong in a note spoils its own line alone.
        cursor = first
        while cursor < limit, cursor.pointee != UInt8(ascii: "\n") { cursor += 1 }
        cursor += 1
      }
      line += UnsafeBufferPointer(start: first, count: min(cursor, limit) - first)
        .count { $0 == UInt8(ascii: "\n") }
      if cursor >= limit { break }
    }
    return nil
  }
}
