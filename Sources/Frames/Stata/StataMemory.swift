import CReadStat

/// A file in memory, as ReadStat reads one.
final class StataMemory {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Has a parser read this file; it must outlive the parsing.
  func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
    readstat_set_open_handler(parser) { _, _ in 0 }
    readstat_set_close_handler(parser) { _ in 0 }
    readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
    readstat_set_seek_handler(parser) { offset, whence, context in
      StataMemory.of(context).seek(Int(offset), whence)
    }
    readstat_set_read_handler(parser) { target, count, context in
      StataMemory.of(context).read(target, count)
    }
    readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> StataMemory {
    Unmanaged<StataMemory>.fromOpaque(context!).takeUnretainedValue()
  }

  private func seek(_ offset: Int, _ whence: readstat_io_flags_t) -> Int {
    let origin =
      switch whence {
      case READSTAT_SEEK_SET: 0
      case READSTAT_SEEK_CUR: position
      default: bytes.count
      }
    let (target, overflow) = origin.addingReportingOverflow(offset)
    guard !overflow, (0...bytes.count).contains(target) else { return -1 }
    position = target
    return target
  }

  private func read(_ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    let taken = min(count, bytes.count - position)
    guard let target, taken > 0 else { return 0 }
    bytes.withUnsafeBytes {
      target.copyMemory(from: $0.baseAddress! + position, byteCount: taken)
    }
    position += taken
    return taken
  }
}
