import Foundation
import Machine

/// SHA-256 of what a report read and wrote.
enum ContentHash {
  /// The hash as lower-case hexadecimal digits.
  static func sha256(_ data: Data) -> String {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.hexadecimal()
  }

  /// The size and hash of a file.
  static func ofFile(_ path: String) throws(StudyError) -> (bytes: Int, sha256: String) {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      return (data.count, sha256(data))
    } catch {
      throw .failed(step: "hashing \(path)", reason: error.localizedDescription)
    }
  }
}
