/// The key under which spellings of one name meet.
///
/// Case, accents, punctuation, "the", "of" and word order are dropped and common abbreviations
/// written out, so that "Korea, Dem. People's Rep." and "Democratic People's Republic of Korea"
/// agree.
enum NameKey {
  static func key(_ name: String) -> String {
    var words: [String] = []
    var word = ""
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in withoutByteEscapes(name.lowercased()) {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      // Dots and apostrophes join ("U.S.", "d'Ivoire"); U+FFFD is a byte a reader could not decode.
      case ".", "'", "\u{2019}", "\u{2018}", "\u{92}", "`", "\u{FFFD}": break
      case "&":
        finish()
      default:
        if let plain = plainLetters[scalar] {
          word += plain
        } else if !(0x300...0x36F).contains(scalar.value) {
          finish()
        }
      }
    }
    finish()
    return words.map { abbreviations[$0] ?? $0 }
      .filter { !dropped.contains($0) }
      .sorted().joined(separator: " ")
  }

  /// Without `<92>`, which is how R writes a byte that it cannot decode.
  private static func withoutByteEscapes(_ name: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for scalar in name.unicodeScalars {
      scalars.append(scalar)
      guard scalar == ">", scalars.count >= 4 else { continue }
      let tail = scalars.suffix(4)
      if tail.first == "<", tail.dropFirst().dropLast().allSatisfy(\.properties.isASCIIHexDigit) {
        scalars.removeLast(4)
      }
    }
    return scalars
  }

  private static let dropped: Set<String> = ["the", "of", "and"]

  private static let abbreviations = [
    "st": "saint", "rep": "republic", "dem": "democratic", "fed": "federated",
    "sts": "states", "is": "islands", "isl": "islands", "peoples": "people",
  ]

  private static let plainLetters: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for (plain, accented) in [
      ("a", "àáâãäåāăą"), ("c", "çćč"), ("e", "èéêëēėę"), ("i", "ìíîïīı"), ("n", "ñńň"),
      ("o", "òóôõöøō"), ("u", "ùúûüū"), ("y", "ýÿ"), ("s", "śšş"), ("z", "źżž"), ("ae", "æ"),
      ("ss", "ß"), ("oe", "œ"), ("d", "đ"), ("l", "ł"),
    ] {
      for scalar in accented.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}
