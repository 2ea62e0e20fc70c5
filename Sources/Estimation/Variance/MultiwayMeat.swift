import Expressions
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
enum MultiwayMeat {
  /// The most keys: 2^q - 1 intersections, each a pass over the rows.
  static let mostKeys = 12
  /// An eigenvalue this far below zero, relative to the largest, is not rounding.
  private static let rounding = 1e-12

  /// - Throws: `EstimationError.tooFewClusters`.
  static func estimate(
    _ problem: VarianceProblem, _ names: [GroupingKey], label: String
  ) throws(EstimationError) -> VarianceEstimate {
    var groupings: [Grouping] = []
    var counts: [Int] = []
    for name in names { groupings.append(try problem.codes(name)) }
    let system = problem.system
    for grouping in groupings { counts.append(try ClusterVariance.count(grouping)) }
    let keys = groupings.map(\.codes)
    let (rule, small) = (problem.rule, problem.small)
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
    let raw = system.sandwich(meat)
    let eigen = SymmetricEigen(raw)
    let bound = -rounding * (eigen.values.last.map { abs($0) } ?? 0)
    let negative = eigen.values.count { $0 < bound }
    let repaired = raw.diagonal.indices.filter { raw[$0, $0] < 0 }
    var result = VarianceEstimate(
      repaired.isEmpty ? raw : eigen.mapped { max(0, $0) }, groups: least,
      reference: problem.student(least - 1), label: label)
    // The factors are inside, because components may have their own; this is f_A of the first key.
    result.factor = small.groupFactor(
      rule, groups: rule == .sandwich ? counts[0] : least, inAnyOf: keys)
    if negative > 0 {
      result.notes.append(
        .negativeEigenvalues(
          negative, keys: names, repaired: repaired.map { problem.sample.terms[$0] }))
    }
    return result
  }
}
