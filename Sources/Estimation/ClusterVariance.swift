import LinearAlgebra

/// One-way cluster-robust variance (Liang and Zeger 1986): M = sum_g S_g S_g', with S_g the sum of
/// scores in cluster g. O(n k + G k^2).
struct ClusterVariance {
  let covariance: Matrix
  /// Clusters with a row in the sample.
  let clusters: Int

  /// - Parameter grouping: the clusters, in working order.
  /// - Throws: `EstimationError.tooFewClusters` for fewer than two.
  init(_ system: ScoreSystem, by grouping: Grouping) throws(EstimationError) {
    let stride = system.rows.stride
    var sums = [Double](repeating: 0, count: grouping.levelCount * stride)
    var used = [Bool](repeating: false, count: grouping.levelCount)
    let multipliers = system.rowMultipliers
    sums.withUnsafeMutableBufferPointer { sums in
      system.rows.values.withUnsafeBufferPointer { z in
        multipliers.withUnsafeBufferPointer { factors in
          var start = 0
          while start < grouping.codes.count {
            let code = grouping.codes[start]
            var end = start + 1
            while end < grouping.codes.count, grouping.codes[end] == code { end += 1 }
            used[Int(code)] = true
            RowKernel.combination(
              z.baseAddress! + start * stride, stride: stride, count: end - start,
              factors: factors.baseAddress! + start,
              into: sums.baseAddress! + Int(code) * stride)
            start = end
          }
        }
      }
    }
    clusters = used.count { $0 }
    guard clusters > 1 else { throw .tooFewClusters(key: grouping.name, found: clusters) }
    covariance = system.sandwich(system.crossProducts(sums))
  }
}
