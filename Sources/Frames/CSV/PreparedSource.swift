/// The bytes of a delimited file as UTF-8 or a kin of it, without the lines that are no records, and a
/// refusal of files that are no text at all.
struct PreparedSource {
  let source: TableSource
  /// The options that remain: what was seen to already is not said again.
  let options: CSVOptions
  /// The lines that were taken out, ascending.
  private let removed: [Int]

  init(_ original: TableSource, name: String, options: CSVOptions) throws(ReadError) {
    guard let start = original.copy(0..<min(original.count, PreparedSource.opening)) else {
      throw TableSource.changed(name)
    }
    let opening = Array(UnsafeBufferPointer(start: start.base, count: start.count))
    if let kind = FileKind(opening: opening) { throw .notDelimited(file: name, kind: kind) }
    var source = original
    var options = options
    if let mark = ByteOrderMark(opening) {
      guard mark != .utf32 else { throw .unsupportedEncoding(file: name, encoding: "UTF-32") }
      options.encoding = mark == .utf8 ? .utf8 : .utf16
    }
    if options.encoding == .utf16 {
      source = .memory(try PreparedSource.utf8(ofUTF16: original, name))
      options.encoding = .utf8
    }
    guard !options.comments.isEmpty else {
      self.source = source
      self.options = options
      removed = []
      return
    }
    let bytes = try PreparedSource.contents(source, name)
    let (kept, lines) = PreparedSource.withoutNotes(bytes, options)
    self.source = .memory(kept)
    options.comments = []
    if let header = options.header { options.header = header - lines.count { $0 < header } }
    self.options = options
    removed = lines
  }

  /// An error of the table that is left, with the line of the file that was given.
  func original(_ error: ReadError) -> ReadError {
    error.movingLines { line in removed.reduce(line) { $1 <= $0 ? $0 + 1 : $0 } }
  }

  private static let opening = 64

  private enum ByteOrderMark {
    case utf8, utf16, utf32

    init?(_ bytes: [UInt8]) {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        self = .utf8
      } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
        self = .utf32
      } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        self = .utf16
      } else {
        return nil
      }
    }
  }

  private static func contents(_ source: TableSource, _ name: String) throws(ReadError) -> [UInt8] {
    if case .memory(let bytes) = source { return bytes }
    guard let copy = source.copy(0..<source.count) else { throw TableSource.changed(name) }
    return Array(UnsafeBufferPointer(start: copy.base, count: copy.count))
  }

  private static func utf8(
    ofUTF16 source: TableSource, _ name: String
  ) throws(ReadError) -> [UInt8] {
    let bytes = try contents(source, name)
    let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let isBigEndian = bytes.first == 0xFE
    guard
      let text = TextDecoding.utf8(
        ofUTF16: bytes[(isMarked ? 2 : 0)...], bigEndian: isMarked && isBigEndian)
    else { throw .unsupportedEncoding(file: name, encoding: "broken UTF-16") }
    return text
  }

  /// The records alone, and the lines of what was between them. A note begins a line that begins a
  /// record: the same characters inside a quoted field are text.
  private static func withoutNotes(
    _ bytes: [UInt8], _ options: CSVOptions
  ) -> (bytes: [UInt8], lines: [Int]) {
    let beginnings = options.comments.map { Array($0.utf8) }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var lines: [Int] = []
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let padded = bytes[mark...] + [UInt8(ascii: "\n")] + [UInt8](repeating: 0, count: 64)
    padded.withUnsafeBufferPointer { all in
      let limit = all.baseAddress! + bytes.count - mark
      let scanner = FieldScanner(
        delimiter: options.separator, quote: options.quote, limit: limit)
      var cursor = all.baseAddress!
      var line = 1
      while cursor < limit {
        let rest = UnsafeBufferPointer(start: cursor, count: limit - cursor)
        var isNote = beginnings.contains { rest.starts(with: $0) }
        var end = cursor
        if !isNote {
          var ending = FieldScanner.Ending.delimiter
          while ending == .delimiter {
            let field = scanner.field(at: end)
            (end, ending) = (field.next, field.ending)
          }
          isNote = UnsafeBufferPointer(start: cursor, count: min(end, limit) - cursor)
            .allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        }
        if isNote {
          end = cursor
          while end < limit, end.pointee != UInt8(ascii: "\n") { end += 1 }
          end += 1
          lines.append(line)
          line += 1
        } else {
          let record = UnsafeBufferPointer(start: cursor, count: min(end, limit) - cursor)
          kept.append(contentsOf: record)
          line += record.count { $0 == UInt8(ascii: "\n") }
        }
        cursor = end
      }
    }
    return (kept, lines)
  }
}
