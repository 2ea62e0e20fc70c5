import Estimation
import Frames

/// What a reader must know beside an effect, a curve or a diagnostic.
public enum InterpretationNote: Sendable, Equatable {
  /// A simultaneous band that was asked for and is not there.
  case noBand(Reason)
  /// Values of a moderator at which the variance of the effect is negative.
  case negativeVariance(count: Int, of: Int, moderator: String)
  /// Ties left fewer bins than were asked for.
  case fewerBins(Int, of: Int, moderator: String)
  /// Ties left fewer knots than were asked for.
  case fewerKnots(Int, of: Int, moderator: String)
  /// The bins could not be tested against the line, and why.
  case noTestOfBins(InterpretationError)
  /// The spline could not be tested against the line, and why.
  case noTestOfLinearity(InterpretationError)
  /// No spline could be fitted, and why.
  case noSpline(InterpretationError)
  /// No kernel estimate could be had, and why.
  case noKernel(InterpretationError)
  /// Values at which too few rows are near for a local fit.
  case unsupportedValues(Int, of: Int, moderator: String)
  /// Cross-validation chose the widest bandwidth.
  case widestBandwidth
  /// Replicates without a local fit at some value.
  case failedReplicates(Int, of: Int, moderator: String)
  /// What bins show of observational data.
  case binsMislead
  /// A variance over time or space, with which no bootstrap goes.
  case bootstrapOfRows(Variance)
  /// The kernel is least squares, beside curves of another estimator.
  case kernelIsLeastSquares(Estimator)
  /// The kernel is least squares, and the model's link is another.
  case noKernelUnderLink(Estimator)
  /// The share of rows at values where one treatment group has no row.
  case withoutSupport(share: Double, moderator: String)
  /// A bin, counted from 1, in which the treatment does not vary.
  case binWithoutTreatment(Int)

  /// Why there is no band.
  public enum Reason: Sendable, Equatable {
    /// The covariance of the terms is not positive semidefinite, so nothing can be drawn from it.
    case indefiniteTerms
    /// Nor is that of the spline's coefficients.
    case indefiniteSpline
    /// The model fits every row exactly.
    case exactFit
  }
}

extension InterpretationNote: CustomStringConvertible {
  /// A sentence on what was seen and what it means.
  public var description: String {
    switch self {
    case .noBand(.indefiniteTerms):
      "No simultaneous band: the covariance of the terms is not positive semidefinite."
    case .noBand(.indefiniteSpline):
      "The covariance of the spline is not positive semidefinite; there is no simultaneous band."
    case .noBand(.exactFit):
      "No intervals and no band: the model fits every row exactly, so there is no sampling error."
    case .negativeVariance(let count, let all, let moderator):
      "The variance of the effect is negative at \(count) of \(all) values of \(moderator); there is "
        + "no interval there."
    case .fewerBins(let found, let asked, let moderator):
      "\(moderator) has ties: \(Plural.count(found, "bin")) instead of \(asked)."
    case .fewerKnots(let found, let asked, let moderator):
      "\(moderator) has ties: \(Plural.count(found, "knot")) instead of \(asked)."
    case .noTestOfBins(let error):
      "The test against the linear interaction is absent: \(error)"
    case .noTestOfLinearity(let error): "The test of linearity is absent: \(error)"
    case .noSpline(let error): "No spline: \(error)"
    case .noKernel(let error): "No kernel estimate: \(error)"
    case .unsupportedValues(let count, let all, let moderator):
      "At \(count) of \(all) values of \(moderator) too few rows are near for a local fit; they are "
        + "left out."
    case .widestBandwidth:
      "Cross-validation chose the widest bandwidth, at which the fit is nearly the linear model."
    case .failedReplicates(let count, let all, let moderator):
      "At some value of \(moderator), \(count) of \(all) replicates had no local fit; intervals there "
        + "rest on the others, or are absent where half failed."
    case .binsMislead:
      "Bins mislead in observational data: where treatment and moderator are correlated, an outcome "
        + "that is nonlinear in either looks like an interaction between bins (Simonsohn 2024). Trust "
        + "a departure from the line that the kernel and the spline show as well."
    case .bootstrapOfRows(let variance):
      "The kernel's bootstrap draws rows, because \(variance) has no resampling of its own; "
        + "dependence over time or space is not in its bands."
    case .kernelIsLeastSquares(let estimator):
      "The kernel estimate is least squares; the other curves are \(estimator)."
    case .noKernelUnderLink(let estimator):
      "No kernel estimate: it is least squares, and the model is \(estimator)."
    case .withoutSupport(let share, let moderator):
      "\(Int((100 * share).rounded()))% of the rows lie at values of \(moderator) where one treatment "
        + "group has no row; the effect there is extrapolated."
    case .binWithoutTreatment(let bin):
      "The treatment does not vary in bin \(bin); its effect there is not identified."
    }
  }
}
