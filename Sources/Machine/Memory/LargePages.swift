#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Asks the system to back large memory by large pages.
///
/// The first touch of each page is a trap into the system. Reading a table of 200 MB touches
/// 150,000 pages of 4 KiB, and on a virtual machine that cost more than the parsing itself.
package enum LargePages {
  private static let size = 1 << 21

  /// Advice for memory that was allocated and not touched yet; it changes no contents. Where the
  /// system does not know large pages nothing happens.
  package static func advise(_ memory: UnsafeMutableRawPointer?, bytes: Int) {
    #if os(Linux)
      guard let memory, bytes >= 2 * size else { return }
      let first = (UInt(bitPattern: memory) + UInt(size) - 1) & ~UInt(size - 1)
      let last = (UInt(bitPattern: memory) + UInt(bytes)) & ~UInt(size - 1)
      guard last > first else { return }
      madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_HUGEPAGE)
    #endif
  }

  /// An array in large pages all of whose elements `write` initialises.
  package static func array<Element: BitwiseCopyable>(
    _ count: Int, write: (UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, written in
      guard let base = buffer.baseAddress else { return }
      advise(base, bytes: count * MemoryLayout<Element>.stride)
      write(base)
      written = count
    }
  }

  /// A copy in large pages, for who changes an array that others share.
  package static func copy<Element: BitwiseCopyable>(_ values: [Element]) -> [Element] {
    array(values.count) { target in
      values.withUnsafeBufferPointer {
        if let source = $0.baseAddress { target.initialize(from: source, count: values.count) }
      }
    }
  }
}
