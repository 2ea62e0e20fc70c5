/// Where the records of a delimited file lie: how many there are, and blocks of about a mebibyte
/// that begin with a record, so that each block can be parsed by itself into its own rows.
///
/// The split depends on the bytes alone.
struct RecordIndex {
  struct Block: Sendable {
    /// The offsets of its bytes; the last is a line feed.
    var bytes: Range<Int>
    var rows: Range<Int>
    /// The line of its first byte, from 1.
    var line: Int
    /// Whether the line feed at its end may have to be added.
    var isLast: Bool
  }

  private(set) var blocks: [Block] = []
  var rowCount: Int { blocks.last?.rows.upperBound ?? 0 }

  enum Failure: Error {
    /// A quote that opens on this line is never closed.
    case unclosedQuote(line: Int)
    /// The file no longer holds what it held.
    case changed
  }

  /// The first block is small: what it holds tells the others what to expect.
  private static let firstBlock = 1 << 16
  private static let laterBlocks = 1 << 20
  /// The most steps of sixteen bytes in which a lane's count of line feeds stays below 256.
  private static let piece = 255 * 16
  private static let window = 32 * piece

  /// Counts the records from `start` on.
  ///
  /// - Parameters:
  ///   - limit: where the line feed stands, or has to be added, that ends the last record.
  ///   - line: the line of the first byte.
  init(
    _ source: TableSource, from start: Int, to limit: Int, line: Int, delimiter: UInt8, quote: UInt8
  ) throws(Failure) {
    guard start < limit else { return }
    let end = limit + 1
    let window = PaddedBytes(count: min(RecordIndex.window, end - start))
    var scan = Scan(delimiter: delimiter, quote: quote, cursor: start, line: line)
    var first = scan.lastRecord
    var target = start + RecordIndex.firstBlock
    while scan.cursor < end {
      let offset = scan.cursor
      let size = min(RecordIndex.window, end - offset)
      guard source.fill(window.base, offset..<min(offset + size, limit)) else { throw .changed }
      if offset + size == end { window.base[size - 1] = UInt8(ascii: "\n") }
      for piece in stride(from: 0, to: size, by: RecordIndex.piece) {
        scan.advance(window.base + piece, min(RecordIndex.piece, size - piece))
        let next = scan.lastRecord
        if scan.cursor >= target, next.offset > first.offset, next.offset < end {
          append(from: first, to: next, isLast: false)
          first = next
          target = scan.cursor + RecordIndex.laterBlocks
        }
      }
    }
    if case .quoted = scan.state { throw .unclosedQuote(line: scan.openingLine) }
    append(from: first, to: scan.lastRecord, isLast: true)
  }

  private mutating func append(from first: RecordStart, to next: RecordStart, isLast: Bool) {
    blocks.append(
      Block(
        bytes: first.offset..<next.offset, rows: first.row..<next.row, line: first.line,
        isLast: isLast))
  }

  private struct RecordStart {
    var offset: Int
    var row: Int
    var line: Int
  }

  private struct Scan {
    enum State {
      case plain(atFieldStart: Bool)
      case quoted
      /// After a quote inside a quoted field: the end of it, or the first of a doubled quote.
      case quoteInQuoted
    }

    let delimiter: UInt8
    let quote: UInt8
    var cursor: Int
    var line: Int
    var state = State.plain(atFieldStart: true)
    var openingLine = 0
    /// The last record that begins at or before the cursor.
    var lastRecord: RecordStart

    init(delimiter: UInt8, quote: UInt8, cursor: Int, line: Int) {
      self.delimiter = delimiter
      self.quote = quote
      self.cursor = cursor
      self.line = line
      lastRecord = RecordStart(offset: cursor, row: 0, line: line)
    }

    mutating func advance(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
      let found = RecordIndex.lineFeeds(bytes, count, quote: quote)
      switch state {
      case .quoted where !found.hasQuote:
        line += found.lineFeeds
      case .plain where !found.hasQuote:
        line += found.lineFeeds
        let last = bytes[count - 1]
        state = .plain(atFieldStart: last == delimiter || last == UInt8(ascii: "\n"))
        if found.lineFeeds > 0 {
          var position = count
          while bytes[position - 1] != UInt8(ascii: "\n") { position -= 1 }
          lastRecord = RecordStart(
            offset: cursor + position, row: lastRecord.row + found.lineFeeds, line: line)
        }
      default:
        walk(bytes, count)
      }
      cursor += count
    }

    /// Byte by byte, where quotes are.
    private mutating func walk(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
      for index in 0..<count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\n") { line += 1 }
        switch state {
        case .quoted:
          if byte == quote { state = .quoteInQuoted }
        case .quoteInQuoted where byte == quote:
          state = .quoted
        case .plain(atFieldStart: true) where byte == quote:
          state = .quoted
          openingLine = line
        case .plain, .quoteInQuoted:
          state = .plain(atFieldStart: byte == delimiter || byte == UInt8(ascii: "\n"))
          if byte == UInt8(ascii: "\n") {
            lastRecord = RecordStart(
              offset: cursor + index + 1, row: lastRecord.row + 1, line: line)
          }
        }
      }
    }
  }

  /// How many line feeds a piece holds, and whether it holds a quote.
  private static func lineFeeds(
    _ start: UnsafePointer<UInt8>, _ count: Int, quote mark: UInt8
  ) -> (lineFeeds: Int, hasQuote: Bool) {
    typealias Lanes = SIMD16<UInt8>
    let lineFeed = Lanes(repeating: UInt8(ascii: "\n"))
    let quote = Lanes(repeating: mark)
    let one = Lanes(repeating: 1)
    var counts = Lanes.zero
    var quotes = SIMDMask<SIMD16<Int8>>(repeating: false)
    var index = 0
    while index + 16 <= count {
      let lanes = UnsafeRawPointer(start + index).loadUnaligned(as: Lanes.self)
      counts &+= Lanes.zero.replacing(with: one, where: lanes .== lineFeed)
      quotes .|= lanes .== quote
      index += 16
    }
    var total = 0
    for lane in 0..<16 { total += Int(counts[lane]) }
    var found = any(quotes)
    while index < count {
      if start[index] == UInt8(ascii: "\n") { total += 1 }
      if start[index] == quote[0] { found = true }
      index += 1
    }
    return (total, found)
  }
}
