/// Two tables' rows numbered by their keys in one numbering: equal keys have equal codes on either
/// side, and what equal keys are is as for `KeyCodes`.
package struct CommonKeyCodes: Sendable, Equatable {
  /// The keys of the left rows, then those of the right rows that no left row has.
  package let left: [Int32]
  package let right: [Int32]
  /// For each code the first row that carries it: a position in `left` or, from `left.count` on, in
  /// `right`.
  package let firstRows: [Int32]
  package let absentLeft: Int
  package let absentRight: Int

  /// How many keys there are.
  package var count: Int { firstRows.count }

  /// The keys of both sides.
  ///
  /// - Precondition: each column of the left holds text if, and only if, its partner does.
  package init(
    _ left: [Column], rows leftRows: RowSelection, _ right: [Column], rows rightRows: RowSelection
  ) {
    let numbering = KeyNumbering([
      KeyNumbering.Side(columns: left, rows: leftRows),
      KeyNumbering.Side(columns: right, rows: rightRows),
    ])
    self.left = numbering.codes[0]
    self.right = numbering.codes[1]
    firstRows = numbering.firstRows
    absentLeft = numbering.absentCounts[0]
    absentRight = numbering.absentCounts[1]
  }
}
