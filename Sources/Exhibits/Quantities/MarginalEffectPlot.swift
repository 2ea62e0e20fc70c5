import Estimation
import Interpretation
import Typesetting

/// A marginal effect over its moderator: a line with its band, or points with bars where the
/// moderator has few values; below, where the sample's values of the moderator lie.
public struct MarginalEffectPlot: Figure {
  /// How the figure is set.
  public struct Options: Sendable {
    /// Names for readers in place of variable, moderator and outcome.
    public var labels = TermLabels()
    /// How wide it is set.
    public var width = FigureStyle.Width.single
    /// Height over width of the panel.
    public var aspect = 0.62
    /// Whether the vertical axis holds zero, and a line marks it; not for predictions.
    public var showsZero = true
    /// What the line is, in the caption.
    public var quantityName = "the effect"
    /// Vertical axis; from the labels where absent.
    public var effectTitle: String?
    /// Horizontal axis; from the labels where absent.
    public var moderatorTitle: String?
    /// Added to the axis titles in parentheses, such as `percentage points`.
    public var effectUnit: String?
    /// Likewise, for the moderator.
    public var moderatorUnit: String?
    /// For readers who cannot see the figure; not drawn.
    public var title = "Marginal effect"
    /// Sentences below the caption that the figure writes itself.
    public var notes: [String] = []

    /// A single column with a line at zero, titles from the labels.
    public init() {}
  }

  let curve: MarginalEffectCurve
  /// The moderator's values in the sample, ascending.
  let observed: [Double]
  let options: Options

  /// At most so many values of the moderator are drawn as points with bars.
  static let discreteLimit = 6
  /// At most so many observations are drawn one by one.
  static let rugLimit = 100

  /// - Parameters:
  ///   - observed: The moderator's values in the sample; none to leave out their distribution.
  /// - Throws: `nothingToShow` for a curve without points, `nonFiniteValue`.
  public init(
    _ curve: MarginalEffectCurve, observed: [Double] = [], options: Options = Options()
  ) throws(ExhibitError) {
    guard !curve.points.isEmpty else {
      throw .nothingToShow(exhibit: "marginal effect plot", reason: "the curve has no points")
    }
    for value in observed where !value.isFinite {
      throw .nonFiniteValue(
        exhibit: "marginal effect plot", item: "an observed value of \(curve.moderator)",
        value: value)
    }
    for point in curve.points where !point.effect.estimate.isFinite || !point.moderator.isFinite {
      throw .nonFiniteValue(
        exhibit: "marginal effect plot", item: "\(curve.moderator) = \(point.moderator)",
        value: point.effect.estimate)
    }
    var ordered = curve
    ordered.points.sort { $0.moderator < $1.moderator }
    self.curve = ordered
    self.observed = observed.sorted()
    self.options = options
  }

  /// Whether the effect is drawn as points with bars.
  var isDiscrete: Bool { curve.points.count <= Self.discreteLimit }

  /// The panel with the sample's values below it, as SVG 1.1.
  public func svg() -> String { document().markup }

  var effectTitle: String {
    let base =
      options.effectTitle
      ?? "Effect of \(options.labels.label(variable: curve.focal)) on \(options.labels.label(variable: curve.outcome))"
    return base + (options.effectUnit.map { " (\($0))" } ?? "")
  }

  var moderatorTitle: String {
    (options.moderatorTitle ?? options.labels.label(variable: curve.moderator))
      + (options.moderatorUnit.map { " (\($0))" } ?? "")
  }

  var caption: [String] {
    let level = NumberFormat.percent(curve.confidenceLevel)
    let intervals = FitLabels.intervals(
      level: curve.confidenceLevel, curve.reference, curve.varianceLabel)
    var caption: [String] = []
    if isDiscrete {
      caption.append("Points: \(options.quantityName). Bars: pointwise \(intervals).")
    } else {
      caption.append("Line: \(options.quantityName). Band: pointwise \(intervals).")
    }
    if let critical = curve.criticalValue {
      let factor = NumberFormat(digits: 2).string(critical)
      caption.append(
        "\(isDiscrete ? "Thin bars" : "Dashed"): simultaneous \(level) band (sup-t, \(factor) "
          + "standard errors).")
    }
    if !observed.isEmpty {
      let count = NumberFormat.count(observed.count)
      let name = options.labels.label(variable: curve.moderator)
      let shape =
        isDiscrete
        ? "Bars at the bottom: rows of the sample at each value"
        : (observed.count <= Self.rugLimit ? "Ticks at the bottom" : "Histogram")
          + ": rows of the sample by \(name)"
      caption.append("\(shape) (n = \(count)).")
    }
    if let first = observed.first, let last = observed.last,
      let low = curve.points.first?.moderator, let high = curve.points.last?.moderator
    {
      // Rounding of a grid is no extrapolation.
      let slack = 1e-9 * (last - first)
      if low < first - slack || high > last + slack {
        caption.append("Beyond the observed values \(options.quantityName) is extrapolated.")
      }
    }
    return caption + curve.warnings.map(\.description) + options.notes
  }

  var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    let picked =
      isDiscrete || curve.points.count < 5
      ? curve.points
      : [0, curve.points.count / 2, curve.points.count - 1].map { curve.points[$0] }
    let parts = picked.map { point -> String in
      let head =
        "at \(format.string(point.moderator)): \(format.string(point.effect.estimate))"
      guard let low = point.effect.confidenceLow, let high = point.effect.confidenceHigh else {
        return head + " (no interval)"
      }
      return head + " (\(format.string(low)) to \(format.string(high)))"
    }
    return "\(effectTitle) by \(moderatorTitle): " + parts.joined(separator: "; ") + "."
  }
}
