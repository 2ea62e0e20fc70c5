import Machine
import Numerics

/// Preconditioned conjugate gradients for up to eight columns in lockstep (Hestenes and Stiefel
/// 1952; for effects see Correia 2017, section 4).
///
/// Solves S a = D'W (I - P_0) x with the diagonal of S as preconditioner, for whoever holds the
/// columns and replaces x by (I - P_0)(x - D a). Each column has its own step lengths and stops on
/// its own.
///
/// Each step lowers |x - D a|_W^2 by alpha r'z exactly, so the length of what is left is known
/// without looking at the rows, and the squared distance to the limit is the sum of all gains to
/// come. With rho the rate at which r'z falls that is about alpha r'z / (1 - rho); a column stops
/// when this estimate says that its distance is within `tolerance` of its length. A sweep over the
/// rows then recomputes r from them, and the estimate must hold for that r too; otherwise the
/// iteration starts again from there. Cross-products of two such columns are off by the product of
/// their distances, coefficients therefore by about the square of the tolerance.
struct AbsorptionTile<Lane: AbsorptionLane>: Sendable {
  let system: EffectSystem
  let weights: [Double]?
  /// One over the weight of each group of the eliminated effect.
  let inverses: [Double]
  /// One over the diagonal of S, by level.
  let scaling: [Double]
  /// a, level by level.
  let solutionSlots: DisjointSlots<Double>
  /// Sums by part, level by level.
  let accumulatorSlots: DisjointSlots<Double>
  let workspace: DisjointSlots<Double>
  let threads: Int

  /// Where the columns of a tile are.
  struct Progress {
    /// sum w x^2 within the eliminated effect, and of what is left.
    let start: SIMD8<Double>
    var left: SIMD8<Double>
    var energy = SIMD8<Double>()
    var distance = SIMD8<Double>()
    var rate = SIMD8<Double>(repeating: 0.5)
    var report = AbsorptionReport()

    init(start: SIMD8<Double>) {
      self.start = start
      left = start
    }
  }

  /// Columns reduced below this share of their length within the eliminated effect are judged
  /// against the share, not against what is left of them: an effect's own linear combination would
  /// never converge relative to itself.
  fileprivate static var floorShare: Double { 1e-3 }
  private static var slowestRate: Double { 0.9999 }
  static var mostRestarts: Int { 3 }
  /// A recomputed residual may exceed the updated one's criterion by this before a restart.
  private static var slack: Double { 2 }
  static var blockLength: Int { 512 }

  /// Numbers of workspace needed besides solution and accumulators.
  static func workspaceCount(_ system: EffectSystem) -> Int {
    let blocks = (system.levelCount + blockLength - 1) / blockLength
    return 3 * system.levelCount * Lane.width + 8 * max(blocks, system.parts.count)
  }

  private var levels: Int { system.levelCount }
  private var blocks: Int { (levels + Self.blockLength - 1) / Self.blockLength }
  private var solution: UnsafeMutablePointer<Double> { solutionSlots.pointer }
  private var accumulators: UnsafeMutablePointer<Double> { accumulatorSlots.pointer }
  private var residual: UnsafeMutablePointer<Double> { workspace.pointer }
  private var direction: UnsafeMutablePointer<Double> { residual + levels * Lane.width }
  private var product: UnsafeMutablePointer<Double> { direction + levels * Lane.width }
  private var partials: UnsafeMutablePointer<Double> { product + levels * Lane.width }

  /// Takes up what the last sweep over the rows left in the accumulators; whether that is within the
  /// tolerance. After a restart a recomputed residual may miss it by a little.
  func arrives(_ progress: inout Progress, restart: Int, tolerance: Double) -> Bool {
    guard levels > 0 else { return true }
    combine(into: residual)
    progress.energy = preconditionedSquare()
    progress.measureDistance()
    progress.report.criterion = progress.distance.max()
    progress.report.converged = progress.report.criterion <= Self.slack * tolerance
    return progress.report.criterion <= (restart == 0 ? tolerance : Self.slack * tolerance)
  }

  /// Steps from the residual on, and adds them to the solution, until every column has arrived.
  func iterate(_ progress: inout Progress, tolerance: Double, maximumSweeps: Int) {
    initialize()
    var previous = progress.energy
    // Lanes that pad the last eight columns are zero: their ratios are undefined, and a mask keeps each
    // of them out of steps, rates and distances.
    while progress.distance.max() > tolerance, progress.report.sweeps < maximumSweeps {
      let curvature = multiply()
      progress.report.sweeps += 1
      // Columns that have arrived, or that the preconditioner sees no way for, stand still.
      let moves = (progress.distance .> tolerance) .& (curvature .> 0)
      guard any(moves) else { break }
      let energy = progress.energy
      var step = SIMD8<Double>()
      step.replace(with: energy / curvature, where: moves)
      progress.left = pointwiseMax(progress.left - step * energy, SIMD8<Double>())
      let next = advance(step)
      let ratio = next / energy
      // The mean rate of two steps, because that of one step swings.
      let smoothed = ((next / previous).squareRoot() + ratio) * 0.5
      progress.rate.replace(with: smoothed, where: moves .& (energy .> 0))
      progress.rate.clamp(
        lowerBound: SIMD8(repeating: 0), upperBound: SIMD8(repeating: Self.slowestRate))
      var momentum = SIMD8<Double>()
      momentum.replace(with: ratio, where: moves)
      previous = energy
      progress.energy = next
      progress.measureDistance()
      progress.distance.replace(with: 0, where: curvature .<= 0)
      turn(momentum)
    }
  }

  private func total(_ count: Int) -> SIMD8<Double> {
    var sum = SIMD8<Double>()
    for index in 0..<count { sum += RowKernel.load8(partials + 8 * index) }
    return sum
  }

