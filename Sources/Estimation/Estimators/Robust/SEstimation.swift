import Numerics

/// The S-estimate of a regression: the coefficients whose residuals have the smallest M-scale.
///
///     minimise s(b),   sum_i c_i rho(r_i(b) / s) / (sum_i c_i - k) = 1/2,
///     rho(u) = 1 - (1 - (u/1.54764)^2)^3 inside 1.54764, 1 outside
///
/// Half of the rows may be arbitrary before it breaks down (Rousseeuw and Yohai 1984). The search
/// is fast-S (Salibian-Barrera and Yohai 2006): 500 starts that fit k rows exactly, two reweighting
/// steps each, and the best five carried to convergence. Beyond 2,000 rows the starts are drawn and
/// improved in five groups of 400 rows, the ten best of each on the 2,000 rows together, and the
/// best five of these on all rows. A start passes over rows that add nothing to those it has, so
/// that dummies do not spoil it (Koller 2012). O(n k^2) for each step over all rows.
///
/// The starts come from a seed: the same seed gives the same numbers on every machine.
struct SEstimation: Sendable {
  /// In the sample's basis.
  let coordinates: [Double]
  let scale: Double
  let starts: Int

  /// Breakdown point 1/2 and consistency at the normal.
  static let tuning = 1.54764
  static let breakdown = 0.5
  static let startCount = 500

  private static let smallSample = 2000
  private static let groupCount = 5
  private static let groupRows = 400
  private static let keptOfGroup = 10
  private static let keptAtLast = 5

  /// Searches.
  /// - Throws: `zeroScale` when half of the rows are fitted exactly, `unsupported` with an absorbed
  ///   effect.
  init(_ sample: WorkingSample, options: Specification.Options) throws(EstimationError) {
    if let effect = sample.design.absorbed.first {
      throw .unsupported(
        Refusal(
          "MM-estimation with the absorbed effect \(effect.name)",
          because: "its start fits a few rows exactly and so cannot leave an effect's level out",
          instead: "use m(bisquare), or add the effect as a term, factor(\(effect.name))"))
    }
    var generator = Xoshiro256(seed: options.seed)
    let all = SObjective(sample)
    let order = SEstimation.shuffled(all.count, first: all.count, &generator)
    var candidates: [Candidate]
    if all.count <= SEstimation.smallSample {
      candidates = SEstimation.search(
        all, starts: SEstimation.startCount, keep: SEstimation.keptAtLast, &generator)
    } else {
      candidates = []
      for group in 0..<SEstimation.groupCount {
        let rows = order[(group * SEstimation.groupRows)..<((group + 1) * SEstimation.groupRows)]
        candidates += SEstimation.search(
          all.restricted(to: rows.sorted()),
          starts: SEstimation.startCount / SEstimation.groupCount, keep: SEstimation.keptOfGroup,
          &generator)
      }
      let pool = all.restricted(
        to: order[..<(SEstimation.groupCount * SEstimation.groupRows)].sorted())
      candidates = SEstimation.best(
        SEstimation.keptAtLast, of: candidates.map { pool.scaled(pool.improved($0, steps: 2)) })
    }
    let finished = candidates.map { all.converged($0) }
    guard let best = SEstimation.best(1, of: finished).first, best.scale > all.smallestScale,
      best.scale > sample.roundingScale(of: sample.basis.toCoefficients.times(best.coordinates))
    else {
      throw .zeroScale(iteration: 0)
    }
    coordinates = best.coordinates
    scale = best.scale
    starts = SEstimation.startCount
  }

  struct Candidate: Sendable {
    var coordinates: [Double]
    var scale: Double
  }

  /// Draws starts from the rows, improves each by two steps, and keeps the best.
  private static func search(
    _ objective: SObjective, starts: Int, keep: Int, _ generator: inout Xoshiro256
  ) -> [Candidate] {
    var found: [Candidate] = []
    for _ in 0..<starts {
      guard let coordinates = objective.exactFit(&generator) else { continue }
      let start = Candidate(
        coordinates: coordinates, scale: objective.medianScale(coordinates))
      let improved = objective.improved(start, steps: 2)
      // The scale itself is computed only where it can be among the best, which one pass tells
      // (Salibian-Barrera and Yohai 2006, section 4).
      let worst = found.count < keep ? Double.infinity : found[keep - 1].scale
      guard objective.isBelow(worst, improved) else { continue }
      found = best(keep, of: found + [objective.scaled(improved)])
    }
    return found
  }

  /// The candidates of smallest scale, ties in the order they were found.
  private static func best(_ count: Int, of candidates: [Candidate]) -> [Candidate] {
    let ranked = candidates.indices.sorted {
      (candidates[$0].scale, $0) < (candidates[$1].scale, $1)
    }
    return ranked.prefix(count).map { candidates[$0] }
  }

  /// The first positions of a random order (Fisher and Yates).
  static func shuffled(_ count: Int, first: Int, _ generator: inout Xoshiro256) -> [Int] {
    var order = Array(0..<count)
    for position in 0..<min(first, count - 1) {
      order.swapAt(position, Int.random(in: position..<count, using: &generator))
    }
    return Array(order.prefix(first))
  }
}
