/// The key under which spellings of one name meet.
///
/// Case, accents, punctuation, "the", "of" and word order are dropped and common abbreviations
/// written out, so that "Korea, Dem. People's Rep." and "Democratic People's Republic of Korea"
/// agree.
enum NameKey {
  static func key(_ name: String) -> String {
    words(name).joined(separator: " ")
  }

  /// The key without the words that say what kind of state it is, as in "Republic of Austria" or
  /// "Lesotho, Kingdom of"; `nil` where it has none, or nothing else.
  /// - Parameter telling: whether words go too that tell two states of one name apart, such as
  ///   "democratic" and "people's".
  static func withoutKind(_ key: String, telling: Bool = false) -> String? {
    let words = key.split(separator: " ").map(String.init)
    let rest = words.filter { !kinds.contains($0) && !(telling && tellingKinds.contains($0)) }
    return rest.isEmpty || rest.count == words.count ? nil : rest.joined(separator: " ")
  }

  private static let kinds: Set<String> = [
    "republic", "kingdom", "islamic", "principality", "grand", "duchy", "sultanate",
    "commonwealth", "federative", "hashemite", "cooperative", "plurinational", "bolivarian",
  ]

  private static let tellingKinds: Set<String> = [
    "democratic", "people", "socialist", "federal", "arab", "union", "state",
  ]

  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    func finish() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in withoutByteEscapes(name.lowercased()) {
      switch scalar {
      case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
      // Dots and apostrophes, and what is typed for one, join ("U.S.", "d'Ivoire"); U+FFFD is a byte
      // a reader could not decode.
      case ".", "'", "\u{2019}", "\u{2018}", "\u{92}", "`", "\u{B4}", "\u{2BC}", "\u{2032}",
        "\u{FF07}", "\u{FFFD}":
        break
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
    // An article that lost its apostrophe: "Cote d Ivoire".
    if let article = words.firstIndex(of: "d"), article + 1 < words.count {
      words[article] += words.remove(at: article + 1)
    }
    return words.map { abbreviations[$0] ?? $0 }.filter { !dropped.contains($0) }.sorted()
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
