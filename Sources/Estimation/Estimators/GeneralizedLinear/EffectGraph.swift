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
    let pinned = componentsOfPinned(signs, isKept)
    let shift = first.levelCount
    func ends(_ row: Int) -> (Int, Int) { (Int(first.codes[row]), shift + Int(second.codes[row])) }
    let open = signs.indices.filter { row in
      guard isKept[row], signs[row] != 0 else { return false }
      let (left, right) = ends(row)
      return pinned[left] != pinned[right]
    }
    guard !open.isEmpty else { return [] }
    let arrows = open.map { row in
      let (left, right) = ends(row)
      let (a, c) = (pinned[left], pinned[right])
      return signs[row] > 0 ? (from: c, to: a) : (from: a, to: c)
    }
    let components = EffectGraph.components(arrows, nodes: pinned.count)
    return zip(open, arrows).filter { components[$1.from] != components[$1.to] }.map(\.0)
  }

  /// For every level of both effects one that it equals because of rows where z must vanish.
  private func componentsOfPinned(_ signs: [Double], _ isKept: [Bool]) -> [Int] {
    var parents = Array(0..<(first.levelCount + second.levelCount))
    func root(_ level: Int) -> Int {
      var level = level
      while parents[level] != level {
        parents[level] = parents[parents[level]]
        level = parents[level]
      }
      return level
    }
    for row in signs.indices where isKept[row] && signs[row] == 0 {
      let a = root(Int(first.codes[row]))
      let b = root(first.levelCount + Int(second.codes[row]))
      parents[max(a, b)] = min(a, b)
    }
    return parents.indices.map { root($0) }
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
