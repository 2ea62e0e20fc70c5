extension TextTable {
  /// Columns of a terminal or of a mono-spaced page.
  private static let pageWidth = 100
  /// Longer text in a column of numbers is wrapped, so that it does not push the numbers apart.
  private static let softLimit = 30
  private static let gap = 2

  /// Labels are not squeezed below this where there are other ways to fit the page.
  private static let readableLabel = 24

  /// Aligned plain text. Long cells are wrapped to keep within 100 columns; a table that is still
  /// wider is set in panels below each other, each with the row labels.
  package var text: String {
    let narrowest = headers.indices.map { measured($0).narrowest }
    let fitting = panels { columns in
      Self.total(columns.map { narrowest[$0] }) <= Self.pageWidth
    }
    let grids = fitting.map(\.grid)
    let total = grids.joined().map(\.count).max() ?? 0
    var lines: [String] = []
    if let title {
      lines += TextWrap.lines(title, width: max(total, TextWrap.longestWord(title)))
    }
    for (index, grid) in grids.enumerated() { lines += (index > 0 ? [""] : []) + grid }
    for note in notes {
      let wrapped = TextWrap.lines(note, width: max(total, 60))
      lines += wrapped.enumerated().map { $0.offset == 0 ? $0.element : "  " + $0.element }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The table between its outer rules.
  private var grid: [String] {
    let columns = fittedColumns()
    let total = Self.total(columns.map(\.width))
    var lines = [String(repeating: "=", count: total)]
    lines += block(headers.map { Cell($0) }, columns, isHeader: true)
    for group in flowedGroups(width: columns[0].width, indent: "  ") {
      lines.append(String(repeating: "-", count: total))
      for row in group { lines += block(row.cells, columns, isHeader: false) }
    }
    return lines + [String(repeating: "=", count: total)]
  }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * (widths.count - 1)
  }

  private struct Column {
    var alignment: Alignment
    var width: Int
    /// Characters before the decimal point, and from it on, over all numbers of the column.
    var left = 0
    var right = 0
    var narrowest: Int
  }

  private func fittedColumns() -> [Column] {
    var columns = headers.indices.map { measured($0) }
    while Self.total(columns.map(\.width)) > Self.pageWidth {
      let slack = columns.indices.filter { columns[$0].width > columns[$0].narrowest }
      guard let widest = slack.max(by: { columns[$0].width < columns[$1].width }) else { break }
      columns[widest].width -= 1
    }
    return columns
  }

  private func measured(_ index: Int) -> Column {
    var column = Column(alignment: alignments[index], width: 0, narrowest: 0)
    let isDecimal = column.alignment == .decimal
    func include(_ text: String, isBreakable: Bool = true) {
      let longest = isBreakable ? TextWrap.longestWord(text) : text.count
      column.narrowest = max(column.narrowest, longest)
      let natural = isDecimal ? min(text.count, max(Self.softLimit, longest)) : text.count
      column.width = max(column.width, natural)
    }
    include(headers[index])
    for cell in groups.joined().map({ $0.cells[index] }) {
      if cell.content == .number && isDecimal {
        let parts = Self.split(cell.text)
        column.left = max(column.left, parts.left.count)
        column.right = max(column.right, parts.right.count)
      } else {
        include(cell.text, isBreakable: cell.content == .text)
      }
    }
    column.narrowest = max(column.narrowest, column.left + column.right)
    if index == 0 {
      column.narrowest = max(column.narrowest, min(column.width, Self.readableLabel))
    }
    column.width = max(column.width, column.narrowest)
    return column
  }

  /// What stands before the decimal point, and the rest. A whole number has its point at its end.
  package static func split(_ number: String) -> (left: String, right: String) {
    let end =
      number.firstIndex(of: ".")
      ?? number.firstIndex { !"0123456789,-+(".contains($0) } ?? number.endIndex
    return (String(number[..<end]), String(number[end...]))
  }

  private func block(_ cells: [Cell], _ columns: [Column], isHeader: Bool) -> [String] {
    let wrapped = zip(cells, columns).map { cell, column -> [String] in
      if cell.content == .number && column.alignment == .decimal { return [cell.text] }
      return TextWrap.balanced(cell.text, width: column.width)
    }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let parts = zip(columns.indices, columns).map { index, column -> String in
        // Headers stand on the rule below them.
        let offset = isHeader ? line - (height - wrapped[index].count) : line
        guard wrapped[index].indices.contains(offset) else {
          return String(repeating: " ", count: column.width)
        }
        let isNumber = cells[index].content == .number && column.alignment == .decimal
        return Self.padded(wrapped[index][offset], column, isNumber: isNumber)
      }
      let joined = parts.joined(separator: String(repeating: " ", count: Self.gap))
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func padded(_ text: String, _ column: Column, isNumber: Bool) -> String {
    var before: Int
    switch column.alignment {
    case .leading: before = 0
    case .trailing: before = column.width - text.count
    case .center: before = (column.width - text.count) / 2
    case .decimal where isNumber:
      before =
        (column.width - column.left - column.right) / 2 + column.left - split(text).left.count
    case .decimal: before = (column.width - text.count) / 2
    }
    before = max(0, before)
    let after = max(0, column.width - before - text.count)
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: after)
  }
}
