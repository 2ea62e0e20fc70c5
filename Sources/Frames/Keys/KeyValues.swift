/// Numbers of any kind, numbered by value: fractions, infinities, and whole numbers too far apart to
/// be packed as they are.
enum KeyValues {
  /// The digits of one key on each side, and how many values there are.
  static func numbered(
    _ columns: [Column], rows: [RowSelection]
  ) -> (digits: [KeyDigits], span: Int64) {
    var table = CodeTable()
    // A whole number and a fraction may have the same bits.
    var isWhole: [Bool] = []
    func code(_ bits: UInt64, whole: Bool) -> Int32 {
      var slot = table.start(bits)
      while let code = table.next(bits, from: &slot) {
        if isWhole[Int(code)] == whole { return code }
      }
      isWhole.append(whole)
      return table.insert(bits, at: slot)
    }
    let digits = zip(columns, rows).map { column, rows in
      KeyDigits.numbered(
        rows.map { row in
          value(of: column, at: row).map { code($0.bits, whole: $0.isWhole) } ?? KeyCodes.absent
        })
    }
    return (digits, Int64(max(1, table.count)))
  }

  /// A number as 64 bits that are equal for equal values of one kind.
  private static func value(of column: Column, at row: Int) -> (bits: UInt64, isWhole: Bool)? {
    guard column.isPresent(at: row) else { return nil }
    switch column.storage {
    case .text: return nil
    case .integer(let values): return (UInt64(bitPattern: values[row]), true)
    case .double(let values):
      if let whole = Int64(exactly: values[row]) { return (UInt64(bitPattern: whole), true) }
      return values[row].isNaN ? nil : (values[row].bitPattern, false)
    }
  }
}
