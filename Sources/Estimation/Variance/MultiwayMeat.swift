import Expressions
import Frames
import Numerics

/// Cluster-robust variance by several keys at once (Cameron, Gelbach and Miller 2011, equation 2.11;
/// Thompson 2011): by inclusion and exclusion over the non-empty sets A of keys,
///
///     V = sum_A (-1)^(|A| + 1) f_A V_A,
///
/// V_A clustered by the intersection of the keys in A and f_A its small-sample factor (see
/// `SmallSampleRule`). Two-mode dyads, whose members come from two sets of units, are the case of two
/// keys. O(2^q (n k + G k^2)) for q keys.
///
/// The result need not be positive semidefinite, and is left as it is: a term with a positive variance
/// keeps it, and one with a negative variance has no standard error. Setting the negative eigenvalues
/// to zero, as Cameron, Gelbach and Miller propose and fixest does where any variance is negative,
/// would change healthy terms, and by amounts that hang on the units of others. How many eigenvalues
/// are negative is counted in units of the model-based errors, and said.
enum MultiwayMeat {
  /// The most keys: 2^q - 1 intersections, each a pass over the rows.
  static let mostKeys = 12

  /// - Throws: `EstimationError.tooFewClusters`.
  static func estimate(
    _ problem: VarianceProblem, _ names: [GroupingKey], label: String
  ) throws(EstimationError) -> VarianceEstimate {
    var groupings: [Grouping] = []
    var counts: [Int] = []
    for name in names { groupings.append(try problem.codes(name)) }
    let system = problem.system
    for grouping in groupings { counts.append(try ClusterVariance.count(grouping)) }
    let nesting = groupings.map { [$0.codes] }
    let (rule, small) = (problem.rule, problem.small)
    let least = counts.min() ?? 0
    func factor(groups: Int) -> Double {
      small.factor(of: .clusters, groups: groups, nesting: nesting)
    }
    var notes: [EstimationNote] = []
    var meat = Matrix(rows: system.rows.columns, columns: system.rows.columns)
    for set in 1..<(1 << groupings.count) {
      let members = groupings.indices.filter { set >> $0 & 1 == 1 }
      let cells = KeyCodes(crossing: members.map { groupings[$0].codes })
      // sandwich counts the clusters of each component; Stata and fixest take the fewest.
      let share = factor(groups: rule == .sandwich ? cells.count : least)
      let sign = members.count % 2 == 1 ? share : -share
      let part = system.crossProducts(system.sums(by: cells.codes, count: cells.count))
      for index in meat.values.indices { meat.values[index] += sign * part.values[index] }
      if members.count == 1 {
        let key = members[0]
        notes += LoneDirections.ofGroups(system, groupings[key], meat: part, groups: counts[key])
          .notes(problem.sample, .cluster(names[key]))
      }
    }
    var result = VarianceEstimate(
      system.sandwich(meat), groups: least, reference: problem.student(least - 1), label: label)
    // The factors are inside, because components may have their own; this is f_A of the first key.
    result.factor = factor(groups: rule == .sandwich ? counts[0] : least)
    result.notes += notes + problem.indefinite(result.covariance)
    return result
  }
}
