extension Design {
  /// The design of some of its rows; the others join the sample's dropped ones. O(n k).
  func keeping(_ isKept: [Bool], dropped: [Sample.Dropped]) -> Design {
    precondition(isKept.count == outcome.count, "the selection does not fit the design")
    var result = self
    result.keep(isKept.indices.filter { isKept[$0] })
    // Levels without a row would be effects without an estimate.
    for index in result.absorbed.indices {
      result.absorbed[index] = result.absorbed[index].withoutEmptyLevels
    }
    result.sample.dropped += dropped
    return result
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
