import Machine
import Numerics

/// Removes absorbed effects from columns, again and again with changing weights.
///
///     x := M_w x = x - D (D'WD)^- D'W x
///
/// for the dummies D of all effects of a system and row weights w. Because M_v M_w = M_v for any
/// two weights, columns that were swept under the last weights are the warm start for the next:
/// give the solver its own output, and it needs only the steps that the change of weights makes
/// necessary. A working response z that changes between calls is warmed likewise, by
/// z_new - z_old + swept z_old.
///
/// Rows are in the working order of the system (`EffectSystem.arranged`). Workspace is kept between
/// calls. O(n k (Q + sweeps)).
struct AbsorptionSolver: Sendable {
  let system: EffectSystem
  let threads: Int
  /// In working order; `nil` for ones.
  private(set) var weights: [Double]?
  /// One over the weight of each group of the eliminated effect; 0 for a group without weight.
  private(set) var inverses: [Double]
  /// One over the diagonal of the reduced normal equations; 0 for a level without weight.
  private(set) var scaling: [Double]
  private var workspace: [Double] = []

  init(_ system: EffectSystem, weights: [Double]? = nil, threads: Int) {
    self.system = system
    self.threads = threads
    inverses = []
    scaling = []
    weigh(weights)
  }

  /// Changes the weights: n nonnegative numbers in working order, or `nil` for ones.
  mutating func weigh(_ weights: [Double]?) {
    precondition(weights.map { $0.count == system.rowCount } ?? true, "weights do not fit")
    self.weights = weights
    let starts = system.within.starts
    inverses = zip(starts, starts.dropFirst()).map { start, end in
      guard let weights else { return 1 / Double(end - start) }
      var total = 0.0
      for row in start..<end { total += weights[row] }
      return total > 0 ? 1 / total : 0
    }
    scaling = [Double](repeating: 0, count: system.levelCount)
    for other in system.others {
      for (group, inverse) in inverses.enumerated() {
        for row in starts[group]..<starts[group + 1] {
          let weight = weights?[row] ?? 1
          let dummy = other.slope?[row] ?? 1
          scaling[other.offset + Int(other.codes[row])] +=
            weight * dummy * dummy * (1 - weight * inverse)
        }
      }
    }
    for level in scaling.indices where scaling[level] > 0 { scaling[level] = 1 / scaling[level] }
  }

  /// Lets go of the weights, which their owner can then change without a copy; `weigh` comes next.
  mutating func release() { weights = nil }

  /// Replaces columns by what the effects leave of them.
  /// - Parameters:
  ///   - tolerance: the distance to the limit, relative to what is left of a column; coefficients
  ///     on such columns are off by about its square.
  ///   - maximumSweeps: conjugate gradient steps.
  mutating func absorb(
    _ rows: inout RowMajorMatrix, tolerance: Double, maximumSweeps: Int
  ) -> AbsorptionReport {
    precondition(rows.rows == system.rowCount, "columns do not fit the effects")
    let stride = rows.stride
    var report = AbsorptionReport()
    rows.withMutableRows { base in
      for tile in Swift.stride(from: 0, to: stride, by: 8) {
        report.merge(
          solve(
            DisjointSlots(base: base + tile), stride: stride, tolerance, maximumSweeps,
            SIMD8<Double>.self))
      }
    }
    return report
  }

  /// Replaces one column by what the effects leave of it.
  mutating func absorb(
    _ column: inout [Double], tolerance: Double, maximumSweeps: Int
  ) -> AbsorptionReport {
    precondition(column.count == system.rowCount, "a column does not fit the effects")
    return column.withUnsafeMutableBufferPointer {
      solve(
        DisjointSlots(base: $0.baseAddress!), stride: 1, tolerance, maximumSweeps, Double.self)
    }
  }

  private mutating func solve<Lane: AbsorptionLane>(
    _ rows: DisjointSlots<Double>, stride: Int, _ tolerance: Double, _ maximumSweeps: Int,
    _ type: Lane.Type
  ) -> AbsorptionReport {
    let states = (system.levelCount + system.accumulatorCount) * Lane.width
    let needed = states + AbsorptionTile<Lane>.workspaceCount(system)
    if workspace.count < needed {
      workspace = [Double](repeating: 0, count: needed)
    }
    let (system, weights, inverses, scaling, threads) = (
      system, weights, inverses, scaling, threads
    )
    return workspace.withUnsafeMutableBufferPointer { buffer in
      let base = buffer.baseAddress!
      return AbsorptionTile<Lane>(
        system: system, weights: weights, inverses: inverses, scaling: scaling,
        solutionSlots: DisjointSlots(base: base),
        accumulatorSlots: DisjointSlots(base: base + system.levelCount * Lane.width),
        workspace: DisjointSlots(base: base + states), threads: threads
      ).solve(rows, stride: stride, tolerance: tolerance, maximumSweeps: maximumSweeps)
    }
  }
}
