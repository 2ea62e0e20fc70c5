import Numerics

/// The variances beyond one-way clusters and dyads, with their small-sample factors and what must
/// be said about them (`SmallSample` has the table of factors).
struct FurtherVariance {
  var covariance: Matrix
  /// What the caller multiplies the covariance by.
  var factor = 1.0
  var groups: Int?
  /// For least squares.
  var reference: ReferenceDistribution?
  var termDegreesOfFreedom: [Double]?
  var warnings: [String] = []
  var label: String

  init(
    _ sample: WorkingSample, _ specification: Specification, small: SmallSample,
    isLeastSquares: Bool, system: () throws(EstimationError) -> ScoreSystem
  ) throws(EstimationError) {
    let rule = specification.smallSample
    switch specification.variance {
    case .multiwayCluster(let keys):
      self = try .clusters(
        keys, "cluster-robust (\(keys.joined(separator: " and ")))", sample, rule, small, system)
      warnings += FitVariance.clusterWarnings(groups ?? 0, "clusters of the key that has fewest")
    case .twoMode(let first, let second):
      self = try .clusters(
        [first, second], "two-mode dyadic (\(first), \(second)), clustered by both members", sample,
        rule, small, system)
      if let found = groups, found < FitVariance.fewUnits {
        warnings.append(
          "the two-mode variance rests on \(found) units on its smaller side; intervals are too "
            + "narrow with fewer than \(FitVariance.fewUnits): use a wild cluster bootstrap or a "
            + "jackknife over units.")
      }
    case .cr2(let key):
      self = try .biasReduced(key, sample, small, isLeastSquares: isLeastSquares, system)
    case .driscollKraay(let time, let lags):
      let robust = try SerialVariance(
        try system(), units: nil, times: try sample.times(time), lags: lags)
      self = .serial(robust, small, rule, "Driscoll-Kraay (\(time), \(robust.lags) lags, Bartlett)")
      warnings += FitVariance.clusterWarnings(robust.periods, "periods")
    case .neweyWest(let unit, let time, let lags):
      let units = try sample.codes(unit ?? Variance.panelUnit)
      let robust = try SerialVariance(
        try system(), units: units, times: try sample.times(time), lags: lags)
      self = .serial(
        robust, small, rule,
        "Newey-West (\(units.name), \(time), \(robust.lags) lags, Bartlett)")
    case .conley(let latitude, let longitude, let cutoff, let kernel):
      let robust = try ConleyVariance(
        try system(), latitudes: try sample.degrees(latitude, limit: 90),
        longitudes: try sample.degrees(longitude, limit: 360), cutoff: cutoff, kernel: kernel,
        key: "\(latitude), \(longitude)")
      self.init(
        covariance: robust.covariance, factor: small.serialFactor(rule, groups: nil),
        groups: robust.locations,
        label: "spatial (Conley 1999; \(cutoff) km, \(kernel.rawValue) kernel)")
    case .homoskedastic, .hc0, .hc1, .hc2, .hc3, .cluster, .dyadic:
      preconditionFailure("this variance is computed by FitVariance")
    }
  }

  private init(
    covariance: Matrix, factor: Double = 1, groups: Int?, reference: ReferenceDistribution? = nil,
    label: String
  ) {
    self.covariance = covariance
    self.factor = factor
    self.groups = groups
    self.reference = reference
    self.label = label
  }

