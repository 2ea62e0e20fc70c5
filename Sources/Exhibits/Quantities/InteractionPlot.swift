import Estimation
import Foundation
import Interpretation
import Typesetting

/// Diagnostics of an interaction in two panels over one moderator: the linear effect with the bins,
/// and the kernel estimate with the spline; below each, the rows of the sample by treatment.
public struct InteractionPlot: Figure {
  /// How the figure is set.
  public struct Options: Sendable {
    /// Names for readers in place of treatment, moderator and outcome.
    public var labels = TermLabels()
    /// How wide it is set.
    public var width = FigureStyle.Width.double
    /// Vertical axis; from the labels where absent.
    public var effectTitle: String?
    /// Horizontal axis; from the labels where absent.
    public var moderatorTitle: String?
    /// For readers who cannot see the figure; not drawn.
    public var title = "Interaction diagnostics"
    /// Sentences below the caption that the figure writes itself.
    public var notes: [String] = []

    /// Double width, titles from the labels.
    public init() {}
  }

  let diagnostics: InteractionDiagnostics
  let options: Options

  /// - Throws: `nothingToShow` for a linear curve without points.
  public init(
    _ diagnostics: InteractionDiagnostics, options: Options = Options()
  ) throws(ExhibitError) {
    guard !diagnostics.linear.points.isEmpty else {
      throw .nothingToShow(exhibit: "interaction plot", reason: "the curves have no points")
    }
    self.diagnostics = diagnostics
    self.options = options
  }

  /// Both panels with their histograms, as SVG 1.1.
  public func svg() -> String { document().markup }

  var effectTitle: String {
    let linear = diagnostics.linear
    return options.effectTitle
      ?? "Effect of \(options.labels.label(variable: linear.focal)) on "
      + options.labels.label(variable: linear.outcome)
  }

  var moderatorTitle: String {
    options.moderatorTitle ?? options.labels.label(variable: diagnostics.linear.moderator)
  }

  var caption: [String] {
    let linear = diagnostics.linear
    let level = NumberFormat.percent(linear.confidenceLevel)
    var parts = [
      "Left: line with pointwise "
        + FitLabels.intervals(
          level: linear.confidenceLevel, linear.reference, linear.varianceLabel)
        + "; points: the effect at the median of each of \(diagnostics.binning.bins.count) bins, "
        + "ticks at their borders."
    ]
    if let kernel = diagnostics.kernel {
      let width = NumberFormat(digits: 3, style: .significant).string(kernel.bandwidth)
      parts.append(
        "Right: kernel estimate, bandwidth \(width)"
          + (kernel.isAdaptive ? " at a typical row, wider where rows are few" : "")
          + (kernel.candidates.isEmpty ? "" : ", by cross-validation")
          + "; band: pointwise \(level) percentiles, \(kernel.curve.varianceLabel)"
          + (kernel.curve.criticalValue == nil ? "." : "; dotted: simultaneous \(level) band."))
    }
    if let spline = diagnostics.spline {
      parts.append(
        "\(diagnostics.kernel == nil ? "Right, dashed" : "Dashed"): restricted cubic spline with "
          + "\(spline.knots.count) knots\(diagnostics.kernel == nil ? bands(of: spline.curve) : ""). "
          + "Grey: the linear effect.")
    }
    parts.append(
      "Bars: rows by moderator, dark \(labelled(diagnostics.support.upperGroup)), light "
        + "\(labelled(diagnostics.support.lowerGroup)) (n = \(NumberFormat.count(rowCount))).")
    if let weights = FitLabels.rowWeights(diagnostics.linearFit) { parts.append(weights) }
    if isCut { parts.append("Curves and bands are cut off at the frame where rows are few.") }
    return parts + tests + diagnostics.warnings.map(\.description) + options.notes
  }

  /// Rows of the sample.
  private var rowCount: Int { diagnostics.support.bins.reduce(0) { $0 + $1.lower + $1.upper } }

  /// The bands that the spline has where there is no kernel estimate to have them.
  private func bands(of curve: MarginalEffectCurve) -> String {
    let pointwise = FitLabels.intervals(
      level: curve.confidenceLevel, curve.reference, curve.varianceLabel)
    guard curve.criticalValue != nil else { return ", band: pointwise \(pointwise)" }
    return ", band: pointwise \(pointwise), dotted: simultaneous "
      + "\(NumberFormat.percent(curve.confidenceLevel)) band"
  }

  /// What the rows of a group have in common, with the treatment's label.
  private func labelled(_ group: SupportHistogram.Group) -> String {
    group.label(of: options.labels.label(variable: diagnostics.linear.focal))
  }

  private var tests: [String] {
    func p(_ test: WaldTest?) -> String? { test.map { NumberFormat.probability($0.pValue) } }
    var found: [String] = []
    if let value = p(diagnostics.spline?.linearity) { found.append("spline \(value)") }
    if let value = p(diagnostics.binning.effectWald) { found.append("bins \(value)") }
    guard !found.isEmpty else { return [] }
    return ["Wald tests of a linear effect: " + found.joined(separator: ", ") + "."]
  }

  /// The moderator's range without the outermost 2.5% of rows on either side, where bands of local
  /// fits widen without limit.
  var core: ClosedRange<Double> {
    let bins = diagnostics.support.bins
    let total = rowCount
    var below = 0
    var (low, high) = (bins.first?.low ?? 0, bins.last?.high ?? 1)
    for bin in bins {
      if Double(below) <= 0.025 * Double(total) { low = bin.low }
      below += bin.lower + bin.upper
      if Double(below) >= 0.975 * Double(total) {
        high = bin.high
        break
      }
    }
    return min(low, high)...max(low, high)
  }

  /// What the vertical axis covers: all of the line and the bins, the rest within the core.
  var verticalDomain: [Double] {
    var values = [0.0]
    func add(_ effect: Quantity) {
      values += [effect.estimate, effect.confidenceLow, effect.confidenceHigh].compactMap { $0 }
    }
    for point in diagnostics.linear.points { add(point.effect) }
    for bin in diagnostics.binning.bins { bin.effect.map(add) }
    for point in drawnPoints where core.contains(point.place) { values += point.values }
    return values
  }

  private var isCut: Bool {
    let domain = verticalDomain
    guard let low = domain.min(), let high = domain.max() else { return false }
    return drawnPoints.flatMap(\.values).contains { $0 < low || $0 > high }
  }

  /// What the right panel draws: one band, and the spline's line beside the kernel's.
  private var drawnPoints: [(place: Double, values: [Double])] {
    let banded = diagnostics.kernel?.curve ?? diagnostics.spline?.curve
    var drawn = (banded?.points ?? []).map { point in
      (
        point.moderator,
        [
          point.effect.estimate, point.effect.confidenceLow, point.effect.confidenceHigh,
          point.bandLow, point.bandHigh,
        ].compactMap { $0 }
      )
    }
    if diagnostics.kernel != nil {
      drawn += (diagnostics.spline?.curve.points ?? []).map { ($0.moderator, [$0.effect.estimate]) }
    }
    return drawn
  }

  var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    let bins = diagnostics.binning.bins.map { bin in
      "\(bin.effect.map { format.string($0.estimate) } ?? "none") at \(format.string(bin.median))"
    }
    let linear = diagnostics.linear.points
    return "\(effectTitle) by \(moderatorTitle). Linear: "
      + "\(format.string(linear[0].effect.estimate)) to "
      + "\(format.string(linear[linear.count - 1].effect.estimate)). "
      + "Bins: \(bins.joined(separator: ", ")). " + tests.joined(separator: " ")
  }
}
