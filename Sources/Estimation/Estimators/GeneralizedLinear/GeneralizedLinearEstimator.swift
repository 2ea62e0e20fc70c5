import Expressions
import Numerics

/// Maximum likelihood, or pseudo maximum likelihood, of a generalized linear model: PPML and the
/// binary models. `families` lists what it fits.
///
/// Errors refer to the normal distribution. The conventional variance is the inverse of the expected
/// information, (X'WX)^-1 with dispersion one; under the rule `fixest` it is multiplied by (n - 1)/(n -
/// K), as `fepois` and `feglm` do. Robust variances are sandwiches of the scores (y - mu) (d mu/d eta) /
/// V(mu) x with that inverse as bread; HC1 multiplies by n/(n - K) and clusters follow
/// `SmallSampleRule`, with the same K as for least squares.
///
/// Rows that the model predicts without error are dropped and counted: in PPML with their regressor
/// (`Separation`), for a binary outcome only with the levels of absorbed effects, since a term that
/// predicts perfectly is a finding that its reader must decide about.
struct GeneralizedLinearEstimator: EstimatorMethod {
  let family: any ResponseFamily.Type

  /// Every family, in the order in which help lists them.
  static let families: [any ResponseFamily.Type] = [
    PoissonPseudoMaximumLikelihood.self, Probit.self, Logit.self, ComplementaryLogLog.self,
  ]

  /// `probit and logit`: the binary families, for messages.
  static var binaryNames: String {
    let names = families.filter { $0.isBinary }.map { $0.name }
    return (names.count > 2 ? [names.dropLast().joined(separator: ", ")] + names.suffix(1) : names)
      .joined(separator: " and ")
  }

  static var forms: [VocabularyForm] {
    families.map { VocabularyForm($0.name, summary: $0.summary) }
  }

  init(_ family: any ResponseFamily.Type) { self.family = family }

  init?(_ call: SpelledCall) {
    guard call.arguments.isEmpty,
      let family = GeneralizedLinearEstimator.families.first(where: { $0.name == call.name })
    else { return nil }
    self.family = family
  }

  var name: String { family.name }
  var label: String { family.label }
  var scaleLabel: String { "Dispersion (fixed)" }
  var link: Link { family.link }

  static func == (left: GeneralizedLinearEstimator, right: GeneralizedLinearEstimator) -> Bool {
    left.family == right.family
  }

  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(family)) }

  func fit(_ whole: Design, _ specification: Specification) throws(EstimationError) -> Fit {
    let options = specification.options
    try GeneralizedLinearModel.checkBiasCorrection(whole, family: family, options: options)
    var design = try OutcomeScreen.screened(whole, family: family)
    var fitted = try model(of: design, specification)
    while let separation = fitted.separation {
      design = try dropping(separation, fitted.sample)
      fitted = try model(of: design, specification)
    }
    if options.biasCorrection == .analytic { try fitted.correctBias(options) }
    return try Fit(fitted, specification)
  }

  private func model(
    of design: Design, _ specification: Specification
  ) throws(EstimationError) -> GeneralizedLinearModel {
    try GeneralizedLinearModel(
      try WorkingSample(
        design, options: specification.options, rule: specification.smallSample),
      family: family, options: specification.options)
  }

  /// The design without separated rows.
  private func dropping(
    _ separation: Separation, _ sample: WorkingSample
  ) throws(EstimationError) -> Design {
    guard !family.isBinary else {
      throw .perfectPrediction(
        sample.design.outcomeName, terms: separation.terms.map(\.name),
        rows: separation.rows.count)
    }
    var isKept = [Bool](repeating: true, count: sample.rowCount)
    for position in separation.rows {
      isKept[sample.within?.order.map { Int($0[position]) } ?? position] = false
    }
    let dropped = Sample.Dropped(
      .zeroPredicted(by: separation.terms), count: separation.rows.count)
    let result = sample.design.keeping(isKept, dropped: [dropped])
    guard result.outcome.count > 0 else {
      throw .everyRowSeparated(outcome: sample.design.outcomeName, dropped: [dropped])
    }
    try OutcomeScreen.requireVariation(result, [dropped])
    return result
  }
}

extension GeneralizedLinearModel: FittedModel {
  var isLikelihood: Bool { true }

  var statistics: FitStatistics {
    .likelihood(deviance: deviance, logLikelihood: logLikelihood())
  }

  var rowResults: RowResults {
    RowResults(residuals: sample.restored(zip(outcome, means).map { $0 - $1 }))
  }

  var notes: [EstimationNote] {
    var notes = sample.design.sample.dropped.filter(\.reason.isSeparation)
      .map { EstimationNote.separated($0) }
    let effects = sample.design.absorbed.map(\.name)
    if family.isBinary, !effects.isEmpty {
      notes.append(
        .incidentalParameters(
          model: family.title, effects: effects.joined(separator: ", "), biasCorrection))
    }
    if isSeparationUndecided { notes.append(.separationUndecided(suspects)) }
    return convergence.converged ? notes : notes + [.notConverged]
  }

  func conventional(_ rule: SmallSampleRule) -> VarianceEstimate {
    VarianceEstimate(
      conventionalVariance(),
      factor: SmallSample(sample, likelihood: true).factor(of: .conventional), reference: .normal,
      label: "expected information")
  }

  func scores(_ specification: Specification) -> Scores { Scores(system: scoreSystem()) }
}
