/// An index from a packed key to the rows that carry it, in row order.
struct KeyTable {
  private let keys: [Int64]
  /// Open addressing: the first row of a key, or -1. The size is a power of two.
  private var slots: [Int32]
  /// For each row the next row of the same key, or -1.
  private var next: [Int32]
  /// How many keys occur in more than one row.
  private(set) var repeatedKeys = 0
  /// The first two rows of the repeated key whose second row comes first.
  private(set) var firstRepeated: (Int, Int)?

  init(_ keys: [Int64]) {
    precondition(keys.count < Int(Int32.max), "a frame has fewer than 2^31 rows")
    self.keys = keys
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    next = [Int32](repeating: -1, count: keys.count)
    var tails = [Int32](repeating: -1, count: keys.count)
    let mask = size - 1
    slots.withUnsafeMutableBufferPointer { slots in
      next.withUnsafeMutableBufferPointer { next in
        tails.withUnsafeMutableBufferPointer { tails in
          keys.withUnsafeBufferPointer { keys in
            for row in keys.indices where keys[row] >= 0 {
              var slot = Self.hash(keys[row]) & mask
              while slots[slot] >= 0, keys[Int(slots[slot])] != keys[row] {
                slot = (slot + 1) & mask
              }
              let head = slots[slot]
              if head < 0 {
                slots[slot] = Int32(row)
                tails[row] = Int32(row)
                continue
              }
              if tails[Int(head)] == head {
                repeatedKeys += 1
                if firstRepeated == nil { firstRepeated = (Int(head), row) }
              }
              next[Int(tails[Int(head)])] = Int32(row)
              tails[Int(head)] = Int32(row)
            }
          }
        }
      }
    }
  }

  /// The finaliser of splitmix64: neighbouring keys must not share neighbouring slots' chains.
  private static func hash(_ key: Int64) -> Int {
    var bits = UInt64(bitPattern: key)
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int(truncatingIfNeeded: (bits ^ (bits >> 31)) >> 1)
  }

  /// Pairs every key with the rows that carry it.
  func matches(of wanted: [Int64], keepUnmatched: Bool) -> JoinMatches {
    var leftRows: [Int32] = []
    var rightRows: [Int32] = []
    leftRows.reserveCapacity(wanted.count)
    rightRows.reserveCapacity(wanted.count)
    var used = [Bool](repeating: false, count: keys.count)
    var unmatched: [Int32] = []
    var repeated = 0
    let mask = slots.count - 1
    for row in wanted.indices {
      var found: Int32 = -1
      if wanted[row] >= 0 {
        var slot = Self.hash(wanted[row]) & mask
        while slots[slot] >= 0 {
          if keys[Int(slots[slot])] == wanted[row] {
            found = slots[slot]
            break
          }
          slot = (slot + 1) & mask
        }
      }
      if found < 0 {
        unmatched.append(Int32(row))
        if keepUnmatched {
          leftRows.append(Int32(row))
          rightRows.append(-1)
        }
        continue
      }
      if next[Int(found)] >= 0 { repeated += 1 }
      while found >= 0 {
        leftRows.append(Int32(row))
        rightRows.append(found)
        used[Int(found)] = true
        found = next[Int(found)]
      }
    }
    return JoinMatches(
      leftRows: leftRows, rightRows: rightRows, unmatchedLeft: unmatched,
      unmatchedRight: used.indices.filter { !used[$0] }.map { Int32($0) }, repeatedLeft: repeated)
  }
}

/// Which rows meet. Both lists have one entry for each row that comes out.
struct JoinMatches {
  let leftRows: [Int32]
  /// -1 where no right row matches.
  let rightRows: [Int32]
  let unmatchedLeft: [Int32]
  let unmatchedRight: [Int32]
  /// Left rows that met more than one right row.
  let repeatedLeft: Int
}
