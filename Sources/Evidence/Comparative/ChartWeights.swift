/// Weights of a chart's rows that make the bound on covers sharp.
///
/// For any weights, t classes can cover a set of rows only if the t largest sums of weights over one
/// class add up to the weight of the set. The best weights solve the dual of the linear relaxation
/// of set covering; a fixed number of subgradient steps on its Lagrangian comes close (Beasley
/// 1987). They are rounded to whole numbers, with which the bound is exact.
struct ChartWeights {
  /// In whole numbers, for the bound.
  private(set) var weights: [Int]
  private var dual: [Double]

  /// Weights are fractions of this.
  private static let unit = 1 << 20
  /// Steps without progress after which the step is halved.
  private static let patience = 8
  /// The least distance to an optimum that a step aims over.
  private static let leastGap = 0.05

  /// To begin with, each row weighs what it must pay of the largest class that covers it.
  init(_ members: [[Int]], rowCount: Int) {
    dual = Array(repeating: 0, count: rowCount)
    for rows in members {
      for row in rows { dual[row] = max(dual[row], 1 / Double(rows.count)) }
    }
    weights = dual.map { Self.whole($0) }
  }

  /// Weights for covering the open rows by the active classes.
  ///
  /// - Parameters:
  ///   - open: whether each row is yet to be covered.
  ///   - target: how many classes too few the bound should show.
  func improved(
    _ members: [[Int]], active: [Int], open: [Bool], target: Int, steps: Int
  ) -> ChartWeights {
    var current = dual
    for row in current.indices where !open[row] { current[row] = 0 }
    var (best, bestBound, scale, stale) = (current, -Double.infinity, 1.0, 0)
    for _ in 0..<steps {
      var bound = current.reduce(0, +)
      var gradient = open.map { $0 ? 1.0 : 0.0 }
      for index in active {
        var reduced = 1.0
        for row in members[index] { reduced -= current[row] }
        if reduced < 0 {
          bound += reduced
          for row in members[index] where open[row] { gradient[row] -= 1 }
        }
      }
      if bound > bestBound {
        (best, bestBound, stale) = (current, bound, 0)
      } else {
        stale += 1
        if stale == Self.patience { (scale, stale, current) = (scale / 2, 0, best) }
      }
      let norm = gradient.reduce(0) { $0 + $1 * $1 }
      if norm == 0 { break }
      let step = scale * max(Self.leastGap, Double(target) - bound) / norm
      for row in current.indices { current[row] = max(0, current[row] + step * gradient[row]) }
    }
    var result = self
    // Covered rows keep their weights, for when they are open again.
    for row in best.indices where open[row] { result.dual[row] = best[row] }
    result.weights = result.dual.map { Self.whole($0) }
    return result
  }

  private static func whole(_ weight: Double) -> Int { Int((weight * Double(unit)).rounded()) }
}
