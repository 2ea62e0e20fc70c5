import Machine
import TestSupport
import Testing

@Suite struct SHA256Tests {
  /// FIPS 180-4's examples, and the empty message: the digests NIST prints.
  static let published: [(message: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test("the published digests", .tags(.reference), arguments: published)
  func examples(message: String, digest: String) {
    var hash = SHA256()
    hash.update(Array(message.utf8))
    #expect(hash.hexadecimal() == digest)
  }

  @Test("a million times a, in pieces that fit no block", .tags(.reference))
  func million() {
    var hash = SHA256()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 997)
    for _ in 0..<1003 { hash.update(piece) }
    hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000 - 997 * 1003))
    #expect(
      hash.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("every length up to 200 bytes, against the standard's text", .tags(.identity))
  func lengths() {
    let literal = LiteralSHA256()
    for length in 0...200 {
      let message = Self.message(length)
      var hash = SHA256()
      hash.update(message)
      #expect(hash.finish() == literal.hash(message), "\(length) bytes")
    }
  }

  @Test("the pieces do not matter, nor does asking between them", .tags(.identity))
  func pieces() {
    let message = Self.message(200)
    var whole = SHA256()
    whole.update(message)
    for cut in 0...200 {
      var hash = SHA256()
      hash.update(Array(message[..<cut]))
      // A copy and a question leave the value as it is.
      var copy = hash
      copy.update([1, 2, 3])
      _ = hash.finish()
      hash.update([])
      hash.update(Array(message[cut...]))
      #expect(hash.finish() == whole.finish(), "cut at \(cut)")
    }
    var single = SHA256()
    for byte in message { single.update([byte]) }
    #expect(single.finish() == whole.finish())
  }

  private static func message(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
  }
}

/// The standard word for word, with its constants computed from the primes: slow, and written apart
/// from what it checks.
private struct LiteralSHA256 {
  private let initial: [UInt32]
  private let constants: [UInt32]

  init() {
    let primes = Array((2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }.prefix(64))
    func fraction(_ prime: Int, power: Int) -> UInt32 {
      // The integer root of p 2^(32 power) is floor(root(p) 2^32); its low half is the fraction.
      let target = UInt128(prime) << UInt128(32 * power)
      var (low, high) = (UInt128(0), UInt128(1) << 38)
      while high - low > 1 {
        let middle = (low + high) / 2
        let value = power == 2 ? middle * middle : middle * middle * middle
        if value <= target { low = middle } else { high = middle }
      }
      return UInt32(truncatingIfNeeded: low)
    }
    initial = primes.prefix(8).map { fraction($0, power: 2) }
    constants = primes.map { fraction($0, power: 3) }
  }

  func hash(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = message.count * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    func rotr(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    var h = initial
    for start in stride(from: 0, to: padded.count, by: 64) {
      var w = (0..<16).map { t in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[start + 4 * t + $1]) }
      }
      for t in 16..<64 {
        let sigma0 = rotr(w[t - 15], 7) ^ rotr(w[t - 15], 18) ^ w[t - 15] >> 3
        let sigma1 = rotr(w[t - 2], 17) ^ rotr(w[t - 2], 19) ^ w[t - 2] >> 10
        w.append(sigma1 &+ w[t - 7] &+ sigma0 &+ w[t - 16])
      }
      var v = h
      for t in 0..<64 {
        let sum1 = rotr(v[4], 6) ^ rotr(v[4], 11) ^ rotr(v[4], 25)
        let ch = (v[4] & v[5]) ^ (~v[4] & v[6])
        let first = v[7] &+ sum1 &+ ch &+ constants[t] &+ w[t]
        let sum0 = rotr(v[0], 2) ^ rotr(v[0], 13) ^ rotr(v[0], 22)
        let maj = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
        v = [first &+ sum0 &+ maj, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
      }
      h = zip(h, v).map { $0 &+ $1 }
    }
    return h.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }
}
