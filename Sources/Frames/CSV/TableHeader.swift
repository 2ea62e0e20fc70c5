/// The names of a delimited file's columns, and where its records begin and end.
struct TableHeader {
  /// Where the records are to be read from.
  let source: TableSource
  let names: [String]
  /// The offset of the first record, and its line.
  let end: Int
  let nextLine: Int
  /// Where the line feed stands, or has to be added, that ends the last record.
  let limit: Int

  private static let firstPiece = 1 << 16

  /// Reads as much of the beginning as the header needs.
  init(_ source: TableSource, name: String, options: CSVOptions) throws(ReadError) {
    var source = source
    var piece = min(TableHeader.firstPiece, source.count)
    while true {
      guard let bytes = source.copy(0..<piece) else { throw TableSource.changed(name) }
      let isWhole = piece == source.count
      if isWhole, let converted = TableHeader.withLineFeeds(bytes) { source = .memory(converted) }
      guard let text = isWhole ? source.copy(0..<piece) : bytes else {
        throw TableSource.changed(name)
      }
      var parser = Parser(bytes: text, name: name, options: options)
      if let end = try parser.parse(isWhole: isWhole) {
        self.source = source
        self.names = parser.names
        self.end = end
        nextLine = parser.line
        limit = try TableHeader.limit(source, from: end, name)
        return
      }
      piece = min(piece * 8, source.count)
    }
  }

  /// The bytes with line feeds for carriage returns, where they hold none of the former.
  private static func withLineFeeds(_ bytes: PaddedBytes) -> [UInt8]? {
    let content = UnsafeBufferPointer(start: bytes.base, count: bytes.count)
    guard !content.contains(UInt8(ascii: "\n")), content.contains(UInt8(ascii: "\r")) else {
      return nil
    }
    return content.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
  }

  /// The end of the last record, line breaks at the end of the file left out; also the zeros that fill
  /// a block and the 0x1A that ends a file of old, where they have a line to themselves.
  private static func limit(
    _ source: TableSource, from start: Int, _ name: String
  ) throws(ReadError) -> Int {
    var limit = source.count
    // Where line breaks alone would have ended it: fillers behind a cell belong to the cell.
    var beforeFillers: Int?
    while limit > start {
      let first = max(start, limit - 4096)
      guard let bytes = source.copy(first..<limit) else { throw TableSource.changed(name) }
      while limit > first {
        let byte = bytes.base[limit - 1 - first]
        if byte == 0 || byte == 0x1A {
          beforeFillers = beforeFillers ?? limit
        } else if isBreak(byte) {
          beforeFillers = nil
        } else {
          return beforeFillers ?? limit
        }
        limit -= 1
      }
    }
    return start
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private struct Parser {
    let bytes: PaddedBytes
    let name: String
    let options: CSVOptions
    var names: [String] = []
    var line = 1
    private var positions: [String: Int] = [:]

    init(bytes: PaddedBytes, name: String, options: CSVOptions) {
      self.bytes = bytes
      self.name = name
      self.options = options
    }

    /// The offset behind the header, or `nil` where these bytes do not hold all of it.
    mutating func parse(isWhole: Bool) throws(ReadError) -> Int? {
      let base = bytes.base
      var start = 0
      if bytes.count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { start = 3 }
      if options.header == nil, !options.headerNames.isEmpty {
        // A piece that holds no such line may lack it for being too short.
        let found = TableHeader.line(in: bytes, from: start, options) { fields, _ in
          options.headerNames.allSatisfy { $0.contains { fields.contains($0) } }
        }
        if found == nil, !isWhole { return nil }
        skip(to: found ?? 1, &start)
      } else {
        skip(to: options.header ?? 1, &start)
      }
      while options.header == nil, start < bytes.count, TableHeader.isBreak(base[start]) {
        if base[start] == UInt8(ascii: "\n") { line += 1 }
        start += 1
      }
      guard start < bytes.count else {
        guard isWhole else { return nil }
        if let header = options.header, header > 1 {
          throw .noHeaderLine(file: name, line: header, lines: line)
        }
        throw .empty(file: name)
      }
      // The sentinel that the scanner needs lies in the padding.
      base[bytes.count] = UInt8(ascii: "\n")
      let limit = UnsafePointer(base) + bytes.count
      let scanner = FieldScanner(
        delimiter: options.separator, quote: options.quote, limit: limit)
      var cursor = UnsafePointer(base) + start
      let first = cursor
      while true {
        let field = scanner.field(at: cursor)
        if field.next > limit || field.ending == .unterminated, !isWhole { return nil }
        try add(field)
        line += (cursor..<min(field.next, limit)).count { $0.pointee == UInt8(ascii: "\n") }
        cursor = field.next
        if field.ending == .record {
          try refuseOtherDelimiter(field, alone: field.content == first)
          break
        }
      }
      return min(cursor - UnsafePointer(base), bytes.count)
    }

    /// Moves to the beginning of a line.
    private mutating func skip(to wanted: Int, _ start: inout Int) {
      while line < wanted, start < bytes.count {
        if bytes.base[start] == UInt8(ascii: "\n") { line += 1 }
        start += 1
      }
    }

    /// A header of one field with another mark in it was not meant to be one field.
    private func refuseOtherDelimiter(
      _ field: FieldScanner.Field, alone: Bool
    ) throws(ReadError) {
      guard alone, !field.quoted, options.delimiter == nil, let header = names.first else { return }
      let content = UnsafeBufferPointer(start: field.content, count: field.length)
      for mark in TableHeader.otherDelimiters where content.contains(mark) {
        throw .otherDelimiter(
          file: name, header: header, mark: String(UnicodeScalar(mark)))
      }
    }

    private mutating func add(_ field: FieldScanner.Field) throws(ReadError) {
      let position = names.count + 1
      if field.ending == .unterminated { throw .unterminatedQuote(file: name, line: line) }
      let content = FieldScanner.bytes(
        field.content, field.length, escaped: field.escaped, quote: options.quote)
      let decoded = content.withUnsafeBufferPointer { TextDecoding.string($0, options.encoding) }
      guard var column = decoded else {
        let byte = content.withUnsafeBufferPointer {
          TextDecoding.firstInvalid($0, options.encoding)
        }
        throw .invalidText(
          file: name, line: line, column: "\(position)", byte: byte, encoding: options.encoding)
      }
      column = column.trimmed
      if column.isEmpty { column = "row\(position)" }
      if field.ending == .stray { throw .strayQuote(file: name, line: line, column: column) }
      if let first = positions[column] {
        throw .duplicateHeader(file: name, name: column, first: first, second: position)
      }
      positions[column] = position
      names.append(column)
    }
  }
}
