import Estimation
import Expressions

/// A linear combination of coefficients and the value it is tested against, as it is written:
///
///     election                                  // election = 0
///     election + 2*election:support = 0.5
///     support:ally - support:foe = 0
///     "regionAmericas + N." = 0                 // a term as tables print it, in quotes
///     region == "Americas + N." = 0             // the level itself
public struct LinearHypothesis: Sendable, Equatable {
  /// As written, without needless spaces.
  public var text: String
  /// Weights of terms in the order they are written.
  public var parts: [Part]
  /// What the combination is tested against; 0 unless written.
  public var value: Double

  /// A weight and the term as tables print it.
  public struct Part: Sendable, Equatable {
    /// The factor before the term, its sign included.
    public var weight: Double
    /// As tables print it.
    public var term: String

    /// A summand of the combination.
    public init(weight: Double, term: String) {
      self.weight = weight
      self.term = term
    }
  }

  /// Reads a hypothesis. Signs and equals signs within brackets, backticks or quotes belong to a term,
  /// and a term that stands in quotes whole is one that tables print so.
  ///
  /// - Throws: `hypothesis` where a part is not `term`, `number*term` or, right of the equals sign, a
  ///   number.
  public init(_ text: String) throws(InterpretationError) {
    let sides = Self.split(text, at: ["="])
    guard sides.count <= 2, let left = sides.first?.text else {
      throw .hypothesis(text, found: "more than one equals sign")
    }
    self.text = Self.compact(text)
    parts = []
    value = 0
    if sides.count == 2 {
      let right = Self.trimmed(sides[1].text)
      guard let number = Double(right), number.isFinite else {
        throw .hypothesis(text, found: "'\(right)' right of the equals sign")
      }
      value = number
    }
    for (index, piece) in Self.split(left, at: ["+", "-"]).enumerated() {
      let sign = piece.separator == "-" ? -1.0 : 1
      let inner = Self.trimmed(piece.text)
      // A leading sign leaves an empty piece before it.
      if inner.isEmpty, index == 0 { continue }
      parts.append(try Self.part(inner, sign, whole: text))
    }
    guard !parts.isEmpty else { throw .hypothesis(text, found: "no term") }
  }

  /// The weights; those of a term that is written twice add up.
  public var combination: LinearCombination {
    LinearCombination(
      weights: parts.reduce(into: [:]) { $0[.named($1.term), default: 0] += $1.weight })
  }

  /// `2*a`, `a*2` or `a`.
  private static func part(
    _ text: String, _ sign: Double, whole: String
  ) throws(InterpretationError) -> Part {
    let factors = split(text, at: ["*"]).map { trimmed($0.text) }
    var weight = sign
    var terms: [String] = []
    for factor in factors {
      if let number = Double(factor) { weight *= number } else { terms.append(factor) }
    }
    guard terms.count == 1, let term = terms.first, !term.isEmpty, weight.isFinite else {
      throw .hypothesis(whole, found: "'\(text)'")
    }
    return Part(weight: weight, term: QuotedText.whole(term) ?? term)
  }

  /// Without the spaces that mean nothing: those within quotes, and one between two words, stay.
  private static func compact(_ text: String) -> String {
    var result = ""
    var isSpaced = false
    QuotedText.scan(text) { character, isQuoted in
      guard isQuoted || !character.isWhitespace else {
        isSpaced = true
        return
      }
      let isWord = { (character: Character) in character.isLetter || character.isNumber }
      if isSpaced, isWord(character), let last = result.last, isWord(last) { result.append(" ") }
      isSpaced = false
      result.append(character)
    }
    return result
  }

  /// Pieces between separators that stand outside brackets and quotes, each with the separator before
  /// it. The sign of an exponent such as 1e-3 is none, nor is the sign of a comparison.
  private static func split(
    _ text: String, at separators: Set<Character>
  ) -> [(separator: Character?, text: String)] {
    var pieces: [(separator: Character?, text: String)] = [(nil, "")]
    var depth = 0
    var isComparison = false
    var rest = text[...]
    QuotedText.scan(text) { character, isQuoted in
      rest.removeFirst()
      if !isQuoted {
        switch character {
        case "(", "[": depth += 1
        case ")", "]": depth -= 1
        default: break
        }
      }
      let current = pieces[pieces.count - 1].text
      // == and its kin are two characters of one sign.
      isComparison =
        !isQuoted && !isComparison && character == "=" && rest.first == "="
        || !isQuoted && character == "="
          && (isComparison || ["!", "<", ">"].contains(current.last))
      let isSplit =
        separators.contains(character) && depth == 0 && !isQuoted && !isComparison
        && !endsInExponent(current)
      if isSplit {
        pieces.append((character, ""))
      } else {
        pieces[pieces.count - 1].text.append(character)
      }
    }
    return pieces
  }

  /// `1.5e`, of which a following sign is a part.
  private static func endsInExponent(_ text: String) -> Bool {
    let number = trimmed(text)
    guard let last = number.last, last == "e" || last == "E" else { return false }
    return Double(number.dropLast()) != nil
  }

  private static func trimmed(_ text: String) -> String {
    var view = text[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}

extension LinearHypothesis {
  /// The combination with its error, its statistic and p-value of the hypothesis.
  public func estimate(in fit: Fit) throws(InterpretationError) -> Quantity {
    try combination.estimate(in: fit, hypothesised: value)
  }
}

extension WaldTest {
  /// Tests hypotheses jointly.
  public init(_ hypotheses: [LinearHypothesis], in fit: Fit) throws(InterpretationError) {
    try self.init(
      hypotheses.map(\.combination), hypothesised: hypotheses.map(\.value), in: fit)
  }
}
