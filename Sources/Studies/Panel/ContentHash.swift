import Foundation

#if canImport(CryptoKit)
  import CryptoKit
#else
  import COpenSSL
#endif

/// SHA-256 of what a report read and wrote.
enum ContentHash {
  /// The hash as lower-case hexadecimal digits.
  static func sha256(_ data: Data) -> String {
    #if canImport(CryptoKit)
      let digest = Array(SHA256.hash(data: data))
    #else
      var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
      data.withUnsafeBytes { bytes in
        _ = SHA256(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &digest)
      }
    #endif
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
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
