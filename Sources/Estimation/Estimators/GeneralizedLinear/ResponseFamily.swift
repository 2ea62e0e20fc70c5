/// An outcome's distribution and link, as Newton's and Fisher's steps need them row by row.
///
/// With eta the linear predictor, mu(eta) the mean and V(mu) the variance function, one row has
///
///     weight    w = (d mu/d eta)^2 / V(mu)        (expected information)
///     residual  r = (y - mu) / (d mu/d eta)       (working residual)
///     score     s = w r x = (y - mu) (d mu/d eta) / V(mu) x
///
/// (McCullagh and Nelder 1989, section 2.5).
protocol ResponseFamily: Sendable {
  /// A predictor to start from, whatever the regressors.
  static func start(outcome: Double, average: Double) -> Double
  /// Eight rows at a predictor.
  static func evaluate(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, information: Information
  ) -> WorkingRows
  /// Whether each row is fitted so closely that it may be separated from the others: an estimate at
  /// infinity would go on in this direction.
  static func isSuspect(
    outcome: SIMD8<Double>, predictor: SIMD8<Double>, logAverage: Double
  ) -> SIMDMask<SIMD8<Int64>>
}

/// What a row's weight is: minus the second derivative of its log-likelihood, or the mean of that.
///
/// The residual follows, so that the score w r x is the same. Where the link is canonical the two are
/// one; for probit Newton's steps, with the observed information, shrink by their square, and Fisher's,
/// with the expected one, do not. Variances rest on the expected one.
enum Information: Sendable {
  case observed, expected
}

/// What eight rows add to a step.
struct WorkingRows {
  var mean: SIMD8<Double>
  /// w
  var weight: SIMD8<Double>
  /// r
  var residual: SIMD8<Double>
  /// Twice the distance of a row's log-likelihood from the saturated one, but for what
  /// `likelihood` says.
  var deviance: SIMD8<Double>
  /// A factor of the likelihood, at least 1e-200: the deviance has -2 times its logarithm, and the
  /// logarithm of a product of many costs one logarithm.
  var likelihood: SIMD8<Double>
}

/// The families by name: a kernel switches on it once and is compiled for each.
enum GeneralizedLinearFamily: Sendable {
  case poisson, probit, logit

  /// The outcome is 0 or 1.
  var isBinary: Bool { self != .poisson }

  /// For labels and messages.
  var title: String {
    switch self {
    case .poisson: "PPML"
    case .probit: "probit"
    case .logit: "logit"
    }
  }

  /// The family's formulas, for what is not computed row by row over the whole sample.
  var formulas: any ResponseFamily.Type {
    switch self {
    case .poisson: PoissonPseudoMaximumLikelihood.self
    case .probit: Probit.self
    case .logit: Logit.self
    }
  }
}

extension Estimator {
  /// The family, if the estimator is a generalized linear model.
  var family: GeneralizedLinearFamily? {
    switch self {
    case .ppml: .poisson
    case .probit: .probit
    case .logit: .logit
    case .ols, .m, .mm: nil
    }
  }
}
