/// All covers of a chart with the fewest classes, or all irredundant covers, by branch and bound.
///
/// Branching takes the uncovered row with the fewest candidates and, in the branch of one candidate,
/// bars those before it, so that every cover is met exactly once. With t classes left to choose, a
/// class that covers uncovered rows of weight g can matter only if g and the t - 1 largest such
/// weights add up to that of all uncovered rows; they never grow, so one that cannot is out for the
/// whole branch. Rows weigh 1, and again as ``ChartWeights`` says, and a class must pass both.
///
/// Finding the fewest is NP-hard: the worst case is exponential, and `work` ends it by name. Nothing
/// is random and one thread searches, so that a result does not depend on the machine.
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

  let chart: CoverChart
  private let listLimit: Int
  /// Word operations left before the search gives up.
  private(set) var workLeft: Int
  private var found = Found()
  private var isProbe = false
  private var isDone = false
  /// The rows of each class.
  let members: [[Int]]

  /// Subgradient steps for the whole chart, and for a branch that begins with its parent's weights.
  private static let rootSteps = 400
  private static let branchSteps = 30
  /// Sharper weights pay where at least so many classes are left to choose, among so many.
  private static let (sharpLeft, sharpCandidates) = (3, 12)

  init(_ chart: CoverChart, listLimit: Int, work: Int) {
    self.chart = chart
    self.listLimit = listLimit
    workLeft = work
    members = chart.classes.indices.map { index in
      (0..<chart.rowCount).filter { chart.covers(index, $0) }
    }
  }

  /// All covers with the fewest classes.
  ///
  /// - Throws: `minimizationUnfinished` where the work ends before the fewest are known. Where it
  ///   ends later, the covers are of the fewest classes, and their count is a lower bound.
  mutating func fewest(primes: Int, positives: Int) throws(EvidenceError) -> Found {
    let known = greedyCount()
    let all = Array(chart.classes.indices)
    let weights = ChartWeights(members, rowCount: chart.rowCount).improved(
      members, active: all, open: Array(repeating: true, count: chart.rowCount), target: known,
      steps: Self.rootSteps)
    let start = Node(uncovered: allRows, active: all, weights: weights)
    let probe = Node(uncovered: allRows, active: maximalClasses(), weights: weights)
    var terms = lowerBound(start)
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

  /// What is left to cover, by which classes, and the weights of its rows.
  struct Node {
    var uncovered: [UInt64]
    var active: [Int]
    var weights: ChartWeights
  }

  var allRows: [UInt64] {
    var words = Array(repeating: UInt64.max, count: chart.rowWords)
    let rest = chart.rowCount & 63
    if rest != 0 || chart.rowCount == 0 { words[words.count - 1] = (1 << UInt64(rest)) - 1 }
    return words
  }

  private mutating func visit(_ node: Node, left: Int, weight: Int, chosen: inout [Int]) {
    if node.uncovered.allSatisfy({ $0 == 0 }) { return record(chosen, weight) }
    guard left > 0, spend(node.active.count * chart.rowWords) else { return }
    var candidates = useful(node, left: left)
    if candidates.isEmpty { return }
    var weights = node.weights
    if left >= Self.sharpLeft, candidates.count >= Self.sharpCandidates {
      let open = (0..<chart.rowCount).map { isSet($0, node.uncovered) }
      guard spend(Self.branchSteps * candidates.count) else { return }
      weights = weights.improved(
        members, active: candidates, open: open, target: left + 1, steps: Self.branchSteps)
      candidates = useful(
        Node(uncovered: node.uncovered, active: candidates, weights: weights), left: left)
      if candidates.isEmpty { return }
    }
    if left == 1 { return recordLast(candidates, chosen, weight) }
    let row = narrowestRow(node.uncovered, candidates)
    let branches = candidates.filter { chart.covers($0, row) }
    let others = candidates.filter { !chart.covers($0, row) }
    for (position, index) in branches.enumerated() {
      if isDone { return }
      var rest = node.uncovered
      for word in rest.indices { rest[word] &= ~chart.coverage[index * chart.rowWords + word] }
      chosen.append(index)
      visit(
        // Those before it that cover the row have had their turn.
        Node(
          uncovered: rest, active: others + branches[(position + 1)...], weights: weights),
        left: left - 1,
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