  private static func clusters(
    _ keys: [String], _ label: String, _ sample: WorkingSample, _ rule: SmallSampleRule,
    _ small: SmallSample, _ system: () throws(EstimationError) -> ScoreSystem
  ) throws(EstimationError) -> FurtherVariance {
    var groupings: [Grouping] = []
    for key in keys { groupings.append(try sample.codes(key)) }
    let robust = try MultiwayClusterVariance(
      try system(), by: groupings, rule: rule, small: small)
    let least = robust.clusters.min() ?? 0
    var result = FurtherVariance(
      covariance: robust.covariance, groups: least,
      reference: .t(degreesOfFreedom: Double(least - 1)), label: label)
    // The factors are inside, because components may have their own.
    result.factorInside = robust.factor
    let negative = robust.negativeEigenvalues
    if negative > 0 {
      let names = robust.repairedTerms.map { sample.terms[$0] }
      result.warnings.append(
        "the variance clustered by \(keys.joined(separator: " and ")) has \(negative) negative "
          + "eigenvalue\(negative == 1 ? "" : "s")"
          + (names.isEmpty
            ? ": some combinations of terms have no standard error. Cluster by fewer keys."
            : ", set to zero because the variance of \(names.joined(separator: ", ")) was negative; "
              + "the standard error there is far too small. Cluster by fewer keys.")
      )
    }
    return result
  }

  /// A factor that the covariance already holds.
  var factorInside = 1.0

  private static func serial(
    _ robust: SerialVariance, _ small: SmallSample, _ rule: SmallSampleRule, _ label: String
  ) -> FurtherVariance {
    FurtherVariance(
      covariance: robust.covariance, factor: small.serialFactor(rule, groups: robust.periods),
      groups: robust.periods, reference: .t(degreesOfFreedom: Double(robust.periods - 1)),
      label: label)
  }

  private static func biasReduced(
    _ key: String, _ sample: WorkingSample, _ small: SmallSample, isLeastSquares: Bool,
    _ system: () throws(EstimationError) -> ScoreSystem
  ) throws(EstimationError) -> FurtherVariance {
    guard isLeastSquares else {
      throw .unsupported(
        "CR2 for an estimator other than least squares, because its adjustment rests on the hat "
          + "matrix: use cluster:\(key), a jackknife, or ols")
    }
    guard sample.design.weights?.kind != .sampling else {
      throw .unsupported(
        "CR2 under sampling weights, because its working model needs weights that state the error "
          + "variance: use cluster:\(key)")
    }
    let grouping = try sample.codes(key)
    guard small.areEffectsNested(in: grouping.codes) else {
      throw .unsupported(
        "CR2 by '\(key)' with '\(sample.effectNames)' absorbed, whose levels are not nested "
          + "in the clusters: add the effect as a term, factor(...), or cluster by it")
    }
    let robust = try BiasReducedVariance(try system(), by: grouping)
    var result = FurtherVariance(
      covariance: robust.covariance, groups: robust.clusters, label: "CR2 cluster-robust (\(key))")
    result.termDegreesOfFreedom = robust.degreesOfFreedom
    // Combinations of terms have no degrees of freedom here; the fewest are on the safe side.
    result.reference = .t(degreesOfFreedom: robust.degreesOfFreedom.min() ?? 1)
    if robust.saturatedDirections > 0 {
      result.warnings.append(
        "\(robust.saturatedDirections) combinations of terms are identified by a single cluster of "
          + "'\(key)', which then adds nothing to their variance.")
    }
    return result
  }
}

extension WorkingSample {
  /// A time key's values as whole numbers, in working order.
  func times(_ key: String) throws(EstimationError) -> (key: String, values: [Int]) {
    let values = try numbers(key)
    var times: [Int] = []
    times.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      // Differences of larger numbers could leave the range.
      guard let time = Int(exactly: value), abs(value) <= 0x1p53 else {
        throw .fractionalTime(key: key, row: frameRow(position), value: value)
      }
      times.append(time)
    }
    return (key, times)
  }

  /// Degrees of latitude or longitude, in working order.
  func degrees(_ key: String, limit: Double) throws(EstimationError) -> [Double] {
    let values = try numbers(key)
    if let position = values.firstIndex(where: { !(abs($0) <= limit) }) {
      throw .invalidCoordinate(key: key, row: frameRow(position), value: values[position])
    }
    return values
  }

  private func numbers(_ key: String) throws(EstimationError) -> [Double] {
    guard let values = design.numbers[key] else {
      throw .unknownVariable(
        key, formula: design.formula, closest: design.numbers.keys.sorted())
    }
    return within?.arranged(values) ?? values
  }
}
