#if canImport(CryptoKit)
  import CryptoKit
#else
  import COpenSSL
#endif

/// SHA-256 of what a report read and wrote, piece by piece.
package final class ContentHash {
  #if canImport(CryptoKit)
    private var state = SHA256()
  #else
    private let state = EVP_MD_CTX_new()
  #endif

  /// The hash of nothing yet.
  package init() {
    #if !canImport(CryptoKit)
      EVP_DigestInit_ex(state, EVP_sha256(), nil)
    #endif
  }

  deinit {
    #if !canImport(CryptoKit)
      EVP_MD_CTX_free(state)
    #endif
  }

  /// Adds bytes at the end.
  package func add(_ bytes: UnsafeRawBufferPointer) {
    #if canImport(CryptoKit)
      state.update(bufferPointer: bytes)
    #else
      EVP_DigestUpdate(state, bytes.baseAddress, bytes.count)
    #endif
  }

  /// The hash in lower-case hexadecimal digits; nothing can be added afterwards.
  package func hexadecimal() -> String {
    #if canImport(CryptoKit)
      let digest = Array(state.finalize())
    #else
      var digest = [UInt8](repeating: 0, count: 32)
      EVP_DigestFinal_ex(state, &digest, nil)
    #endif
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The hash of a text in UTF-8.
  package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

  /// The hash of bytes.
  package static func sha256(_ bytes: [UInt8]) -> String {
    let hash = ContentHash()
    bytes.withUnsafeBytes { hash.add($0) }
    return hash.hexadecimal()
  }
}
