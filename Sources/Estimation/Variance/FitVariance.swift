import Numerics

/// Chooses and computes the variance of a fit, with what must be said about it.
struct FitVariance {
  var covariance: Matrix
  var summary: VarianceSummary
  var warnings: [String] = []

  /// Dyadic intervals undercover with fewer units: about .91 at 50 (nominal .95; the article Coverage).
  static let fewUnits = 50

  /// - Parameters:
  ///   - conventional: the estimator's own variance.
  ///   - isLeastSquares: whether t distributions apply; M-estimates refer to the normal.
  init(
    _ sample: WorkingSample, _ specification: Specification, isLeastSquares: Bool,
    conventional: () -> Matrix, system: () throws(EstimationError) -> ScoreSystem
  ) throws(EstimationError) {
    let rule = specification.smallSample
    let small = SmallSample(sample)
    var covariance: Matrix
    var factor = 1.0
    var factorInside = 1.0
    var groups: Int?
    var reference = ReferenceDistribution.normal
    if isLeastSquares {
      reference = .t(degreesOfFreedom: Double(sample.residualDegreesOfFreedom))
    }
    var termDegreesOfFreedom: [Double]?
    var warnings: [String] = []
    let label: String
    switch specification.variance {
    case .homoskedastic:
      guard sample.design.weights?.kind != .sampling else {
        throw .unsupported(
          "a conventional variance under sampling weights, because their errors are not "
            + "homoskedastic by construction: ask for hc1 or a cluster variance")
      }
      covariance = conventional()
      label = isLeastSquares ? "conventional" : "conventional (Huber 1981)"
    case .hc0, .hc1, .hc2, .hc3:
      if FitVariance.leveragePower(specification.variance) > 0 {
        try sample.requireLeverages(specification.variance)
      }
      let robust = HeteroskedasticVariance(
        try system(), leveragePower: FitVariance.leveragePower(specification.variance))
      covariance = robust.covariance
      if specification.variance == .hc1 { factor = small.hc1Factor }
      if robust.saturatedRows > 0 {
        warnings.append(
          "\(robust.saturatedRows) rows have leverage one (alone in their effect or dummy) and "
            + "do not enter the variance.")
      }
      label = "heteroskedasticity-robust (\(specification.variance.name.uppercased()))"
    case .cluster(let key):
      let grouping = try sample.codes(key)
      let robust = try ClusterVariance(try system(), by: grouping)
      covariance = robust.covariance
      groups = robust.clusters
      factor = small.groupFactor(rule, groups: robust.clusters, in: grouping.codes)
      if isLeastSquares { reference = .t(degreesOfFreedom: Double(robust.clusters - 1)) }
      warnings += FitVariance.clusterWarnings(robust.clusters, "clusters of '\(key)'")
      if robust.clusters == sample.rowCount, sample.copies == nil {
        warnings.append(
          "every cluster of '\(key)' has one row, so its variance is the heteroskedasticity-robust "
            + "one; cluster by a coarser factor for errors that rows share.")
      }
      label = "cluster-robust (\(key))"
    case .dyadic(let firstKey, let secondKey):
      let (first, second) = (try sample.codes(firstKey), try sample.codes(secondKey))
      let robust = try DyadicVariance(try system(), sample: sample, first: first, second: second)
      covariance = robust.covariance
      groups = robust.units
      factor = small.groupFactor(rule, groups: robust.units, in: first.codes, second.codes)
      reference = .normal
      warnings += FitVariance.unitWarnings(robust)
      label = "dyadic-cluster-robust (\(firstKey), \(secondKey))"
    case .multiwayCluster, .twoMode, .cr2, .driscollKraay, .neweyWest, .conley:
      let robust = try FurtherVariance(
        sample, specification, small: small, isLeastSquares: isLeastSquares, system: system)
      covariance = robust.covariance
      factor = robust.factor
      factorInside = robust.factorInside
      groups = robust.groups
      if isLeastSquares, let found = robust.reference { reference = found }
      termDegreesOfFreedom = robust.termDegreesOfFreedom
      warnings += robust.warnings
      label = robust.label
    }
    if factor != 1 { for index in covariance.values.indices { covariance.values[index] *= factor } }
    self.covariance = covariance
    let terms = sample.terms
    let diagonal = covariance.diagonal
    let negative = terms.indices.filter { diagonal[$0] < 0 }.map { terms[$0] }
    if !negative.isEmpty {
      warnings.append(
        "the variance of \(negative.joined(separator: ", ")) came out negative and gives no "
          + "standard error: use a jackknife over units, or fewer terms.")
    }
    summary = VarianceSummary(
      name: specification.variance.name, label: label, smallSample: rule,
      smallSampleFactor: factor * factorInside, groups: groups, reference: reference,
      negativeTerms: negative,
      termDegreesOfFreedom: termDegreesOfFreedom)
    self.warnings = warnings
  }

  private static func leveragePower(_ variance: Variance) -> Int {
    switch variance {
    case .hc2: 1
    case .hc3: 2
    default: 0
    }
  }

  /// Cluster variances lean on the number of groups being large.
  static func clusterWarnings(_ groups: Int, _ what: String) -> [String] {
    guard groups < fewUnits else { return [] }
    return [
      "the variance rests on \(groups) \(what), and with fewer than \(fewUnits) intervals may be too "
        + "narrow: compare a wild cluster bootstrap or cr2 (least squares), or a jackknife."
    ]
  }

  private static func unitWarnings(_ variance: DyadicVariance) -> [String] {
    let remedy =
      "intervals are too narrow (95% intervals cover about 82% at 20 units, 91% at 50): use a "
      + "jackknife over units, or randomization inference; cluster by one member only for terms that "
      + "vary on that side alone."
    if variance.units < fewUnits {
      return ["the dyadic variance rests on \(variance.units) units; \(remedy)"]
    }
    if variance.effectiveUnits < Double(fewUnits) {
      let effective = Int(variance.effectiveUnits.rounded())
      return [
        "the dyadic variance rests on \(variance.units) units so unequal that they count as "
          + "\(effective); \(remedy)"
      ]
    }
    if variance.unitsASide < fewUnits {
      return [
        "the dyadic variance rests on \(variance.unitsASide) units on one side, of "
          + "\(variance.units); \(remedy)"
      ]
    }
    return []
  }
}
