import Estimation
import Foundation

/// Whether an interaction is what a linear model makes of it: the linear effect beside bins, a
/// kernel and a spline, with the support of the data and tests of linearity (Hainmueller, Mummolo
/// and Xu 2019; Simonsohn 2024 on why bins alone mislead).
public struct InteractionDiagnostics: Sendable {
  public struct Options: Sendable, Equatable {
    public var bins = 3
    public var kernel = KernelEstimator.Options()
    /// Resample as the variance of the specification asks, instead of `kernel.resampling`.
    public var resamplesAsVariance = true
    public var knots = 4
    public var supportBins = 20

    public init() {}
  }

  public var linear: MarginalEffectCurve
  public var linearFit: Fit
  public var binning: BinningEstimator
  /// `nil` where it does not apply; `warnings` says why.
  public var kernel: KernelEstimator?
  public var spline: SplineInteraction?
  public var support: SupportHistogram
  public var warnings: [String]

  /// At most this share of rows may lie where one treatment group is missing, before it is said.
  private static let tolerableShare = 0.05
  private static let binWarning =
    "Bins mislead in observational data: where treatment and moderator are correlated, an outcome "
    + "that is nonlinear in either looks like an interaction between bins (Simonsohn 2024). Trust "
    + "a departure from the line that the kernel and the spline show as well."

  /// Fits all of them to one design.
  ///
  /// - Parameter specification: of the linear model, the bins and the spline; the kernel is least
  ///   squares with bootstrap errors.
  /// - Throws: what `ModeratedDesign` and the linear and the binned fit throw.
  public init(
    _ data: ModeratedDesign, specification: Specification, options: Options = Options()
  ) throws(InterpretationError) {
    let fit = try ModeratedDesign.fit(data.design, specification)
    linearFit = fit
    let observed = data.moderatorValues
    let points = max(2, options.kernel.pointCount)
    let (low, high) = (observed.min() ?? 0, observed.max() ?? 1)
    let grid = (0..<points).map {
      $0 == points - 1 ? high : low + (high - low) * Double($0) / Double(points - 1)
    }
    linear = try MarginalEffect(of: data.treatment, by: data.moderator, in: fit)
      .curve(at: grid, simultaneous: true)
    binning = try BinningEstimator(data, count: options.bins, specification: specification)
    support = SupportHistogram(data, bins: options.supportBins)
    var warnings = [Self.binWarning]
    do {
      spline = try SplineInteraction(
        data, knots: options.knots, at: grid, specification: specification)
    } catch { warnings.append("No spline: \(error)") }
    if Link(specification.estimator) == .identity {
      var kernelOptions = options.kernel
      kernelOptions.threads = specification.options.threads
      kernelOptions.confidenceLevel = specification.options.confidenceLevel
      if options.resamplesAsVariance { kernelOptions.resampling = .init(specification.variance) }
      do { kernel = try KernelEstimator(data, options: kernelOptions) } catch {
        warnings.append("No kernel estimate: \(error)")
      }
      switch specification.variance {
      case .driscollKraay, .neweyWest, .conley:
        if options.resamplesAsVariance, kernel != nil {
          warnings.append(
            "The kernel's bootstrap draws rows, because \(specification.variance.name) has no "
              + "resampling of its own; dependence over time or space is not in its bands.")
        }
      default: break
      }
      if specification.estimator != .ols, kernel != nil {
        warnings.append(
          "The kernel estimate is least squares; the other curves are \(specification.estimator.name)."
        )
      }
    } else {
      warnings.append(
        "No kernel estimate: it is least squares, and the model is \(specification.estimator.name)."
      )
    }
    if support.shareWithoutSupport > Self.tolerableShare {
      let share = Int((100 * support.shareWithoutSupport).rounded())
      warnings.append(
        "\(share)% of the rows lie at values of \(data.moderator) where one treatment group has no "
          + "row; the effect there is extrapolated.")
    }
    for (index, bin) in binning.bins.enumerated() where bin.effect == nil {
      warnings.append(
        "The treatment does not vary in bin \(index + 1); its effect there is not identified.")
    }
    self.warnings =
      warnings + binning.warnings + (kernel?.warnings ?? []) + (spline?.warnings ?? [])
  }
}
