#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A piece of a file in memory that this object owns, followed by zeros, so that a scanner may
/// look a little past the end.
final class PaddedBytes {
  /// How many bytes past the end may be read.
  static let padding = 64

  let base: UnsafeMutablePointer<UInt8>
  let count: Int

  /// Room for `count` bytes that the caller fills.
  init(count: Int) {
    guard let memory = malloc(count + PaddedBytes.padding) else {
      preconditionFailure("no memory for \(count) bytes")
    }
    self.count = count
    base = memory.assumingMemoryBound(to: UInt8.self)
    (base + count).update(repeating: 0, count: PaddedBytes.padding)
  }

  deinit { free(base) }
}
