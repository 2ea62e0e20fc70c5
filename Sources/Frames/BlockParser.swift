import Parallel

/// Parses one block of records into the cells of its rows.
///
/// Numbers are scanned and converted in one step, straight from the bytes; whatever is not a plain
/// number followed by a delimiter takes the careful way in `BlockParser+Careful.swift`.
struct BlockParser {
  /// What a block found, beside the cells it filled.
  struct Outcome: Sendable {
    var kinds: [TablePlan.Kind]
    var failure: Failure?
  }

  /// The first thing in a block that stops the reading.
  struct Failure: Error, Sendable {
    enum Cause: Sendable {
      case ragged(found: Int)
      case wrongType(found: String, expected: ColumnType)
      case strayQuote
      case unterminatedQuote
      case tooLong(Int)
      case invalidText(UInt8)
    }
    var cause: Cause
    /// The offset of the field, or of the record where the record is ragged.
    var offset: Int
    var column: Int
  }

  /// A column as this block sees it.
  struct Track {
    var kind: TablePlan.Kind
    var words: UnsafeMutablePointer<UInt64>
    var absent: UnsafeMutablePointer<UInt8>
  }

  let plan: TablePlan
  let base: UnsafePointer<UInt8>
  let rows: Range<Int>
  let tracks: UnsafeMutableBufferPointer<Track>
  let numbers: NumberScanner
  let fields: FieldScanner
  var failure: Failure?

  /// Parses a block; the cells of its rows are written, and nothing else.
  static func parse(
    _ block: RecordIndex.Block, of bytes: DisjointSlots<UInt8>, plan: TablePlan,
    into cells: [RawCells?], startingAs kinds: [TablePlan.Kind]
  ) -> Outcome {
    var tracks = zip(kinds, cells).map { kind, cells in
      Track(
        kind: kind, words: cells?.words.pointer ?? unused.words,
        absent: cells?.absent.pointer ?? unused.absent)
    }
    return PowersOfFive.words.withUnsafeBufferPointer { powers in
      tracks.withUnsafeMutableBufferPointer { tracks in
        let base = UnsafePointer(bytes.pointer)
        var parser = BlockParser(
          plan: plan, base: base, rows: block.rows, tracks: tracks,
          numbers: NumberScanner(powers: powers.baseAddress!),
          fields: FieldScanner(delimiter: plan.delimiter, limit: base + plan.limit))
        parser.run(from: base + block.start)
        return Outcome(kinds: tracks.map(\.kind), failure: parser.failure)
      }
    }
  }

  /// Stands in for the cells of columns that are skipped, which are never touched.
  private static var unused:
    (words: UnsafeMutablePointer<UInt64>, absent: UnsafeMutablePointer<UInt8>)
  {
    let address = UnsafeMutableRawPointer(bitPattern: 8)!
    return (
      address.assumingMemoryBound(to: UInt64.self), address.assumingMemoryBound(to: UInt8.self)
    )
  }

  private mutating func run(from start: UnsafePointer<UInt8>) {
    let tracks = self.tracks.baseAddress!
    let last = self.tracks.count - 1
    let delimiter = plan.delimiter
    let emptyIsMissing = plan.missing.empty
    let spellingsAreNumbers = plan.missing.looksNumeric
    let numbers = self.numbers
    var cursor = start
    for row in rows {
      var column = 0
      while column <= last {
        let terminator = column == last ? UInt8(ascii: "\n") : delimiter
        let track = tracks + column
        switch track.pointee.kind {
        case .integer:
          if let number = numbers.integer(at: cursor), number.end.pointee == terminator,
            !spellingsAreNumbers
          {
            track.pointee.words[row] = UInt64(bitPattern: number.value)
            cursor = number.end + 1
            column += 1
            continue
          }
        case .double:
          if let number = numbers.double(at: cursor), number.end.pointee == terminator,
            number.value.isFinite, !spellingsAreNumbers
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
  }
}
