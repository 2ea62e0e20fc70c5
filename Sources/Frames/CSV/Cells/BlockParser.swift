import Machine

/// Parses one block of records into the cells of its rows.
///
/// Numbers are scanned and converted in one step, straight from the bytes; whatever is not a plain
/// number followed by a delimiter takes the careful way in `BlockParser+Careful.swift`.
struct BlockParser {
  /// What a block found, beside the cells it filled.
  struct Outcome: Sendable {
    /// How the block left its columns.
    var kinds: [TablePlan.Kind]
    /// The distinct texts that its cells point to, for columns of text.
    var texts: [TextDictionary?]
    /// The first thing that stopped the reading.
    var failure: ReadError?
  }

  /// A column as this block sees it.
  struct Track {
    var kind: TablePlan.Kind
    var words: UnsafeMutablePointer<UInt64>
    var absent: UnsafeMutablePointer<UInt8>
  }

  let plan: TablePlan
  let block: RecordIndex.Block
  let base: UnsafePointer<UInt8>
  let tracks: UnsafeMutableBufferPointer<Track>
  let numbers: NumberScanner
  let fields: FieldScanner
  var texts: [TextDictionary?]
  var failure: ReadError?

  /// Parses a block; the cells of its rows are written, and nothing else.
  static func parse(
    _ block: RecordIndex.Block, of source: TableSource, plan: TablePlan,
    into cells: [RawCells?], startingAs kinds: [TablePlan.Kind]
  ) -> Outcome {
    let texts = kinds.map { $0 == .text ? TextDictionary() : nil }
    guard let bytes = source.copy(block.bytes, closed: block.isLast) else {
      return Outcome(kinds: kinds, texts: texts, failure: TableSource.changed(plan.file))
    }
    var tracks = zip(kinds, cells).map { kind, cells in
      Track(
        kind: kind, words: cells?.words.pointer ?? unused(UInt64.self),
        absent: cells?.absent.pointer ?? unused(UInt8.self))
    }
    return PowersOfFive.words.withUnsafeBufferPointer { powers in
      tracks.withUnsafeMutableBufferPointer { tracks in
        let base = UnsafePointer(bytes.base)
        var parser = BlockParser(
          plan: plan, block: block, base: base, tracks: tracks,
          numbers: NumberScanner(powers: powers.baseAddress!),
          fields: FieldScanner(
            delimiter: plan.delimiter, quote: plan.quote, limit: base + bytes.count - 1),
          texts: texts)
        parser.run()
        return Outcome(kinds: tracks.map(\.kind), texts: parser.texts, failure: parser.failure)
      }
    }
  }

  /// Stands in for the cells of columns that are skipped, which are never touched.
  private static func unused<Element>(_ type: Element.Type) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer(bitPattern: 8)!.assumingMemoryBound(to: type)
  }

  /// Every whole number below this one is a double, and none above it is rounded to less.
  static let exactWholes = 0x1p53

  private mutating func run() {
    let tracks = self.tracks.baseAddress!
    let last = self.tracks.count - 1
    let delimiter = plan.delimiter
    let emptyIsMissing = plan.missing.empty
    let spellingsAreNumbers = plan.missing.looksNumeric || plan.hasMarks
    let zero = UInt8(ascii: "0")
    let exactWholes = BlockParser.exactWholes
    let numbers = self.numbers
    let end = fields.limit + 1
    var cursor = base
    for row in block.rows {
      // Only a file that was written to since its records were counted can end here.
      if cursor >= end { break }
      var column = 0
      while column <= last {
        let terminator = column == last ? UInt8(ascii: "\n") : delimiter
        let track = tracks + column
        switch track.pointee.kind {
        case .integer:
          // A cell such as `007` may be a code: whether it is one hangs on the whole column.
          if let number = numbers.integer(at: cursor), number.end.pointee == terminator,
            !spellingsAreNumbers, cursor.pointee != zero || number.end == cursor + 1
          {
            track.pointee.words[row] = UInt64(bitPattern: number.value)
            cursor = number.end + 1
            column += 1
            continue
          }
        case .double:
          if let number = numbers.double(at: cursor), number.end.pointee == terminator,
            number.value.magnitude < exactWholes, !spellingsAreNumbers,
            cursor.pointee != zero || cursor[1] &- zero > 9
          {
            track.pointee.words[row] = number.value.bitPattern
            cursor = number.end + 1
            column += 1
            continue
          }
        case .text, .skip, .deferred:
          break
        }
        if cursor.pointee == terminator, emptyIsMissing {
          if track.pointee.kind != .skip { track.pointee.absent[row] = 1 }
          cursor += 1
          column += 1
          continue
        }
        guard let next = parseCarefully(at: cursor, row: row, column: column) else { return }
        cursor = next
        column += 1
      }
    }
    if cursor != end { failure = TableSource.changed(plan.file) }
  }
}
