import Machine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One column's cells while a file is being read: eight bytes and a mark of absence a row.
final class RawCells: Sendable {
  /// An integer, the bits of a double, or a code of the block's texts, as the block says.
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
    LargePages.advise(memory, bytes: count * MemoryLayout<Element>.stride)
    return memory.bindMemory(to: type, capacity: count)
  }
}
