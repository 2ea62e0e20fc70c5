import Frames

extension Grouping {
  /// The factor that the columns form together over the given rows, codes by first appearance.
  init(columns: [Column], rows: RowSelection) {
    let keys = KeyCodes(columns, rows: rows).withRowsApart
    self.init(
      name: columns.map(\.name).joined(separator: "^"), codes: keys.codes,
      labels: keys.firstRows.map { Grouping.label(columns, row: rows[Int($0)]) })
  }

  /// Two factors whose members come from one set of units: equal codes mean equal units.
  ///
  /// Where one member is text and the other a number, as where a few codes have letters, or where a
  /// number is none, numbers are taken as the texts they are written as.
  static func pair(_ first: Column, _ second: Column, rows: RowSelection) -> (Grouping, Grouping) {
    if first.isNumeric == second.isNumeric {
      let keys = CommonKeyCodes([first], rows: rows, [second], rows: rows)
      if keys.absentLeft + keys.absentRight == 0 { return pair(first, second, keys, rows: rows) }
    }
    let (left, right) = (first.asText, second.asText)
    return pair(
      left, right, CommonKeyCodes([left], rows: rows, [right], rows: rows), rows: rows)
  }

  private static func pair(
    _ first: Column, _ second: Column, _ keys: CommonKeyCodes, rows: RowSelection
  ) -> (Grouping, Grouping) {
    let labels = keys.firstRows.map { position -> String in
      let row = Int(position)
      return row < rows.count
        ? label([first], row: rows[row]) : label([second], row: rows[row - rows.count])
    }
    return (
      Grouping(name: first.name, codes: keys.left, labels: labels),
      Grouping(name: second.name, codes: keys.right, labels: labels)
    )
  }

  private static func label(_ columns: [Column], row: Int) -> String {
    var label = columns.first?.text(at: row) ?? ""
    for column in columns.dropFirst() {
      label += "^"
      label += column.text(at: row) ?? ""
    }
    return label
  }
}

extension Column {
  /// The same cells as text.
  fileprivate var asText: Column {
    isNumeric ? Column(name: name, texts: (0..<count).map { text(at: $0) }) : self
  }
}
