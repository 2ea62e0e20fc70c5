import Numerics

/// One-way cluster-robust variance (Liang and Zeger 1986): M = sum_g S_g S_g', with S_g the sum of
/// scores in cluster g. O(n k + G k^2).
struct ClusterVariance {
  let covariance: Matrix
  /// Clusters with a row in the sample.
  let clusters: Int

  /// - Parameter grouping: the clusters, in working order.
  /// - Throws: `EstimationError.tooFewClusters` for fewer than two.
  init(_ system: ScoreSystem, by grouping: Grouping) throws(EstimationError) {
    let sums = system.sums(by: grouping.codes, count: grouping.levelCount)
    var used = [Bool](repeating: false, count: grouping.levelCount)
    for code in grouping.codes { used[Int(code)] = true }
    clusters = used.count { $0 }
    guard clusters > 1 else { throw .tooFewClusters(key: grouping.name, found: clusters) }
    covariance = system.sandwich(system.crossProducts(sums))
  }
}
