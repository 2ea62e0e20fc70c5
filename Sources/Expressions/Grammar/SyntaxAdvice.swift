/// One thing to try, for text that the grammar cannot read: it is known from where reading stopped, and
/// from what other programs' formulas have there.
struct SyntaxAdvice {
  private let text: [Character]
  /// Of the character where reading stopped, from 0.
  private let place: Int
  private let expected: String

  /// - Parameter column: from 1, where reading stopped; behind the text where it ended too early.
  init(text: String, column: Int, expected: String) {
    self.text = Array(text)
    place = column - 1
    self.expected = expected
  }

  /// Signs that word processors, web pages and other keyboards put in the place of the grammar's.
  private static let plain: [Character: String] = [
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{2018}": "'", "\u{2019}": "'",
    "\u{FF5E}": "~", "\u{223C}": "~", "\u{02DC}": "~", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2212}": "-", "\u{FF0D}": "-", "\u{00D7}": "*", "\u{2217}": "*", "\u{FF0A}": "*",
    "\u{00F7}": "/", "\u{FF0F}": "/", "\u{FF0B}": "+", "\u{FF08}": "(", "\u{FF09}": ")",
    "\u{FF0C}": ",", "\u{FF1A}": ":", "\u{FF5C}": "|", "\u{00B4}": "`",
  ]

  private var stopped: Character? { text.indices.contains(place) ? text[place] : nil }
  private var before: Character? {
    place <= text.count ? text[..<max(0, place)].last { !$0.isWhitespace } : nil
  }
  private var isFormula: Bool { text.contains("~") || expected.contains("~") }

  /// A sentence, or `nil` where what was expected says it already.
  var sentence: String? {
    if let stopped, let sign = SyntaxAdvice.plain[stopped] {
      return "Write \(sign) as the keyboard has it."
    }
    if expected.contains("'~'") {
      return "Write ~ between the outcome and its regressors, as in y ~ x + z."
    }
    guard let stopped else { return atTheEnd }
    return switch stopped {
    case "~" where before == nil: "Begin with the outcome, as in y ~ x."
    case "~" where expected == "')'" && text[..<place].contains("|"):
      "Leave the part with instruments out; behind the bar stand absorbed effects, as in y ~ x | a + b."
    case "~" where expected == "')'":
      "Give the formula alone, as in y ~ x; the data and the estimator have options of their own."
    case "~": "Keep one ~; more outcomes are more formulas."
    case "|": "Keep one bar, and join the effects behind it with +, as in y ~ x | a + b."
    case ",", ";":
      isFormula
        ? "Join terms with +; the data and the estimator have options of their own." : nil
    case "#": "Write x*z for both terms and their product, or x:z for the product alone."
    case "$": "Write the name of the column alone."
    case "&": "Write x:z for a product of terms, or && between conditions."
    case "*" where before == "*": "Write I(x^2) for a power."
    case ")": "Take the bracket away, or open one before it."
    case let sign where isFormula && (sign.isLetter || sign.isNumber || sign == "`" || sign == "_"):
      "Join terms with +, or put a name that has spaces in backticks, as in `two words`."
    case "\"" where isFormula, "'" where isFormula:
      "Write the name of a column without quotes, or in backticks where it is odd."
    default: isFormula ? "Take it away, or write one of + - * : / there." : nil
    }
  }

  private var atTheEnd: String {
    switch expected {
    case "')'": "Close the bracket."
    case _ where before == "~": "Write the regressors behind ~, or 1 for a constant alone."
    case _ where before != nil: "Take the last sign away, or write what follows it."
    default: "Write a formula such as y ~ x, or an expression such as log(x)."
    }
  }

  /// What Stata's prefixes are here: `i.year`, `ib2000.year`, `c.x`, `L.x`, `F.x`, `D.x`; `nil` for
  /// another name.
  static func prefixed(_ name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, !name.hasPrefix(".") else { return nil }
    let (prefix, rest) = (parts[0], parts[1])
    switch prefix {
    case "c": return String(rest)
    case "L", "l": return "lag(\(rest))"
    case "F", "f": return "lead(\(rest))"
    case "D", "d": return "change(\(rest))"
    case "i": return "factor(\(rest))"
    default:
      let base = prefix.dropFirst(2)
      guard prefix.hasPrefix("ib"), !base.isEmpty, base.allSatisfy(\.isNumber) else { return nil }
      return "factor(\(rest), reference: \"\(base)\")"
    }
  }
}
