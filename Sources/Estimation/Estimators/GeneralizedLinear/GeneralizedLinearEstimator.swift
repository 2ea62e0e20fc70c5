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
/// Rows that the model predicts without error are dropped and counted: what absorbed effects decide
/// under every family, what regressors decide (`Separation`) in PPML alone, since a term that predicts
/// a binary outcome perfectly is a finding that its reader must decide about.
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
    var design = try screened(whole, specification)
    var fitted = try model(of: design, specification)
    while let separation = fitted.separation {
      design = try screened(try dropping(separation, fitted.sample.design), specification)
      fitted = try model(of: design, specification)
    }
    if options.biasCorrection == .analytic { try fitted.correctBias(options) }
    return try Fit(fitted, specification)
  }

  private func screened(
    _ design: Design, _ specification: Specification
  ) throws(EstimationError) -> Design {
    try OutcomeScreen.screened(
      design, family: family, singletons: specification.options.singletons,
      needsResidual: needsResidual(specification))
  }

  private func model(
    of design: Design, _ specification: Specification
  ) throws(EstimationError) -> GeneralizedLinearModel {
    try GeneralizedLinearModel(
      try WorkingSample(
        design, options: specification.options, rule: specification.smallSample,
        needsResidual: needsResidual(specification)),
      family: family, options: specification.options)
  }

  /// As many parameters as rows can fit counts exactly, and the information is still theirs. They
  /// separate a binary outcome, and fixest's factor divides by what is left.
  private func needsResidual(_ specification: Specification) -> Bool {
    family.isBinary || specification.smallSample == .fixest
  }

  /// The design without separated rows.
  private func dropping(
    _ separation: Separation, _ design: Design
  ) throws(EstimationError) -> Design {
    guard !separation.terms.isEmpty else {
      return try OutcomeScreen.dropping(
        [(.separatedByEffects, separation.rows)], from: design)
    }
    guard !family.isBinary else {
      throw .perfectPrediction(
        design.outcomeName, terms: separation.terms.map(\.name), rows: separation.rows.count,
        withEffects: separation.withEffects)
    }
    let reason = Sample.Reason.zeroPredicted(
      by: separation.terms, withEffects: separation.withEffects)
    return try OutcomeScreen.dropping([(reason, separation.rows)], from: design)
  }
}

extension GeneralizedLinearModel: FittedModel {
  var isLikelihood: Bool { true }

  var statistics: FitStatistics {
    .likelihood(deviance: finalDeviance, logLikelihood: logLikelihood())
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

  var conventionalUsesResiduals: Bool { false }

  func conventional(_ rule: SmallSampleRule) -> VarianceEstimate {
    VarianceEstimate(
      conventionalVariance(),
      factor: SmallSample(sample, likelihood: true).factor(of: .conventional), reference: .normal,
      label: "expected information")
  }

  func scores(_ specification: Specification) -> Scores { Scores(system: scoreSystem()) }
}
