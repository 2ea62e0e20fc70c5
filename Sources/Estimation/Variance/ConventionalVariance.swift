import Expressions

/// The estimator's own variance: of least squares s^2 (X'X)^-1, of M-estimates Huber's (1981, formula
/// 6.5), of MM-estimates that of Croux, Dhaene and Hoorelbeke (2003), of likelihoods the inverse of the
/// expected information. Each estimator computes its own.
struct ConventionalVariance: VarianceEstimator {
  static let forms = [VocabularyForm("iid", summary: "the estimator's conventional variance")]

  init() {}

  init?(_ call: SpelledCall) {
    guard call.arguments.isEmpty else { return nil }
  }

  var spelling: SpelledCall { SpelledCall(name: "iid", arguments: []) }
  var needsScores: Bool { false }
  var bootstrapUnits: BootstrapUnits? { .rows }
  var corrected: CorrectedVariance { .conventional }

  /// - Throws: `EstimationError.unsupported` under sampling weights.
  func estimate(_ problem: VarianceProblem) throws(EstimationError) -> VarianceEstimate {
    guard problem.sample.design.weights?.kind != .sampling else {
      throw .unsupported(
        Refusal(
          "a conventional variance under sampling weights",
          because: "their errors are not homoskedastic by construction",
          instead: "ask for hc1 or a cluster variance"))
    }
    return problem.model.conventional(problem.rule)
  }
}

extension Variance {
  /// The estimator's conventional variance.
  public static var homoskedastic: Variance { Variance(ConventionalVariance()) }
}
