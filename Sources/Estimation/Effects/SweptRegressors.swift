import Machine
import Numerics

/// Regressors swept of several absorbed effects, made anew a few groups at a time and never stored.
///
/// What the effects leave of a column x is (I - P_0)(x - D a), with P_0 the means within the
/// eliminated effect and D the dummies of the others. Once a is known for every column
/// (`AbsorptionTile`), a batch of rows is made in the first-level cache from the table's own columns
/// whenever something is to be summed over it. That costs less than going through a stored copy: a
/// matrix of the table's size is new memory, and the system's clearing of it alone takes as long as
/// all the arithmetic of a least squares fit.
///
/// Rows are in the working order of the system, columns divided by `divisors`, in tiles of eight.
struct SweptRegressors: Sendable {
  let system: EffectSystem
  let matrix: ColumnMatrix
  /// What each column is divided by: a power of two.
  let divisors: [Double]
  /// Numbers from one row of a batch to the next.
  let stride: Int
  /// In working order; `nil` for ones.
  let weights: [Double]?
  let threads: Int
  /// How the iteration went.
  private(set) var report = AbsorptionReport()
  /// One over the weight of each group of the eliminated effect.
  private let inverses: [Double]
  private let scaling: [Double]
  /// a, tile by tile, level by level.
  private var coefficients: [Double]

  /// Rows of a batch, unless one group has more.
  private static let batchLength = 256

  private var tiles: Int { stride / 8 }
  /// Numbers of a tile's coefficients.
  private var cells: Int { 8 * system.levelCount }
  /// Numbers of a tile's sums by part.
  private var sums: Int { 8 * system.accumulatorCount }

  /// Columns whose coefficients are still zero.
  init(_ matrix: ColumnMatrix, divisors: [Double], _ solver: AbsorptionSolver) {
    system = solver.system
    self.matrix = matrix
    self.divisors = divisors
    stride = RowMajorMatrix.stride(columns: matrix.columns)
    weights = solver.weights
    inverses = solver.inverses
    scaling = solver.scaling
    threads = solver.threads
    coefficients = [Double](repeating: 0, count: stride * system.levelCount)
  }

