import Estimation
import Frames
import Numerics

import func Foundation.pow

/// What the bootstrap and the folds draw as wholes.
enum ResamplingGroups: Sendable {
  case rows(Int)
  case clusters(Grouping)
  case dyads(Grouping, Grouping)
  case crossed([Grouping])

  /// How often each row counts in one replicate.
  func draw(_ generator: inout Xoshiro256) -> [Double] {
    switch self {
    case .rows(let count): return Self.multiplicities(count, &generator)
    case .clusters(let grouping):
      let drawn = Self.multiplicities(grouping.levelCount, &generator)
      return grouping.codes.map { drawn[Int($0)] }
    case .dyads(let first, let second):
      let drawn = Self.multiplicities(max(first.levelCount, second.levelCount), &generator)
      return zip(first.codes, second.codes).map { drawn[Int($0)] * drawn[Int($1)] }
    case .crossed(let groupings):
      var counts = [Double](repeating: 1, count: groupings.first?.codes.count ?? 0)
      for grouping in groupings {
        let drawn = Self.multiplicities(grouping.levelCount, &generator)
        for row in counts.indices { counts[row] *= drawn[Int(grouping.codes[row])] }
      }
      return counts
    }
  }

  /// The fold of each row; whole clusters (of the first factor where there
  /// are several), and dyads of one pair, stay together.
  func folds(_ count: Int, _ generator: inout Xoshiro256) -> [Int] {
    func dealt(_ units: Int) -> [Int] {
      var order = Array(0..<units)
      order.shuffle(using: &generator)
      var fold = [Int](repeating: 0, count: units)
      for (place, unit) in order.enumerated() { fold[unit] = place % count }
      return fold
    }
    func byLevel(_ grouping: Grouping) -> [Int] {
      let fold = dealt(grouping.levelCount)
      return grouping.codes.map { fold[Int($0)] }
    }
    switch self {
    case .rows(let rows): return dealt(rows)
    case .clusters(let grouping): return byLevel(grouping)
    case .crossed(let groupings): return groupings.first.map(byLevel) ?? []
    case .dyads(let first, let second):
      let pairs = KeyCodes(crossing: [
        zip(first.codes, second.codes).map { min($0, $1) },
        zip(first.codes, second.codes).map { max($0, $1) },
      ])
      let fold = dealt(pairs.count)
      return pairs.codes.map { fold[Int($0)] }
    }
  }

  private static func multiplicities(
    _ count: Int, _ generator: inout Xoshiro256
  ) -> [Double] {
    var drawn = [Double](repeating: 0, count: count)
    for _ in 0..<count { drawn[min(count - 1, Int(generator.uniform() * Double(count)))] += 1 }
    return drawn
  }
}

extension KernelEstimator {
  /// Replicates whose cross-products are summed in one pass over the rows.
  static let batch = 32

  /// The effect at each value in each replicate; `nil` where the replicate has no local fit there.
  static func bootstrap(
    _ local: LocalRegression, at values: [Double], windows: [Double], groups: ResamplingGroups,
    _ options: Options
  ) -> [[Double?]] {
    var generator = Xoshiro256(seed: options.seed)
    var effects = [[Double?]](repeating: [], count: values.count)
    var done = 0
    while done < options.replicates {
      let size = min(batch, options.replicates - done)
      let counts = local.counts((0..<size).map { _ in groups.draw(&generator) })
      let fits = local.coefficients(at: values, windows: windows, counts: counts)
      for point in values.indices { effects[point] += fits[point].map { $0?.effect } }
      done += size
    }
    return effects
  }

  /// Percentile intervals, standard deviations, and the band of the largest deviation.
  mutating func addBands(_ effects: [[Double?]], _ options: Options) {
    let tail = (1 - options.confidenceLevel) / 2
    var failed = 0
    for (index, draws) in effects.enumerated() {
      let found = draws.compactMap(\.self).sorted()
      failed = max(failed, draws.count - found.count)
      guard found.count > draws.count / 2 else { continue }
      curve.points[index].effect = Quantity(
        estimate: curve.points[index].effect.estimate,
        standardError: BinningEstimator.deviation(found),
        confidenceLow: BinningEstimator.quantile(found, tail),
        confidenceHigh: BinningEstimator.quantile(found, 1 - tail))
    }
    if failed > 0 {
      warnings.append(
        .failedReplicates(failed, of: options.replicates, moderator: curve.moderator))
    }
    var largest: [Double] = []
    for replicate in 0..<options.replicates {
      var worst: Double? = 0
      for (index, draws) in effects.enumerated() {
        let effect = curve.points[index].effect
        guard let error = effect.standardError, error > 0 else { continue }
        guard let draw = draws[replicate], let before = worst else {
          worst = nil
          break
        }
        worst = max(before, abs(draw - effect.estimate) / error)
      }
      if let worst { largest.append(worst) }
    }
    guard largest.count > options.replicates / 2 else { return }
    curve.addBand(BinningEstimator.quantile(largest.sorted(), options.confidenceLevel))
  }
}

/// The choice of a bandwidth by prediction of held-out rows.
struct CrossValidation {
  let candidates: [KernelEstimator.Candidate]

  var best: Double? {
    candidates.filter { $0.error != nil }.min { ($0.error ?? 0) < ($1.error ?? 0) }?.bandwidth
  }

  /// Held-out rows are predicted from the coefficients at the two grid values around them, in
  /// proportion.
  init(
    _ local: LocalRegression, grid: [Double], density: ModeratorDensity?, folds: Int, seed: UInt64,
    groups: ResamplingGroups
  ) {
    var generator = Xoshiro256(seed: seed)
    let count = min(max(2, folds), local.count)
    let fold = groups.folds(count, &generator)
    let range = (grid.last ?? 0) - (grid.first ?? 0)
    candidates = (0..<KernelEstimator.candidateCount).map { step in
      let share = Double(step) / Double(KernelEstimator.candidateCount - 1)
      let h = range / 50 * pow(50, share)
      let windows = grid.map { density?.window(h, at: $0) ?? h }
      var total = 0.0
      var first = 0
      while first < count {
        let batch = first..<min(count, first + KernelEstimator.batch)
        let counts = local.counts(batch.map { held in fold.map { $0 == held ? 0 : 1 } })
        let fits = local.coefficients(at: grid, windows: windows, counts: counts)
        guard let error = local.heldOutError(fits, grid: grid, folds: fold, batch: batch) else {
          return .init(bandwidth: h, error: nil)
        }
        total += error
        first = batch.upperBound
      }
      return .init(bandwidth: h, error: total / local.totalWeight)
    }
  }
}
