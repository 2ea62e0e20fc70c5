import Expressions
import Frames
import Numerics

/// Dyadic-cluster-robust variance: rows that share a member may be correlated (Aronow, Samii and
/// Assenova 2015, equation 7; Fafchamps and Gubert 2007).
///
/// The meat is sum s_i s_j' over all pairs of rows with a common member, each pair once. With S_u
/// the score sum of the rows that contain unit u, and S_d that of the rows of the unordered dyad d,
///
///     M = sum_u S_u S_u' - sum_d S_d S_d',
///
/// because a pair that shares both members is counted twice in the first sum and belongs there
/// once. One pass, O(n k + (U + D) k^2), no loop over pairs. No small-sample factor unless asked.
/// The result need not be positive semidefinite.
struct DyadicVariance: VarianceEstimator {
  let first: GroupingKey
  let second: GroupingKey

  static let forms = [
    VocabularyForm("dyadic", "a, b", summary: "dyadic-cluster-robust: rows that share a member")
  ]

  init(_ first: GroupingKey, _ second: GroupingKey) { (self.first, self.second) = (first, second) }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let keys = try call.keys()
    guard keys.count == 2, keys[0] != keys[1] else { return nil }
    self.init(keys[0], keys[1])
  }

  var spelling: SpelledCall { SpelledCall(name: "dyadic", arguments: keys.map(\.description)) }
  var keys: [GroupingKey] { [first, second] }
  var pairsMembers: Bool { true }
  var needsSumsAlone: Bool { true }
  var corrected: CorrectedVariance { .dyads }
  var bootstrapUnits: BootstrapUnits? { .dyads(first, second) }

  /// - Throws: `EstimationError.selfDyad`, `.unitInEveryRow`.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    let (left, right) = (try problem.codes(first), try problem.codes(second))
    let system = problem.system
    let members = try DyadMembers(problem.sample, left, right)
    var result = VarianceEstimate(
      system.sandwich(DyadicVariance.meat(system, left, right)),
      factor: problem.small.factor(
        of: corrected, groups: members.units, nesting: [[left.codes, right.codes]]),
      groups: members.units, reference: .normal,
      label: "dyadic-cluster-robust (\(first), \(second))")
    result.notes +=
      members.notes + LoneDirections.ofUnits(system, left, right).notes(problem.sample, .unit)
      + problem.indefinite(result.covariance)
    return result
  }

  /// sum_u S_u S_u' - sum_d S_d S_d'
  private static func meat(
    _ system: ScoreSystem, _ first: Grouping, _ second: Grouping
  ) -> Matrix {
    let stride = system.rows.stride
    var unitSums = [Double](repeating: 0, count: first.levelCount * stride)
    // Dyads by first appearance, the two directions of a pair being one.
    var dyads = CodeTable()
    var dyadSums: [Double] = []
    system.forEachRun(of: first.codes, and: second.codes) { row, run in
      let (left, right) = (Int(first.codes[row]), Int(second.codes[row]))
      let pair = min(left, right) * first.levelCount + max(left, right)
      let dyad = Int(dyads.code(UInt64(pair)).code)
      if dyad * stride == dyadSums.count {
        dyadSums.append(contentsOf: repeatElement(0, count: stride))
      }
      for column in 0..<stride {
        unitSums[left * stride + column] += run[column]
        unitSums[right * stride + column] += run[column]
        dyadSums[dyad * stride + column] += run[column]
      }
    }
    var meat = system.crossProducts(unitSums)
    let twice = system.crossProducts(dyadSums)
    for index in meat.values.indices { meat.values[index] -= twice.values[index] }
    return meat
  }
}

extension Variance {
  /// Dyadic-cluster-robust (Aronow, Samii and Assenova 2015, equation 7): rows that share a member
  /// may be correlated. The two members come from one set of units.
  public static func dyadic(_ first: GroupingKey, _ second: GroupingKey) -> Variance {
    Variance(DyadicVariance(first, second))
  }
}

/// How many units stand behind a dyadic variance.
private struct DyadMembers {
  /// Units with a row in the sample.
  let units: Int
  /// 1 / sum_u share_u^2, with share_u unit u's share of all memberships: as many units of equal
  /// size would be as unequal.
  let effectiveUnits: Double
  /// What the labels of the two sides say about each other.
  let labels: UnitLabels
  /// Units on the side that has fewer. Where a unit stands on both sides one is added, because an
  /// undirected dyad names each pair once and so leaves a unit out on either side.
  let unitsASide: Int

  init(
    _ sample: WorkingSample, _ first: Grouping, _ second: Grouping
  ) throws(EstimationError) {
    precondition(first.labels == second.labels, "the two members of a dyad share one set of units")
    let memberships = try DyadMembers.memberships(sample, first, second)
    units = memberships.count { $0 > 0 }
    labels = UnitLabels(first, second)
    unitsASide = labels.fewest + (labels.shared > 0 ? 1 : 0)
    let total = 2 * Double(first.codes.count)
    effectiveUnits =
      1 / memberships.reduce(0.0) { $0 + Double($1) / total * Double($1) / total }
  }

  /// What the labels say, and what few units do to the intervals.
  var notes: [EstimationNote] { labels.notesOfOneSet + notesOnCounts }

  private var notesOnCounts: [EstimationNote] {
    if units < EstimationNote.fewGroups { return [.fewUnits(units)] }
    if effectiveUnits < Double(EstimationNote.fewGroups) {
      return [.unequalUnits(units, effective: Int(effectiveUnits.rounded()))]
    }
    if unitsASide < EstimationNote.fewGroups {
      return [.fewUnitsOnOneSide(unitsASide, of: units)]
    }
    return []
  }

  /// Rows of each unit, after the checks that need them.
  private static func memberships(
    _ sample: WorkingSample, _ first: Grouping, _ second: Grouping
  ) throws(EstimationError) -> [Int] {
    var counts = [Int](repeating: 0, count: first.levelCount)
    for row in first.codes.indices {
      let (a, b) = (Int(first.codes[row]), Int(second.codes[row]))
      guard a != b else { throw .selfDyad(unit: first.labels[a], row: sample.frameRow(row)) }
      counts[a] += 1
      counts[b] += 1
    }
    if let everywhere = counts.firstIndex(of: first.codes.count) {
      throw .unitInEveryRow(unit: first.labels[everywhere], rows: first.codes.count)
    }
    return counts
  }
}
