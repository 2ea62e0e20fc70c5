import LinearAlgebra
import Parallel

/// Preconditioned conjugate gradients for up to eight columns in lockstep (Hestenes and Stiefel
/// 1952; for effects see Correia 2017, section 4).
///
/// Solves S a = D'W (I - P_0) x with the diagonal of S as preconditioner and replaces x by
/// (I - P_0)(x - D a). Each column has its own step lengths and stops on its own.
///
/// Each step lowers |x - D a|_W^2 by alpha r'z exactly, so the length of what is left is known
/// without looking at the rows, and the squared distance to the limit is the sum of all gains to
/// come. With rho the rate at which r'z falls that is about alpha r'z / (1 - rho); a column stops
/// when this estimate says that its distance is within `tolerance` of its length. A sweep over the
/// rows then replaces them and recomputes r from them, and the estimate must hold for that r too;
/// otherwise the iteration starts again from there. Cross-products of two such columns are off by
/// the product of their distances, coefficients therefore by about the square of the tolerance.
struct AbsorptionTile<Lane: AbsorptionLane>: Sendable {
  let system: EffectSystem
  let weights: [Double]?
  /// One over the weight of each group of the eliminated effect.
  let inverses: [Double]
  /// One over the diagonal of S, by level.
  let scaling: [Double]
  let rows: DisjointSlots<Double>
  let stride: Int
  let workspace: DisjointSlots<Double>
  let threads: Int

  /// Columns reduced below this share of their length within the eliminated effect are judged
  /// against the share, not against what is left of them: an effect's own linear combination would
  /// never converge relative to itself.
  private static var floorShare: Double { 1e-3 }
  private static var slowestRate: Double { 0.9999 }
  private static var mostRestarts: Int { 3 }
  /// A recomputed residual may exceed the updated one's criterion by this before a restart.
  private static var slack: Double { 2 }
  static var blockLength: Int { 512 }

  /// Numbers of workspace needed.
  static func workspaceCount(_ system: EffectSystem) -> Int {
    let blocks = (system.levelCount + blockLength - 1) / blockLength
    return (4 * system.levelCount + system.accumulatorCount) * Lane.width
      + 8 * max(blocks, system.parts.count)
  }

  private var levels: Int { system.levelCount }
  private var blocks: Int { (levels + Self.blockLength - 1) / Self.blockLength }
  private var solution: UnsafeMutablePointer<Double> { workspace.pointer }
  private var residual: UnsafeMutablePointer<Double> { solution + levels * Lane.width }
  private var direction: UnsafeMutablePointer<Double> { residual + levels * Lane.width }
  private var product: UnsafeMutablePointer<Double> { direction + levels * Lane.width }
  private var accumulators: UnsafeMutablePointer<Double> { product + levels * Lane.width }
  private var partials: UnsafeMutablePointer<Double> {
    accumulators + system.accumulatorCount * Lane.width
  }

  func solve(tolerance: Double, maximumSweeps: Int) -> AbsorptionReport {
    var report = AbsorptionReport()
    let start = sweepRows(.center)
    guard levels > 0 else { return report }
    var left = start
    var rate = SIMD8<Double>(repeating: 0.5)
    for restart in 0...Self.mostRestarts {
      combine(into: residual)
      var energy = preconditionedSquare()
      var distance = Self.distance(energy, rate: rate, left: left, start: start)
      let goal = restart == 0 ? tolerance : Self.slack * tolerance
      report.criterion = distance.max()
      if report.criterion <= goal || restart == Self.mostRestarts { break }
      if report.sweeps >= maximumSweeps { break }
      initialize()
      var previous = energy
      while distance.max() > tolerance, report.sweeps < maximumSweeps {
        let curvature = multiply()
        report.sweeps += 1
        // Columns that have arrived, or that the preconditioner sees no way for, stand still.
        let moves = (distance .> tolerance) .& (curvature .> 0)
        guard any(moves) else { break }
        var step = SIMD8<Double>()
        step.replace(with: energy / curvature, where: moves)
        left = pointwiseMax(left - step * energy, SIMD8<Double>())
        let next = advance(step)
        let ratio = next / energy
        // The mean rate of two steps, because that of one step swings.
        let smoothed = ((next / previous).squareRoot() + ratio) * 0.5
        rate.replace(with: smoothed, where: moves .& (energy .> 0))
        rate.clamp(
          lowerBound: SIMD8(repeating: 0), upperBound: SIMD8(repeating: Self.slowestRate))
        var momentum = SIMD8<Double>()
        momentum.replace(with: ratio, where: moves)
        previous = energy
        energy = next
        distance = Self.distance(energy, rate: rate, left: left, start: start)
        distance.replace(with: 0, where: curvature .<= 0)
        turn(momentum)
      }
      left = sweepRows(.subtract)
    }
    report.converged = report.criterion <= Self.slack * tolerance
    return report
  }

  /// The estimated distance of each column to its limit, relative to what is left of it.
  private static func distance(
    _ energy: SIMD8<Double>, rate: SIMD8<Double>, left: SIMD8<Double>, start: SIMD8<Double>
  ) -> SIMD8<Double> {
    let reference = pointwiseMax(left, start * (floorShare * floorShare))
    var result = (energy / ((1 - rate) * reference)).squareRoot()
    // A column of zeros has arrived.
    result.replace(with: 0, where: reference .<= 0)
    return result
  }

  /// One sweep over the rows with the solution as source; the sum of squares.
  private func sweepRows(_ task: SweepTask) -> SIMD8<Double> {
    Parallel.forEach(blocks: system.parts.count, threads: threads) { part in
      let squares = system.sweep(
        task, part: part, source: solution, accumulators: accumulators, rows: rows.pointer,
        stride: stride, weights: weights, inverses: inverses, Lane.self)
      RowKernel.store8(squares.lanes, partials + 8 * part)
    }
    return total(system.parts.count)
  }

  private func total(_ count: Int) -> SIMD8<Double> {
    var sum = SIMD8<Double>()
    for index in 0..<count { sum += RowKernel.load8(partials + 8 * index) }
    return sum
  }

  /// S times the direction into the product; returns direction . product.
  private func multiply() -> SIMD8<Double> {
    Parallel.forEach(blocks: system.parts.count, threads: threads) { part in
      _ = system.sweep(
        .multiply, part: part, source: direction, accumulators: accumulators, rows: nil, stride: 0,
        weights: weights, inverses: inverses, Lane.self)
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

  /// The solution is zero, the direction z.
  private func initialize() {
    _ = sumOverLevels { level in
      let cell = level * Lane.width
      Lane.zero.store(solution + cell)
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
