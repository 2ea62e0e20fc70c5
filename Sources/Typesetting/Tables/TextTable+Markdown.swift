extension TextTable {
  /// A pipe table (GitHub Flavored Markdown 0.29, section 4.10), with the title above in bold and
  /// the notes below as paragraphs.
  package var markdown: String {
    let header = headers.map { Self.markdownEscaped($0) }
    let body = groups.joined().map { row in row.cells.map { Self.markdownEscaped($0.text) } }
    let widths = headers.indices.map { index in
      max(3, ([header] + body).map { $0[index].count }.max() ?? 0)
    }
    let rule = zip(alignments, widths).map { alignment, width in
      switch alignment {
      case .leading: ":" + String(repeating: "-", count: width - 1)
      case .trailing: String(repeating: "-", count: width - 1) + ":"
      case .center, .decimal: ":" + String(repeating: "-", count: width - 2) + ":"
      }
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    var result = title.map { "**\(Self.markdownEscaped($0))**\n\n" } ?? ""
    result += line(header) + line(rule)
    for row in body { result += line(row) }
    for note in notes { result += "\n" + Self.markdownEscaped(note) + "\n" }
    return result
  }

  /// Back-slashes before every character that Markdown could read as markup inside a line.
  package static func markdownEscaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_{}[]<>#|~$&".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }
}
