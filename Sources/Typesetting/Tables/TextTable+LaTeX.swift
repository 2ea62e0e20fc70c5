extension TextTable {
  /// Characters after which a cell or a label is set on several lines.
  private static let cellLimit = 24
  private static let headerLimit = 14
  private static let labelLimit = 32

  /// A `table` environment with booktabs rules. Numbers line up on their decimal points by invisible
  /// characters, so that no further package is needed.
  package var latex: String {
    var lines = ["% Needs \\usepackage{booktabs}; text is UTF-8.", "\\begin{table}[!htbp]"]
    lines.append("  \\centering")
    if let title {
      // The standard classes leave no space between a caption and a table below it.
      lines.append("  \\setlength{\\belowcaptionskip}{6pt}")
      lines.append("  \\caption{\(LaTeXText.escaped(title))}")
    }
    if let identifier { lines.append("  \\label{\(Self.labelName(identifier))}") }
    let fitting = panels { panel($0).characterWidth <= Self.widestPage }
    let widest = fitting.map(\.characterWidth).max() ?? 0
    if let size = Self.fontSize(characters: widest) { lines.append("  \(size)") }
    for (index, panel) in fitting.enumerated() {
      lines += (index > 0 ? ["", "  \\medskip"] : []) + panel.tabular
    }
    if !notes.isEmpty {
      lines += ["", "  \\medskip", "  \\begin{minipage}{\\linewidth}", "    \\footnotesize"]
      lines.append(notes.map { "    " + LaTeXText.escaped($0) }.joined(separator: "\\par\n"))
      lines.append("  \\end{minipage}")
    }
    return (lines + ["\\end{table}"]).joined(separator: "\n") + "\n"
  }

  /// The table without caption and notes.
  private var tabular: [String] {
    let specification = alignments.map { alignment in
      switch alignment {
      case .leading: "l"
      case .trailing: "r"
      case .center, .decimal: "c"
      }
    }
    var lines = ["  \\begin{tabular}{\(specification.joined())}", "    \\toprule"]
    let header = zip(headers, alignments).map { header, alignment in
      Self.stacked(header, limit: Self.headerLimit, position: "b", alignment)
    }
    lines.append("    " + LaTeXText.line(header) + " \\\\")
    let paddings = headers.indices.map { decimalPaddings($0) }
    for group in flowedGroups(width: Self.labelLimit, indent: "\u{2003}") {
      lines.append("    \\midrule")
      for row in group {
        let cells = row.cells.enumerated().map { index, cell in
          latexCell(cell, index, paddings[index])
        }
        lines.append("    " + LaTeXText.line(cells) + " \\\\")
      }
    }
    return lines + ["    \\bottomrule", "  \\end{tabular}"]
  }

  /// Characters of 8-point type that fill the text width of the article class.
  private static let widestPage = 98

  /// About 69 characters of 10-point type fill the text width of the article class, 345 points.
  private static func fontSize(characters: Int) -> String? {
    characters <= 69
      ? nil : characters <= 77 ? "\\small" : "\\footnotesize\\setlength{\\tabcolsep}{3pt}"
  }

  private var characterWidth: Int {
    let groups = flowedGroups(width: Self.labelLimit, indent: "\u{2003}")
    return headers.indices.reduce(0) { total, index in
      let header = TextWrap.balanced(headers[index], width: Self.headerLimit)
      let limit = index == 0 ? Self.labelLimit : Self.cellLimit
      let cells = groups.joined().flatMap { row in
        let cell = row.cells[index]
        return cell.content == .text ? TextWrap.balanced(cell.text, width: limit) : [cell.text]
      }
      return total + 2 + ((header + cells).map(\.count).max() ?? 0)
    }
  }

  private func latexCell(_ cell: Cell, _ index: Int, _ padding: [GlyphClass: Int]) -> String {
    if cell.content == .text {
      let limit = index == 0 ? Self.labelLimit : Self.cellLimit
      return Self.stacked(cell.text, limit: limit, position: "t", alignments[index])
    }
    let isAligned = cell.content == .number && alignments[index] == .decimal
    guard isAligned else {
      return cell.numbers.map { LaTeXText.number($0) }.joined(separator: ", ")
    }
    let own = Self.imbalance(cell.text)
    var phantom = ""
    for glyph in GlyphClass.allCases {
      let missing = (padding[glyph] ?? 0) - (own[glyph] ?? 0)
      phantom += String(repeating: glyph.sample, count: missing)
    }
    return (phantom.isEmpty ? "" : "\\phantom{\(phantom)}") + LaTeXText.number(cell.text)
  }

  /// Long text on lines of its own, in a tabular of one column.
  private static func stacked(
    _ text: String, limit: Int, position: String, _ alignment: Alignment
  ) -> String {
    guard text.count > limit else { return LaTeXText.escaped(text) }
    let lines = TextWrap.balanced(text, width: limit).map {
      LaTeXText.line([LaTeXText.escaped($0)])
    }
    guard lines.count > 1 else { return lines[0] }
    let column = alignment == .leading ? "l" : alignment == .trailing ? "r" : "c"
    return "\\begin{tabular}[\(position)]{@{}\(column)@{}}"
      + lines.joined(separator: " \\\\ ") + "\\end{tabular}"
  }

  /// Letters, digits, colons and hyphens; anything else would break `\ref`.
  private static func labelName(_ identifier: String) -> String {
    String(identifier.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":") ? $0 : "-" })
  }

  /// Characters that have a width of their own in a number.
  private enum GlyphClass: CaseIterable {
    case minus, digit, bracket, comma, star

    var sample: String {
      switch self {
      case .minus: "$-$"
      case .digit: "0"
      case .bracket: "("
      case .comma: ","
      case .star: "*"
      }
    }

    init?(_ character: Character) {
      switch character {
      case "-": self = .minus
      case "(", ")": self = .bracket
      case ",": self = .comma
      case "*": self = .star
      default:
        guard character.isNumber else { return nil }
        self = .digit
      }
    }
  }

  /// How many more characters of each class stand before the decimal point than after it. In a
  /// centred column numbers line up when this is the same for all.
  private static func imbalance(_ number: String) -> [GlyphClass: Int] {
    let parts = split(number)
    var result: [GlyphClass: Int] = [:]
    for character in parts.left {
      if let glyph = GlyphClass(character) { result[glyph, default: 0] += 1 }
    }
    for character in parts.right {
      if let glyph = GlyphClass(character) { result[glyph, default: 0] -= 1 }
    }
    return result
  }

  private func decimalPaddings(_ index: Int) -> [GlyphClass: Int] {
    let numbers = groups.joined().map { $0.cells[index] }.filter { $0.content == .number }
    let all = numbers.map { Self.imbalance($0.text) }
    var result: [GlyphClass: Int] = [:]
    for glyph in GlyphClass.allCases {
      result[glyph] = all.map { $0[glyph] ?? 0 }.max() ?? 0
    }
    return result
  }
}
