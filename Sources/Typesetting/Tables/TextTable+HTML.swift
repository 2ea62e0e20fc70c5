extension TextTable {
  /// A `<table>` with caption, column and row scopes, one `<tbody>` a group and the notes in the
  /// foot. The class is `exhibit`; `stylesheet` sets it.
  package var html: String {
    var lines: [String] = []
    let id = identifier.map { " id=\"\(XMLText.escaped($0))\"" } ?? ""
    lines.append("<table class=\"exhibit\"\(id)>")
    if let title { lines.append("  <caption>\(XMLText.escaped(title))</caption>") }
    lines += ["  <thead>", "    <tr>"]
    for (header, alignment) in zip(headers, alignments) {
      let style = Self.className(alignment)
      lines.append(
        header.isEmpty
          ? "      <td></td>" : "      <th scope=\"col\"\(style)>\(XMLText.escaped(header))</th>")
    }
    lines += ["    </tr>", "  </thead>"]
    for group in groups {
      lines.append("  <tbody>")
      for (index, row) in group.enumerated() { lines += htmlRow(row, at: index, in: group) }
      lines.append("  </tbody>")
    }
    if !notes.isEmpty {
      lines.append("  <tfoot>")
      for note in notes {
        lines.append("    <tr><td colspan=\"\(headers.count)\">\(XMLText.escaped(note))</td></tr>")
      }
      lines.append("  </tfoot>")
    }
    return (lines + ["</table>"]).joined(separator: "\n") + "\n"
  }

  /// Styles of the class `exhibit`: rules above, below and between the groups, no vertical lines.
  public static let stylesheet = """
    table.exhibit { border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums;
      border-top: 1.5px solid; border-bottom: 1.5px solid; margin: 1.5em 0; }
    table.exhibit caption { text-align: left; font-weight: 600; padding: 0 0 .5em; }
    table.exhibit th, table.exhibit td { padding: .15em .7em; vertical-align: top; }
    table.exhibit th { font-weight: 400; text-align: left; }
    table.exhibit thead th { font-weight: 600; vertical-align: bottom; }
    table.exhibit .center { text-align: center; }
    table.exhibit .trailing { text-align: right; }
    table.exhibit tbody { border-top: 1px solid; }
    table.exhibit tfoot { border-top: 1px solid; font-size: .85em; }
    table.exhibit tfoot td { max-width: 0; }

    """

  private func htmlRow(_ row: Row, at index: Int, in group: [Row]) -> [String] {
    var lines = ["    <tr>"]
    for (column, cell) in row.cells.enumerated() {
      let content =
        cell.content == .text
        ? XMLText.escaped(cell.text)
        : cell.numbers.map { Self.htmlNumber($0) }.joined(separator: ", ")
      if column == 0 {
        if row.continues { continue }
        let span = 1 + group[(index + 1)...].prefix { $0.continues }.count
        let rows = span > 1 ? " rowspan=\"\(span)\"" : ""
        lines.append("      <th scope=\"row\"\(rows)>\(content)</th>")
      } else {
        lines.append("      <td\(Self.className(alignments[column]))>\(content)</td>")
      }
    }
    return lines + ["    </tr>"]
  }

  private static func className(_ alignment: Alignment) -> String {
    switch alignment {
    case .leading: ""
    case .center, .decimal: " class=\"center\""
    case .trailing: " class=\"trailing\""
    }
  }

  /// A true minus sign, and an exponent as a power of ten.
  private static func htmlNumber(_ text: String) -> String {
    let parts = NumberParts(text)
    let plain = XMLText.escaped(parts.head).replacing("-", with: "\u{2212}")
    guard let exponent = parts.exponent else { return plain }
    let power = exponent.replacing("-", with: "\u{2212}")
    return "\(plain)\u{00D7}10<sup>\(power)</sup>\(XMLText.escaped(parts.tail))"
  }
}
