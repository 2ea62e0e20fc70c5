#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that appears whole under its name, or not at all: it is written beside its place under
/// another name, which the last step changes.
///
/// A link stays a link, to a file with the new content; a file that is replaced keeps who may read it. A
/// device or a pipe is written into, since nothing can be put in its place.
package final class WholeFile {
  private let path: String
  private let place: String
  /// `nil` for a device.
  private let temporary: String?
  private let descriptor: Int32
  private var isDone = false

  /// Begins a file.
  /// - Throws: `WriteError.noFolder`, `.refused`.
  package init(_ path: String) throws(WriteError) {
    place = WholeFile.place(path)
    let (folder, name) = Folder.split(place)
    guard !name.isEmpty else { throw .refused(path: path, reason: "it names a folder") }
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .noFolder(path: path, folder: folder)
    }
    let exists = stat(place, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw .refused(path: path, reason: "it is a folder")
    }
    self.path = path
    if exists, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(place, O_WRONLY)
    } else {
      let beside = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: .min ... .max)).part"
      temporary = beside
      descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      if exists, descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o777) }
    }
    guard descriptor >= 0 else { throw WholeFile.refused(path) }
  }

  deinit {
    if !isDone, descriptor >= 0 {
      close(descriptor)
      if let temporary { unlink(temporary) }
    }
  }

  /// Writes a text whole.
  /// - Throws: `WriteError`; a file that was there before is then as it was.
  package static func write(_ text: String, to path: String) throws(WriteError) {
    let file = try WholeFile(path)
    try file.append(Array(text.utf8))
    try file.finish()
  }

  /// Where a path leads: links are followed as far as they lead to something.
  private static func place(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Writes bytes at the end.
  package func append(_ bytes: [UInt8]) throws(WriteError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBufferPointer {
        systemWrite(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw WholeFile.refused(path) }
      written += count
    }
  }

  /// Gives the file its name.
  package func finish() throws(WriteError) {
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw WholeFile.refused(path) }
    if let temporary, rename(temporary, place) != 0 { throw WholeFile.refused(path) }
    isDone = true
    close(descriptor)
  }

  private static func refused(_ path: String) -> WriteError {
    .refused(path: path, reason: String(cString: strerror(errno)))
  }
}

private func systemWrite(_ descriptor: Int32, _ memory: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, memory, count)
}
