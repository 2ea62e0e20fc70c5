import Machine

/// Numbers of any kind, numbered by value: fractions, infinities, and whole numbers too far apart to
/// be packed as they are.
struct KeyValues {
  private var table = CodeTable()
  /// By code; a whole number and a fraction may have the same bits.
  private var isWhole: [Bool] = []

  /// The digits of one key on each side, and how many values there are.
  static func numbered(
    _ columns: [Column], rows: [RowSelection]
  ) -> (digits: [KeyDigits], span: Int64) {
    var values = KeyValues()
    let digits = zip(columns, rows).map { KeyDigits.numbered(values.codes($0, $1)) }
    return (digits, Int64(max(1, values.table.count)))
  }

  private mutating func codes(_ column: Column, _ rows: RowSelection) -> [Int32] {
    switch column.storage {
    case .text: preconditionFailure("text has no values")
    case .integer(let values):
      return codes(column.presence, rows) { row in
        UInt64(bitPattern: values[row])
      } value: { bits in
        (bits, true)
      }
    case .double(let values):
      return codes(column.presence, rows) { row in
        values[row].bitPattern
      } value: { bits in
        let value = Double(bitPattern: bits)
        if let whole = Int64(exactly: value) { return (UInt64(bitPattern: whole), true) }
        return value.isNaN ? nil : (bits, false)
      }
    }
  }

  /// - Parameters:
  ///   - stored: the bits of a row as they are stored.
  ///   - value: the same as bits that are equal for equal values of one kind.
  @inline(__always)
  private mutating func codes(
    _ presence: [Presence]?, _ rows: RowSelection, stored: (Int) -> UInt64,
    value: (UInt64) -> (bits: UInt64, isWhole: Bool)?
  ) -> [Int32] {
    // Columns often repeat a value in neighbouring rows: remembering the last one saves look-ups.
    var last: (stored: UInt64, code: Int32)?
    return LargePages.inlined(rows.count) { target in
      rows.forEach(in: 0..<rows.count) { position, row in
        var code = KeyCodes.absent
        if presence == nil || presence![row] == .present {
          let bits = stored(row)
          if let last, last.stored == bits {
            code = last.code
          } else {
            code = value(bits).map { self.code($0.bits, isWhole: $0.isWhole) } ?? KeyCodes.absent
            last = (bits, code)
          }
        }
        (target + position).initialize(to: code)
      }
    }
  }

  private mutating func code(_ bits: UInt64, isWhole whole: Bool) -> Int32 {
    var slot = table.start(bits)
    while let code = table.next(bits, from: &slot) {
      if isWhole[Int(code)] == whole { return code }
    }
    isWhole.append(whole)
    return table.insert(bits, at: slot)
  }
}
