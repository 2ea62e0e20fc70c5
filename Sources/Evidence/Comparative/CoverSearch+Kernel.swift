extension CoverSearch {
  /// The classes that can be among `left` that cover the rest, those that gain most first.
  func useful(_ node: Node, left: Int) -> [Int] {
    var entries = gains(of: node)
    let rows = node.uncovered.reduce(0) { $0 + $1.nonzeroBitCount }
    let mass = weigh(node)
    // Dropping some lowers the bound for the others, so that it is worth a second look.
    for _ in 0..<2 {
      let before = entries.count
      let rowFloor = rows - Self.largest(entries.map(\.rows), left - 1)
      let massFloor = mass - Self.largest(entries.map(\.mass), left - 1)
      entries.removeAll { $0.rows < rowFloor || $0.mass < massFloor }
      if entries.count == before { break }
    }
    return entries.sorted { ($1.mass, $0.index) < ($0.mass, $1.index) }.map(\.index)
  }

  /// The classes that cover something yet: how many rows, and of what weight.
  private func gains(of node: Node) -> [(index: Int, rows: Int, mass: Int)] {
    var entries: [(index: Int, rows: Int, mass: Int)] = []
    entries.reserveCapacity(node.active.count)
    let width = chart.rowWords
    for index in node.active {
      var (rows, mass) = (0, 0)
      for word in 0..<width {
        var rest = chart.coverage[index * width + word] & node.uncovered[word]
        rows += rest.nonzeroBitCount
        while rest != 0 {
          mass += node.weights.weights[word << 6 + rest.trailingZeroBitCount]
          rest &= rest - 1
        }
      }
      if rows > 0 { entries.append((index, rows, mass)) }
    }
    return entries
  }

  private func weigh(_ node: Node) -> Int {
    (0..<chart.rowCount).reduce(0) {
      $0 + (isSet($1, node.uncovered) ? node.weights.weights[$1] : 0)
    }
  }

  func isSet(_ row: Int, _ words: [UInt64]) -> Bool {
    words[row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  /// The sum of the `count` largest values.
  private static func largest(_ values: [Int], _ count: Int) -> Int {
    if count <= 0 { return 0 }
    if count == 1 { return values.max() ?? 0 }
    // A short list kept in order beats sorting thousands of values.
    var top: [Int] = []
    for value in values where top.count < count || value > top[top.count - 1] {
      if top.count == count { top.removeLast() }
      top.insert(value, at: top.firstIndex { $0 < value } ?? top.count)
    }
    return top.reduce(0, +)
  }

  func narrowestRow(_ uncovered: [UInt64], _ active: [Int]) -> Int {
    var counts = Array(repeating: 0, count: chart.rowCount)
    let width = chart.rowWords
    for index in active {
      for word in 0..<width {
        var rest = chart.coverage[index * width + word] & uncovered[word]
        while rest != 0 {
          counts[word << 6 + rest.trailingZeroBitCount] += 1
          rest &= rest - 1
        }
      }
    }
    var (row, fewest) = (0, Int.max)
    for candidate in counts.indices
    where uncovered[candidate >> 6] >> UInt64(candidate & 63) & 1 == 1 {
      if counts[candidate] < fewest { (row, fewest) = (candidate, counts[candidate]) }
    }
    return row
  }

  /// The least number of classes whose gains can add up to all rows.
  func lowerBound(_ node: Node) -> Int {
    let masses = gains(of: node).map(\.mass).sorted(by: >)
    let all = weigh(node)
    var (terms, sum) = (0, 0)
    while sum < all, terms < masses.count {
      sum += masses[terms]
      terms += 1
    }
    return max(1, terms)
  }

  /// How many classes a greedy cover takes.
  func greedyCount() -> Int {
    var node = Node(
      uncovered: allRows, active: Array(chart.classes.indices),
      weights: ChartWeights(members, rowCount: chart.rowCount))
    var terms = 0
    while node.uncovered.contains(where: { $0 != 0 }) {
      let entries = gains(of: node)
      guard let best = entries.max(by: { $0.rows < $1.rows }) else { break }
      for word in node.uncovered.indices {
        node.uncovered[word] &= ~chart.coverage[best.index * chart.rowWords + word]
      }
      node.active = entries.map(\.index)
      terms += 1
    }
    return max(1, terms)
  }

  /// The classes whose rows no other class covers and more: enough to find how few suffice.
  func maximalClasses() -> [Int] {
    let width = chart.rowWords
    func size(_ index: Int) -> Int {
      (0..<width).reduce(0) { $0 + chart.coverage[index * width + $1].nonzeroBitCount }
    }
    let ordered = chart.classes.indices.map { (index: $0, size: size($0)) }
      .sorted { ($1.size, $0.index) < ($0.size, $1.index) }
    var kept: [Int] = []
    for (index, _) in ordered {
      let isWithin = kept.contains { other in
        (0..<width).allSatisfy {
          chart.coverage[index * width + $0] & ~chart.coverage[other * width + $0] == 0
        }
      }
      if !isWithin { kept.append(index) }
    }
    return kept
  }
}
