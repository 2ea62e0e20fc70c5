/// An outcome's distribution and link, as Newton's and Fisher's steps need them row by row.
///
/// With eta the linear predictor, mu(eta) the mean and V(mu) the variance function, one row has
///
///     weight    w = (d mu/d eta)^2 / V(mu)        (expected information)
///     residual  r = (y - mu) / (d mu/d eta)       (working residual)
///     score     s = w r x = (y - mu) (d mu/d eta) / V(mu) x
///
/// (McCullagh and Nelder 1989, section 2.5).
///
/// A family is one file: its formulas, its names and link, and its spelling in code. The passes over
/// rows are compiled for each (`+Kernel`).
protocol ResponseFamily: Sendable {
  /// As it is written: `ppml`.
  static var name: String { get }
  /// In the head of a table: `PPML`.
  static var label: String { get }
  /// Within sentences: `probit`.
  static var title: String { get }
  /// In a line of a list: what the model is.
  static var summary: String { get }
  /// Whether the outcome is 0 or 1.
  static var isBinary: Bool { get }
  static var link: Link { get }
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
  /// H F'' of a binary model, from a row's expected weight w = H F', predictor and mean
  /// (`BiasCorrection.analytic`).
  static func effectBias(weight: Double, predictor: Double, mean: Double) -> Double

  // The passes, whose default is the one there is: as requirements they are compiled for the family.

  /// Means, weights and working residuals of every row (`GeneralizedLinearModel.fill`).
  static func fill(
    _ model: inout GeneralizedLinearModel, _ information: Information
  ) -> LikelihoodTally.Sums
  /// The sums of a pass without effects (`InformationPass.sums`).
  static func sums(
    _ pass: InformationPass, _ coordinates: [Double]?, _ information: Information,
    _ slots: InformationPass.Slots?
  ) -> InformationPass.Sums
}

extension ResponseFamily {
  static func fill(
    _ model: inout GeneralizedLinearModel, _ information: Information
  ) -> LikelihoodTally.Sums {
    model.fill(Self.self, information)
  }

  static func sums(
    _ pass: InformationPass, _ coordinates: [Double]?, _ information: Information,
    _ slots: InformationPass.Slots?
  ) -> InformationPass.Sums {
    pass.sums(Self.self, coordinates, information, slots)
  }
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
