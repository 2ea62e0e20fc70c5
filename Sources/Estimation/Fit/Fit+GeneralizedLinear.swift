import Numerics

extension Fit {
  /// PPML, probit and logit.
  ///
  /// Errors refer to the normal distribution. The conventional variance is the inverse of the
  /// expected information, (X'WX)^-1 with dispersion one; under the rule `fixest` it is multiplied
  /// by (n - 1)/(n - K), as `fepois` and `feglm` do. Robust variances are sandwiches of the scores
  /// (y - mu) (d mu/d eta) / V(mu) x with that inverse as bread; HC1 multiplies by n/(n - K) and
  /// clusters follow `SmallSampleRule`, with the same K as for least squares.
  ///
  /// Rows that the model predicts without error are dropped and counted: in PPML with their
  /// regressor (`Separation`), for a binary outcome only with the levels of absorbed effects, since
  /// a term that predicts perfectly is a finding that its reader must decide about.
  init(
    generalizedLinear whole: Design, _ family: GeneralizedLinearFamily,
    _ specification: Specification
  ) throws(EstimationError) {
    let options = specification.options
    try GeneralizedLinearModel.checkBiasCorrection(whole, family: family, options: options)
    var design = try OutcomeScreen.screened(whole, family: family)
    var fitted = try GeneralizedLinearModel(
      try WorkingSample(design, options: options, rule: specification.smallSample),
      family: family, options: options)
    while let separation = fitted.separation {
      design = try Fit.dropping(separation, fitted.sample, family)
      fitted = try GeneralizedLinearModel(
        try WorkingSample(design, options: options, rule: specification.smallSample),
        family: family, options: options)
    }
    if options.biasCorrection == .analytic { try fitted.correctBias(options) }
    let sample = fitted.sample
    let isConventional = specification.variance == .homoskedastic
    let factor =
      isConventional && specification.smallSample == .fixest
      ? SmallSample(sample).informationFactor : 1
    var variance = try FitVariance(sample, specification, isLeastSquares: false) {
      var matrix = fitted.conventionalVariance()
      if factor != 1 { for index in matrix.values.indices { matrix.values[index] *= factor } }
      return matrix
    } system: {
      fitted.scoreSystem()
    }
    if isConventional {
      variance.summary.label = "expected information"
      variance.summary.smallSampleFactor = factor
    }
    variance.warnings += Fit.warnings(fitted, family, options)
    self.init(
      sample, specification, estimates: fitted.coefficients, variance: variance, scale: 1,
      convergence: fitted.convergence)
    deviance = fitted.deviance
    logLikelihood = fitted.logLikelihood()
    residuals = sample.restored(zip(fitted.outcome, fitted.means).map { $0 - $1 })
  }

  /// The design without separated rows.
  private static func dropping(
    _ separation: Separation, _ sample: WorkingSample, _ family: GeneralizedLinearFamily
  ) throws(EstimationError) -> Design {
    guard !family.isBinary else {
      throw .perfectPrediction(
        sample.design.outcomeName, terms: separation.terms, rows: separation.rows.count)
    }
    var isKept = [Bool](repeating: true, count: sample.rowCount)
    for position in separation.rows {
      isKept[sample.within?.order.map { Int($0[position]) } ?? position] = false
    }
    let cause = separation.terms.isEmpty ? "the effects" : separation.terms.joined(separator: ", ")
    let dropped = Sample.Dropped(
      reason: "separated: zeros predicted by \(cause)", count: separation.rows.count)
    let result = sample.design.keeping(isKept, dropped: [dropped])
    guard result.outcome.count > 0 else {
      throw .everyRowSeparated(outcome: sample.design.outcomeName, dropped: [dropped])
    }
    try OutcomeScreen.requireVariation(result, [dropped])
    return result
  }

  private static func warnings(
    _ fitted: GeneralizedLinearModel, _ family: GeneralizedLinearFamily,
    _ options: Specification.Options
  ) -> [String] {
    var result: [String] = []
    for dropped in fitted.sample.design.sample.dropped
    where dropped.reason.hasPrefix("separated: ") {
      result.append(
        "\(dropped.count) rows were dropped, \(dropped.reason); they are fitted without error and "
          + "tell nothing about the other terms.")
    }
    let effects = fitted.sample.design.absorbed.map(\.name)
    if family.isBinary, !effects.isEmpty {
      result.append(
        "\(family.title) with absorbed effects (\(effects.joined(separator: ", "))) is biased where "
          + "a level has few rows, since each level's effect is estimated (incidental parameters)"
          + (options.biasCorrection == .analytic
            ? "; the first order of the bias is removed (Fernandez-Val and Weidner 2016), for "
              + "regressors that do not respond to earlier outcomes."
            : ": by about one over the rows per level. --bias-correction analytic removes the first "
              + "order."))
    }
    if fitted.isSeparationUndecided {
      result.append(
        "\(fitted.suspects) rows are fitted almost without error, and the search for separation "
          + "ended undecided; look for a term that predicts them.")
    }
    if !fitted.convergence.converged {
      result.append("the iteration stopped before it converged.")
    }
    return result
  }
}
