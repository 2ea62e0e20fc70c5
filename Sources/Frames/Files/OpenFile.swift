#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that is open for reading, closed when the object goes.
final class OpenFile: Sendable {
  private let descriptor: Int32
  /// The size in bytes when it was opened; without meaning where `isRegular` is false.
  let size: Int
  /// Whether the file can be read at any place, which a pipe cannot.
  let isRegular: Bool
  private let path: String

  /// - Throws: `ReadError.notFound`, `.unreadable`.
  init(_ path: String) throws(ReadError) {
    self.path = path
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw Folder.notFound(path) }
      throw OpenFile.refused(path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw OpenFile.refused(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadable(path: path, reason: "it is a folder")
    }
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Everything from the beginning to the end.
  func contents() throws(ReadError) -> [UInt8] {
    var bytes: [UInt8] = []
    let piece = 1 << 18
    bytes.reserveCapacity(isRegular ? size : piece)
    let buffer = PaddedBytes(count: piece)
    while true {
      let got = systemRead(descriptor, buffer.base, piece)
      if got == 0 { return bytes }
      guard got > 0 else {
        if errno == EINTR { continue }
        throw OpenFile.refused(path)
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: buffer.base, count: got))
    }
  }

  /// Copies the bytes of a range; whether they were all there.
  func fill(_ target: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var filled = 0
    while filled < range.count {
      let got = pread(
        descriptor, target + filled, min(range.count - filled, 1 << 30),
        off_t(range.lowerBound + filled))
      if got < 0, errno == EINTR { continue }
      if got <= 0 { return false }
      filled += got
    }
    return true
  }

  private static func refused(_ path: String) -> ReadError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}

private func systemRead(
  _ descriptor: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, memory, count)
}
