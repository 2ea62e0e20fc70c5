extension KeyDigits {
  /// Whether a row may have no digit, as far as that is known without a look at the rows.
  var mayBeAbsent: Bool {
    switch self {
    case .integers(_, _, let presence), .levels(_, _, let presence): presence != nil
    case .doubles, .numbered: true
    }
  }

  /// How digits join the keys packed so far.
  enum Packing {
    /// The first: they are the keys.
    case first
    /// key `span` + digit; every row has both.
    case complete
    /// key `span` + digit, or -1 where either is none.
    case partial
  }

  /// Adds this key below those packed so far.
  ///
  /// - Parameters:
  ///   - keys: one a position, the first being the block's first.
  ///   - positions: the block among the rows.
  func pack(
    _ packing: Packing, into keys: UnsafeMutablePointer<Int64>, _ positions: Range<Int>,
    of rows: RowSelection, span: Int64
  ) {
    let keys = keys - positions.lowerBound
    switch packing {
    case .first: forEach(positions, of: rows) { keys[$0] = $1 }
    case .complete: forEach(positions, of: rows) { keys[$0] = keys[$0] &* span &+ $1 }
    case .partial:
      forEach(positions, of: rows) {
        keys[$0] = (keys[$0] | $1) < 0 ? -1 : keys[$0] &* span &+ $1
      }
    }
  }

  /// The digit at each position, in order.
  @inline(__always)
  private func forEach(
    _ positions: Range<Int>, of rows: RowSelection,
    _ body: (_ position: Int, _ digit: Int64) -> Void
  ) {
    @inline(__always)
    func read(_ presence: [Presence]?, _ digit: (Int) -> Int64) {
      guard let presence else {
        return rows.forEach(in: positions) { position, row in body(position, digit(row)) }
      }
      rows.forEach(in: positions) { position, row in
        body(position, presence[row] == .present ? digit(row) : -1)
      }
    }
    switch self {
    case .integers(let values, let low, let presence): read(presence) { values[$0] &- low }
    case .doubles(let values, let low, let presence):
      read(presence) { values[$0].isNaN ? -1 : Int64(values[$0]) &- low }
    case .levels(let codes, nil, let presence): read(presence) { Int64(codes[$0]) }
    case .levels(let codes, let numbers?, let presence):
      read(presence) { Int64(numbers[Int(codes[$0])]) }
    case .numbered(let codes):
      for position in positions { body(position, Int64(codes[position])) }
    }
  }
}
