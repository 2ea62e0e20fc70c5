import Expressions
import Numerics

/// Bias-reduced cluster variance of least squares, CR2, with Satterthwaite degrees of freedom (Bell
/// and McCaffrey 2002; Pustejovsky and Tipton 2018, equations 8 and 12).
///
/// With H_g the block of the hat matrix of cluster g,
///
///     M = sum_g X_g' A_g e_g e_g' A_g' X_g,   A_g = (I - H_g)^(-1/2),
///
/// which is unbiased under homoskedastic independent errors (with precision weights: errors of
/// variance 1/w, the model that the weights state, clubSandwich's `inverse_var = TRUE`). In
/// orthonormal coordinates y_i = C' z_i, Z'WZ^-1 = C C', with N_g = sum_g w y y', the block needs no
/// matrix of the cluster's size:
///
///     y_g' A_g e_g = (I - N_g)^(-1/2) sum_g w e y
///
/// by the eigenvalues of N_g, O(n k^2 + G k^3). Where N_g has the eigenvalue one, the cluster alone
/// identifies a direction, has no residual there, and adds nothing (the Moore-Penrose inverse). Where
/// weights differ within a cluster the A_g of equation 8 has no such form (`AdjustedCluster`), and
/// takes O(m^3) for its m rows.
///
/// The degrees of freedom of a coefficient are (tr Gamma)^2 / tr(Gamma^2) with Gamma_gh =
/// p_g' p_h; in these coordinates O(G k^2) a coefficient, without a G x G matrix.
///
/// Effects nested in the clusters may be absorbed: they are orthogonal to every score, so that the
/// within-transformed blocks give what dummies would (Pustejovsky and Tipton 2018, theorem 2).
struct BiasReducedVariance: VarianceEstimator {
  let key: GroupingKey

  static let forms = [
    VocabularyForm(
      "cr2", "a", summary: "bias-reduced cluster-robust, Satterthwaite degrees of freedom")
  ]

  init(_ key: GroupingKey) { self.key = key }

  init?(_ call: SpelledCall) throws(ExpressionError) {
    let keys = try call.keys()
    guard keys.count == 1 else { return nil }
    self.init(keys[0])
  }

  var spelling: SpelledCall { SpelledCall(name: "cr2", arguments: [key.description]) }
  var keys: [GroupingKey] { [key] }
  var bootstrapUnits: BootstrapUnits? { .clusters(key) }

  /// The most rows of a cluster with unequal weights whose adjustment is that of equation 8: it needs the
  /// eigenvalues of a matrix of that size.
  static let mostRowsOfUnequalWeights = 300

  /// - Throws: `EstimationError.tooFewClusters`; `unsupported` where there is no hat matrix, under
  ///   sampling weights, and with effects that are not nested in the clusters.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    try problem.requireHatMatrix("CR2", insteadOf: key)
    guard problem.sample.design.weights?.kind != .sampling else {
      throw .unsupported(
        Refusal(
          "CR2 under sampling weights",
          because: "its working model needs weights that state the error variance",
          instead: "use cluster:\(key)"))
    }
    let grouping = try problem.nestedClusters(key, method: "CR2")
    let system = problem.system
    let clusters = try ClusterVariance.count(grouping)
    let blocks = ScoreBlocks(system, memberships: [grouping.codes], count: grouping.levelCount)
    let unequal = ClustersOfUnequalWeights(system, grouping)
    let isByRows =
      problem.sample.effects == nil
      && unequal.mostRows <= BiasReducedVariance.mostRowsOfUnequalWeights
    let levels = problem.sample.effectCodes.first
    let rank = blocks.rank
    let toCoefficients = blocks.toCoefficients
    var scores = Matrix(rows: rank, columns: rank)
    var traces = [Double](repeating: 0, count: rank)
    var squares = traces
    var outer = [Matrix](repeating: Matrix(rows: rank, columns: rank), count: rank)
    var saturated = 0
    for code in 0..<grouping.levelCount {
      guard let block = blocks.products[code] else { continue }
      let cluster: AdjustedCluster
      if isByRows, let rows = unequal.rows[Int32(code)], let weights = system.weights {
        cluster = AdjustedCluster(
          product: block, rows: blocks.coordinates(of: rows, in: system),
          weights: rows.map { weights[$0] }, multipliers: rows.map { system.multipliers[$0] },
          levels: levels.map { codes in rows.map { codes[$0] } })
      } else {
        cluster = AdjustedCluster(product: block, score: blocks.scores[code])
      }
      saturated += cluster.saturated
      let score = cluster.score
      for column in 0..<rank {
        for row in 0..<rank { scores[row, column] += score[row] * score[column] }
      }
      for term in 0..<rank {
        let combination = (0..<rank).map { toCoefficients[term, $0] }
        let r = cluster.leverage.times(combination)
        let length = zip(r, r).reduce(0) { $0 + $1.0 * $1.1 }
        let own =
          zip(combination, cluster.length.times(combination)).reduce(0) { $0 + $1.0 * $1.1 }
          - length
        traces[term] += own
        squares[term] += own * own - length * length
        for column in 0..<rank {
          for row in 0..<rank { outer[term][row, column] += r[row] * r[column] }
        }
      }
    }
    let degrees = (0..<rank).map { term in
      let whole = outer[term].values.reduce(0) { $0 + $1 * $1 }
      let denominator = squares[term] + whole
      return denominator > 0 ? traces[term] * traces[term] / denominator : 1
    }
    // Combinations of terms have no degrees of freedom here; the fewest are on the safe side.
    var result = VarianceEstimate(
      scores.congruence(by: toCoefficients), groups: clusters,
      reference: .t(degreesOfFreedom: degrees.min() ?? 1), label: "CR2 cluster-robust (\(key))")
    result.termDegreesOfFreedom = degrees
    if saturated > 0 { result.notes.append(.saturatedDirections(saturated, key)) }
    if !unequal.rows.isEmpty, !isByRows { result.notes.append(.whitenedAdjustment) }
    return result
  }
}

/// The clusters whose rows differ in their weights.
private struct ClustersOfUnequalWeights {
  /// The rows of each such cluster, by its code.
  private(set) var rows: [Int32: [Int]] = [:]

  /// Weights that differ by less than this are equal.
  private static let rounding = 1e-12

  init(_ system: ScoreSystem, _ grouping: Grouping) {
    guard let weights = system.weights else { return }
    var first = [Double](repeating: 0, count: grouping.levelCount)
    var isUnequal = [Bool](repeating: false, count: grouping.levelCount)
    for (row, code) in grouping.codes.enumerated() {
      let weight = weights[row]
      if first[Int(code)] == 0 { first[Int(code)] = weight }
      let known = first[Int(code)]
      if abs(weight - known) > ClustersOfUnequalWeights.rounding * known {
        isUnequal[Int(code)] = true
      }
    }
    for (row, code) in grouping.codes.enumerated() where isUnequal[Int(code)] {
      rows[code, default: []].append(row)
    }
  }

  /// Rows of the largest.
  var mostRows: Int { rows.values.map(\.count).max() ?? 0 }
}

extension Variance {
  /// Bias-reduced, with Satterthwaite degrees of freedom (Bell and McCaffrey 2002).
  public static func cr2(by key: GroupingKey) -> Variance { Variance(BiasReducedVariance(key)) }
}
