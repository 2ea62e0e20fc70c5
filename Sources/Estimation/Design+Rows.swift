import LinearAlgebra

extension Design {
  /// The design of some of its rows; the others join the sample's dropped ones. O(n k).
  ///
  /// Absorbed effects are numbered anew over the levels that are left. Factors keep their labels,
  /// which two members of a dyad share.
  func keeping(_ isKept: [Bool], dropped: [Sample.Dropped]) -> Design {
    precondition(isKept.count == outcome.count, "the selection does not fit the design")
    let rows = isKept.indices.filter { isKept[$0] }
    func picked<Element>(_ values: [Element]) -> [Element] { rows.map { values[$0] } }
    var result = self
    result.outcome = picked(outcome)
    result.matrix = Matrix(
      rows: rows.count, columns: matrix.columns,
      values: (0..<matrix.columns).flatMap { column in
        let start = column * matrix.rows
        return rows.map { matrix.values[start + $0] }
      })
    result.weights?.values = picked(weights?.values ?? [])
    result.absorbed = absorbed.map { grouping in
      Grouping(name: grouping.name, codes: picked(grouping.codes), labels: grouping.labels)
        .withoutEmptyLevels
    }
    result.factors = factors.mapValues { grouping in
      Grouping(name: grouping.name, codes: picked(grouping.codes), labels: grouping.labels)
    }
    if sample.rows.count == outcome.count { result.sample.rows = picked(sample.rows) }
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
