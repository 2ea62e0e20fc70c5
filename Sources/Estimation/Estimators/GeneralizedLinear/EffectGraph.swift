/// Rows that two absorbed effects decide by themselves, whatever the regressors.
///
/// With z = a + b the sum of a row's two effects and c = -b, a row that asks for z >= 0 says c <= a, one
/// that asks for z <= 0 says a <= c, and one that must keep z = 0 says both. These are arrows between
/// levels, from the smaller to the larger one. Along a directed cycle all values are equal, so the rows
/// within a strongly connected component cannot be separated; numbering the components in the order of
/// the arrows makes z different from zero in every other row at once. The rows that join two components
/// are hence the largest separated set, found without any arithmetic on real numbers. O(n).
///
/// Components by Tarjan (1972), without recursion.
struct EffectGraph {
  private let first: Grouping
  private let second: Grouping

  init(_ first: Grouping, _ second: Grouping) {
    self.first = first
    self.second = second
  }

  /// Positions of the rows that are separated, ascending.
  /// - Parameters:
  ///   - signs: a row's side: 1 for z >= 0, -1 for z <= 0, 0 where z must vanish.
  ///   - isKept: the rows that take part.
  func separated(_ signs: [Double], isKept: [Bool]) -> [Int] {
    var joined = Array(0..<(first.levelCount + second.levelCount))
    let part = EffectGraph.partSize * joined.count
    if signs.count > 2 * part {
      // Levels that some rows join stay joined, and what other rows say of them is settled.
      let (arrows, pinned) = arrows(
        EffectGraph.spread(part, of: signs.count).filter { isKept[$0] }, signs, among: joined)
      let components = EffectGraph.components(arrows.map(\.arrow), nodes: joined.count)
      joined = pinned.map { components[$0] }
    }
    let rest = signs.indices.filter { row in
      isKept[row]
        && joined[Int(first.codes[row])] != joined[first.levelCount + Int(second.codes[row])]
    }
    let (arrows, _) = arrows(rest, signs, among: joined)
    let components = EffectGraph.components(arrows.map(\.arrow), nodes: joined.count)
    return arrows.filter { components[$0.arrow.from] != components[$0.arrow.to] }.map(\.row)
  }

  /// Rows a level of the part that is looked at first: enough to join most levels that many rows join.
  private static let partSize = 3

  /// So many of the rows, spread over all in steps of the golden section, so that neighbours, which
  /// often share a level, are rarely both among them.
  private static func spread(_ count: Int, of rows: Int) -> [Int] {
    let golden = (5.0.squareRoot() - 1) / 2
    var step = max(1, Int(golden * Double(rows)))
    // Without a common divisor no row comes twice.
    while greatestCommonDivisor(step, rows) > 1 { step += 1 }
    var row = 0
    return (0..<count).map { _ in
      defer { row = (row + step) % rows }
      return row
    }
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (first, second)
    while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  /// The arrows of rows between levels that no pinned row makes equal, and what each level equals.
  /// - Parameter joined: what each level is known to equal.
  private func arrows(
    _ rows: [Int], _ signs: [Double], among joined: [Int]
  ) -> (open: [(row: Int, arrow: (from: Int, to: Int))], pinned: [Int]) {
    let pinned = componentsOfPinned(rows, signs, among: joined)
    var open: [(row: Int, arrow: (from: Int, to: Int))] = []
    for row in rows where signs[row] != 0 {
      let a = pinned[Int(first.codes[row])]
      let c = pinned[first.levelCount + Int(second.codes[row])]
      if a != c { open.append((row, signs[row] > 0 ? (from: c, to: a) : (from: a, to: c))) }
    }
    return (open, pinned)
  }

  /// For every level of both effects the least of those that it equals, also because of rows where z
  /// must vanish.
  private func componentsOfPinned(
    _ rows: [Int], _ signs: [Double], among joined: [Int]
  ) -> [Int] {
    var parents = Array(joined.indices)
    return parents.withUnsafeMutableBufferPointer { parents in
      func root(_ level: Int) -> Int {
        var level = level
        while parents[level] != level {
          parents[level] = parents[parents[level]]
          level = parents[level]
        }
        return level
      }
      for row in rows where signs[row] == 0 {
        let a = root(joined[Int(first.codes[row])])
        let b = root(joined[first.levelCount + Int(second.codes[row])])
        if a != b { parents[max(a, b)] = min(a, b) }
      }
      return joined.map { root($0) }
    }
  }

  /// The strongly connected component of each node.
  static func components(_ arrows: [(from: Int, to: Int)], nodes: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: nodes + 1)
    for arrow in arrows { starts[arrow.from + 1] += 1 }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var targets = [Int](repeating: 0, count: arrows.count)
    var next = starts
    for arrow in arrows {
      targets[next[arrow.from]] = arrow.to
      next[arrow.from] += 1
    }
    next = starts
    let unseen = -1
    var order = [Int](repeating: unseen, count: nodes)
    var lowest = order
    var components = order
    var (open, path): ([Int], [Int]) = ([], [])
    var (seen, found) = (0, 0)
    func enter(_ node: Int) {
      (order[node], lowest[node]) = (seen, seen)
      seen += 1
      open.append(node)
      path.append(node)
    }
    for start in 0..<nodes where order[start] == unseen {
      enter(start)
      while let node = path.last {
        if next[node] < starts[node + 1] {
          let target = targets[next[node]]
          next[node] += 1
          if order[target] == unseen {
            enter(target)
          } else if components[target] == unseen {
            lowest[node] = min(lowest[node], order[target])
          }
          continue
        }
        path.removeLast()
        if let above = path.last { lowest[above] = min(lowest[above], lowest[node]) }
        guard lowest[node] == order[node] else { continue }
        while let member = open.popLast() {
          components[member] = found
          if member == node { break }
        }
        found += 1
      }
    }
    return components
  }
}
