/// Breaks text at spaces.
enum TextWrap {
  /// Lines of at most `width` by `measure`; a longer word keeps a line of its own, and spaces before
  /// the first word stay.
  static func lines<Length: Comparable>(
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
  static func lines(_ text: String, width: Int) -> [String] {
    lines(text, width: width, measure: \.count)
  }

  /// As few lines as `lines(_:width:)`, each as short as that number allows, so that no word is
  /// left alone on the last.
  static func balanced(_ text: String, width: Int) -> [String] {
    let greedy = lines(text, width: width)
    guard greedy.count > 1 else { return greedy }
    var narrowest = longestWord(text)
    var widest = width
    while narrowest < widest {
      let middle = (narrowest + widest) / 2
      if lines(text, width: middle).count <= greedy.count {
        widest = middle
      } else {
        narrowest = middle + 1
      }
    }
    return lines(text, width: widest)
  }

  /// Characters of the longest word: no column can be narrower.
  static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map(\.count).max() ?? 0
  }
}
