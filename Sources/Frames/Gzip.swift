import CZlib

/// Unpacks gzip streams (RFC 1952) in memory, also several laid end to end.
enum Gzip {
  /// Whether the bytes begin as a gzip stream does.
  static func isPacked(_ bytes: FileBytes) -> Bool {
    bytes.count >= 2 && bytes.base[0] == 0x1F && bytes.base[1] == 0x8B
  }

  /// - Throws: `ReadError.corruptArchive` where the stream is cut off, fails its checksum or is
  ///   followed by anything but zeros or another stream.
  static func unpacked(_ packed: FileBytes, name: String) throws(ReadError) -> FileBytes {
    var stream = z_stream()
    // 15 bits of window, and 16 more to say that the wrapper is gzip's.
    let ready = inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(ready == Z_OK, "zlib does not start")
    defer { inflateEnd(&stream) }

    let output = FileBytes(capacity: packed.count * 4)
    var filled = 0
    var taken = 0
    while true {
      // The window of the input fits zlib's 32-bit counter.
      let offered = min(packed.count - taken, 1 << 30)
      let room = output.room(after: filled)
      let asked = min(room.count, 1 << 30)
      stream.next_in = packed.base + taken
      stream.avail_in = UInt32(offered)
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(asked)
      let status = inflate(&stream, Z_NO_FLUSH)
      taken += offered - Int(stream.avail_in)
      filled += asked - Int(stream.avail_out)
      switch status {
      case Z_OK: continue
      case Z_STREAM_END:
        if onlyZeros(packed, after: taken) {
          output.finish(count: filled)
          return output
        }
        inflateReset(&stream)
      case Z_BUF_ERROR where taken == packed.count:
        throw .corruptArchive(file: name, detail: "it ends in the middle of the data")
      case Z_BUF_ERROR: continue
      default:
        let detail = stream.msg.map { String(cString: $0) } ?? "zlib status \(status)"
        throw .corruptArchive(file: name, detail: detail)
      }
    }
  }

  private static func onlyZeros(_ bytes: FileBytes, after start: Int) -> Bool {
    (start..<bytes.count).allSatisfy { bytes.base[$0] == 0 }
  }
}
