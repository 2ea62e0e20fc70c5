import Estimation
import Expressions
import Interpretation
import Typesetting

/// Estimates and their intervals, a row a term, several models side by side.
public struct CoefficientPlot: Figure {
  /// A number with its interval and its label.
  public struct Estimate: Sendable, Equatable {
    /// The row that it stands in; estimates of one label stand below each other.
    public var label: String
    /// The number; without an interval it is a point alone.
    public var quantity: Quantity

    /// An estimate made by hand, or of a quantity that is no coefficient.
    public init(label: String, quantity: Quantity) {
      self.label = label
      self.quantity = quantity
    }
  }

  /// The estimates of one model.
  public struct Series: Sendable, Equatable {
    /// For the legend, where there are several series.
    public var title: String
    /// At most one a label.
    public var estimates: [Estimate]

    /// A model's estimates under its title.
    public init(title: String, estimates: [Estimate]) {
      self.title = title
      self.estimates = estimates
    }
  }

  /// What the axis measures. Coefficients of very different size need another than their own.
  public enum Scaling: Sendable, Equatable {
    /// The coefficients as they are.
    case none
    /// Each estimate and interval over its standard error; a negative variance has no place here.
    case standardErrors
    /// Each coefficient times a number of its term, such as a standard deviation of the variable;
    /// terms not named are not scaled.
    case multiples([TermReference: Double], description: String)
  }

  /// What is shown, on which scale.
  public struct Options: Sendable {
    /// Names for readers in place of the fit's terms.
    public var labels = TermLabels()
    /// Order and omissions; the intercept is left out unless `terms` names it.
    public var selection = TermSelection.all
    /// What estimates are multiplied by; the caption says it.
    public var scaling = Scaling.none
    /// How wide it is set.
    public var width = FigureStyle.Width.single
    /// Of the axis; `Coefficient` unless told.
    public var axisTitle: String?
    /// For readers who cannot see the figure; not drawn.
    public var title = "Coefficients"
    /// Where the dashed line stands; `nil` for none.
    public var reference: Double? = 0
    /// Sentences below the caption that the figure writes itself.
    public var notes: [String] = []

    /// Every term but the intercept, on its own scale, with a line at zero.
    public init() {}
  }

  let series: [Series]
  let options: Options
  private let intervals: String

  /// Draws given numbers, labels matched across series in the order they first appear.
  ///
  /// - Parameter intervals: What the bars are, for the caption.
  /// - Throws: `nothingToShow` without estimates, `nonFiniteValue`.
  public init(
    series: [Series], intervals: String, options: Options = Options()
  ) throws(ExhibitError) {
    let all = series.flatMap(\.estimates)
    guard !all.isEmpty else {
      throw .nothingToShow(exhibit: "coefficient plot", reason: "no estimate is to be shown")
    }
    for estimate in all {
      let quantity = estimate.quantity
      for value in [quantity.estimate, quantity.confidenceLow, quantity.confidenceHigh] {
        if let value, !value.isFinite {
          throw .nonFiniteValue(exhibit: "coefficient plot", item: estimate.label, value: value)
        }
      }
    }
    self.series = series
    self.options = options
    self.intervals = intervals
  }

  /// Draws terms of models: of fits, and of pooled fits.
  ///
  /// - Parameter terms: The terms to draw, in this order; all but the intercept where absent.
  /// - Throws: `unknownTerm` where no model estimates a term asked for, `nothingToShow`,
  ///   `nonFiniteValue`.
  public init(
    models: [RegressionTable.Model], terms: [TermReference]? = nil,
    options: Options = Options()
  ) throws(ExhibitError) {
    try self.init(
      of: models.map { ($0.title, $0.fit) }, terms: terms, options: options)
  }

  /// Draws terms of any estimates, resampled ones among them.
  ///
  /// - Parameter terms: The terms to draw, in this order; all but the intercept where absent.
  /// - Throws: `unknownTerm` where no model estimates a term asked for, `nothingToShow`,
  ///   `nonFiniteValue`.
  public init(
    of models: [(title: String, estimates: any Estimates)], terms: [TermReference]? = nil,
    options: Options = Options()
  ) throws(ExhibitError) {
    let byModel = models.map { $0.estimates.rows.map(\.term) }
    let all = TermSelection.all.shown(byModel)
    var wanted: [Term] = []
    for reference in terms ?? [] {
      let places = all.positions(of: reference)
      guard !places.isEmpty else {
        throw .unknownTerm(reference.name, available: all.map(\.name))
      }
      wanted += places.map { all[$0] }
    }
    let shown =
      terms == nil ? options.selection.shown(byModel).filter { $0 != .intercept } : wanted
    let series = models.map { model in
      let rows = model.estimates.rows
      return Series(
        title: model.title,
        estimates: shown.compactMap { term in
          guard let row = rows.first(where: { $0.term == term }),
            let quantity = Self.scaled(
              Self.quantity(row, of: model.estimates), term, options.scaling)
          else { return nil }
          return Estimate(label: options.labels.label(term), quantity: quantity)
        })
    }
    var ordered = options
    if options.scaling == .standardErrors {
      let without = shown.filter { term in
        models.contains {
          $0.estimates.row(.term(term)).map { ($0.standardError ?? 0) == 0 } ?? false
        }
      }
      if !without.isEmpty {
        let names = without.map { options.labels.label($0) }.joined(separator: ", ")
        ordered.notes.append("Left out where there is no standard error: \(names).")
      }
    }
    ordered.selection = TermSelection(order: shown.map { options.labels.label($0) })
    try self.init(
      series: series, intervals: Self.intervalText(models), options: ordered)
  }

