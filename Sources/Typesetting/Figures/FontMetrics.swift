/// Approximate widths of text in Helvetica and the fonts drawn to its measures (Arial, Liberation
/// Sans), so that margins can be computed before a figure is drawn.
///
/// The advance widths are those of Adobe's Font Metrics for Helvetica and Helvetica-Bold, in
/// thousandths of the type size.
package enum FontMetrics {
  /// The fonts that figures ask for, in this order.
  package static let family = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

  /// DejaVu Sans, the last of these fonts, runs about 15% wider; margins and line breaks leave room
  /// for it, so that nothing is cut off where the others are missing.
  package static let slack = 1.15

  /// The width of a line of text in the unit of `size`.
  package static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var total = 0
    for character in text { total += advance(character, bold: bold) }
    return Double(total) * size / 1000
  }

  private static func advance(_ character: Character, bold: Bool) -> Int {
    let table = bold ? boldWidths : widths
    if let ascii = character.asciiValue {
      return ascii >= 32 && ascii < 127 ? table[Int(ascii) - 32] : 0
    }
    if let special = others[character] { return special }
    // An accented letter is as wide as its base.
    let scalars = String(character).unicodeScalars
    if let base = accented[character], let ascii = base.asciiValue {
      return table[Int(ascii) - 32]
    }
    guard let first = scalars.first else { return 0 }
    if first.properties.isEmojiPresentation || first.value >= 0x2E80 { return 1000 }
    return first.properties.isUppercase ? 722 : 600
  }

  private static let widths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  private static let boldWidths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]

  private static let others: [Character: Int] = [
    "\u{00D7}": 584, "\u{2212}": 584, "\u{00B1}": 584, "\u{2013}": 556, "\u{2014}": 1000,
    "\u{2018}": 222, "\u{2019}": 222, "\u{201C}": 333, "\u{201D}": 333, "\u{00B2}": 333,
    "\u{00B3}": 333, "\u{00B7}": 278, "\u{2026}": 1000, "\u{00A0}": 278, "\u{2264}": 584,
    "\u{2265}": 584, "\u{2192}": 1000, "\u{00E6}": 889, "\u{00DF}": 611, "\u{00D8}": 778,
  ]

  /// Letters with accents beside the letters that they are as wide as.
  private static let accented: [Character: Character] = {
    let rows: [(Character, String)] = [
      ("a", "àáâãäåāăą"), ("e", "èéêëēĕėęě"), ("i", "ìíîïīĩ"), ("o", "òóôõöøōő"), ("u", "ùúûüūůű"),
      ("c", "çćčĉ"), ("n", "ñńň"), ("s", "śšşș"), ("z", "źżž"), ("y", "ýÿ"), ("g", "ğģ"),
      ("A", "ÀÁÂÃÄÅĀĂĄ"), ("E", "ÈÉÊËĒĘĚ"), ("I", "ÌÍÎÏİĪ"), ("O", "ÒÓÔÕÖŌŐ"), ("U", "ÙÚÛÜŪŮŰ"),
      ("C", "ÇĆČ"), ("N", "ÑŃŇ"), ("S", "ŚŠŞȘ"), ("Z", "ŹŻŽ"),
    ]
    var result: [Character: Character] = [:]
    for (base, letters) in rows {
      for letter in letters { result[letter] = base }
    }
    return result
  }()
}
