/// What to estimate, in values: estimator, variance and its small-sample rule, and numerical
/// options.
public struct Specification: Sendable, Equatable {
  /// How coefficients are estimated.
  public var estimator: Estimator
  /// Which variance the estimates get.
  public var variance: Variance
  /// The factor that the variance is multiplied by; printed with every result.
  public var smallSample: SmallSampleRule
  /// M-estimation: the bread of robust variances.
  public var bread: Bread
  /// Tolerances, caps, threads and the level of intervals.
  public var options: Options

  /// Conventional errors without a small-sample correction unless told.
  public init(
    estimator: Estimator, variance: Variance = .homoskedastic,
    smallSample: SmallSampleRule = .none, bread: Bread = .weights, options: Options = Options()
  ) {
    self.estimator = estimator
    self.variance = variance
    self.smallSample = smallSample
    self.bread = bread
    self.options = options
  }

  /// Numerical choices. None of them is global.
  public struct Options: Sendable, Equatable {
    /// M-estimation: relative change of the residuals, sqrt(sum((r_old - r)^2) / sum(r_old^2)).
    /// R's `rlm` stops at 1e-4.
    public var tolerance = 1e-10
    /// Iterations of the outer loop. M-estimates with effects of three to five rows each can need
    /// a few hundred at the default tolerance.
    public var maximumIterations = 1000
    /// A column is redundant when its pivot falls below this share of its own scaled length.
    public var rankTolerance = 1e-11
    /// Threads; results do not depend on it.
    public var threads = 1
    /// Coverage of the intervals.
    public var confidenceLevel = 0.95
    /// Seed of what is drawn at random: the starts of MM-estimation.
    public var seed: UInt64 = 1
    /// Binary models with absorbed effects.
    public var biasCorrection = BiasCorrection.none
    /// Return a fit that says `converged == false` instead of throwing.
    public var allowNonConvergence = false
    /// Several absorbed effects: the distance of each column to the exact result, relative to what
    /// the effects leave of it. Coefficients are off by about its square.
    public var absorptionTolerance = 1e-8
    /// The most conjugate gradient steps for absorbed effects.
    public var maximumSweeps = 10_000
    /// What happens to rows that are alone in a level of an absorbed effect.
    public var singletons = Singletons.keep

    /// Every option at its default.
    public init() {}
  }
}
