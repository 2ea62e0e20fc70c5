/// All covers of a chart with the fewest classes, or all irredundant covers, by branch and bound.
///
/// Branching takes the uncovered row with the fewest candidates and, in the branch of one candidate,
/// bars those before it, so that every cover is met exactly once. With t classes left to choose and
/// u rows uncovered, a class that covers g of them can matter only if g and the t - 1 largest gains
/// add up to u; gains never grow, so one that cannot is out for the whole branch.
struct CoverSearch {
  /// What was found of covers, each a list of classes.
  struct Found {
    /// The first covers, at most as many as were to be listed.
    var listed: [[Int]] = []
    /// How many models they and the unlisted ones stand for.
    var count = 0
    /// Whether the count is complete: the work did not end early, nor the count overflow.
    var isComplete = true
  }

  private let chart: CoverChart
  private let listLimit: Int
  /// Word operations left before the search gives up.
  private(set) var workLeft: Int
  private var found = Found()
  private var isProbe = false
  private var isDone = false

  init(_ chart: CoverChart, listLimit: Int, work: Int) {
    self.chart = chart
    self.listLimit = listLimit
    workLeft = work
  }

  /// All covers with the fewest classes.
  ///
  /// - Throws: `minimizationUnfinished` where the work ends before the fewest are known. Where it
  ///   ends later, the covers are of the fewest classes, and their count is a lower bound.
  mutating func fewest(primes: Int, positives: Int) throws(EvidenceError) -> Found {
    let start = Node(uncovered: allRows, active: Array(chart.classes.indices))
    let probe = Node(uncovered: allRows, active: maximalClasses())
    let known = greedyCount()
    var terms = lowerBound()
    isProbe = true
    while terms < known {
      found = Found()
      isDone = false
      var chosen: [Int] = []
      visit(probe, left: terms, weight: 1, chosen: &chosen)
      if found.count > 0 { break }
      guard found.isComplete else {
        throw .minimizationUnfinished(
          rows: positives, primes: primes, proven: terms, known: known)
      }
      terms += 1
    }
    isProbe = false
    isDone = false
    found = Found()
    var chosen: [Int] = []
    visit(start, left: terms, weight: 1, chosen: &chosen)
    if found.listed.isEmpty {
      throw .minimizationUnfinished(rows: positives, primes: primes, proven: terms, known: known)
    }
    return found
  }

  /// All covers from which no class can be left out, whatever their size (Murakami and Uno 2014).
  mutating func irredundant() -> Found {
    found = Found()
    isDone = false
    var chosen: [Int] = []
    visitIrredundant(
      uncovered: allRows, barred: Array(repeating: 0, count: chart.classWords), own: [],
      weight: 1, chosen: &chosen)
    return found
  }

  private struct Node {
    var uncovered: [UInt64]
    var active: [Int]
  }

  private var allRows: [UInt64] {
    var words = Array(repeating: UInt64.max, count: chart.rowWords)
    let rest = chart.rowCount & 63
    if rest != 0 || chart.rowCount == 0 { words[words.count - 1] = (1 << UInt64(rest)) - 1 }
    return words
  }

  private mutating func visit(_ node: Node, left: Int, weight: Int, chosen: inout [Int]) {
    let need = node.uncovered.reduce(0) { $0 + $1.nonzeroBitCount }
    if need == 0 { return record(chosen, weight) }
    guard left > 0, spend(node.active.count * chart.rowWords) else { return }
    var (active, gains) = gains(of: node)
    let floor = need - best(gains, left - 1)
    let useful = active.indices.filter { gains[$0] >= max(1, floor) }
    if useful.isEmpty { return }
    active = useful.map { active[$0] }
    gains = useful.map { gains[$0] }
    if best(gains, left) < need { return }
    if left == 1 { return recordLast(active, chosen, weight) }
    let row = narrowestRow(node.uncovered, active)
    for position in active.indices where chart.covers(active[position], row) {
      if isDone { return }
      let index = active[position]
      var rest = node.uncovered
      for word in rest.indices { rest[word] &= ~chart.coverage[index * chart.rowWords + word] }
      // Those before it that cover the row have had their turn.
      let further = active.indices.filter {
        $0 > position || !chart.covers(active[$0], row)
      }.map { active[$0] }.filter { $0 != index }
      chosen.append(index)
      visit(
        Node(uncovered: rest, active: further), left: left - 1,
        weight: product(weight, chart.classes[index].count), chosen: &chosen)
      chosen.removeLast()
    }
  }