  /// One row a term with the models beside each other, as SVG 1.1.
  public func svg() -> String {
    let labels = options.selection.shown(labels: series.map { $0.estimates.map(\.label) })
    let rows = labels.flatMap { self.rows(of: $0) }
    let legend = series.enumerated().map { index, model in
      IntervalPlot.Legend(
        title: model.title, marker: .shape(index), color: FigureStyle.color(index))
    }
    return IntervalPlot(
      rows: rows, series: legend, legend: legend, axisTitle: options.axisTitle ?? axisTitle,
      reference: options.reference, caption: caption, title: options.title, summary: summary,
      width: options.width.points
    ).document().markup
  }

  /// The estimates under one label, a mark a model. Where a model has several, as for two terms that
  /// the labels call alike, each has a row.
  private func rows(of label: String) -> [IntervalPlot.Row] {
    let found = series.map { model in model.estimates.filter { $0.label == label } }
    return (0..<(found.map(\.count).max() ?? 0)).map { place in
      IntervalPlot.Row(
        label: label,
        marks: found.enumerated().compactMap { index, estimates in
          guard place < estimates.count else { return nil }
          let quantity = estimates[place].quantity
          return IntervalPlot.Mark(
            series: index, value: quantity.estimate, low: quantity.confidenceLow,
            high: quantity.confidenceHigh)
        })
    }
  }

  private var axisTitle: String {
    switch options.scaling {
    case .none: "Coefficient"
    case .standardErrors: "Coefficient / standard error"
    case .multiples(_, let description): "Coefficient \u{00D7} \(description)"
    }
  }

  private var caption: [String] {
    var caption = ["Points: estimates. Bars: \(intervals)."]
    func add(_ reason: String, where isWithout: (Quantity) -> Bool) {
      let without = series.flatMap { model in
        model.estimates.filter { isWithout($0.quantity) }.map { estimate in
          series.count > 1 ? "\(estimate.label) in \(model.title)" : estimate.label
        }
      }
      guard !without.isEmpty else { return }
      caption.append("No bar, because \(reason): \(without.joined(separator: ", ")).")
    }
    add("the variance came out negative", where: \.hasNegativeVariance)
    add("the variance came out zero", where: \.hasZeroVariance)
    add("the model fits every row exactly", where: \.isExact)
    return caption + options.notes
  }

  private var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    let lines = series.flatMap { model in
      model.estimates.map { estimate -> String in
        let quantity = estimate.quantity
        let head = "\(model.title), \(estimate.label): \(format.string(quantity.estimate))"
        guard let low = quantity.confidenceLow, let high = quantity.confidenceHigh else {
          return head + " (no interval)"
        }
        return head + " (\(format.string(low)) to \(format.string(high)))"
      }
    }
    let rest = lines.count > 40 ? "; and \(lines.count - 40) more" : ""
    return "Estimates with \(intervals). " + lines.prefix(40).joined(separator: "; ") + rest + "."
  }

  /// Of resampled estimates, that there is no error says nothing of a variance.
  private static func quantity(_ row: Fit.Row, of estimates: any Estimates) -> Quantity {
    guard estimates.references == nil else { return Quantity(row) }
    return Quantity(
      estimate: row.estimate, standardError: row.standardError, confidenceLow: row.confidenceLow,
      confidenceHigh: row.confidenceHigh)
  }

  private static func scaled(_ quantity: Quantity, _ term: Term, _ scaling: Scaling) -> Quantity? {
    let factor: Double
    switch scaling {
    case .none: return quantity
    case .standardErrors:
      guard let error = quantity.standardError, error > 0 else { return nil }
      factor = 1 / error
    case .multiples(let factors, _):
      factor = factors.first { ![term].positions(of: $0.key).isEmpty }?.value ?? 1
    }
    let ends = [quantity.confidenceLow, quantity.confidenceHigh].compactMap { $0 }
      .map { $0 * factor }
    var result = quantity
    result.estimate *= factor
    result.variance = quantity.variance.map { $0 * factor * factor }
    result.standardError = quantity.standardError.map { $0 * abs(factor) }
    result.confidenceLow = ends.min()
    result.confidenceHigh = ends.max()
    return result
  }

  /// Once where all models agree, else by model.
  private static func intervalText(
    _ models: [(title: String, estimates: any Estimates)]
  ) -> String {
    let kinds = models.map { FitLabels.intervals($0.estimates) }
    guard let first = kinds.first, kinds.contains(where: { $0 != first }) else {
      return kinds.first ?? ""
    }
    return zip(models, kinds).map { "\($0.title) \($1)" }.joined(separator: "; ")
  }
}
