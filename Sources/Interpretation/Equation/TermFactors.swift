/// A term read as a product of powers: `election:support`, `support:I(election^2)`, `x^2`.
public struct TermFactors: Equatable, Sendable {
  /// Variables in the order they appear, each with its total power.
  public private(set) var powers: [(name: String, power: Int)] = []

  /// Reads a term as the fit names it.
  public init(_ term: String) {
    for factor in Self.split(term) {
      let (name, power) = Self.base(of: factor)
      if let known = powers.firstIndex(where: { $0.name == name }) {
        powers[known].power += power
      } else {
        powers.append((name, power))
      }
    }
  }

  /// The power of a variable; 0 where the term does not hold it.
  public func power(of name: String) -> Int { powers.first { $0.name == name }?.power ?? 0 }

  public static func == (left: TermFactors, right: TermFactors) -> Bool {
    left.powers.elementsEqual(right.powers) { $0.name == $1.name && $0.power == $1.power }
  }

  /// The parts between colons that stand outside brackets and back-quotes.
  public static func split(_ term: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    var quoted = false
    for character in term {
      switch character {
      case "`": quoted.toggle()
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: break
      }
      if character == ":", depth == 0, !quoted {
        parts.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    return parts + [current]
  }

  /// `I(z^2)`, `(z^2)` and `z^2` are powers of `z`; anything else is a variable of its own.
  private static func base(of factor: String) -> (String, Int) {
    var inner = Substring(factor)
    for opening in ["I(", "("] where inner.hasPrefix(opening) && inner.hasSuffix(")") {
      inner = inner.dropFirst(opening.count).dropLast()
      break
    }
    guard let caret = inner.lastIndex(of: "^") else { return (factor, 1) }
    let name = inner[..<caret].filter { $0 != " " }
    let exponent = inner[inner.index(after: caret)...].filter { $0 != " " }
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard let power = Int(exponent), power > 0, isPlain, !name.isEmpty else { return (factor, 1) }
    return (name, power)
  }
}
