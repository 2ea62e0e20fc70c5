/// Where the records of a delimited file lie: how many there are, and blocks of about a mebibyte
/// that begin with a record, so that each block can be parsed by itself into its own rows.
///
/// The split depends on the bytes alone.
struct RecordIndex {
  struct Block: Sendable {
    /// The offset of its first record.
    var start: Int
    var rows: Range<Int>
  }

  private(set) var blocks: [Block] = []
  private(set) var rowCount = 0

  /// The first block is small: what it holds tells the others what to expect.
  private static let firstBlock = 1 << 16
  private static let laterBlocks = 1 << 20
  /// The most steps of sixteen bytes in which a lane's count of line feeds stays below 256.
  private static let piece = 255 * 16

  /// Counts the records between two offsets.
  ///
  /// - Parameter limit: the offset of the sentinel line feed that ends the last record.
  /// - Throws: the offset of a quote that is never closed.
  init(
    _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, delimiter: UInt8
  ) throws(UnclosedQuote) {
    guard start < limit else { return }
    let end = limit + 1
    var scan = Scan(base: base, end: end, delimiter: delimiter, cursor: start)
    scan.recordStart = start
    var blockStart = start
    var blockRow = 0
    var target = start + RecordIndex.firstBlock
    while scan.cursor < end {
      scan.advance(to: min(scan.cursor + RecordIndex.piece, end))
      if scan.cursor >= target, scan.recordStart > blockStart, scan.recordStart < end {
        blocks.append(Block(start: blockStart, rows: blockRow..<scan.records))
        blockStart = scan.recordStart
        blockRow = scan.records
        target = scan.cursor + RecordIndex.laterBlocks
      }
    }
    if scan.quoted { throw UnclosedQuote(offset: scan.opened) }
    rowCount = scan.records
    if blockRow < rowCount {
      blocks.append(Block(start: blockStart, rows: blockRow..<rowCount))
    }
  }

  struct UnclosedQuote: Error {
    let offset: Int
  }

  private struct Scan {
    let base: UnsafePointer<UInt8>
    let end: Int
    let delimiter: UInt8
    var cursor: Int
    var records = 0
    /// The offset of the last record that began before the cursor; `records` counts those before.
    var recordStart = 0
    var quoted = false
    var opened = 0
    var atFieldStart = true

    init(base: UnsafePointer<UInt8>, end: Int, delimiter: UInt8, cursor: Int) {
      self.base = base
      self.end = end
      self.delimiter = delimiter
      self.cursor = cursor
    }

    mutating func advance(to stop: Int) {
      let (lineFeeds, hasQuote) = RecordIndex.lineFeeds(base + cursor, stop - cursor)
      if hasQuote { return walk(to: stop) }
      cursor = stop
      if quoted { return }
      records += lineFeeds
      let last = base[stop - 1]
      atFieldStart = last == delimiter || last == UInt8(ascii: "\n")
      if lineFeeds > 0 {
        var position = stop
        while base[position - 1] != UInt8(ascii: "\n") { position -= 1 }
        recordStart = position
      }
    }

    private mutating func walk(to stop: Int) {
      let quote = UInt8(ascii: "\"")
      while cursor < stop {
        let byte = base[cursor]
        cursor += 1
        if quoted {
          if byte != quote { continue }
          if cursor < end, base[cursor] == quote {
            cursor += 1
          } else {
            quoted = false
            atFieldStart = false
          }
        } else if byte == quote, atFieldStart {
          quoted = true
          opened = cursor - 1
        } else if byte == UInt8(ascii: "\n") {
          records += 1
          recordStart = cursor
          atFieldStart = true
        } else {
          atFieldStart = byte == delimiter
        }
      }
    }
  }

  /// How many line feeds a piece holds, and whether it holds a quote.
  private static func lineFeeds(
    _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> (Int, hasQuote: Bool) {
    typealias Lanes = SIMD16<UInt8>
    let lineFeed = Lanes(repeating: UInt8(ascii: "\n"))
    let quote = Lanes(repeating: UInt8(ascii: "\""))
    var counts = Lanes.zero
    var quotes = SIMDMask<SIMD16<Int8>>(repeating: false)
    let one = Lanes(repeating: 1)
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
      if start[index] == UInt8(ascii: "\"") { found = true }
      index += 1
    }
    return (total, found)
  }
}
