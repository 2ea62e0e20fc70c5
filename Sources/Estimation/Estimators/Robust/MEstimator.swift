import Expressions
import Numerics

/// Huber-type M-estimation with the scale re-estimated by the MAD (Huber 1981; Venables and Ripley
/// 2002, section 6.5). Errors refer to the normal, as tables made from R's `rlm` do: estimate +- 1.96
/// standard errors.
struct MEstimator: EstimatorMethod {
  let psi: Psi

  static let forms = [
    VocabularyForm("m", summary: "M-estimation with Huber's psi"),
    VocabularyForm("m", "huber|bisquare[, tuning]", style: .brackets, summary: "M-estimation"),
  ]

  init(_ psi: Psi) { self.psi = psi }

  init?(_ call: SpelledCall) {
    guard let psi = Psi(call.arguments, default: "huber") else { return nil }
    self.psi = psi
  }

  var name: String { "m(\(psi.name), \(psi.tuning))" }
  var label: String { "M (\(psi.label))" }
  var scaleLabel: String { "Scale (MAD)" }
  var hasBreads: Bool { true }

  func fit(_ design: Design, _ specification: Specification) throws(EstimationError) -> Fit {
    let sample = try WorkingSample(
      design, options: specification.options, rule: specification.smallSample)
    return try Fit(
      MEstimation(sample, psi: psi, options: specification.options), specification)
  }
}

extension Estimator {
  /// M-estimation with the scale re-estimated by the MAD.
  public static func m(_ psi: Psi) -> Estimator { Estimator(MEstimator(psi)) }
}

extension MEstimation: FittedModel {
  var statistics: FitStatistics { .robust }

  var rowResults: RowResults {
    RowResults(
      residuals: sample.restored(residuals), robustnessWeights: sample.restored(weights))
  }

  var notes: [EstimationNote] {
    var notes: [EstimationNote] = []
    for (index, rejected) in rejectedLevels.enumerated() where rejected > 0 {
      notes.append(
        .rejectedLevels(
          rejected, of: sample.redundancy.levels[index],
          effect: sample.design.absorbed[index].name))
    }
    return convergence.converged ? notes : notes + [.notConverged]
  }

  func conventional(_ rule: SmallSampleRule) -> VarianceEstimate {
    if let variance = scaleVariance() {
      return VarianceEstimate(
        variance, reference: .normal, label: "Croux, Dhaene and Hoorelbeke (2003)")
    }
    var result = VarianceEstimate(
      conventionalVariance(), reference: .normal, label: "conventional (Huber 1981)")
    if start != nil { result.notes.append(.noScaleVariance) }
    let terms = termsWithRejectedLeverage
    if !terms.isEmpty {
      result.notes.append(.rejectedLeverage(terms, rows: weights.count { $0 == 0 }))
    }
    return result
  }

  /// With the bread that was asked for, and what must be said about it.
  func scores(_ specification: Specification) throws(EstimationError) -> Scores {
    var notes: [EstimationNote] = []
    let system: ScoreSystem
    switch specification.bread {
    case .weights:
      if case .bisquare = psi { notes.append(.breadTooSmall) }
      system = scoreSystem()
    case .derivative:
      let (derivative, replaced) = try derivativeSystem(specification.options)
      system = derivative
      if replaced > 0 {
        notes.append(
          .meanDerivative(
            levels: replaced, of: sample.redundancy.levels.reduce(0, +),
            effects: sample.effectNames))
      }
    }
    return Scores(system: system, label: specification.bread.words, notes: notes)
  }
}
