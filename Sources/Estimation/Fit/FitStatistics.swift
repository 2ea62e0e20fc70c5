/// What is particular to a family of estimators.
public enum FitStatistics: Sendable, Equatable {
  /// The share of the outcome's variation explained, with absorbed effects also the share within;
  /// `nil` where the outcome does not vary beyond rounding.
  case leastSquares(rSquared: Double?, withinRSquared: Double?)
  /// Robust estimators state their scale alone.
  case robust
  /// Twice the distance from the saturated log-likelihood, and the log-likelihood: of PPML the Poisson
  /// pseudo log-likelihood.
  case likelihood(deviance: Double, logLikelihood: Double)
}

extension Fit {
  /// Share of the outcome's variance explained (least squares only); `nil` where there is none.
  public var rSquared: Double? {
    guard case .leastSquares(let share, _) = statistics else { return nil }
    return share
  }

  /// For least squares with absorbed effects: the share within.
  public var withinRSquared: Double? {
    guard case .leastSquares(_, let share) = statistics else { return nil }
    return share
  }

  /// PPML and binary models: twice the distance from the saturated log-likelihood.
  public var deviance: Double? {
    guard case .likelihood(let deviance, _) = statistics else { return nil }
    return deviance
  }

  /// PPML and binary models; of PPML the Poisson pseudo log-likelihood.
  public var logLikelihood: Double? {
    guard case .likelihood(_, let logLikelihood) = statistics else { return nil }
    return logLikelihood
  }
}

/// What a fit says of each row of its sample, in the sample's order.
public struct RowResults: Sendable, Equatable {
  /// n response residuals.
  public var residuals: [Double]
  /// n final robustness weights, of robust estimators; empty otherwise.
  public var robustnessWeights: [Double]

  /// Empty lists unless told, as for fits made by hand.
  public init(residuals: [Double] = [], robustnessWeights: [Double] = []) {
    self.residuals = residuals
    self.robustnessWeights = robustnessWeights
  }
}

extension Fit {
  /// The fit without what it says of its rows, where many are kept.
  var withoutRowResults: Fit {
    var fit = self
    fit.rowResults = RowResults()
    return fit
  }

  /// n response residuals, in sample order.
  public var residuals: [Double] { rowResults.residuals }
  /// n final robustness weights (robust estimators), in sample order; empty otherwise.
  public var robustnessWeights: [Double] { rowResults.robustnessWeights }
}
