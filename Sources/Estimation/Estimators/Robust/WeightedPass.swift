import Machine
import Numerics

/// One pass of M-estimation over the rows: weights from residuals, weighted cross-products, and the
/// sums that centring needs, chunk by chunk while the rows are in cache.
struct WeightedPass: Sendable {
  let rows: RowMajorMatrix
  let psi: Psi
  let scale: Double
  let priors: [Double]?
  let residualFactors: [Double]?
  let segments: RowSegments?
  let residuals: DisjointSlots<Double>
  /// Receives psi(r/s)/(r/s).
  let weights: DisjointSlots<Double>
  /// Receives, per segment: sum w z, sum w, sum w r.
  let segmentSums: DisjointSlots<Double>

  /// The cross-products of one block, stride x stride, and behind them sum w r z.
  func block(_ number: Int) -> [Double] {
    let range = RowMajorMatrix.range(number, rows.rows)
    let chunk = RowMajorMatrix.chunkLength
    var part = [Double](repeating: 0, count: rows.stride * (rows.stride + 1))
    part.withUnsafeMutableBufferPointer { part in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * chunk) { scratch in
        for start in stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
          accumulate(
            start: start, count: min(chunk, range.upperBound - start),
            weight: scratch.baseAddress!, product: scratch.baseAddress! + chunk,
            into: part.baseAddress!)
        }
      }
    }
    return part
  }

  private func accumulate(
    start: Int, count: Int, weight: UnsafeMutablePointer<Double>,
    product: UnsafeMutablePointer<Double>, into part: UnsafeMutablePointer<Double>
  ) {
    let robust = weights.pointer + start
    let residual = residuals.pointer + start
    if let residualFactors {
      residualFactors.withUnsafeBufferPointer {
        psi.fill(
          robust, residuals: residual, factors: $0.baseAddress! + start, count: count,
          scale: scale)
      }
    } else {
      psi.fill(robust, residuals: residual, factors: nil, count: count, scale: scale)
    }
    for row in 0..<count { weight[row] = robust[row] }
    if let priors {
      for row in 0..<count { weight[row] *= priors[start + row] }
    }
    for row in 0..<count { product[row] = weight[row] * residual[row] }
    rows.values.withUnsafeBufferPointer { z in
      let stride = rows.stride
      let base = z.baseAddress! + start * stride
      RowKernel.gram(base, stride: stride, count: count, weights: weight, into: part)
      RowKernel.combination(
        base, stride: stride, count: count, factors: product, into: part + stride * stride)
      sumSegments(base, chunk: start / RowMajorMatrix.chunkLength, start, weight, product)
    }
  }

  private func sumSegments(
    _ base: UnsafePointer<Double>, chunk: Int, _ start: Int, _ weight: UnsafePointer<Double>,
    _ product: UnsafePointer<Double>
  ) {
    guard let segments else { return }
    let (stride, width) = (rows.stride, rows.stride + 2)
    for segment in Int(segments.firstOfChunk[chunk])..<Int(segments.firstOfChunk[chunk + 1]) {
      let first = Int(segments.starts[segment]) - start
      let last = Int(segments.starts[segment + 1]) - start
      let target = segmentSums.pointer + segment * width
      for column in 0..<width { target[column] = 0 }
      RowKernel.combination(
        base + first * stride, stride: stride, count: last - first, factors: weight + first,
        into: target)
      for row in first..<last {
        target[stride] += weight[row]
        target[stride + 1] += product[row]
      }
    }
  }
}
