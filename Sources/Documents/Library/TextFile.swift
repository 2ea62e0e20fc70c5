import Foundation

/// Files that hold a document.
package enum TextFile {
  /// The text of a file; a byte order mark is dropped.
  /// - Throws: ``DocumentError/unreadable(file:reason:)`` where there is no such file, where it is a
  ///   folder, and for bytes that are no UTF-8, which are never repaired.
  package static func read(_ path: String) throws(DocumentError) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .unreadable(file: path, reason: "there is no such file")
    }
    guard !isFolder.boolValue else { throw .unreadable(file: path, reason: "it is a folder") }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let isClosed = !FileManager.default.isReadableFile(atPath: path)
      throw .unreadable(
        file: path,
        reason: isClosed ? "it may not be read by this user" : "the system does not give its bytes")
    }
    return try text(Array(data), file: path)
  }

  /// The text of bytes.
  static func text(_ bytes: [UInt8], file: String) throws(DocumentError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(file: file, reason: "it is not UTF-8 text")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
  }
}
