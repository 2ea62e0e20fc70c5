#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of a file in memory that this object owns, followed by zeros, so that a scanner may
/// look a little past the end.
final class FileBytes {
  /// How many bytes past `count` may be read, and written by the owner's sentinel.
  static let padding = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var count: Int
  private var capacity: Int

  /// An empty buffer with room for `capacity` bytes.
  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = FileBytes.allocated(self.capacity)
    count = 0
  }

  convenience init(_ bytes: [UInt8]) {
    self.init(capacity: bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.update(from: start, count: source.count) }
    }
    finish(count: bytes.count)
  }

  deinit { free(base) }

  /// The whole file, copied rather than mapped: a map would crash where the file shrinks meanwhile.
  static func read(_ path: String) throws(ReadError) -> FileBytes {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw Folder.notFound(path) }
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadable(path: path, reason: "it is a folder")
    }
    // One byte more than the size, so that the end of the file is seen without growing.
    let bytes = FileBytes(capacity: Int(status.st_size) + 1)
    var filled = 0
    while true {
      let room = bytes.room(after: filled)
      let got = Int(systemRead(descriptor, room.baseAddress, min(room.count, 1 << 30)))
      if got == 0 { break }
      guard got > 0 else {
        if errno == EINTR { continue }
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      filled += got
    }
    bytes.finish(count: filled)
    return bytes
  }

  /// Free space after the first `filled` bytes: at least one byte, growing by half where full.
  func room(after filled: Int) -> UnsafeMutableBufferPointer<UInt8> {
    if filled == capacity {
      capacity += max(capacity / 2, 1 << 16)
      guard let larger = realloc(base, capacity + FileBytes.padding) else {
        preconditionFailure("no memory for \(capacity) bytes")
      }
      base = larger.assumingMemoryBound(to: UInt8.self)
    }
    return UnsafeMutableBufferPointer(start: base + filled, count: capacity - filled)
  }

  /// Says how many bytes are there and clears the padding behind them.
  func finish(count: Int) {
    precondition(count <= capacity, "more bytes than there is room for")
    self.count = count
    (base + count).update(repeating: 0, count: FileBytes.padding)
  }

  private static func allocated(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    guard let memory = malloc(capacity + padding) else {
      preconditionFailure("no memory for \(capacity) bytes")
    }
    return memory.assumingMemoryBound(to: UInt8.self)
  }
}

private func systemRead(
  _ descriptor: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, memory, count)
}
