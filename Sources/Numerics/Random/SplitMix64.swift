/// The constants of SplitMix64 (Steele, Lea and Flood 2014), which spreads a seed over a state.
enum SplitMix64 {
  /// 2^64 over the golden ratio, made odd.
  static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A bijection in which every bit of the argument moves about half of the result's.
  static func mixed(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
