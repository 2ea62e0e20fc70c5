import Numerics

extension Fit {
  /// Estimates a design.
  ///
  /// Least squares, M-estimation, PPML, probit and logit, with any number of absorbed effects.
  /// p-values and intervals refer
  /// to t(n - K) for least squares with a conventional or heteroskedasticity-robust variance, to
  /// t(G - 1) with a cluster variance, and to the normal for dyadic variances and M-estimates (as
  /// tables made from R's `rlm` do: estimate +- 1.96 standard errors).
  ///
  /// - Throws: `EstimationError` for what the data, the weights or the iteration do not allow.
  public init(
    _ design: Design, _ specification: Specification = Specification(estimator: .ols)
  ) throws(EstimationError) {
    func sample(storing: Bool = true) throws(EstimationError) -> WorkingSample {
      try WorkingSample(
        design, options: specification.options, rule: specification.smallSample, storing: storing)
    }
    switch specification.estimator {
    case .ols: try self.init(leastSquares: try sample(storing: false), specification)
    case .m(let psi): try self.init(mEstimation: try sample(), psi, specification)
    case .ppml, .probit, .logit:
      let family = specification.estimator.family ?? .poisson
      try self.init(generalizedLinear: design, family, specification)
    case .mm(let psi):
      guard case .bisquare = psi else {
        throw .unsupported(
          "MM-estimation with Huber's psi, which gives every outlier some influence and so throws "
            + "away what the S start is for: use mm(bisquare), or m(huber)")
      }
      let working = try sample()
      let first = try SEstimation(working, options: specification.options)
      try self.init(mEstimation: working, psi, first: first, specification)
    }
    weights = design.weights.map { "\($0.kind.rawValue): \($0.name)" }
    try requireFinite()
  }

  /// Squares of very large or very small values can leave the range of numbers.
  private func requireFinite() throws(EstimationError) {
    for (index, term) in terms.enumerated() {
      let isFinite =
        estimates[index].isFinite
        && terms.indices.allSatisfy { covariance[index, $0].isFinite }
      guard isFinite else { throw .beyondRange(term: term) }
    }
  }

  private init(
    leastSquares working: WorkingSample, _ specification: Specification
  ) throws(EstimationError) {
    let threads = specification.options.threads
    var working = working
    let outcome = working.takeOutcome()
    let sample = working
    let fitted = OrdinaryLeastSquares(sample, outcome: consume outcome, threads: threads)
    let variance = try FitVariance(sample, specification, isLeastSquares: true) {
      var matrix = fitted.solution.inverseGram
      let factor = fitted.scale * fitted.scale
      for index in matrix.values.indices { matrix.values[index] *= factor }
      return matrix
    } system: { () throws(EstimationError) in
      try fitted.scoreSystem(sample, for: specification.variance, threads: threads)
    }
    self.init(
      sample, specification, estimates: fitted.solution.coefficients, variance: variance,
      scale: fitted.scale,
      convergence: sample.effects.map { _ in
        sample.absorption.convergence(specification.options)
      }
        ?? Convergence(
          method: "least squares", iterations: 1 + fitted.solution.refinements, converged: true,
          criterion: 0, tolerance: 0))
    residuals = sample.restored(fitted.solution.residuals)
    rSquared = fitted.rSquared
    withinRSquared = fitted.withinRSquared
  }

  private init(
    mEstimation sample: WorkingSample, _ psi: Psi, first: SEstimation? = nil,
    _ specification: Specification
  ) throws(EstimationError) {
    let fitted = try MEstimation(
      sample, psi: psi, first: first, options: specification.options)
    var breadWarnings: [String] = []
    var variance = try FitVariance(sample, specification, isLeastSquares: false) {
      fitted.conventionalVariance()
    } system: { () throws(EstimationError) in
      try fitted.scoreSystem(
        specification.bread, specification.options, warnings: &breadWarnings)
    }
    variance.name(specification.bread, warnings: breadWarnings)
    for (index, rejected) in fitted.rejectedLevels.enumerated() where rejected > 0 {
      variance.warnings.append(
        "\(rejected) of \(sample.redundancy.levels[index]) levels of "
          + "\(sample.design.absorbed[index].name) have no row with weight.")
    }
    if !fitted.convergence.converged {
      variance.warnings.append("the iteration stopped before it converged.")
    }
    self.init(
      sample, specification, estimates: fitted.coefficients, variance: variance,
      scale: fitted.scale, convergence: fitted.convergence)
    residuals = sample.restored(fitted.residuals)
    robustnessWeights = sample.restored(fitted.weights)
  }

  init(
    _ sample: WorkingSample, _ specification: Specification, estimates: [Double],
    variance: FitVariance, scale: Double, convergence: Convergence
  ) {
    self.init(
      formula: sample.design.formula, outcomeName: sample.design.outcomeName,
      specification: specification, terms: sample.terms, estimates: estimates,
      covariance: variance.covariance, variance: variance.summary,
      redundantTerms: sample.redundantTerms, sample: sample.design.sample,
      absorbed: sample.absorbedEffects,
      residualDegreesOfFreedom: sample.residualDegreesOfFreedom, scale: scale,
      convergence: convergence,
      warnings: sample.collinearityWarnings + sample.effectWarnings + variance.warnings)
  }
}
