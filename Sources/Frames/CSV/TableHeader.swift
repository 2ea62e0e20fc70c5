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
      try TableHeader.refuseOtherEncodings(bytes, name)
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

  /// UTF-16 would look like text with a zero in every second byte.
  private static func refuseOtherEncodings(_ bytes: PaddedBytes, _ name: String) throws(ReadError) {
    switch (bytes.base[0], bytes.base[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): throw .unsupportedEncoding(file: name, encoding: "UTF-16")
    default: return
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

  /// The end of the last record, line breaks at the end of the file left out.
  private static func limit(
    _ source: TableSource, from start: Int, _ name: String
  ) throws(ReadError) -> Int {
    var limit = source.count
    while limit > start {
      let first = max(start, limit - 4096)
      guard let bytes = source.copy(first..<limit) else { throw TableSource.changed(name) }
      while limit > first {
        guard isBreak(bytes.base[limit - 1 - first]) else { return limit }
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
      while start < bytes.count, TableHeader.isBreak(base[start]) {
        if base[start] == UInt8(ascii: "\n") { line += 1 }
        start += 1
      }
      guard start < bytes.count else {
        if isWhole { throw .empty(file: name) }
        return nil
      }
      // The sentinel that the scanner needs lies in the padding.
      base[bytes.count] = UInt8(ascii: "\n")
      let limit = UnsafePointer(base) + bytes.count
      let scanner = FieldScanner(delimiter: options.delimiter, limit: limit)
      var cursor = UnsafePointer(base) + start
      while true {
        let field = scanner.field(at: cursor)
        if field.next > limit || field.ending == .unterminated, !isWhole { return nil }
        try add(field)
        line += (cursor..<min(field.next, limit)).count { $0.pointee == UInt8(ascii: "\n") }
        cursor = field.next
        if field.ending == .record { break }
      }
      return min(cursor - UnsafePointer(base), bytes.count)
    }

    private mutating func add(_ field: FieldScanner.Field) throws(ReadError) {
      let position = names.count + 1
      if field.ending == .unterminated { throw .unterminatedQuote(file: name, line: line) }
      let content = FieldScanner.bytes(field.content, field.length, escaped: field.escaped)
      let decoded = content.withUnsafeBufferPointer { TextDecoding.string($0, options.encoding) }
      guard var column = decoded else {
        let byte = content.withUnsafeBufferPointer { TextDecoding.firstInvalid($0) }
        throw .invalidText(file: name, line: line, column: "\(position)", byte: byte)
      }
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
