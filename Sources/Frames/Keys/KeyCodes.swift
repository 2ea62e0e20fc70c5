/// Rows numbered by their keys: equal keys have equal codes, from 0 in order of first appearance.
///
/// A key is the value of a column in a row, or the values of several. What equal keys are is the same
/// wherever rows are grouped, joined or looked up:
///
/// - texts are equal byte by byte (an `é` of one code point is not an `e` with an accent behind it);
/// - numbers are equal by value, whatever stores them: 2 is 2.0, -0 is 0, and a whole number beyond
///   2^53 is no neighbour's equal, nor the double next to it;
/// - a text is never equal to a number;
/// - an absent cell, and a number that is not one (NaN), is no key: its row has the code -1.
///
/// Several values are equal if each is, and no key if any is none. O(n) for n rows: by a table over
/// the range of the keys where that is small, else by hash.
package struct KeyCodes: Sendable, Equatable {
  /// The code of a row without a key.
  package static let absent: Int32 = -1

  /// One code a row.
  package let codes: [Int32]
  /// For each code the first row that carries it, as a position in `codes`; ascending.
  package let firstRows: [Int32]
  /// How many rows have no key.
  package let absentCount: Int

  /// How many keys there are.
  package var count: Int { firstRows.count }

  /// The keys that the columns form together in the given rows, in their order.
  package init(_ columns: [Column], rows: RowSelection) {
    let numbering = KeyNumbering([KeyNumbering.Side(columns: columns, rows: rows)])
    self.init(numbering, side: 0)
  }

  /// The combinations of several codes a row, such as exporter and year.
  ///
  /// - Parameter codes: by factor, one code a row from 0, or -1.
  package init(crossing codes: [[Int32]]) {
    precondition(codes.allSatisfy { $0.count == codes[0].count }, "one code a row of each factor")
    let digits = codes.map { codes in
      (digits: [KeyDigits.numbered(codes)], span: Int64(codes.max() ?? 0) + 1)
    }
    self.init(KeyNumbering(digits, rows: [RowSelection(all: codes.first?.count ?? 0)]), side: 0)
  }

  private init(_ numbering: KeyNumbering, side: Int) {
    codes = numbering.codes[side]
    firstRows = numbering.firstRows
    absentCount = numbering.absentCounts[side]
  }

  private init(codes: [Int32], firstRows: [Int32]) {
    self.codes = codes
    self.firstRows = firstRows
    absentCount = 0
  }

  /// The same keys, and each row without one a key of its own: such rows cannot be told to be equal.
  package var withRowsApart: KeyCodes {
    guard absentCount > 0 else { return self }
    var renumbered = [Int32](repeating: KeyCodes.absent, count: count)
    var firsts: [Int32] = []
    let result = codes.indices.map { row -> Int32 in
      let old = codes[row]
      if old >= 0, renumbered[Int(old)] >= 0 { return renumbered[Int(old)] }
      let new = Int32(firsts.count)
      if old >= 0 { renumbered[Int(old)] = new }
      firsts.append(Int32(row))
      return new
    }
    return KeyCodes(codes: result, firstRows: firsts)
  }
}
