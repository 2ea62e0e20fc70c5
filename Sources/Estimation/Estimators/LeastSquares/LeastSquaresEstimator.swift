import Expressions
import Numerics

/// Least squares, weighted where the design has weights.
///
/// p-values and intervals refer to t(n - K) with a conventional or heteroskedasticity-robust variance,
/// and to t(G - 1) with a cluster variance.
struct LeastSquaresEstimator: EstimatorMethod {
  static let forms = [VocabularyForm("ols", summary: "least squares")]

  init() {}

  init?(_ call: SpelledCall) {
    guard call.arguments.isEmpty else { return nil }
  }

  var name: String { "ols" }
  var label: String { "OLS" }
  var scaleLabel: String { "Residual standard error" }
  var isLinear: Bool { true }

  func fit(_ design: Design, _ specification: Specification) throws(EstimationError) -> Fit {
    var sample = try WorkingSample(
      design, options: specification.options, rule: specification.smallSample, storing: false)
    let outcome = sample.takeOutcome()
    let solved = OrdinaryLeastSquares(
      sample, outcome: consume outcome, threads: specification.options.threads)
    return try Fit(
      LeastSquaresModel(sample: sample, solved: solved, options: specification.options),
      specification)
  }
}

extension Estimator {
  /// Least squares, weighted where the design has weights.
  public static var ols: Estimator { Estimator(LeastSquaresEstimator()) }
}

/// A least squares solution on its sample.
private struct LeastSquaresModel: FittedModel {
  let sample: WorkingSample
  let solved: OrdinaryLeastSquares
  let options: Specification.Options

  var coefficients: [Double] { solved.solution.coefficients }
  var scale: Double { solved.scale }
  var refersToT: Bool { true }
  var isLinear: Bool { true }
  var isExact: Bool { solved.isExact }
  var notes: [EstimationNote] {
    solved.rSquared == nil ? [.noVariation(sample.design.outcomeName)] : []
  }

  var convergence: Convergence {
    sample.effects.map { _ in sample.absorption.convergence(options) }
      ?? Convergence(
        method: "least squares", iterations: 1 + solved.solution.refinements, converged: true,
        criterion: 0, tolerance: 0)
  }

  var statistics: FitStatistics {
    .leastSquares(rSquared: solved.rSquared, withinRSquared: solved.withinRSquared)
  }

  var rowResults: RowResults {
    RowResults(residuals: sample.restored(solved.solution.residuals))
  }

  /// s^2 (X'X)^-1
  func conventional(_ rule: SmallSampleRule) -> VarianceEstimate {
    VarianceEstimate(
      solved.solution.inverseGram.multiplied(by: scale * scale),
      reference: .t(degreesOfFreedom: Double(sample.residualDegreesOfFreedom)),
      label: "conventional")
  }

  func scores(_ specification: Specification) throws(EstimationError) -> Scores {
    Scores(
      system: try solved.scoreSystem(
        sample, for: specification.variance, threads: options.threads))
  }
}
