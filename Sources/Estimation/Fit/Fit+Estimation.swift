import Expressions
import Numerics

extension Fit {
  /// Estimates a design.
  ///
  /// Any estimator, with any number of absorbed effects. p-values and intervals refer to t(n - K) for
  /// least squares with a conventional or heteroskedasticity-robust variance, to t(G - 1) with a
  /// cluster variance, and to the normal for dyadic variances and other estimators.
  ///
  /// - Throws: `EstimationError` for what the data, the weights or the iteration do not allow.
  public init(
    _ design: Design, _ specification: Specification = Specification(estimator: .ols)
  ) throws(EstimationError) {
    self = try specification.estimator.method.fit(design, specification)
  }

  /// A model with the variance that was asked for.
  init(
    _ model: any FittedModel, _ specification: Specification
  ) throws(EstimationError) {
    let (sample, method) = (model.sample, specification.variance.method)
    let scores = method.needsScores ? try model.scores(specification) : nil
    var variance = try method.estimate(
      VarianceProblem(model, specification, scores: scores?.system))
    let terms = sample.terms
    let isOfExactFit =
      model.isExact && (method.needsScores || model.conventionalUsesResiduals)
    if isOfExactFit {
      variance.covariance = Matrix(rows: terms.count, columns: terms.count)
      // Without a degree of freedom for residuals a factor divides by zero.
      if !variance.factor.isFinite { variance.factor = 1 }
    }
    let diagonal = variance.covariance.diagonal
    let negative = terms.indices.filter { diagonal[$0] < 0 }.map { terms[$0] }
    let design = sample.design
    let units = Set(specification.variance.keys.flatMap(\.factors).map(\.description))
    self.init(
      formula: design.formula, outcomeName: design.outcomeName, specification: specification,
      offsets: design.offsets, terms: terms, estimates: model.coefficients,
      covariance: variance.covariance,
      variance: VarianceSummary(
        variance: specification.variance,
        label: variance.label + (scores?.label.map { ", " + $0 } ?? ""),
        smallSample: specification.smallSample, smallSampleFactor: variance.factor,
        groups: variance.groups, reference: variance.reference, negativeTerms: negative,
        termDegreesOfFreedom: variance.termDegreesOfFreedom, isOfExactFit: isOfExactFit),
      redundantTerms: sample.redundantTerms, sample: design.sample,
      observations: sample.count, absorbed: sample.absorbedEffects,
      residualDegreesOfFreedom: sample.residualDegreesOfFreedom, scale: model.scale,
      convergence: model.convergence, statistics: model.statistics,
      weights: design.weights?.column, rowResults: model.rowResults,
      warnings: design.notes.filter { !$0.isSaid(by: variance.notes, ofUnits: units) }
        + sample.collinearityNotes + sample.effectNotes + variance.notes
        + (negative.isEmpty ? [] : [.negativeVariance(negative)]) + (scores?.notes ?? [])
        + (model.isExact ? [.exactFit(hasErrors: !isOfExactFit)] : [])
        + model.notes)
    try requireFinite()
  }

  /// Squares of very large or very small values can leave the range of numbers.
  private func requireFinite() throws(EstimationError) {
    for (index, term) in terms.enumerated() {
      let isFinite =
        estimates[index].isFinite
        && terms.indices.allSatisfy { covariance[index, $0].isFinite }
      guard isFinite else { throw .beyondRange(term: term.name) }
    }
  }
}
