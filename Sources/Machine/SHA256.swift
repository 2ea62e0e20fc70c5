/// SHA-256 (FIPS 180-4), fed piece by piece: a file can be hashed while it is read.
///
/// A value: a copy goes on by itself, so the hash of a common beginning is computed once.
package struct SHA256: Sendable {
  private var state: SIMD8<UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// Bytes that do not fill a block yet; fewer than 64.
  private var pending: [UInt8] = []
  private var byteCount: UInt64 = 0

  /// The hash of nothing so far.
  package init() {}

  /// Takes in the next bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    byteCount += UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let taken = rest.prefix(64 - pending.count)
      pending.append(contentsOf: taken)
      rest = rest.dropFirst(taken.count)
      guard pending.count == 64 else { return }
      pending.withUnsafeBytes { SHA256.compress(UnsafeRawBufferPointer($0), into: &state) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~63
    SHA256.compress(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)), into: &state)
    pending.append(contentsOf: rest.dropFirst(whole))
  }

  /// Takes in the next bytes.
  package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The 32 bytes of the hash of what was taken in; more may follow all the same.
  package func finish() -> [UInt8] {
    var last = self
    // A one, zeros up to a whole block, and the length in bits, the highest byte first.
    let zeros = (119 - pending.count) % 64
    let bits = byteCount &* 8
    last.update(
      [0x80] + [UInt8](repeating: 0, count: zeros) + (0..<8).map { SHA256.byte($0, of: bits) })
    return (0..<32).map { SHA256.byte($0 % 4, of: last.state[$0 / 4]) }
  }

  /// The hash as 64 lower-case hexadecimal digits.
  package func hexadecimal() -> String {
    finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A byte of a number, counted from its highest.
  private static func byte<Number: FixedWidthInteger>(_ index: Int, of number: Number) -> UInt8 {
    UInt8(truncatingIfNeeded: number >> (Number.bitWidth - 8 - 8 * index))
  }
}
