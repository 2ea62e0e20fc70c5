import CZlib

/// Unpacks gzip streams (RFC 1952) in memory, also several laid end to end.
enum Gzip {
  /// Whether the bytes begin as a gzip stream does.
  static func isPacked(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// - Throws: `ReadError.corruptArchive` where the stream is cut off, fails its checksum or is
  ///   followed by anything but zeros or another stream.
  static func unpacked(_ packed: [UInt8], name: String) throws(ReadError) -> [UInt8] {
    var input = packed
    var output: [UInt8] = []
    output.reserveCapacity(announcedSize(packed))
    let failure = input.withUnsafeMutableBufferPointer { unpack($0, into: &output) }
    if let failure { throw .corruptArchive(file: name, detail: failure) }
    return output
  }

  /// Appends what the streams hold; returns what is wrong with them, if anything is.
  private static func unpack(
    _ packed: UnsafeMutableBufferPointer<UInt8>, into output: inout [UInt8]
  ) -> String? {
    var stream = z_stream()
    // 15 bits of window, and 16 more to say that the wrapper is gzip's.
    let ready = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(ready == Z_OK, "zlib does not start")
    defer { inflateEnd(&stream) }

    let piece = PaddedBytes(count: 1 << 18)
    var taken = 0
    while true {
      // The window of the input fits zlib's 32-bit counter.
      let offered = min(packed.count - taken, 1 << 30)
      stream.next_in = packed.baseAddress! + taken
      stream.avail_in = UInt32(offered)
      stream.next_out = piece.base
      stream.avail_out = UInt32(piece.count)
      let status = inflate(&stream, Z_NO_FLUSH)
      taken += offered - Int(stream.avail_in)
      let made = piece.count - Int(stream.avail_out)
      output.append(contentsOf: UnsafeBufferPointer(start: piece.base, count: made))
      switch status {
      case Z_OK: continue
      case Z_STREAM_END:
        if packed[taken...].allSatisfy({ $0 == 0 }) { return nil }
        inflateReset(&stream)
      case Z_BUF_ERROR: return "it ends in the middle of the data"
      default: return stream.msg.map { String(cString: $0) } ?? "zlib status \(status)"
      }
    }
  }

  /// The size that the last four bytes announce, where deflate can reach it; else 0.
  private static func announcedSize(_ packed: [UInt8]) -> Int {
    guard packed.count > 18 else { return 0 }
    let size = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    // Deflate packs at most 1032 bytes into one.
    return size <= 1032 * packed.count ? size : 0
  }
}
