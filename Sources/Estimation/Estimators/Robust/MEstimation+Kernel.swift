import Machine
import Numerics

extension MEstimation {
  /// Weights from the residuals and the weighted cross-products, in one pass over the rows.
  ///
  /// Cross-products are accumulated uncentred; each group's share is then removed,
  /// sum w z z' - sum_g (sum_g w z)(sum_g w z)' / sum_g w. The basis is centred to begin with, so
  /// little cancels, and no centred copy of the data is made.
  mutating func accumulate(scale: Double) -> (gram: Matrix, right: [Double]) {
    let (rows, threads) = (sample.rows, threads)
    let stride = rows.stride
    let (psi, priors, factors, segments) = (psi, sample.priors, residualFactors, segments)
    var parts: [[Double]] = []
    withPointers { residuals, weights, sums in
      let pass = WeightedPass(
        rows: rows, psi: psi, scale: scale, priors: priors, residualFactors: factors,
        segments: segments, residuals: residuals, weights: weights, segmentSums: sums)
      parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows.rows), threads: threads) {
        pass.block($0)
      }
    }
    if segments != nil { parts += centerGroups() }
    let gram = RowKernel.symmetric(parts, stride: stride, columns: rows.columns)
    let right = RowKernel.sum(parts.map { Array($0[(stride * stride)...]) }, count: rows.columns)
    return (gram, right)
  }

  /// Turns the first segment of each group into the group's means (of z, and of the residual, with
  /// the total weight in between), and returns what centring takes off the cross-products.
  private mutating func centerGroups() -> [[Double]] {
    guard let segments else { return [] }
    let stride = sample.rows.stride
    let width = stride + 2
    let groups = segments.firstOfGroup.count - 1
    let (perBlock, threads) = (WithinTransform.groupsPerBlock, threads)
    var parts: [[Double]] = []
    withPointers { _, _, sums in
      parts = Parallel.map(blocks: (groups + perBlock - 1) / perBlock, threads: threads) { block in
        var part = [Double](repeating: 0, count: stride * (stride + 1))
        for group in (block * perBlock)..<min(groups, (block + 1) * perBlock) {
          let first = Int(segments.firstOfGroup[group])
          let target = sums.pointer + first * width
          for segment in (first + 1)..<max(first + 1, Int(segments.firstOfGroup[group + 1])) {
            for column in 0..<width { target[column] += sums.pointer[segment * width + column] }
          }
          // A group without weight keeps its intercept: nothing in it can move it.
          let total = target[stride]
          let inverse = total > 0 ? 1 / total : 0
          for row in 0..<stride {
            let factor = -target[row] * inverse
            for tile in Swift.stride(from: 0, to: stride, by: 8) {
              part.withUnsafeMutableBufferPointer { part in
                let cell = part.baseAddress! + row * stride + tile
                RowKernel.store8(
                  RowKernel.load8(cell) + RowKernel.load8(target + tile) * factor, cell)
              }
            }
            part[stride * stride + row] += factor * target[stride + 1]
          }
          for column in 0..<stride { target[column] *= inverse }
          target[stride + 1] *= inverse
        }
        return part
      }
    }
    return parts
  }

  /// r -= z d + (mean r - mean z d) of the group; returns how much the residuals changed.
  mutating func update(by step: [Double]) -> Double {
    let (rows, factors, segments) = (sample.rows, residualFactors, segments)
    let (stride, width) = (rows.stride, rows.stride + 2)
    let padded = step + [Double](repeating: 0, count: stride - step.count)
    let (chunk, threads) = (RowMajorMatrix.chunkLength, threads)
    var parts: [[Double]] = []
    withPointers { residuals, _, sums in
      parts = Parallel.map(blocks: RowMajorMatrix.blocks(rows.rows), threads: threads) { block in
        let range = RowMajorMatrix.range(block, rows.rows)
        var (changed, before) = (0.0, 0.0)
        rows.values.withUnsafeBufferPointer { z in
          padded.withUnsafeBufferPointer { step in
            func move(_ first: Int, _ last: Int, shift: Double) {
              let residual = residuals.pointer
              var row = z.baseAddress! + first * stride
              for index in first..<last {
                let change = RowKernel.dot(row, step.baseAddress!, stride: stride) + shift
                let old = residual[index]
                residual[index] = old - change
                let square = factors.map { $0[index] * $0[index] } ?? 1
                changed += square * (change * change)
                before += square * (old * old)
                row += stride
              }
            }
            guard let segments else {
              move(range.lowerBound, range.upperBound, shift: 0)
              return
            }
            let firstChunk = range.lowerBound / chunk
            let lastChunk = (range.upperBound + chunk - 1) / chunk
            for segment in Int(
              segments.firstOfChunk[firstChunk])..<Int(
                segments.firstOfChunk[lastChunk])
            {
              let group = Int(segments.groups[segment])
              let means = sums.pointer + Int(segments.firstOfGroup[group]) * width
              let shift =
                means[stride + 1] - RowKernel.dot(means, step.baseAddress!, stride: stride)
              move(
                Int(segments.starts[segment]), Int(segments.starts[segment + 1]), shift: shift)
            }
          }
        }
        return [changed, before]
      }
    }
    let total = RowKernel.sum(parts, count: 2)
    return MEstimation.relativeChange(total[0], total[1])
  }

  /// The root of a share that has no unit: R's `rlm` puts a floor of 1e-20 under the second sum, and
  /// so ends early where outcomes are small numbers.
  static func relativeChange(_ changed: Double, _ before: Double) -> Double {
    changed > 0 ? (changed / before).squareRoot() : 0
  }

  /// Residuals, robustness weights and segment sums as storage that blocks share.
  private mutating func withPointers(
    _ body: (DisjointSlots<Double>, DisjointSlots<Double>, DisjointSlots<Double>) -> Void
  ) {
    residuals.withUnsafeMutableBufferPointer { residuals in
      weights.withUnsafeMutableBufferPointer { weights in
        segmentSums.withUnsafeMutableBufferPointer { sums in
          body(
            DisjointSlots(base: residuals.baseAddress!), DisjointSlots(base: weights.baseAddress!),
            DisjointSlots(base: sums.baseAddress!))
        }
      }
    }
  }
}
