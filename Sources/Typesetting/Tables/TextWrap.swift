/// Breaks text at spaces.
package enum TextWrap {
  /// Lines of at most `width` by `measure`; a longer word keeps a line of its own, and spaces before
  /// the first word stay.
  package static func lines<Length: Comparable>(
    _ text: String, width: Length, measure: (String) -> Length
  ) -> [String] {
    var lines: [String] = []
    var current = String(text.prefix { $0 == " " })
    var isStart = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let candidate = isStart ? current + word : current + " " + word
      defer { isStart = false }
      if isStart || measure(candidate) <= width {
        current = candidate
      } else {
        lines.append(current)
        current = String(word)
      }
    }
    return lines + [current]
  }

  /// Lines of at most `width` characters.
  package static func lines(_ text: String, width: Int) -> [String] {
    lines(text, width: width, measure: \.count)
  }

  /// As few lines as `lines(_:width:)`, each as short as that number allows, so that no word is
  /// left alone on the last.
  package static func balanced(_ text: String, width: Int) -> [String] {
    balanced(text, width: Double(width)) { Double($0.count) }
  }

  /// As few lines as fit `width` by `measure`, of even length.
  package static func balanced(
    _ text: String, width: Double, measure: (String) -> Double
  ) -> [String] {
    let greedy = lines(text, width: width, measure: measure)
    guard greedy.count > 1 else { return greedy }
    var narrow = 0.0
    var wide = width
    // Twelve halvings find the least width to a fraction of a character.
    for _ in 0..<12 {
      let middle = (narrow + wide) / 2
      if lines(text, width: middle, measure: measure).count <= greedy.count {
        wide = middle
      } else {
        narrow = middle
      }
    }
    return lines(text, width: wide, measure: measure)
  }

  /// Characters of the longest word: no column can be narrower.
  package static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map(\.count).max() ?? 0
  }
}