  /// S times the direction into the product; returns direction . product.
  private func multiply() -> SIMD8<Double> {
    Parallel.forEach(blocks: system.parts.count, threads: threads) { part in
      system.clear(part, accumulators, width: Lane.width)
      _ = system.sweep(
        .multiply, part: part, groups: system.parts[part].groups, source: direction,
        accumulators: accumulators, rows: nil, stride: 0, weights: weights, inverses: inverses,
        Lane.self)
    }
    combine(into: product)
    return sumOverLevels { level in
      let cell = level * Lane.width
      return Lane.load(direction + cell) * Lane.load(product + cell)
    }
  }

  /// Adds the parts' accumulators, in order.
  private func combine(into target: UnsafeMutablePointer<Double>) {
    let slots = DisjointSlots(base: target)
    Parallel.forEach(blocks: blocks, threads: threads) { block in
      let range = (block * Self.blockLength)..<min(levels, (block + 1) * Self.blockLength)
      let target = slots.pointer
      (target + range.lowerBound * Lane.width).update(
        repeating: 0, count: range.count * Lane.width)
      for (link, other) in system.others.enumerated() {
        let own = range.clamped(to: other.offset..<(other.offset + other.levelCount))
        guard !own.isEmpty else { continue }
        for part in system.parts {
          let levels = part.levels[link]
          let first = other.offset + levels.lowerBound
          let shared = own.clamped(to: first..<(first + levels.count))
          let source = accumulators + (part.offsets[link] - first) * Lane.width
          for level in shared {
            let cell = level * Lane.width
            (Lane.load(target + cell) + Lane.load(source + cell)).store(target + cell)
          }
        }
      }
    }
  }

  /// r'z with z the preconditioned residual.
  private func preconditionedSquare() -> SIMD8<Double> {
    sumOverLevels { level in
      let value = Lane.load(residual + level * Lane.width)
      return value * value * scaling[level]
    }
  }

  /// The direction is z.
  private func initialize() {
    _ = sumOverLevels { level in
      let cell = level * Lane.width
      (Lane.load(residual + cell) * scaling[level]).store(direction + cell)
      return Lane.zero
    }
  }

  /// a += alpha p, r -= alpha S p; returns r'z.
  private func advance(_ step: SIMD8<Double>) -> SIMD8<Double> {
    let step = Lane(lanes: step)
    return sumOverLevels { level in
      let cell = level * Lane.width
      (Lane.load(solution + cell) + Lane.load(direction + cell) * step).store(solution + cell)
      let rest = Lane.load(residual + cell) - Lane.load(product + cell) * step
      rest.store(residual + cell)
      return rest * rest * scaling[level]
    }
  }

  /// p := z + beta p.
  private func turn(_ momentum: SIMD8<Double>) {
    let momentum = Lane(lanes: momentum)
    _ = sumOverLevels { level in
      let cell = level * Lane.width
      let next =
        Lane.load(residual + cell) * scaling[level] + Lane.load(direction + cell) * momentum
      next.store(direction + cell)
      return Lane.zero
    }
  }

  @inline(__always)
  private func sumOverLevels(_ body: @Sendable (Int) -> Lane) -> SIMD8<Double> {
    Parallel.forEach(blocks: blocks, threads: threads) { block in
      var sum = Lane.zero
      for level in (block * Self.blockLength)..<min(levels, (block + 1) * Self.blockLength) {
        sum = sum + body(level)
      }
      RowKernel.store8(sum.lanes, partials + 8 * block)
    }
    return total(blocks)
  }
}

extension AbsorptionTile {
  /// Replaces stored columns, one row every `stride` numbers, by what the effects leave of them.
  func solve(
    _ rows: DisjointSlots<Double>, stride: Int, tolerance: Double, maximumSweeps: Int
  ) -> AbsorptionReport {
    var progress = Progress(start: sweepRows(.center, rows, stride: stride))
    for restart in 0...Self.mostRestarts {
      if arrives(&progress, restart: restart, tolerance: tolerance) || restart == Self.mostRestarts
        || progress.report.sweeps >= maximumSweeps
      {
        break
      }
      // The rows hold what earlier solutions left of them.
      solution.update(repeating: 0, count: levels * Lane.width)
      iterate(&progress, tolerance: tolerance, maximumSweeps: maximumSweeps)
      progress.left = sweepRows(.subtract, rows, stride: stride)
    }
    return progress.report
  }

  /// One sweep over the rows with the solution as source; the sum of squares.
  private func sweepRows(
    _ task: SweepTask, _ rows: DisjointSlots<Double>, stride: Int
  ) -> SIMD8<Double> {
    Parallel.forEach(blocks: system.parts.count, threads: threads) { part in
      let groups = system.parts[part].groups
      system.clear(part, accumulators, width: Lane.width)
      let squares = system.sweep(
        task, part: part, groups: groups, source: solution, accumulators: accumulators,
        rows: rows.pointer + system.within.starts[groups.lowerBound] * stride, stride: stride,
        weights: weights, inverses: inverses, Lane.self)
      RowKernel.store8(squares.lanes, partials + 8 * part)
    }
    return total(system.parts.count)
  }
}

extension AbsorptionTile.Progress {
  /// The estimated distance of each column to its limit, relative to what is left of it.
  mutating func measureDistance() {
    let floorShare = AbsorptionTile.floorShare
    let reference = pointwiseMax(left, start * (floorShare * floorShare))
    distance = (energy / ((1 - rate) * reference)).squareRoot()
    // A column of zeros has arrived.
    distance.replace(with: 0, where: reference .<= 0)
  }
}
