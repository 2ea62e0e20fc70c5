/// What to estimate, in values: estimator, variance and its small-sample rule, and numerical
/// options.
public struct Specification: Sendable, Equatable {
  public var estimator: Estimator
  public var variance: Variance
  public var smallSample: SmallSampleRule
  /// M-estimation: the bread of robust variances.
  public var bread: Bread
  public var options: Options

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
    /// Probit and logit with absorbed effects.
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

    public init() {}
  }
}

/// How the coefficients are estimated.
public enum Estimator: Sendable, Equatable {
  /// Least squares, weighted where the design has weights.
  case ols
  /// Huber-type M-estimation with the scale re-estimated by the MAD (Huber 1981; Venables and
  /// Ripley 2002, section 6.5).
  case m(Psi)
  /// Poisson pseudo maximum likelihood, for outcomes that are not negative (Santos Silva and
  /// Tenreyro 2006).
  case ppml
  /// P(y = 1) = Phi(x b), by maximum likelihood.
  case probit
  /// P(y = 1) = 1/(1 + exp(-x b)), by maximum likelihood.
  case logit
  /// MM-estimation: an S-estimate for start and scale, then M-estimation at that scale (Yohai
  /// 1987). Half of the rows may be arbitrary; at the normal it is as efficient as its psi.
  case mm(Psi)
}

/// A psi function with its tuning constant, in units of the scale.
public enum Psi: Sendable, Equatable {
  /// min(1, k/|u|); k = 1.345 gives 95% efficiency at the normal.
  case huber(k: Double = 1.345)
  /// (1 - (u/c)^2)^2 inside c, 0 outside (Tukey's biweight); c = 4.685 gives 95% efficiency.
  case bisquare(c: Double = 4.685)
}

/// Which variance of the estimates is computed. Factor names are keys of `Design.factors`.
public enum Variance: Sendable, Equatable {
  /// The estimator's conventional variance.
  case homoskedastic
  case hc0, hc1, hc2, hc3
  /// One-way cluster-robust (Liang and Zeger 1986).
  case cluster(by: String)
  /// Dyadic-cluster-robust (Aronow, Samii and Assenova 2015, equation 7): rows that share a member
  /// may be correlated. The two members come from one set of units.
  case dyadic(String, String)
  /// Clustered by several keys at once (Cameron, Gelbach and Miller 2011).
  case multiwayCluster(by: [String])
  /// Dyads whose two members come from two sets of units: two-way clustering.
  case twoMode(String, String)
  /// Bias-reduced, with Satterthwaite degrees of freedom (Bell and McCaffrey 2002).
  case cr2(by: String)
  /// Correlated across units and over time (Driscoll and Kraay 1998); without lags
  /// floor(4 (T/100)^(2/9)).
  case driscollKraay(time: String, lags: Int?)
  /// Correlated over time within units (Newey and West 1987); without a unit that of the panel or
  /// of the absorbed effect.
  case neweyWest(unit: String?, time: String, lags: Int?)
  /// Correlated within a distance in kilometres (Conley 1999); degrees north and east.
  case conley(latitude: String, longitude: String, cutoff: Double, kernel: SpatialKernel)

  /// As in `--vcov`: `iid`, `hc1`, `cluster:dyad`, `dyadic:exp,imp`.
  public var name: String {
    switch self {
    case .homoskedastic: "iid"
    case .hc0: "hc0"
    case .hc1: "hc1"
    case .hc2: "hc2"
    case .hc3: "hc3"
    case .cluster(let key): "cluster:\(key)"
    case .dyadic(let first, let second): "dyadic:\(first),\(second)"
    case .multiwayCluster(let keys): "cluster:" + keys.joined(separator: ",")
    case .twoMode(let first, let second): "two-mode:\(first),\(second)"
    case .cr2(let key): "cr2:\(key)"
    case .driscollKraay(let time, let lags): Variance.call("driscoll-kraay", [time], lags)
    case .neweyWest(let unit, let time, let lags):
      Variance.call("newey-west", [unit, time].compactMap(\.self), lags)
    case .conley(let latitude, let longitude, let cutoff, let kernel):
      "conley:\(latitude),\(longitude),\(cutoff)" + (kernel == .bartlett ? ",bartlett" : "")
    }
  }
}

/// How the weight of a pair of rows falls with their distance.
public enum SpatialKernel: String, Sendable, CaseIterable {
  /// One up to the cutoff, zero beyond.
  case uniform
  /// 1 - distance/cutoff.
  case bartlett
}

/// The factor by which a robust variance is multiplied; printed with every result.
public enum SmallSampleRule: String, Sendable, CaseIterable {
  /// No correction.
  case none
  /// G/(G-1) (n-1)/(n-k) for clusters, as Stata's `regress, cluster`.
  case stata
  /// G/(G-1) (n-1)/(n-K), effects nested in the clusters not counted, as fixest's default `ssc()`.
  case fixest
  /// As `sandwich::vcovCL`: G/(G-1) (n-1)/(n-k).
  case sandwich
}