  /// Finds the coefficients, then passes over the rows.
  /// - Parameters:
  ///   - tolerance: the distance of a column to its limit, relative to what is left of it.
  ///   - body: as in `pass`; a pass that shows that an iteration stopped too early is done again.
  /// - Returns: the states of the last pass, by part.
  mutating func solve<State: Sendable>(
    tolerance: Double, maximumSweeps: Int, state: State,
    _ body: @Sendable (inout State, _ groups: Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) -> [State] {
    var accumulators = [Double](repeating: 0, count: tiles * sums)
    var workspace = [Double](
      repeating: 0, count: AbsorptionTile<SIMD8<Double>>.workspaceCount(system))
    return accumulators.withUnsafeMutableBufferPointer { accumulators in
      workspace.withUnsafeMutableBufferPointer { workspace in
        // An empty buffer has no address, and nobody writes to it.
        let accumulators = DisjointSlots(base: accumulators.baseAddress ?? workspace.baseAddress!)
        let workspace = DisjointSlots(base: workspace.baseAddress!)
        let first = walk(.center, accumulators, state: (), { _, _, _ in })
        var progress = total(first.map(\.squares)).map {
          AbsorptionTile<SIMD8<Double>>.Progress(start: $0)
        }
        var states: [State] = []
        for restart in 0...AbsorptionTile<SIMD8<Double>>.mostRestarts {
          let moved = step(
            &progress, accumulators, workspace, restart: restart, tolerance, maximumSweeps)
          if !moved, restart > 0 { break }
          let passed = walk(.reduceAndMeasure, accumulators, state: state, body)
          states = passed.map(\.state)
          for (tile, left) in total(passed.map(\.squares)).enumerated() {
            progress[tile].left = left
          }
        }
        for tile in progress { report.merge(tile.report) }
        return states
      }
    }
  }

  /// Passes over the rows: `body` is given batches of whole groups in order, part by part, and the
  /// first of the batch's rows; what it changes is lost.
  /// - Returns: each part's state, in order.
  func pass<State: Sendable>(
    state: State,
    _ body: @Sendable (inout State, _ groups: Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) -> [State] {
    walk(.reduce, nil, state: state, body).map(\.state)
  }

  /// Iterates every tile that has not arrived; whether there was one.
  private mutating func step(
    _ progress: inout [AbsorptionTile<SIMD8<Double>>.Progress],
    _ accumulators: DisjointSlots<Double>, _ workspace: DisjointSlots<Double>, restart: Int,
    _ tolerance: Double, _ maximumSweeps: Int
  ) -> Bool {
    let isLast = restart == AbsorptionTile<SIMD8<Double>>.mostRestarts
    let (system, weights, inverses, scaling, threads) = (
      system, weights, inverses, scaling, threads
    )
    let (cells, sums) = (cells, sums)
    var moved = false
    coefficients.withUnsafeMutableBufferPointer { coefficients in
      guard let base = coefficients.baseAddress else { return }
      for index in progress.indices {
        let tile = AbsorptionTile<SIMD8<Double>>(
          system: system, weights: weights, inverses: inverses, scaling: scaling,
          solutionSlots: DisjointSlots(base: base + index * cells),
          accumulatorSlots: DisjointSlots(base: accumulators.pointer + index * sums),
          workspace: workspace, threads: threads)
        if tile.arrives(&progress[index], restart: restart, tolerance: tolerance) || isLast
          || progress[index].report.sweeps >= maximumSweeps
        {
          continue
        }
        tile.iterate(&progress[index], tolerance: tolerance, maximumSweeps: maximumSweeps)
        moved = true
      }
    }
    return moved
  }

  private func walk<State: Sendable>(
    _ task: SweepTask, _ accumulators: DisjointSlots<Double>?, state: State,
    _ body: @Sendable (inout State, Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) -> [(state: State, squares: [SIMD8<Double>])] {
    withSources { sources, scales in
      let (sources, scales) = (DisjointSlots(base: sources), DisjointSlots(base: scales))
      return Parallel.map(blocks: system.parts.count, threads: threads) { part in
        var state = state
        let squares = walk(
          task, part, accumulators, sources.pointer, scales.pointer
        ) { body(&state, $0, $1) }
        return (state, squares)
      }
    }
  }

  private func walk(
    _ task: SweepTask, _ part: Int, _ accumulators: DisjointSlots<Double>?,
    _ sources: UnsafePointer<UnsafePointer<Double>>, _ scales: UnsafePointer<Double>,
    _ body: (Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) -> [SIMD8<Double>] {
    var squares = [SIMD8<Double>](repeating: SIMD8(), count: tiles)
    if let accumulators {
      for tile in 0..<tiles { system.clear(part, accumulators.pointer + tile * sums, width: 8) }
    }
    let batches = batches(part)
    let rows = batches.reduce(0) { max($0, self.rows($1).count) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: rows * stride) { buffer in
      let base = buffer.baseAddress!
      base.initialize(repeating: 0, count: rows * stride)
      coefficients.withUnsafeBufferPointer { coefficients in
        let source = coefficients.baseAddress ?? UnsafePointer(base)
        for groups in batches {
          fill(self.rows(groups), sources, scales, base)
          for tile in 0..<tiles {
            squares[tile] += system.sweep(
              task, part: part, groups: groups, source: source + tile * cells,
              accumulators: accumulators.map { $0.pointer + tile * sums } ?? base,
              rows: base + 8 * tile, stride: stride, weights: weights, inverses: inverses,
              SIMD8<Double>.self)
          }
          body(groups, base)
        }
      }
    }
    return squares
  }

  /// Lends the columns' numbers, and what to multiply them by.
  private func withSources<Result>(
    _ body: (
      UnsafeMutablePointer<UnsafePointer<Double>>, UnsafeMutablePointer<Double>
    ) -> Result
  ) -> Result {
    var scales = divisors.map { 1 / $0 }
    return withUnsafeTemporaryAllocation(
      of: UnsafePointer<Double>.self, capacity: matrix.columns
    ) { sources in
      func lend(_ column: Int) -> Result {
        guard column < matrix.columns else { return body(sources.baseAddress!, &scales) }
        return matrix[column: column].withUnsafeBufferPointer {
          sources.initializeElement(at: column, to: $0.baseAddress!)
          return lend(column + 1)
        }
      }
      return lend(0)
    }
  }

  /// Rows of neighbouring groups.
  func rows(_ groups: Range<Int>) -> Range<Int> {
    system.within.starts[groups.lowerBound]..<system.within.starts[groups.upperBound]
  }

  /// Neighbouring groups of one part with at most a batch's rows, or one group.
  private func batches(_ part: Int) -> [Range<Int>] {
    let groups = system.parts[part].groups
    var result: [Range<Int>] = []
    var first = groups.lowerBound
    while first < groups.upperBound {
      var end = first + 1
      while end < groups.upperBound, rows(first..<(end + 1)).count <= SweptRegressors.batchLength {
        end += 1
      }
      result.append(first..<end)
      first = end
    }
    return result
  }

  /// The scaled columns of some rows.
  ///
  /// Row by row, because eight columns then are eight streams of memory that wait side by side.
  private func fill(
    _ rows: Range<Int>, _ sources: UnsafePointer<UnsafePointer<Double>>,
    _ inverses: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>
  ) {
    let columns = matrix.columns
    for first in Swift.stride(from: 0, to: columns, by: 8) {
      let (source, target) = (sources + first, target + first)
      guard columns - first >= 8 else {
        for column in 0..<(columns - first) {
          copy(rows, source[column], scale: inverses[first + column], to: target + column)
        }
        continue
      }
      let scales = RowKernel.load8(inverses + first)
      let (c0, c1, c2, c3) = (source[0], source[1], source[2], source[3])
      let (c4, c5, c6, c7) = (source[4], source[5], source[6], source[7])
      var cell = target
      @inline(__always) func put(_ row: Int) {
        let values = SIMD8(
          c0[row], c1[row], c2[row], c3[row], c4[row], c5[row], c6[row], c7[row])
        RowKernel.store8(values * scales, cell)
        cell += stride
      }
      if let order = system.within.order {
        for position in rows { put(Int(order[position])) }
      } else {
        for row in rows { put(row) }
      }
    }
  }

  /// One scaled column of some rows.
  private func copy(
    _ rows: Range<Int>, _ source: UnsafePointer<Double>, scale: Double,
    to target: UnsafeMutablePointer<Double>
  ) {
    var cell = target
    for position in rows {
      let row = system.within.order.map { Int($0[position]) } ?? position
      cell.pointee = source[row] * scale
      cell += stride
    }
  }

  /// Sums by tile, parts in order.
  private func total(_ parts: [[SIMD8<Double>]]) -> [SIMD8<Double>] {
    parts.reduce(into: [SIMD8<Double>](repeating: SIMD8(), count: tiles)) { sum, part in
      for tile in part.indices { sum[tile] += part[tile] }
    }
  }
}
