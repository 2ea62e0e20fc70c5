import Machine
import Numerics

/// Wild cluster bootstrap of least squares with the null imposed (Cameron, Gelbach and Miller 2008,
/// section III.C; MacKinnon, Nielsen and Webb 2023).
///
/// For H0: beta_j = b0 the restricted residuals of cluster g are multiplied by one random v_g, and
/// the cluster-robust t statistic of beta_j is recomputed. In the coordinates of `ScoreBlocks`, with
/// c the row of coefficient j and d = beta_j - b0, the restricted scores are S_g + d h_g with
/// h_g = N_g c / |c|^2, and one draw gives
///
///     delta = sum_g v_g (S_g + d h_g)
///     t*(d) = c'delta / sqrt( sum_g ( v_g c'(S_g + d h_g) - c'N_g delta )^2 ):
///
/// a ratio of a line and the root of a parabola in d. So every draw leaves five numbers a term, and
/// the p-value of any b0 - hence the interval by inversion - needs no further draw.
/// O(n k^2 + draws (G k) terms).
///
/// The p-value is symmetric, the share of |t*| at or above |t|; draws that were not enumerated count
/// the sample itself as one of them. Absorbed effects must be nested in the clusters: v_g then
/// commutes with their removal.
struct WildClusterBootstrap: Sendable {
  let blocks: ScoreBlocks
  let isEnumerated: Bool
  let draws: Int
  /// By draw, five numbers a term: line (2) and parabola (3).
  private let curves: [Double]
  private let terms: Int
  private let observedVariances: [Double]

  private static let drawsPerBlock = 128
  /// Blocks between two reports of progress.
  private static let blocksPerReport = 16
  /// Rademacher weights give p-values in steps of 1/64 or coarser.
  static let fewClusters = 8
  /// A tie up to rounding counts as reached.
  private static let tie = 1 - 1e-10

  /// - Parameter progress: is told how many draws are done.
  init(
    _ system: ScoreSystem, by grouping: Grouping, draws asked: Int, weights: WildWeights,
    seed: UInt64, threads: Int, progress: (Int, Int) -> Void
  ) throws(EstimationError) {
    let blocks = ScoreBlocks(system, memberships: [grouping.codes], count: grouping.levelCount)
    self.blocks = blocks
    let used = blocks.products.indices.filter { blocks.products[$0] != nil }
    guard used.count > 1 else { throw .tooFewClusters(key: grouping.name, found: used.count) }
    // Beyond sixty-two clusters 2^G is no number of draws anybody asks for.
    isEnumerated = weights == .rademacher && used.count < 62 && 1 << used.count <= asked
    let count = isEnumerated ? 1 << used.count : asked
    draws = count
    let plan = Plan(blocks, used)
    terms = plan.terms
    observedVariances = plan.observedVariances
    var curves: [Double] = []
    curves.reserveCapacity(count * plan.terms * 5)
    let all = (count + Self.drawsPerBlock - 1) / Self.drawsPerBlock
    let enumerated = isEnumerated
    for first in stride(from: 0, to: all, by: Self.blocksPerReport) {
      let parts = Parallel.map(
        blocks: min(Self.blocksPerReport, all - first), threads: threads
      ) { offset in
        let block = first + offset
        // A stream a block: draws do not depend on threads.
        var generator = RandomStream(seed: seed, stream: UInt64(block)).generator()
        var part: [Double] = []
        for draw in (block * Self.drawsPerBlock)..<min(count, (block + 1) * Self.drawsPerBlock) {
          let v =
            enumerated
            ? used.indices.map { draw >> $0 & 1 == 1 ? -1.0 : 1 }
            : used.indices.map { _ in weights.draw(&generator) }
          plan.curves(v, into: &part)
        }
        return part
      }
      for part in parts { curves += part }
      progress(min(count, (first + Self.blocksPerReport) * Self.drawsPerBlock), count)
    }
    self.curves = curves
  }

