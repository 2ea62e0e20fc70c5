import Expressions
import Numerics

/// Cluster-robust variance by one key (Liang and Zeger 1986) or several (`MultiwayMeat`).
///
/// By one key M = sum_g S_g S_g', with S_g the sum of scores in cluster g. O(n k + G k^2). Least
/// squares refers to t(G - 1), G the clusters of the key that has fewest.
struct ClusterVariance: VarianceEstimator {
  let keys: [GroupingKey]

  static let forms = [
    VocabularyForm(
      "cluster", "a, ...", remark: "of up to \(MultiwayMeat.mostKeys) keys",
      summary: "cluster-robust by one key or several")
  ]

  init(_ keys: [GroupingKey]) { self.keys = keys }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let keys = try call.keys()
    guard (1...MultiwayMeat.mostKeys).contains(keys.count), Set(keys).count == keys.count else {
      return nil
    }
    self.keys = keys
  }

  var spelling: SpelledCall { SpelledCall(name: "cluster", arguments: keys.map(\.description)) }
  var needsSumsAlone: Bool { true }
  var corrected: CorrectedVariance { .clusters }
  var bootstrapUnits: BootstrapUnits? { keys.count == 1 ? .clusters(keys[0]) : .crossed(keys) }

  /// - Throws: `EstimationError.tooFewClusters` for fewer than two.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    guard keys.count == 1 else {
      var result = try MultiwayMeat.estimate(
        problem, keys, label: "cluster-robust (\(keys.joined(" and ")))")
      result.notes += EstimationNote.few(result.groups, .clustersOfFewest)
      return result
    }
    let grouping = try problem.codes(keys[0])
    let system = problem.system
    let clusters = try ClusterVariance.count(grouping)
    let sums = system.sums(by: grouping.codes, count: grouping.levelCount)
    let meat = system.crossProducts(sums)
    var result = VarianceEstimate(
      system.sandwich(meat),
      factor: problem.small.factor(of: corrected, groups: clusters, nesting: [[grouping.codes]]),
      groups: clusters, reference: problem.student(clusters - 1),
      label: "cluster-robust (\(keys[0]))")
    result.notes += EstimationNote.few(clusters, .clusters(keys[0]))
    result.notes += LoneDirections.ofGroups(system, grouping, meat: meat, groups: clusters)
      .notes(problem.sample, .cluster(keys[0]))
    if clusters == problem.sample.rowCount, problem.sample.copies == nil {
      result.notes.append(.clustersOfOneRow(keys[0]))
    }
    return result
  }

  /// The clusters with a row in the sample.
  static func count(_ grouping: Grouping) throws(EstimationError) -> Int {
    var used = [Bool](repeating: false, count: grouping.levelCount)
    for code in grouping.codes { used[Int(code)] = true }
    let clusters = used.count { $0 }
    guard clusters > 1 else { throw .tooFewClusters(key: grouping.name, found: clusters) }
    return clusters
  }
}

extension Variance {
  /// One-way cluster-robust (Liang and Zeger 1986).
  public static func cluster(by key: GroupingKey) -> Variance { Variance(ClusterVariance([key])) }

  /// Clustered by several keys at once (Cameron, Gelbach and Miller 2011).
  public static func multiwayCluster(by keys: [GroupingKey]) -> Variance {
    Variance(ClusterVariance(keys))
  }
}

extension SpelledCall {
  /// Every argument as a key to group rows by.
  func keys() throws(ExpressionError) -> [GroupingKey] {
    var keys: [GroupingKey] = []
    for argument in arguments { keys.append(try GroupingKey(reading: argument)) }
    return keys
  }
}

extension [GroupingKey] {
  /// The keys as they are written, for labels.
  func joined(_ separator: String) -> String {
    map(\.description).joined(separator: separator)
  }
}
