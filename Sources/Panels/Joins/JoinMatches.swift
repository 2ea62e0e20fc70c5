import Frames

/// Which rows meet. Both lists have one entry for each row that comes out.
struct JoinMatches {
  private(set) var leftRows: [Int32] = []
  /// -1 where no right row matches.
  private(set) var rightRows: [Int32] = []
  private(set) var unmatchedLeft: [Int32] = []
  let unmatchedRight: [Int32]
  /// Left rows that met more than one right row.
  private(set) var repeatedLeft = 0

  /// Pairs every left row with the right rows of its key.
  ///
  /// - Parameter keepUnmatched: whether left rows without a partner come out.
  init(_ keys: CommonKeyCodes, right: KeyIndex, keepUnmatched: Bool) {
    leftRows.reserveCapacity(keys.left.count)
    rightRows.reserveCapacity(keys.left.count)
    var isUsed = [Bool](repeating: false, count: right.count)
    for (row, code) in keys.left.enumerated() {
      let partners = code < 0 ? [] : right[Int(code)]
      if partners.isEmpty {
        unmatchedLeft.append(Int32(row))
        guard keepUnmatched else { continue }
        leftRows.append(Int32(row))
        rightRows.append(-1)
        continue
      }
      isUsed[Int(code)] = true
      if partners.count > 1 { repeatedLeft += 1 }
      for partner in partners {
        leftRows.append(Int32(row))
        rightRows.append(partner)
      }
    }
    unmatchedRight = keys.right.indices.filter { row in
      keys.right[row] < 0 || !isUsed[Int(keys.right[row])]
    }.map { Int32($0) }
  }
}
