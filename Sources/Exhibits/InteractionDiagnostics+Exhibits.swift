import Estimation
import Interpretation

extension InteractionDiagnostics: Tabular {
  /// The bins beside what line, kernel and spline say at their medians; tests and warnings as notes.
  public var textTable: TextTable {
    let format = NumberFormat(digits: 4, style: .significant)
    func number(_ value: Double?) -> TextTable.Cell {
      value.map { .number(format.string($0)) } ?? .empty
    }
    let groups = binning.bins.map { bin -> [TextTable.Row] in
      let place = "\(format.string(bin.low)) to \(format.string(bin.high))"
      let curves = [linear, kernel?.curve, spline?.curve].map { $0?.nearest(to: bin.median) }
      return [
        TextTable.Row(
          [
            TextTable.Cell(place), .number(NumberFormat.count(bin.rows)), number(bin.median),
            number(bin.effect?.estimate),
          ] + curves.map { number($0?.effect.estimate) }),
        TextTable.Row(
          [.empty, .empty, .empty, error(bin.effect, format)]
            + curves.map { error($0?.effect, format) }, continues: true),
      ]
    }
    return TextTable(
      headers: [
        linear.moderator, "Rows", "Median", "Bin", "Line", "Kernel", "Spline",
      ],
      alignments: [.leading] + Array(repeating: .decimal, count: 6), groups: groups.map { $0 },
      notes: tableNotes)
  }

  private func error(_ quantity: Quantity?, _ format: NumberFormat) -> TextTable.Cell {
    quantity?.standardError.map { .number("(\(format.string($0)))") } ?? .empty
  }

  private var tableNotes: [String] {
    var notes = [
      "Effect of \(linear.focal) on \(linear.outcome) at the median of each bin of "
        + "\(linear.moderator) (for the curves, at the nearest value of their grid), standard "
        + "errors in parentheses. Line, bins and spline: variance \(linear.varianceLabel)."
    ]
    if let kernel {
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
    if let test = spline?.linearity {
      notes.append(line("Spline against a linear effect, Wald", test.pValue))
    }
    return notes + warnings
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
    for bin in binning.bins { add("bin", bin.median, bin.effect, nil, nil) }
    for (name, curve) in [
      ("line", linear), ("kernel", kernel?.curve), ("spline", spline?.curve),
    ] as [(String, MarginalEffectCurve?)] {
      for point in curve?.points ?? [] {
        add(name, point.moderator, point.effect, point.bandLow, point.bandHigh)
      }
    }
    return Records(
      header: [
        "estimate", "moderator", "effect", "std_error", "conf_low", "conf_high", "band_low",
        "band_high",
      ], rows: rows)
  }
}

extension MarginalEffectCurve {
  /// The point whose moderator is closest.
  func nearest(to value: Double) -> Point? {
    points.min { abs($0.moderator - value) < abs($1.moderator - value) }
  }
}
