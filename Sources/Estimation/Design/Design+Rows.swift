extension Design {
  /// The design without some of its rows, given by position under the reason for each. O(n k).
  func without(_ found: [(reason: Sample.Reason, rows: [Int])]) -> Design {
    var result = self
    var isKept = [Bool](repeating: true, count: outcome.count)
    for (reason, rows) in found {
      for row in rows { isKept[row] = false }
      result.sample.drop(rows.count, reason, positions: framePositions(rows))
    }
    result.keep(isKept.indices.filter { isKept[$0] })
    // Levels without a row would be effects without an estimate.
    for index in result.absorbed.indices {
      result.absorbed[index] = result.absorbed[index].withoutEmptyLevels
    }
    return result
  }

  /// Where rows of the design stand in the frame; `nil` for a design that does not come from one.
  func framePositions(_ rows: [Int]) -> [Int]? {
    sample.rows.count == outcome.count ? rows.map { sample.rows[$0] } : nil
  }
}

extension Grouping {
  /// The same groups, numbered in the old order over the levels that occur.
  var withoutEmptyLevels: Grouping {
    var isUsed = [Bool](repeating: false, count: levelCount)
    for code in codes { isUsed[Int(code)] = true }
    var numbers = [Int32](repeating: -1, count: levelCount)
    var kept: [String] = []
    for level in isUsed.indices where isUsed[level] {
      numbers[level] = Int32(kept.count)
      kept.append(labels[level])
    }
    return Grouping(name: name, codes: codes.map { numbers[Int($0)] }, labels: kept)
  }
}
