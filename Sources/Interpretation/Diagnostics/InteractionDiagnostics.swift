import Estimation

/// Whether an interaction is what a linear model makes of it: the linear effect beside bins, a
/// kernel and a spline, with the support of the data and tests of linearity (Hainmueller, Mummolo
/// and Xu 2019; Simonsohn 2024 on why bins alone mislead).
public struct InteractionDiagnostics: Sendable {
  /// How finely each diagnostic looks.
  public struct Options: Sendable, Equatable {
    /// Bins of the binning estimator; three, as its authors take.
    public var bins = 3
    /// Bandwidth, replicates and seed of the kernel estimator.
    public var kernel = KernelEstimator.Options()
    /// Resample as the variance of the specification asks, instead of `kernel.resampling`.
    public var resamplesAsVariance = true
    /// Knots of the spline, from three to seven.
    public var knots = 4
    /// Bars of the histogram of the moderator.
    public var supportBins = 20

    /// Three bins, four knots, and a kernel resampled as the variance asks.
    public init() {}
  }

  /// The effect as the linear interaction has it.
  public var linear: MarginalEffectCurve
  /// The linear model itself, under the specification asked for.
  public var linearFit: Fit
  /// Lines within bins, and tests against the linear model.
  public var binning: BinningEstimator
  /// `nil` where it does not apply; `warnings` says why.
  public var kernel: KernelEstimator?
  /// `nil` where it does not apply; `warnings` says why.
  public var spline: SplineInteraction?
  /// Where the moderator's values lie, by treatment.
  public var support: SupportHistogram
  /// What a reader must know: diagnostics that do not apply, and rows without support.
  public var warnings: [InterpretationNote]

  /// At most this share of rows may lie where one treatment group is missing, before it is said.
  private static let tolerableShare = 0.05

  /// Fits all of them to one design.
  ///
  /// - Parameter specification: of the linear model, the bins and the spline; the kernel is least
  ///   squares with bootstrap errors.
  /// - Throws: what `ModeratedDesign` and the linear and the binned fit throw; `exactFit` where the
  ///   linear model fits every row, so that nothing departs from it.
  public init(
    _ data: ModeratedDesign, specification: Specification, options: Options = Options()
  ) throws(InterpretationError) {
    let fit = try ModeratedDesign.fit(data.design, specification)
    guard !fit.variance.isOfExactFit else { throw .exactFit("The interaction") }
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
    var warnings = [InterpretationNote.binsMislead]
    do {
      spline = try SplineInteraction(
        data, knots: options.knots, at: grid, specification: specification)
    } catch { warnings.append(.noSpline(error)) }
    if specification.estimator.link == .identity {
      var kernelOptions = options.kernel
      kernelOptions.threads = specification.options.threads
      kernelOptions.confidenceLevel = specification.options.confidenceLevel
      let own = specification.variance.bootstrapUnits
      if options.resamplesAsVariance { kernelOptions.resampling = own ?? .rows }
      do { kernel = try KernelEstimator(data, options: kernelOptions) } catch {
        warnings.append(.noKernel(error))
      }
      if options.resamplesAsVariance, own == nil, kernel != nil {
        warnings.append(.bootstrapOfRows(specification.variance))
      }
      if !specification.estimator.isLinear, kernel != nil {
        warnings.append(.kernelIsLeastSquares(specification.estimator))
      }
    } else {
      warnings.append(.noKernelUnderLink(specification.estimator))
    }
    if support.shareWithoutSupport > Self.tolerableShare {
      warnings.append(
        .withoutSupport(share: support.shareWithoutSupport, moderator: data.moderator))
    }
    for (index, bin) in binning.bins.enumerated() where bin.effect == nil {
      warnings.append(.binWithoutTreatment(index + 1))
    }
    self.warnings =
      warnings + binning.warnings + (kernel?.warnings ?? []) + (spline?.warnings ?? [])
  }
}
