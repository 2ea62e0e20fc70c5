/// The bytes of a table, handed out a range at a time.
///
/// A large file stays on disk and is read twice, a block at a time, into memory that is used
/// again: the page cache gives the bytes back faster than the system can provide fresh pages for
/// a copy of the whole. Nothing is mapped, since a map crashes where the file shrinks meanwhile.
enum TableSource: Sendable {
  case memory([UInt8])
  case file(OpenFile)

  /// Files up to this size are read at once.
  private static let small = 1 << 20
  private static let window = 1 << 18

  /// Is shown the bytes of a file as they lie there, in order and each once.
  typealias Witness = (UnsafeRawBufferPointer) -> Void

  /// The table at a path, unpacked if it is gzip.
  init(_ path: String, witness: Witness? = nil) throws(ReadError) {
    let file = try OpenFile(path)
    if file.isRegular, file.size > TableSource.small {
      let source = TableSource.file(file)
      guard let start = source.copy(0..<2) else { throw TableSource.changed(path) }
      if !Gzip.isPacked([start.base[0], start.base[1]]) {
        self = source
        if let witness, !source.show(witness) { throw TableSource.changed(path) }
        return
      }
    }
    let bytes = try file.contents()
    if let witness { bytes.withUnsafeBytes(witness) }
    try self.init(bytes, name: path)
  }

  /// Shows all bytes, a window at a time; whether they were all there.
  private func show(_ witness: Witness) -> Bool {
    let window = PaddedBytes(count: TableSource.window)
    for start in stride(from: 0, to: count, by: TableSource.window) {
      let end = min(start + TableSource.window, count)
      guard fill(window.base, start..<end) else { return false }
      witness(UnsafeRawBufferPointer(start: window.base, count: end - start))
    }
    return true
  }

  /// A table in memory, unpacked if it is gzip.
  init(_ bytes: [UInt8], name: String) throws(ReadError) {
    self = .memory(Gzip.isPacked(bytes) ? try Gzip.unpacked(bytes, name: name) : bytes)
  }

  /// What to say of a file that does not hold what it held a moment ago.
  static func changed(_ path: String) -> ReadError {
    .unreadable(path: path, reason: "it changed while it was being read")
  }

  /// How many bytes there are.
  var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  /// The bytes of a range, or `nil` where the file no longer holds them.
  ///
  /// - Parameter closed: whether a line feed is to stand in the place of the last byte of the
  ///   range, which may lie one behind the end of the file.
  func copy(_ range: Range<Int>, closed: Bool = false) -> PaddedBytes? {
    let bytes = PaddedBytes(count: range.count)
    guard fill(bytes.base, closed ? range.lowerBound..<range.upperBound - 1 : range) else {
      return nil
    }
    if closed { bytes.base[range.count - 1] = UInt8(ascii: "\n") }
    return bytes
  }

  /// Copies the bytes of a range; whether they were all there.
  func fill(_ target: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) -> Bool {
    switch self {
    case .memory(let bytes):
      guard range.upperBound <= bytes.count else { return false }
      bytes.withUnsafeBufferPointer { source in
        if let base = source.baseAddress {
          target.update(from: base + range.lowerBound, count: range.count)
        }
      }
      return true
    case .file(let file):
      return file.fill(target, range)
    }
  }
}
