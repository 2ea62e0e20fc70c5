import Estimation
import Typesetting

extension RegressionTable {
  /// A line of the lower part: for readers as a row, for machines a value a model.
  struct SummaryRow {
    var label: String
    /// As printed; empty where it does not apply.
    var texts: [String]
    /// At full precision; `nil` where it does not apply.
    var values: [String?]

    var row: TextTable.Row {
      TextTable.Row([TextTable.Cell(label)] + texts.map { TextTable.Cell($0) })
    }
  }

  /// Counts, absorbed effects, estimator, variance with its rule, convergence and fit; lines that
  /// apply to no model are left out.
  var summaryRows: [SummaryRow] {
    var rows = [
      line("Outcome") { ($0.outcomeName, $0.outcomeName) },
      count("N") { $0.sample.count },
      count("Rows dropped") { $0.sample.dropped.reduce(0) { $0 + $1.count } },
    ]
    var effects: [String] = []
    for name in models.flatMap({ $0.fit.absorbed.map(\.name) }) where !effects.contains(name) {
      effects.append(name)
    }
    for name in effects {
      rows.append(
        line("Absorbed: \(name)") { fit in
          guard let effect = fit.absorbed.first(where: { $0.name == name }) else { return nil }
          return (
            "\(NumberFormat.count(effect.levels)) level\(effect.levels == 1 ? "" : "s")",
            "\(effect.levels)"
          )
        })
    }
    rows.append(
      line("Estimator") { fit in
        let name = fit.specification.estimator.label
        return (name, name)
      })
    rows.append(line("Weights") { fit in fit.weights.map { ("\($0)", "\($0)") } })
    var scales: [String] = []
    for model in models {
      let name = model.fit.specification.estimator.scaleLabel
      if !scales.contains(name) { scales.append(name) }
    }
    for name in scales {
      rows.append(
        number(name) { fit in
          fit.specification.estimator.scaleLabel == name ? fit.scale : nil
        })
    }
    rows += [
      line("Variance") { ($0.variance.label, $0.variance.name) },
      line("Small-sample rule") {
        (
          FitLabels.smallSample($0.variance),
          "\($0.variance.smallSample.rawValue) \($0.variance.smallSampleFactor)"
        )
      },
      count("Groups or units") { $0.variance.groups },
      line("Reference") {
        let name = FitLabels.reference($0.variance)
        return (name, name)
      },
      line("Convergence") {
        let text = FitLabels.convergence($0.convergence)
        return (text, text)
      },
      number("R\u{00B2}") { $0.rSquared },
      number("Within R\u{00B2}") { $0.withinRSquared },
    ]
    return rows.filter { $0.texts.contains { !$0.isEmpty } }
  }

  private func line(
    _ label: String, _ read: (Fit) -> (text: String, value: String)?
  ) -> SummaryRow {
    let found = models.map { read($0.fit) }
    return SummaryRow(
      label: label, texts: found.map { $0?.text ?? "" }, values: found.map { $0?.value })
  }

  private func count(_ label: String, _ read: (Fit) -> Int?) -> SummaryRow {
    line(label) { fit in read(fit).map { (NumberFormat.count($0), "\($0)") } }
  }

  private func number(_ label: String, _ read: (Fit) -> Double?) -> SummaryRow {
    line(label) { fit in read(fit).map { (options.format.string($0), "\($0)") } }
  }
}
