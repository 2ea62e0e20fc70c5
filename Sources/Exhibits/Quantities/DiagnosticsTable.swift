import Estimation
import Interpretation
import Typesetting

/// The bins of an interaction beside what line, kernel and spline say at their medians, with tests and
/// warnings as notes.
public struct DiagnosticsTable: Tabular {
  /// What is shown.
  public let diagnostics: InteractionDiagnostics
  /// Names for readers in place of treatment and moderator.
  public var labels: TermLabels

  /// A table of diagnostics that were computed.
  public init(_ diagnostics: InteractionDiagnostics, labels: TermLabels = TermLabels()) {
    self.diagnostics = diagnostics
    self.labels = labels
  }

  private var linear: MarginalEffectCurve { diagnostics.linear }

  /// What there is beside the bins.
  private var curves: [(name: String, key: String, curve: MarginalEffectCurve)] {
    [
      ("Line", "line", linear), ("Kernel", "kernel", diagnostics.kernel?.curve),
      ("Spline", "spline", diagnostics.spline?.curve),
    ].compactMap { name, key, curve in curve.map { (name, key, $0) } }
  }

  /// A row a bin, with each estimate at its median and the errors below; tests and warnings as
  /// notes.
  public var textTable: TextTable {
    let format = NumberFormat(digits: 4, style: .significant)
    func number(_ value: Double?) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? .empty
    }
    func error(_ quantity: Quantity?) -> TextTable.Cell {
      quantity?.standardError.map { .number("(\(format.string($0)))") } ?? .empty
    }
    let groups = diagnostics.binning.bins.map { bin -> [TextTable.Row] in
      let place = "\(format.string(bin.low)) to \(format.string(bin.high))"
      let near = curves.map { $0.curve.nearest(to: bin.median)?.effect }
      return [
        TextTable.Row(
          [
            TextTable.Cell(place), .number(NumberFormat.count(bin.rows)), number(bin.median),
            number(bin.effect?.estimate),
          ] + near.map { number($0?.estimate) }),
        TextTable.Row(
          [.empty, .empty, .empty, error(bin.effect)] + near.map(error), continues: true),
      ]
    }
    return TextTable(
      headers: [labels.label(variable: linear.moderator), "Rows", "Median", "Bin"]
        + curves.map(\.name),
      alignments: [.leading] + Array(repeating: .decimal, count: 3 + curves.count),
      groups: groups, notes: notes)
  }

  private var notes: [String] {
    let fitted =
      diagnostics.spline == nil ? "Line and bins" : "Line, bins and spline"
    var notes = [
      "Effect of \(labels.label(variable: linear.focal)) on \(labels.label(variable: linear.outcome)) at the median of "
        + "each bin of \(labels.label(variable: linear.moderator)) (for the curves, at the nearest value of "
        + "their grid), standard errors in parentheses. \(fitted): variance "
        + "\(linear.varianceLabel)."
    ]
    if let kernel = diagnostics.kernel {
      let width = NumberFormat(digits: 4, style: .significant).string(kernel.bandwidth)
      notes.append(
        "Kernel: bandwidth \(width)"
          + (kernel.isAdaptive ? ", adaptive" : "")
          + (kernel.candidates.isEmpty ? "" : ", by cross-validation")
          + "; \(kernel.curve.varianceLabel).")
    }
    func line(_ name: String, _ p: Double) -> String {
      "\(name): \(NumberFormat.probability(p))."
    }
    if let weights = FitLabels.rowWeights(diagnostics.linearFit) { notes.append(weights) }
    let binning = diagnostics.binning
    if let test = binning.wald {
      notes.append(line("Bins against the linear model, Wald", test.pValue))
    }
    if let ratio = binning.likelihoodRatio {
      notes.append(
        line(
          "Bins against the linear model, likelihood ratio (for independent errors of one variance)",
          ratio.pValue))
    }
    if let test = binning.effectWald {
      notes.append(line("Bins against a linear effect, Wald", test.pValue))
    }
    if let test = diagnostics.spline?.linearity {
      notes.append(line("Spline against a linear effect, Wald", test.pValue))
    }
    return notes + diagnostics.warnings.map(\.description)
  }

  /// Every point of every estimate, one record each.
  public var records: Records {
    var rows: [[String]] = []
    func add(
      _ estimate: String, _ moderator: Double, _ effect: Quantity?, _ low: Double?, _ high: Double?
    ) {
      rows.append(
        [estimate]
          + [
            moderator, effect?.estimate, effect?.standardError, effect?.confidenceLow,
            effect?.confidenceHigh, low, high,
          ].map { Records.field($0) })
    }
    for bin in diagnostics.binning.bins { add("bin", bin.median, bin.effect, nil, nil) }
    for (_, key, curve) in curves {
      for point in curve.points {
        add(key, point.moderator, point.effect, point.bandLow, point.bandHigh)
      }
    }
    return Records(
      header: [
        "estimate", "moderator", "effect", "std_error", "conf_low", "conf_high", "band_low",
        "band_high",
      ], rows: rows)
  }
}

extension InteractionDiagnostics: Tabular {
  /// Without labels for the variables; `DiagnosticsTable` takes some.
  public var textTable: TextTable { DiagnosticsTable(self).textTable }
  /// One record for each bin and estimate, in full precision.
  public var records: Records { DiagnosticsTable(self).records }
}

extension MarginalEffectCurve {
  /// The point whose moderator is closest.
  func nearest(to value: Double) -> Point? {
    points.min { abs($0.moderator - value) < abs($1.moderator - value) }
  }
}
