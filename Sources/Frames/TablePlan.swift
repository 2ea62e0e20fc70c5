import Parallel

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a parser must know of a delimited file before it reads a row.
struct TablePlan: Sendable {
  /// How the cells of a column are being read. A column moves only down this list: what some row
  /// asked for holds for all.
  enum Kind: UInt8, Sendable, Comparable {
    /// Not wanted.
    case skip
    case integer
    case double
    /// References to the field's bytes.
    case text
    /// Begun as a number, found to be text: to be read again.
    case deferred

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  struct PlannedColumn: Sendable {
    var name: String
    var declared: ColumnType?
    /// The separator of thousands, 0 for none.
    var thousands: UInt8 = 0
    /// Where a block begins.
    var kind: Kind
  }

  var columns: [PlannedColumn]
  var delimiter: UInt8
  var missing: MissingSpellings
  /// The offset of the sentinel line feed behind the last record.
  var limit: Int
}

/// Where the bytes of a text field lie, in one word.
struct FieldReference {
  let word: UInt64
  static let longest = 1 << 23 - 1

  init(offset: Int, length: Int, escaped: Bool) {
    precondition(offset < 1 << 40 && length <= FieldReference.longest)
    word = UInt64(offset) << 24 | UInt64(length) << 1 | (escaped ? 1 : 0)
  }

  init(word: UInt64) { self.word = word }

  var offset: Int { Int(word >> 24) }
  var length: Int { Int(word >> 1) & FieldReference.longest }
  var escaped: Bool { word & 1 == 1 }
}

/// One column's cells while a file is being read: eight bytes and a mark of absence a row.
final class RawCells: Sendable {
  let words: DisjointSlots<UInt64>
  /// 0 where the cell is present, 1 where it is missing: `Presence`'s raw values.
  let absent: DisjointSlots<UInt8>

  init(rowCount: Int) {
    words = DisjointSlots(base: RawCells.cleared(rowCount, as: UInt64.self))
    absent = DisjointSlots(base: RawCells.cleared(rowCount, as: UInt8.self))
  }

  deinit {
    free(words.pointer)
    free(absent.pointer)
  }

  /// Memory of zeros: pages that are never written cost nothing.
  private static func cleared<Element>(
    _ count: Int, as type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    guard let memory = calloc(max(count, 1), MemoryLayout<Element>.stride) else {
      preconditionFailure("no memory for \(count) cells")
    }
    return memory.bindMemory(to: type, capacity: count)
  }
}
