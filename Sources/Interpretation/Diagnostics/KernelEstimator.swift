import Estimation
import Expressions
import Foundation
import Frames
import Numerics

/// The kernel estimator of an interaction (Hainmueller, Mummolo and Xu 2019, equation 6): at each
/// value x0 of the moderator the treatment's coefficient in a least squares fit that is local in X,
///
///     minimise sum_i K((X_i - x0) / h) [ y_i - a - theta D_i - c (X_i - x0) - d D_i (X_i - x0)
///                                        - Z_i g ]^2,   K(u) = exp(-u^2 / 2)
///
/// Cross-products of a row are formed once a value x0; the bootstrap's replicates and the folds of
/// cross-validation weight them, all replicates in one pass over the rows (O(n q) for each value and
/// replicate, q the number of distinct cross-products), and each local fit is then a small Cholesky
/// factorisation.
///
/// Errors and bands come from the bootstrap: rows, whole clusters, or, for dyads, units of which a
/// row counts as often as both its members were drawn (Davezies, D'Haultfoeuille and Guyonvarch
/// 2021). Pointwise intervals are percentiles; the simultaneous band is the quantile of the largest
/// deviation in standard errors over all values. The same seed gives the same bits, whatever the
/// number of threads.
public struct KernelEstimator: Sendable {
  /// How wide the window is.
  public enum Bandwidth: Sendable, Equatable {
    /// The same h at every value.
    case fixed(Double)
    /// h sqrt(G / f(x0)): wider where the moderator's density f is low, with G the geometric mean of
    /// f over the rows (Abramson 1982), so that h is the window at a typical row.
    case adaptive(Double)
    /// The h of least squared prediction error in so many folds, among 20 from 1/50 of the
    /// moderator's range to all of it; as many folds as rows leave one out at a time.
    case crossValidated(folds: Int = 10, adaptive: Bool = true)
  }

  /// What to estimate where, and how its uncertainty is drawn.
  public struct Options: Sendable, Equatable {
    /// Cross-validated in ten folds, adaptive.
    public var bandwidth = Bandwidth.crossValidated()
    /// Values of the moderator, evenly over its range.
    public var pointCount = 50
    /// Bootstrap replicates; none for estimates alone.
    public var replicates = 200
    /// What is drawn with replacement: rows, clusters, or the members of dyads.
    public var resampling = BootstrapUnits.rows
    /// Of the bootstrap; folds are drawn under it too.
    public var seed: UInt64 = 1
    /// Of pointwise intervals and of the band.
    public var confidenceLevel = 0.95
    /// The most to use; results do not depend on it.
    public var threads = 1

    /// Fifty values, 200 replicates of rows, one thread.
    public init() {}
  }

  /// One candidate of cross-validation.
  public struct Candidate: Sendable, Equatable {
    /// h, before it is adapted.
    public var bandwidth: Double
    /// Mean squared error of held-out rows under their weights; `nil` where some local fit had too few rows.
    public var error: Double?
  }

  /// h, before it is adapted.
  public var bandwidth: Double
  /// Whether the window widens where the moderator is sparse.
  public var isAdaptive: Bool
  /// What cross-validation tried, ascending in h; empty for a bandwidth that was given.
  public var candidates: [Candidate]
  /// The effect at each value, with percentile intervals and a simultaneous band.
  public var curve: MarginalEffectCurve
  /// The window at each point of the curve.
  public var windows: [Double]
  /// Values at which too few rows carry weight for a local fit, left out of the curve.
  public var unsupported: [Double]
  /// Values without support, failed replicates, and why a band is absent.
  public var warnings: [InterpretationNote]

  static let candidateCount = 20

