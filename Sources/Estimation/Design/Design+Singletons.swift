import Frames
import Numerics

extension Design {
  /// Drops rows that are alone in a level of an absorbed effect, and those that this leaves alone,
  /// until none is left (Correia 2015). A row that stands for several is not alone. Each is counted
  /// under the first effect in which it is alone when it is found. O(Q n) a round.
  /// - Throws: `EstimationError.noRows` when every row is alone.
  func withoutSingletons() throws(EstimationError) -> Design {
    let rows = outcome.count
    var counts = absorbed.map { [Double](repeating: 0, count: $0.levelCount) }
    let copies = weights?.kind == .frequency ? weights?.values : nil
    for (effect, grouping) in absorbed.enumerated() {
      for (row, code) in grouping.codes.enumerated() {
        counts[effect][Int(code)] += copies?[row] ?? 1
      }
    }
    var kept = [Bool](repeating: true, count: rows)
    var dropped = [[Int]](repeating: [], count: absorbed.count)
    var changed = true
    while changed {
      changed = false
      for row in 0..<rows where kept[row] {
        guard
          let alone = absorbed.indices.first(where: {
            counts[$0][Int(absorbed[$0].codes[row])] == 1
          })
        else { continue }
        kept[row] = false
        dropped[alone].append(row)
        for (effect, grouping) in absorbed.enumerated() {
          counts[effect][Int(grouping.codes[row])] -= 1
        }
        changed = true
      }
    }
    guard dropped.contains(where: { !$0.isEmpty }) else { return self }
    var result = self
    for (effect, found) in dropped.enumerated() where !found.isEmpty {
      result.sample.drop(
        found.count, .singleton(absorbed[effect].name), positions: framePositions(found.sorted()))
    }
    let positions = (0..<rows).filter { kept[$0] }
    if let effect = dropped.firstIndex(where: { $0.count == rows }) {
      throw .everyRowAlone(effect: absorbed[effect].name, rows: rows)
    }
    guard !positions.isEmpty else { throw .noRows(dropped: result.sample.dropped) }
    result.keep(positions)
    return result
  }

  /// The design over some of its rows, given by position, ascending; one that is given several times is as many rows.
  package func rows(_ positions: [Int]) -> Design {
    var result = self
    result.keep(positions)
    return result
  }

  /// Keeps the rows at these positions.
  mutating func keep(_ positions: [Int]) {
    func gathered<Element>(_ values: [Element]) -> [Element] { positions.map { values[$0] } }
    if sample.rows.count == matrix.rows {
      sample.rows = RowSelection(positions.map { sample.rows[$0] })
    }
    matrix = ColumnMatrix(
      rows: positions.count,
      columns: (0..<matrix.columns).map { gathered(matrix[column: $0]) })
    outcome = gathered(outcome)
    offset = offset.map { gathered($0) }
    weights = weights.map { Weights($0.column, values: gathered($0.values)) }
    for index in absorbed.indices { absorbed[index].codes = gathered(absorbed[index].codes) }
    for index in slopes.indices {
      slopes[index].grouping.codes = gathered(slopes[index].grouping.codes)
      slopes[index].values = gathered(slopes[index].values)
    }
    numbers = numbers.mapValues { gathered($0) }
    factors = factors.mapValues { factor in
      Grouping(name: factor.name, codes: gathered(factor.codes), labels: factor.labels)
    }
  }
}