  private mutating func visitIrredundant(
    uncovered: [UInt64], barred: [UInt64], own: [[UInt64]], weight: Int, chosen: inout [Int]
  ) {
    if uncovered.allSatisfy({ $0 == 0 }) { return record(chosen, weight) }
    guard spend(chart.rowCount * chart.classWords) else { return }
    var (row, fewest) = (-1, Int.max)
    for candidate in 0..<chart.rowCount
    where uncovered[candidate >> 6] >> UInt64(candidate & 63) & 1 == 1 {
      let count = candidates(candidate, barred).reduce(0) { $0 + $1.nonzeroBitCount }
      if count < fewest { (row, fewest) = (candidate, count) }
    }
    let choices = candidates(row, barred)
    var barred = barred
    for index in chart.classes.indices where choices[index >> 6] >> UInt64(index & 63) & 1 == 1 {
      if isDone { return }
      let cover = chart.coverage[index * chart.rowWords..<(index + 1) * chart.rowWords]
      let remaining = own.map { rows in zip(rows, cover).map { $0 & ~$1 } }
      barred[index >> 6] |= 1 << UInt64(index & 63)
      // A class that has lost its last row of its own is redundant, and stays so.
      if remaining.contains(where: { $0.allSatisfy { $0 == 0 } }) { continue }
      chosen.append(index)
      visitIrredundant(
        uncovered: zip(uncovered, cover).map { $0 & ~$1 }, barred: barred,
        own: remaining + [zip(uncovered, cover).map { $0 & $1 }],
        weight: product(weight, chart.classes[index].count), chosen: &chosen)
      chosen.removeLast()
    }
  }

  private func candidates(_ row: Int, _ barred: [UInt64]) -> [UInt64] {
    barred.indices.map { chart.covering[row * chart.classWords + $0] & ~barred[$0] }
  }

  private mutating func record(_ chosen: [Int], _ weight: Int) {
    let (sum, overflow) = found.count.addingReportingOverflow(weight)
    found.count = overflow ? .max : sum
    if overflow || weight == .max { found.isComplete = false }
    if found.listed.count < listLimit { found.listed.append(chosen) }
    if isProbe { isDone = true }
  }

  /// Records the covers that one more class completes, listing while there is room.
  private mutating func recordLast(_ last: [Int], _ chosen: [Int], _ weight: Int) {
    for index in last {
      if isDone { return }
      record(chosen + [index], product(weight, chart.classes[index].count))
    }
  }

  private mutating func spend(_ words: Int) -> Bool {
    workLeft -= words
    if workLeft < 0 {
      found.isComplete = false
      isDone = true
    }
    return !isDone
  }

  private func product(_ left: Int, _ right: Int) -> Int {
    let (value, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? .max : value
  }
}

extension CoverSearch {
  /// The classes that cover something yet, and how many rows each.
  private func gains(of node: Node) -> (active: [Int], gains: [Int]) {
    var active: [Int] = []
    var gains: [Int] = []
    let width = chart.rowWords
    for index in node.active {
      var gain = 0
      for word in 0..<width {
        gain += (chart.coverage[index * width + word] & node.uncovered[word]).nonzeroBitCount
      }
      if gain > 0 {
        active.append(index)
        gains.append(gain)
      }
    }
    return (active, gains)
  }

  /// The sum of the largest `count` gains.
  private func best(_ gains: [Int], _ count: Int) -> Int {
    if count <= 0 { return 0 }
    var tally = Array(repeating: 0, count: (gains.max() ?? 0) + 1)
    for gain in gains { tally[gain] += 1 }
    var (sum, left) = (0, count)
    for gain in tally.indices.reversed() where left > 0 {
      let taken = min(left, tally[gain])
      sum += taken * gain
      left -= taken
    }
    return sum
  }

  private func narrowestRow(_ uncovered: [UInt64], _ active: [Int]) -> Int {
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
  private func lowerBound() -> Int {
    let gains = gains(of: Node(uncovered: allRows, active: Array(chart.classes.indices))).gains
    var terms = 1
    while terms < chart.classes.count, best(gains, terms) < chart.rowCount { terms += 1 }
    return terms
  }

  /// How many classes a greedy cover takes.
  private func greedyCount() -> Int {
    var node = Node(uncovered: allRows, active: Array(chart.classes.indices))
    var terms = 0
    while node.uncovered.contains(where: { $0 != 0 }) {
      let (active, gains) = gains(of: node)
      guard let position = gains.indices.max(by: { gains[$0] < gains[$1] }) else { break }
      for word in node.uncovered.indices {
        node.uncovered[word] &= ~chart.coverage[active[position] * chart.rowWords + word]
      }
      node.active = active
      terms += 1
    }
    return max(1, terms)
  }

  /// The classes whose rows no other class covers and more: enough to find how few suffice.
  private func maximalClasses() -> [Int] {
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
