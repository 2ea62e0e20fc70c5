import Machine
import Numerics

/// The normal equations of a least squares problem, and what its solution leaves.
extension SweptRegressors {
  /// Finds the coefficients of the effects.
  /// - Parameter outcome: swept, in working order.
  /// - Returns: X'WX and X'Wy of the swept, scaled columns.
  mutating func normalEquations(
    _ outcome: [Double], _ options: Specification.Options
  ) -> (products: Matrix, projection: [Double]) {
    let (stride, columns, weights, starts) = (
      stride, matrix.columns, weights, system.within.starts
    )
    let parts = solve(
      tolerance: options.absorptionTolerance, maximumSweeps: options.maximumSweeps,
      state: NormalEquations(stride: stride)
    ) { sums, groups, rows in
      sums.add(
        starts[groups.lowerBound]..<starts[groups.upperBound], rows, columns: columns, outcome,
        weights)
    }
    return (
      RowKernel.symmetric(parts.map(\.products), stride: stride, columns: columns),
      RowKernel.sum(parts.map(\.projection), count: columns)
    )
  }

  /// What a solution leaves.
  struct Remainder {
    /// e = y - X b, in working order.
    let residuals: [Double]
    /// X'We
    let projection: [Double]
    /// sum w e x over each group of the eliminated effect.
    let groupScores: RowMajorMatrix
  }

  /// The residuals of b, with the sums of scores by group, in one pass.
  /// - Parameter outcome: becomes the residuals.
  func remainder(_ outcome: consuming [Double], _ solution: [Double]) -> Remainder {
    let (stride, columns, starts, weights) = (
      stride, matrix.columns, system.within.starts, weights
    )
    let padded = solution + [Double](repeating: 0, count: stride - columns)
    var residuals = consume outcome
    var projection: [Double] = []
    let scores = RowMajorMatrix(rows: system.within.groupCount, columns: columns) { scores in
      let scores = DisjointSlots(base: scores)
      projection = residuals.withUnsafeMutableBufferPointer { residuals in
        let residuals = DisjointSlots(base: residuals.baseAddress!)
        let parts = pass(state: [Double](repeating: 0, count: stride)) { sums, groups, rows in
          let first = starts[groups.lowerBound]
          var row = rows
          var weighted: [Double] = []
          weighted.reserveCapacity(starts[groups.upperBound] - first)
          for index in first..<starts[groups.upperBound] {
            let residual = residuals.pointer[index] - RowKernel.dot(row, padded, stride: stride)
            residuals.pointer[index] = residual
            weighted.append(weights.map { $0[index] * residual } ?? residual)
            row += stride
          }
          weighted.withUnsafeBufferPointer { weighted in
            for group in groups {
              let offset = starts[group] - first
              let target = scores.pointer + group * stride
              target.initialize(repeating: 0, count: stride)
              RowKernel.combination(
                rows + offset * stride, stride: stride, count: starts[group + 1] - starts[group],
                factors: weighted.baseAddress! + offset, into: target)
              for column in 0..<stride { sums[column] += target[column] }
            }
          }
        }
        return RowKernel.sum(parts, count: columns)
      }
    }
    return Remainder(residuals: residuals, projection: projection, groupScores: scores)
  }

  /// The swept, scaled columns, stored.
  func stored() -> RowMajorMatrix {
    RowMajorMatrix(rows: system.rowCount, columns: matrix.columns) { target in
      let target = DisjointSlots(base: target)
      _ = pass(state: ()) { _, groups, rows in copy(groups, rows, to: target) }
    }
  }

  /// Finds the coefficients of the effects; the swept, scaled columns, stored.
  mutating func solvedAndStored(_ options: Specification.Options) -> RowMajorMatrix {
    let unsolved = self
    return RowMajorMatrix(rows: system.rowCount, columns: matrix.columns) { target in
      let target = DisjointSlots(base: target)
      _ = solve(
        tolerance: options.absorptionTolerance, maximumSweeps: options.maximumSweeps, state: ()
      ) { _, groups, rows in unsolved.copy(groups, rows, to: target) }
    }
  }

  private func copy(
    _ groups: Range<Int>, _ rows: UnsafePointer<Double>, to target: DisjointSlots<Double>
  ) {
    let range = self.rows(groups)
    (target.pointer + range.lowerBound * stride).initialize(
      from: rows, count: range.count * stride)
  }
}

/// A part's share of the normal equations.
private struct NormalEquations: Sendable {
  /// X'WX, stride x stride, upper tiles.
  var products: [Double]
  /// X'Wy
  var projection: [Double]

  init(stride: Int) {
    products = [Double](repeating: 0, count: stride * stride)
    projection = [Double](repeating: 0, count: stride)
  }

  mutating func add(
    _ range: Range<Int>, _ rows: UnsafePointer<Double>, columns: Int, _ outcome: [Double],
    _ weights: [Double]?
  ) {
    let (stride, count) = (projection.count, range.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { buffer in
      let scaled = buffer.baseAddress!
      let given = scaled + count
      for (index, row) in range.enumerated() {
        let weight = weights?[row] ?? 1
        (scaled + index).initialize(to: weight * outcome[row])
        (given + index).initialize(to: weight)
      }
      products.withUnsafeMutableBufferPointer {
        RowKernel.gram(
          rows, stride: stride, columns: columns, count: count, weights: given,
          into: $0.baseAddress!)
      }
      projection.withUnsafeMutableBufferPointer {
        RowKernel.combination(
          rows, stride: stride, count: count, factors: scaled, into: $0.baseAddress!)
      }
    }
  }
}
