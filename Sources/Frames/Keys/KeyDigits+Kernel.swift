extension KeyDigits {
  /// Adds this key below those packed so far: key `span` + digit, or -1 where either is none.
  ///
  /// - Parameters:
  ///   - keys: one a position, the first being the block's first.
  ///   - positions: the block among the rows.
  func pack(
    into keys: UnsafeMutablePointer<Int64>, _ positions: Range<Int>, of rows: RowSelection,
    span: Int64
  ) {
    let first = positions.lowerBound
    @inline(__always)
    func add(_ position: Int, _ digit: Int64) {
      let key = keys[position - first]
      keys[position - first] = (key | digit) < 0 ? -1 : key &* span &+ digit
    }
    @inline(__always)
    func add(_ presence: [Presence]?, _ digit: (Int) -> Int64) {
      guard let presence else {
        return rows.forEach(in: positions) { position, row in add(position, digit(row)) }
      }
      presence.withUnsafeBufferPointer { presence in
        rows.forEach(in: positions) { position, row in
          add(position, presence[row] == .present ? digit(row) : -1)
        }
      }
    }
    switch self {
    case .integers(let values, let low, let presence):
      values.withUnsafeBufferPointer { values in add(presence) { values[$0] &- low } }
    case .doubles(let values, let low, let presence):
      values.withUnsafeBufferPointer { values in
        add(presence) { values[$0].isNaN ? -1 : Int64(values[$0]) &- low }
      }
    case .levels(let codes, nil, let presence):
      codes.withUnsafeBufferPointer { codes in add(presence) { Int64(codes[$0]) } }
    case .levels(let codes, let numbers?, let presence):
      codes.withUnsafeBufferPointer { codes in
        numbers.withUnsafeBufferPointer { numbers in
          add(presence) { Int64(numbers[Int(codes[$0])]) }
        }
      }
    case .numbered(let codes):
      codes.withUnsafeBufferPointer { codes in
        for position in positions { add(position, Int64(codes[position])) }
      }
    case .unordered(let left, let right, let size):
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          for position in positions {
            let (one, two) = (Int64(left[position]), Int64(right[position]))
            add(position, (one | two) < 0 ? -1 : min(one, two) &* size &+ max(one, two))
          }
        }
      }
    }
  }
}
