import Frames

/// The years that a cell of a register names: `1972`, `1964-1970` or `2012; 2013; 2014`, with
/// estimates in brackets.
struct RegisterYears: Equatable, Sendable {
  /// In order, each once.
  let years: [Int]
  /// Whether something else stands there too, a word or half a range.
  let hasOtherText: Bool

  private static let possible = 1900...2100

  init(_ text: String) {
    var found: Set<Int> = []
    var isPlain = true
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let numbers = part.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
        .filter(Self.possible.contains)
      if numbers.count == 2, part.contains("-"), numbers[0] <= numbers[1] {
        found.formUnion(numbers[0]...numbers[1])
      } else {
        found.formUnion(numbers)
      }
      isPlain = isPlain && Self.isPlain(part)
    }
    years = found.sorted()
    hasOtherText = !isPlain
  }

  /// `1972`, `(1972)` or `1964-1970`.
  private static func isPlain(_ part: Substring) -> Bool {
    let bare = part.filter { $0 != "(" && $0 != ")" }.trimmed
    guard !bare.isEmpty else { return part.trimmed.isEmpty }
    let ends = bare.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.trimmed) }
    switch (ends.count, ends.first, ends.last) {
    case (1, let only??, _): return possible.contains(only)
    case (2, let first??, let last??):
      return possible.contains(first) && possible.contains(last) && first <= last
    default: return false
    }
  }
}
