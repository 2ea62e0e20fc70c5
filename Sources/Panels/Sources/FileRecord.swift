import Frames
import Machine

/// A file that was read: where it lies, how long it is, and the hash of the bytes that were parsed.
public struct FileRecord: Sendable, Equatable {
  /// The path it was read from.
  public let path: String
  /// Its size as it lies there, packed where it is.
  public let bytes: Int
  /// SHA-256 of its bytes, in lower-case hexadecimal digits.
  public let sha256: String

  /// The name of the file, without its folder.
  public var name: String { Folder.split(path).name }

  /// Reads a table of any kind and makes the record from the same bytes, in passing.
  static func reading(
    _ path: String, options: CSVOptions = CSVOptions()
  ) throws(ReadError) -> (frame: Frame, file: FileRecord) {
    var hash = SHA256()
    var bytes = 0
    let frame = try TableFile.read(path, options: options) { piece in
      hash.update(piece)
      bytes += piece.count
    }
    return (frame, FileRecord(path: path, bytes: bytes, sha256: hash.hexadecimal()))
  }
}
