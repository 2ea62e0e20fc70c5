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
  /// Where one member is text and the other a number, as where a few codes have letters, the number
  /// is taken as the text it is written as.
  static func pair(_ first: Column, _ second: Column, rows: RowSelection) -> (Grouping, Grouping) {
    let isMixed = first.isNumeric != second.isNumeric
    let (left, right) = (isMixed ? first.asText : first, isMixed ? second.asText : second)
    let keys = CommonKeyCodes([left], rows: rows, [right], rows: rows)
    let labels = keys.firstRows.map { position -> String in
      let row = Int(position)
      return row < rows.count
        ? Grouping.label([left], row: rows[row])
        : Grouping.label([right], row: rows[row - rows.count])
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