  /// The p-value of beta_j = estimate - d.
  func pValue(term: Int, distance d: Double) -> Double {
    let observed = abs(d) / observedVariances[term].squareRoot() * WildClusterBootstrap.tie
    var reached = 0
    for draw in 0..<draws {
      let start = (draw * terms + term) * 5
      let line = abs(curves[start] + d * curves[start + 1])
      let parabola =
        curves[start + 2] + d * (2 * curves[start + 3] + d * curves[start + 4])
      // No variation at all: the statistic is without bound.
      if parabola <= 0 || line >= observed * parabola.squareRoot() { reached += 1 }
    }
    return isEnumerated
      ? Double(reached) / Double(draws) : Double(reached + 1) / Double(draws + 1)
  }

  /// The values of beta_j that are not rejected: from the estimate outwards to where the p-value
  /// falls below 1 - level, by doubling and bisection; `nil` where it does not fall.
  func interval(
    term: Int, estimate: Double, level: Double
  ) -> (low: Double?, high: Double?) {
    let error = observedVariances[term].squareRoot()
    func bound(_ sign: Double) -> Double? {
      var (inside, outside) = (0.0, 2 * error)
      while pValue(term: term, distance: sign * outside) >= 1 - level {
        inside = outside
        outside *= 2
        if outside > 1e4 * error { return nil }
      }
      for _ in 0..<50 {
        let middle = (inside + outside) / 2
        if pValue(term: term, distance: sign * middle) >= 1 - level {
          inside = middle
        } else {
          outside = middle
        }
        if outside - inside <= 1e-10 * outside { break }
      }
      return estimate - sign * inside
    }
    return (bound(1), bound(-1))
  }

  /// What does not depend on a draw.
  private struct Plan: Sendable {
    let rank: Int
    let terms: Int
    let scores: [[Double]]
    /// c'S_g, by term and cluster.
    var q: [[Double]] = []
    /// c'h_g
    var r: [[Double]] = []
    /// N_g c
    var p: [[[Double]]] = []
    var rows: [[Double]] = []
    var observedVariances: [Double] = []

    init(_ blocks: ScoreBlocks, _ used: [Int]) {
      rank = blocks.rank
      terms = blocks.toCoefficients.rows
      scores = used.map { blocks.scores[$0] }
      for term in 0..<terms {
        let c = (0..<rank).map { blocks.toCoefficients[term, $0] }
        let length = Plan.dot(c, c)
        let products = used.map { blocks.products[$0]!.times(c) }
        rows.append(c)
        p.append(products)
        q.append(scores.map { Plan.dot(c, $0) })
        r.append(products.map { Plan.dot(c, $0) / length })
        observedVariances.append(q[term].reduce(0) { $0 + $1 * $1 })
      }
    }

    static func dot(_ left: [Double], _ right: [Double]) -> Double {
      var sum = 0.0
      for index in left.indices { sum += left[index] * right[index] }
      return sum
    }

    /// Appends line and parabola of every term.
    func curves(_ v: [Double], into part: inout [Double]) {
      var delta = [Double](repeating: 0, count: rank)
      for cluster in v.indices {
        for column in 0..<rank { delta[column] += v[cluster] * scores[cluster][column] }
      }
      for term in 0..<terms {
        let length = Plan.dot(rows[term], rows[term])
        var tilt = [Double](repeating: 0, count: rank)
        for cluster in v.indices {
          let factor = v[cluster] / length
          for column in 0..<rank { tilt[column] += factor * p[term][cluster][column] }
        }
        var (zero, one, two) = (0.0, 0.0, 0.0)
        for cluster in v.indices {
          let product = p[term][cluster]
          let alpha = v[cluster] * q[term][cluster] - Plan.dot(product, delta)
          let gamma = v[cluster] * r[term][cluster] - Plan.dot(product, tilt)
          zero += alpha * alpha
          one += alpha * gamma
          two += gamma * gamma
        }
        part += [Plan.dot(rows[term], delta), Plan.dot(rows[term], tilt), zero, one, two]
      }
    }
  }
}

extension WildWeights {
  /// One draw.
  func draw(_ generator: inout Xoshiro256) -> Double {
    switch self {
    case .rademacher: return generator.next() >> 63 == 1 ? -1 : 1
    case .webb:
      let magnitudes = [(0.5).squareRoot(), 1, (1.5).squareRoot()]
      let face = Int(generator.uniform() * 6)
      return face < 3 ? magnitudes[face] : -magnitudes[face - 3]
    }
  }
}
