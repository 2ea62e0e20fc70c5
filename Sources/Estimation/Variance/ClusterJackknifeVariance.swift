import Expressions
import Numerics

/// Cluster variance of least squares by the jackknife, CR3 (Bell and McCaffrey 2002; Pustejovsky and
/// Tipton 2018):
///
///     V = sum_g (b_(g) - b)(b_(g) - b)',
///
/// with b_(g) the estimate without the rows of cluster g. It is the sandwich of the residuals
/// (I - H_g)^-1 e_g, with H_g the cluster's block of the hat matrix. No factor stands before the sum,
/// as in clubSandwich's `CR3`; Cameron and Miller (2015, section VI.B) and MacKinnon, Nielsen and Webb
/// (2023) put (G - 1)/G there, as does the `jackknife` of `Resampling`. With clusters of one row it is
/// HC3. It errs on the side of wide intervals, the more so the fewer clusters there are.
///
/// The changes b_(g) - b come from one fit (`ScoreBlocks`), O(n k^2 + G k^3), whatever the weights
/// mean: a copy, a precision or a sampling weight goes with its row. Effects nested in the clusters
/// may be absorbed, since what they leave of a cluster depends on its own rows: the numbers are those
/// of refits with dummies. Least squares refers to t(G - 1).
struct ClusterJackknifeVariance: VarianceEstimator {
  let key: GroupingKey

  static let forms = [
    VocabularyForm("cr3", "a", summary: "cluster-robust by the jackknife, without a factor")
  ]

  init(_ key: GroupingKey) { self.key = key }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let keys = try call.keys()
    guard keys.count == 1 else { return nil }
    self.init(keys[0])
  }

  var spelling: SpelledCall { SpelledCall(name: "cr3", arguments: [key.description]) }
  var keys: [GroupingKey] { [key] }
  var bootstrapUnits: BootstrapUnits? { .clusters(key) }

  /// - Throws: `EstimationError.tooFewClusters`; `unsupported` for an estimator that is not linear in
  ///   the outcome, with effects that are not nested in the clusters, and where the rows without a
  ///   cluster do not identify every term: V then has no such summand, and CR2's generalized inverse
  ///   would put one in its place that is no change of an estimate.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    try problem.requireHatMatrix("CR3", insteadOf: key)
    let grouping = try problem.nestedClusters(key, method: "CR3")
    let clusters = try ClusterVariance.count(grouping)
    let blocks = ScoreBlocks(
      problem.system, memberships: [grouping.codes], count: grouping.levelCount)
    let terms = blocks.toCoefficients.rows
    var covariance = Matrix(rows: terms, columns: terms)
    for code in 0..<grouping.levelCount {
      guard let change = blocks.change(without: code) else {
        throw .unsupported(
          Refusal(
            "CR3 by '\(key)'",
            because:
              "without '\(grouping.labels[code])' the other clusters do not identify every term",
            instead:
              "use cr2:\(key), jackknife:\(key), which leaves such clusters out, or drop the term"))
      }
      for column in 0..<terms {
        for row in 0..<terms { covariance[row, column] += change[row] * change[column] }
      }
    }
    return VarianceEstimate(
      covariance, groups: clusters, reference: problem.student(clusters - 1),
      label: "CR3 cluster-robust, jackknife (\(key))")
  }
}

extension Variance {
  /// By the jackknife over clusters, without a factor (Bell and McCaffrey 2002).
  public static func cr3(by key: GroupingKey) -> Variance {
    Variance(ClusterJackknifeVariance(key))
  }
}
