import TestSupport

/// Damage to bytes: what happens to files in transit and under careless editors.
enum Mutation {
  private static let special =
    Array("\",\n\r\t;0-.eNA \u{FEFF}".utf8) + [0, 0xFF, 0xFE, 0x80, 0x7F]

  /// One to four random changes.
  static func damaged(_ bytes: [UInt8], using random: inout SplitMix) -> [UInt8] {
    var result = bytes
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      if result.isEmpty { return result }
      let place = Int.random(in: 0..<result.count, using: &random)
      let length = Int.random(in: 1...16, using: &random)
      let range = place..<min(place + length, result.count)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: result[place] = UInt8.random(in: 0...255, using: &random)
      case 2: result[place] = special.randomElement(using: &random)!
      case 3: result.insert(special.randomElement(using: &random)!, at: place)
      case 4: result.removeSubrange(range)
      case 5: result.insert(contentsOf: Array(result[range]), at: place)
      case 6: for index in range { result[index] = 0xFF }
      default: result.removeSubrange(place...)
      }
    }
    return result
  }
}
