import Estimation
import Expressions
import Interpretation
import Typesetting

/// Simulated truths as hollow diamonds against estimates with their intervals.
public struct TruthPlot: Figure {
  /// A parameter of the simulated world and its estimate.
  public struct Entry: Sendable, Equatable {
    /// The row that it stands in.
    public var label: String
    /// What the world was made with.
    public var truth: Double
    /// What the study found, with its interval.
    public var estimate: Quantity

    /// A parameter with both numbers.
    public init(label: String, truth: Double, estimate: Quantity) {
      self.label = label
      self.truth = truth
      self.estimate = estimate
    }

    /// Whether the interval holds the truth; `nil` where there is no interval.
    public var isCovered: Bool? {
      guard let low = estimate.confidenceLow, let high = estimate.confidenceHigh else {
        return nil
      }
      return low <= truth && truth <= high
    }
  }

  /// How the figure is set.
  public struct Options: Sendable {
    /// How wide it is set.
    public var width = FigureStyle.Width.single
    /// Below the horizontal axis.
    public var axisTitle = "Coefficient"
    /// For readers who cannot see the figure; not drawn.
    public var title = "Simulated truth and estimates"
    /// Where the dashed line stands; `nil` for none.
    public var reference: Double? = 0
    /// Sentences below the caption that the figure writes itself.
    public var notes: [String] = []

    /// 95% intervals and a line at zero.
    public init() {}
  }

  let entries: [Entry]
  let options: Options
  /// What the bars are, for the caption.
  private let intervals: String

  /// Given truths and estimates.
  ///
  /// - Parameter intervals: what the bars are, with their level, for the caption: `90% intervals`.
  /// - Throws: `nothingToShow` without entries, `nonFiniteValue`.
  public init(
    entries: [Entry], intervals: String, options: Options = Options()
  ) throws(ExhibitError) {
    guard !entries.isEmpty else {
      throw .nothingToShow(exhibit: "truth plot", reason: "it was given no parameters")
    }
    for entry in entries {
      let values = [
        entry.truth, entry.estimate.estimate, entry.estimate.confidenceLow,
        entry.estimate.confidenceHigh,
      ]
      for value in values.compactMap({ $0 }) where !value.isFinite {
        throw .nonFiniteValue(exhibit: "truth plot", item: entry.label, value: value)
      }
    }
    self.entries = entries
    self.intervals = intervals
    self.options = options
  }

  /// The terms of a fit whose truth is known, in the fit's order.
  ///
  /// - Throws: `unknownTerm` for a truth of no term, `nothingToShow`, `nonFiniteValue`.
  public init(
    _ fit: Fit, truth: [TermReference: Double], labels: TermLabels = TermLabels(),
    options: Options = Options()
  ) throws(ExhibitError) {
    var known: [Int: Double] = [:]
    for (reference, value) in truth.sorted(by: { $0.key.name < $1.key.name }) {
      guard let place = fit.terms.positions(of: reference).first else {
        throw .unknownTerm(reference.name, available: fit.terms.map(\.name))
      }
      known[place] = value
    }
    let entries = fit.rows.enumerated().compactMap { place, row in
      known[place].map {
        Entry(label: labels.label(row.term), truth: $0, estimate: Quantity(row))
      }
    }
    try self.init(entries: entries, intervals: FitLabels.intervals(fit), options: options)
  }

  /// One row a parameter, as SVG 1.1.
  public func svg() -> String {
    let rows = entries.map { entry in
      IntervalPlot.Row(
        label: entry.label,
        marks: [
          IntervalPlot.Mark(
            series: 0, value: entry.estimate.estimate, low: entry.estimate.confidenceLow,
            high: entry.estimate.confidenceHigh, target: entry.truth)
        ])
    }
    let estimate = IntervalPlot.Legend(
      title: "Estimate", marker: .circle, color: FigureStyle.color(0))
    let truth = IntervalPlot.Legend(
      title: "Truth", marker: nil, color: IntervalPlot.targetColor)
    return IntervalPlot(
      rows: rows, series: [estimate], legend: [estimate, truth], axisTitle: options.axisTitle,
      reference: options.reference, caption: caption, title: options.title, summary: summary,
      width: options.width.points
    ).document().markup
  }

  private var caption: [String] {
    let judged = entries.compactMap(\.isCovered)
    let covered = judged.filter { $0 }.count
    var caption = [
      "Points: estimates. Bars: \(intervals). Diamonds: the simulated truth.",
      "\(covered) of \(judged.count) intervals hold it.",
    ]
    let without = entries.filter { $0.isCovered == nil }.map(\.label)
    if !without.isEmpty { caption.append("No interval: \(without.joined(separator: ", ")).") }
    return caption + options.notes
  }

  private var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    let lines = entries.map { entry -> String in
      let quantity = entry.estimate
      let head =
        "\(entry.label): truth \(format.string(entry.truth)), "
        + "estimate \(format.string(quantity.estimate))"
      guard let low = quantity.confidenceLow, let high = quantity.confidenceHigh else {
        return head
      }
      return head + " (\(format.string(low)) to \(format.string(high)))"
    }
    return lines.joined(separator: "; ") + "."
  }
}
