#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that appears whole under its name, or not at all: it is written beside its place under
/// another name, which the last step changes.
final class WholeFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isDone = false

  /// - Throws: `WriteError.noFolder`, `.refused`.
  init(_ path: String) throws(WriteError) {
    let (folder, name) = Folder.split(path)
    guard !name.isEmpty else { throw .refused(path: path, reason: "it names a folder") }
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw .noFolder(path: path, folder: folder)
    }
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .refused(path: path, reason: "it is a folder")
    }
    self.path = path
    temporary = "\(folder)/.\(name).\(getpid()).\(UInt32.random(in: .min ... .max)).part"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw WholeFile.refused(path) }
  }

  deinit {
    if !isDone, descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Writes bytes at the end.
  func append(_ bytes: [UInt8]) throws(WriteError) {
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
  func finish() throws(WriteError) {
    guard fsync(descriptor) == 0 || errno == EINVAL, rename(temporary, path) == 0 else {
      throw WholeFile.refused(path)
    }
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
