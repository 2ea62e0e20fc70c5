import Expressions
import Numerics

/// What a variance is computed from: a fitted model, its scores, and the small-sample rule.
struct VarianceProblem {
  let model: any FittedModel
  let rule: SmallSampleRule
  /// What is being computed, for messages.
  let variance: Variance
  let small: SmallSample
  private let scores: ScoreSystem?

  /// - Parameter scores: `nil` for a variance that needs none.
  init(_ model: any FittedModel, _ specification: Specification, scores: ScoreSystem?) {
    self.model = model
    rule = specification.smallSample
    variance = specification.variance
    small = SmallSample(model.sample, likelihood: model.isLikelihood)
    self.scores = scores
  }

  var sample: WorkingSample { model.sample }

  /// The scores, row by row or in the groups that the variance needs.
  var system: ScoreSystem {
    guard let scores else { preconditionFailure("a variance that needs scores says so") }
    return scores
  }

  /// t with so many degrees of freedom where the estimator refers to t, else the normal.
  func student(_ degreesOfFreedom: Int) -> ReferenceDistribution {
    model.refersToT ? .t(degreesOfFreedom: Double(degreesOfFreedom)) : .normal
  }

  /// The reference of a variance without groups.
  var reference: ReferenceDistribution { student(sample.residualDegreesOfFreedom) }

  /// The codes of one of the variance's keys, in working order.
  func codes(_ key: GroupingKey) throws(EstimationError) -> Grouping { try sample.codes(key) }

  /// The unit that the variance does not name.
  func unitCodes() throws(EstimationError) -> Grouping {
    guard let unit = sample.design.unit else { throw .missingUnit(variance: variance.name) }
    return try sample.codes(unit)
  }

  /// A time key's values as whole numbers, in working order.
  func times(_ key: Expression) throws(EstimationError) -> [Int] {
    let values = try sample.numbers(key)
    var times: [Int] = []
    times.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      // Differences of larger numbers could leave the range.
      guard let time = Int(exactly: value), abs(value) <= 0x1p53 else {
        throw .fractionalTime(
          key: key.description, row: sample.frameRow(position), value: value)
      }
      times.append(time)
    }
    return times
  }

  /// Degrees of latitude or longitude, in working order.
  func degrees(_ key: Expression, limit: Double) throws(EstimationError) -> [Double] {
    let values = try sample.numbers(key)
    if let position = values.firstIndex(where: { !(abs($0) <= limit) }) {
      throw .invalidCoordinate(
        key: key.description, row: sample.frameRow(position), value: values[position])
    }
    return values
  }
}

/// What variances ask that need not be positive semidefinite.
extension VarianceProblem {
  /// An eigenvalue this far below zero, in units of the model-based errors and relative to the
  /// largest, is not rounding.
  private static let rounding = 1e-12

  /// The note that a variance has negative eigenvalues, where it does. Eigenvalues are those of
  /// V_ij / (e_i e_j), with e_i^2 the diagonal of the bread, so that units do not matter.
  func indefinite(_ covariance: Matrix) -> [EstimationNote] {
    let root = system.toCoefficients.times(system.bread.factor.invertedUpper)
    let scales = (0..<root.rows).map { row in
      (0..<root.columns).reduce(0) { $0 + root[row, $1] * root[row, $1] }.squareRoot()
    }
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return [] }
    var scaled = covariance
    for column in 0..<scaled.columns {
      for row in 0..<scaled.rows { scaled[row, column] /= scales[row] * scales[column] }
    }
    guard scaled.values.allSatisfy(\.isFinite), Cholesky(scaled) == nil else { return [] }
    let values = SymmetricEigen(scaled).values
    let bound = -VarianceProblem.rounding * (values.map { abs($0) }.max() ?? 0)
    let negative = values.count { $0 < bound }
    return negative > 0 ? [.negativeEigenvalues(negative, of: values.count, variance)] : []
  }
}

/// What variances ask that rest on the hat matrix of least squares, cluster by cluster.
extension VarianceProblem {
  /// - Throws: `EstimationError.unsupported` for an estimator that has no hat matrix.
  func requireHatMatrix(
    _ method: String, insteadOf key: GroupingKey
  ) throws(EstimationError) {
    guard model.isLinear else {
      throw .unsupported(
        Refusal(
          "\(method) for an estimator other than least squares",
          because: "its adjustment rests on the hat matrix",
          instead: "use cluster:\(key), a jackknife, or ols"))
    }
  }

  /// Clusters in which every absorbed effect is nested.
  /// - Throws: `EstimationError.unsupported` with effects whose removal from a cluster depends on the
  ///   rows of others.
  func nestedClusters(_ key: GroupingKey, method: String) throws(EstimationError) -> Grouping {
    let grouping = try codes(key)
    guard small.areEffectsNested(in: grouping.codes) else {
      throw .unsupported(
        Refusal(
          "\(method) by '\(key)' with '\(sample.effectNames)' absorbed",
          because: "its levels are not nested in the clusters",
          instead: "add the effect as a term, factor(...), or cluster by it"))
    }
    return grouping
  }
}

/// A variance with what belongs next to it.
struct VarianceEstimate {
  /// k x k, the small-sample factor included.
  var covariance: Matrix
  /// What the rule multiplied it by.
  var factor = 1.0
  /// Clusters, units, periods or locations; `nil` where the variance knows no groups.
  var groups: Int?
  var reference: ReferenceDistribution
  /// One a term where each has degrees of freedom of its own.
  var termDegreesOfFreedom: [Double]?
  /// For a table's note.
  var label: String
  var notes: [EstimationNote] = []

  /// - Parameter covariance: without the factor, by which it is multiplied here.
  init(
    _ covariance: Matrix, factor: Double = 1, groups: Int? = nil, reference: ReferenceDistribution,
    label: String
  ) {
    self.covariance = covariance.multiplied(by: factor)
    self.factor = factor
    self.groups = groups
    self.reference = reference
    self.label = label
  }
}