  /// Estimates, and draws the bootstrap.
  ///
  /// - Throws: `diagnostics` for a bandwidth that is not positive, with absorbed effects, or where
  ///   no local fit succeeds.
  public init(
    _ data: ModeratedDesign, options: Options = Options()
  ) throws(InterpretationError) {
    // Rows that a frequency weight stands for are drawn, held out and weighed one by one.
    let data = try data.expandedByFrequency()
    let local = try LocalRegression(data, threads: options.threads)
    let grid = local.evenGrid(max(2, options.pointCount))
    let density = ModeratorDensity(data)
    var candidates: [Candidate] = []
    switch options.bandwidth {
    case .fixed(let h), .adaptive(let h):
      guard h > 0, h.isFinite else {
        throw .diagnostics(
          "The bandwidth is \(h); a positive number in units of the moderator was expected.")
      }
      bandwidth = h
      if case .adaptive = options.bandwidth { isAdaptive = true } else { isAdaptive = false }
    case .crossValidated(let folds, let adaptive):
      isAdaptive = adaptive
      let validation = CrossValidation(
        local, grid: grid, density: adaptive ? density : nil, folds: folds, seed: options.seed,
        groups: try Self.groups(options.resampling, data))
      candidates = validation.candidates
      guard let best = validation.best else {
        throw .diagnostics(
          "No bandwidth up to the range of `\(data.moderator)` gives every fold a local fit. Use "
            + "fewer covariates, or the bins.")
      }
      bandwidth = best
    }
    self.candidates = candidates
    let h = bandwidth
    let isAdaptive = isAdaptive
    let allWindows = grid.map { isAdaptive ? density.window(h, at: $0) : h }
    let estimates = local.coefficients(
      at: grid, windows: allWindows, counts: local.ones(1))
    let kept = grid.indices.filter { estimates[$0][0] != nil }
    guard !kept.isEmpty else {
      throw .diagnostics(
        "At bandwidth \(h) no value of `\(data.moderator)` has enough rows near it for a local "
          + "fit. Use a wider bandwidth.")
    }
    windows = kept.map { allWindows[$0] }
    unsupported = grid.indices.filter { estimates[$0][0] == nil }.map { grid[$0] }
    warnings = []
    if !unsupported.isEmpty {
      warnings.append(
        .unsupportedValues(unsupported.count, of: grid.count, moderator: data.moderator))
    }
    if let best = candidates.first(where: { $0.bandwidth == h }), let last = candidates.last,
      best == last
    {
      warnings.append(.widestBandwidth)
    }
    let words =
      "bootstrap over \(options.resampling.words), \(Plural.count(options.replicates, "replicate")), "
      + "seed \(options.seed)"
    let points = kept.map { index in
      MarginalEffectCurve.Point(
        moderator: grid[index],
        effect: Quantity(estimate: estimates[index][0]?.effect ?? 0))
    }
    curve = MarginalEffectCurve(
      focal: data.treatment, moderator: data.moderator, outcome: data.design.outcomeName,
      confidenceLevel: options.confidenceLevel, varianceLabel: words, reference: .normal,
      points: points, warnings: [])
    guard options.replicates > 1 else { return }
    let groups = try Self.groups(options.resampling, data)
    let effects = Self.bootstrap(
      local, at: kept.map { grid[$0] }, windows: windows, groups: groups, options)
    addBands(effects, options)
  }

  /// Estimates at given values with given windows, without errors.
  public static func estimates(
    _ data: ModeratedDesign, at values: [Double], windows: [Double]
  ) throws(InterpretationError) -> [Double?] {
    precondition(values.count == windows.count, "one window a value")
    let local = try LocalRegression(data, threads: 1)
    return local.coefficients(at: values, windows: windows, counts: local.ones(1))
      .map { $0[0]?.effect }
  }

  private static func groups(
    _ units: BootstrapUnits, _ data: ModeratedDesign
  ) throws(InterpretationError) -> ResamplingGroups {
    func codes(_ key: GroupingKey) throws(InterpretationError) -> Grouping {
      guard let grouping = data.design.factors[key] else {
        throw .diagnostics(
          "The bootstrap needs the factor `\(key)`, which the design does not hold. Ask for a "
            + "variance that names it, such as cluster:\(key).")
      }
      return grouping
    }
    switch units {
    case .rows: return .rows(data.design.outcome.count)
    case .clusters(let key): return .clusters(try codes(key))
    case .dyads(let first, let second): return .dyads(try codes(first), try codes(second))
    case .crossed(let keys):
      return .crossed(try keys.map { (key) throws(InterpretationError) in try codes(key) })
    }
  }
}

extension BootstrapUnits {
  /// For captions.
  var words: String {
    switch self {
    case .rows: "rows"
    case .clusters(let key): "clusters of \(key)"
    case .dyads(let first, let second): "units of \(first) and \(second)"
    case .crossed(let keys):
      "levels of " + keys.map(\.description).joined(separator: " and ")
    }
  }
}
