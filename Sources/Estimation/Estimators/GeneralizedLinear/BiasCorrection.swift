/// What is done about the bias that estimated effects give to the slopes of binary models.
///
/// Each effect is estimated from the rows of its level alone, and its error enters the slopes'
/// likelihood through a curved function (Neyman and Scott 1948): with T rows a unit the slopes are off
/// by about 1/T of their size.
public enum BiasCorrection: String, Sendable, CaseIterable {
  /// The maximum likelihood estimates as they are.
  case none
  /// Subtracts the bias's first order (Fernandez-Val and Weidner 2016, equations 3.10 to 3.14, for
  /// strictly exogenous regressors), for one or two absorbed effects.
  ///
  /// With pi the predictor, F the probability, H = F'/(F (1 - F)), w = H F', and x~ the regressors
  /// swept of the effects under the weights w,
  ///
  ///     b~ = b + (sum w x~ x~')^-1 1/2 sum_effects sum_levels (sum H F'' x~) / (sum w).
  ///
  /// The effects are estimated anew at b~, and the variance is taken there. Regressors that respond
  /// to earlier outcomes (a lagged outcome, time since the last event) have a further term that is
  /// not computed.
  case analytic
}
