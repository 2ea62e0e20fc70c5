import Frames
import Numerics

/// Cluster-robust variance by several keys at once (Cameron, Gelbach and Miller 2011, equation 2.11;
/// Thompson 2011): by inclusion and exclusion over the non-empty sets A of keys,
///
///     V = sum_A (-1)^(|A| + 1) f_A V_A,
///
/// V_A clustered by the intersection of the keys in A and f_A its small-sample factor (see
/// `SmallSample`). Two-mode dyads, whose members come from two sets of units, are the case of two
/// keys. O(2^q (n k + G k^2)) for q keys.
///
/// The result need not be positive semidefinite. As fixest does, negative eigenvalues are set to zero
/// where a term's variance came out negative, and left where only combinations of terms have one;
/// either way their number is said.
struct MultiwayClusterVariance {
  let covariance: Matrix
  /// Clusters by key.
  let clusters: [Int]
  /// f_A of the first key; all the same unless the rule counts clusters by component.
  let factor: Double
  let negativeEigenvalues: Int
  /// Terms whose variance was negative before negative eigenvalues were set to zero.
  let repairedTerms: [Int]

  /// The most keys: 2^q - 1 intersections, each a pass over the rows.
  static let mostKeys = 12
  /// An eigenvalue this far below zero, relative to the largest, is not rounding.
  private static let rounding = 1e-12

  /// - Throws: `EstimationError.tooFewClusters`.
  init(
    _ system: ScoreSystem, by groupings: [Grouping], rule: SmallSampleRule, small: SmallSample
  ) throws(EstimationError) {
    let keys = groupings.map(\.codes)
    var counts: [Int] = []
    for grouping in groupings {
      let count = Set(grouping.codes).count
      guard count > 1 else { throw .tooFewClusters(key: grouping.name, found: count) }
      counts.append(count)
    }
    let least = counts.min() ?? 0
    var meat = Matrix(rows: system.rows.columns, columns: system.rows.columns)
    for set in 1..<(1 << groupings.count) {
      let members = groupings.indices.filter { set >> $0 & 1 == 1 }
      let cells = KeyCodes(crossing: members.map { groupings[$0].codes })
      // sandwich counts the clusters of each component; Stata and fixest take the fewest.
      let groups = rule == .sandwich ? cells.count : least
      let factor = small.groupFactor(rule, groups: groups, inAnyOf: keys)
      let sign = members.count % 2 == 1 ? factor : -factor
      let part = system.crossProducts(system.sums(by: cells.codes, count: cells.count))
      for index in meat.values.indices { meat.values[index] += sign * part.values[index] }
    }
    clusters = counts
    factor = small.groupFactor(
      rule, groups: rule == .sandwich ? counts[0] : least, inAnyOf: keys)
    let raw = system.sandwich(meat)
    let eigen = SymmetricEigen(raw)
    let bound = -MultiwayClusterVariance.rounding * (eigen.values.last.map { abs($0) } ?? 0)
    negativeEigenvalues = eigen.values.count { $0 < bound }
    repairedTerms = raw.diagonal.indices.filter { raw[$0, $0] < 0 }
    covariance = repairedTerms.isEmpty ? raw : eigen.mapped { max(0, $0) }
  }
}
