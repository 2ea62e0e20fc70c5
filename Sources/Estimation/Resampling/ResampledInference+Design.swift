import Expressions
import Numerics

extension ResampledInference {
  /// Wild cluster bootstrap or jackknife of a design whose factors hold the method's keys.
  ///
  /// - Parameters:
  ///   - fit: the fit of the design under the specification.
  ///   - seed: of the bootstrap; the same seed gives the same numbers whatever the threads.
  ///   - progress: is told how many draws or refits of how many are done.
  /// - Throws: `EstimationError` for a model that the method does not cover, or too few groups.
  public init(
    _ design: Design, _ specification: Specification, fit: Fit, _ method: Resampling,
    seed: UInt64 = 1, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(EstimationError) {
    try Self.refuseExactFit(fit)
    switch method {
    case .wildCluster(let key, let draws, let weights):
      try self.init(
        wild: design, specification, fit, key, draws, weights, method, seed, progress)
    case .jackknife(let keys):
      let jackknife = try UnitJackknife(
        design, specification, fit: fit, keys: keys, progress: progress)
      let degrees = Double((jackknife.units.min() ?? 2) - 1)
      let reference = ReferenceDistribution.t(degreesOfFreedom: degrees)
      let level = specification.options.confidenceLevel
      let rows = fit.terms.indices.map { index in
        let error = jackknife.covariance[index, index].squareRoot()
        let half = reference.quantile((1 + level) / 2) * error
        let estimate = fit.estimates[index]
        return Row(
          term: fit.terms[index], estimate: estimate, standardError: error,
          pValue: error > 0 ? reference.twoSidedPValue(estimate / error) : nil,
          confidenceLow: estimate - half, confidenceHigh: estimate + half)
      }
      let units = jackknife.units.map(String.init).joined(separator: " and ")
      self.init(
        method: method,
        label: "jackknife over \(units) units (\(keys.joined(", "))), "
          + "t with \(Int(degrees)) degrees of freedom",
        rows: rows, draws: jackknife.units.reduce(0, +), seed: nil, confidenceLevel: level,
        warnings: jackknife.failures.isEmpty ? [] : [.unitsLeftOut(jackknife.failures)])
    case .randomization:
      preconditionFailure("randomization re-draws a column of the frame; give it the frame")
    }
  }

  /// Resampling has nothing to draw from residuals that are rounding.
  /// - Throws: `EstimationError.unsupported`.
  static func refuseExactFit(_ fit: Fit) throws(EstimationError) {
    guard fit.isExact else { return }
    throw .unsupported(
      Refusal(
        "inference by resampling of an exact fit",
        because: "the model reproduces every outcome of '\(fit.formula)', so no draw can differ",
        instead: "report the estimates as they are"))
  }

  private init(
    wild design: Design, _ specification: Specification, _ fit: Fit, _ key: GroupingKey,
    _ draws: Int,
    _ weights: WildWeights, _ method: Resampling, _ seed: UInt64, _ progress: (Int, Int) -> Void
  ) throws(EstimationError) {
    guard specification.estimator.isLinear else {
      throw .unsupported(
        Refusal(
          "a wild bootstrap of \(specification.estimator.name)",
          because: "it re-draws the residuals of a linear model",
          instead: "use ols, or jackknife:\(key)"))
    }
    let options = specification.options
    let sample = try WorkingSample(design, options: options, rule: specification.smallSample)
    let grouping = try sample.codes(key)
    guard SmallSample(sample).areEffectsNested(in: grouping.codes) else {
      throw .unsupported(
        Refusal(
          "a wild bootstrap by '\(key)' with '\(sample.effectNames)' absorbed",
          because: "its levels are not nested in the clusters",
          instead: "add the effect as a term, factor(...)"))
    }
    let system = OrdinaryLeastSquares(sample, threads: options.threads).scoreSystem(
      sample, threads: options.threads)
    let bootstrap = try WildClusterBootstrap(
      system, by: grouping, draws: draws, weights: weights, seed: seed, threads: options.threads,
      progress: progress)
    let level = options.confidenceLevel
    let rows = fit.terms.indices.map { term in
      let estimate = fit.estimates[term]
      let interval = bootstrap.interval(term: term, estimate: estimate, level: level)
      return Row(
        term: fit.terms[term], estimate: estimate,
        pValue: bootstrap.pValue(term: term, distance: estimate), confidenceLow: interval.low,
        confidenceHigh: interval.high)
    }
    let clusters = Set(grouping.codes).count
    var notes: [ResamplingNote] = []
    if weights == .rademacher, clusters < WildClusterBootstrap.fewClusters {
      notes.append(.coarseWeights(clusters: clusters))
    }
    let open = rows.filter { $0.confidenceLow == nil || $0.confidenceHigh == nil }.map(\.term)
    if !open.isEmpty { notes.append(.openIntervals(open)) }
    let count = bootstrap.draws
    self.init(
      method: method,
      label: "wild cluster bootstrap (\(key), \(clusters) clusters), null imposed, "
        + (bootstrap.isEnumerated
          ? "all \(count) sign patterns" : "\(count) \(weights.rawValue) draws, seed \(seed)"),
      rows: rows, draws: count, seed: bootstrap.isEnumerated ? nil : seed, confidenceLevel: level,
      warnings: notes)
  }
}
