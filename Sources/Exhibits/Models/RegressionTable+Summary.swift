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
      line("Outcome") { (options.labels.label(variable: $0.outcomeName), $0.outcomeName) },
      count("N") { $0.sample.count },
      line("Rows that the weights stand for") { fit in
        guard fit.weights?.kind == .frequency else { return nil }
        return (NumberFormat.count(fit.observations), "\(fit.observations)")
      },
      count("Rows dropped") { $0.sample.dropped.reduce(0) { $0 + $1.count } },
    ]
    var effects: [String] = []
    let fits = models.flatMap(\.fit.fits)
    for name in fits.flatMap({ $0.absorbed.map(\.name) }) where !effects.contains(name) {
      effects.append(name)
    }
    for name in effects {
      rows.append(
        numbers("Absorbed: \(name)") { fit in
          fit.absorbed.first { $0.name == name }?.levels
        } text: {
          NumberFormat.count($0)
        } unit: {
          $0 == 1 ? " level" : " levels"
        })
    }
    rows.append(
      line("Estimator") { fit in
        let name = fit.specification.estimator.label
        return (name, name)
      })
    rows.append(line("Weights") { fit in fit.weights.map { ("\($0)", "\($0)") } })
    var scales: [String] = []
    for name in fits.map(\.specification.estimator.scaleLabel) where !scales.contains(name) {
      scales.append(name)
    }
    for name in scales {
      rows.append(
        number(name) { fit in
          fit.specification.estimator.scaleLabel == name ? fit.scale : nil
        })
    }
    rows += [
      whole("Variance") { ($0.uncertaintyLabel, $0.fits[0].variance.name) },
      whole("Fits pooled") { $0.fits.count > 1 ? ("\($0.fits.count)", "\($0.fits.count)") : nil },
      line("Small-sample rule") {
        (
          FitLabels.smallSample($0.variance),
          "\($0.variance.smallSample.rawValue) \($0.variance.smallSampleFactor)"
        )
      },
      count("Groups or units") { $0.variance.groups },
      whole("Reference") { estimates in
        FitLabels.reference(estimates).map { ($0, $0) }
      },
      whole("Missing information") { estimates in
        estimates.sharesBetweenFits.map { shares in
          (
            FitLabels.range(shares) { "\(NumberFormat.percent($0))" },
            FitLabels.range(shares) { "\($0)" }
          )
        }
      },
      whole("Convergence") {
        let text = FitLabels.convergence($0.fits.map(\.convergence))
        return (text, text)
      },
      number("R\u{00B2}") { $0.rSquared },
      number("Within R\u{00B2}") { $0.withinRSquared },
    ]
    return rows.filter { $0.texts.contains { !$0.isEmpty } }
  }

  /// A line of what a model's fits say; where pooled fits differ, each text with its count.
  private func line(
    _ label: String, _ read: (Fit) -> (text: String, value: String)?
  ) -> SummaryRow {
    whole(label) { estimates in
      let found = estimates.fits.map(read)
      guard let text = FitLabels.together(found.map { $0?.text }),
        let value = FitLabels.together(found.map { $0?.value })
      else { return nil }
      return (text, value)
    }
  }

  /// A line of what stands for all of a model's fits.
  private func whole(
    _ label: String, _ read: (any DocumentedEstimates) -> (text: String, value: String)?
  ) -> SummaryRow {
    let found = models.map { read($0.fit) }
    return SummaryRow(
      label: label, texts: found.map { $0?.text ?? "" }, values: found.map { $0?.value })
  }

  /// A line of numbers, one a fit; where pooled fits differ, the least and the greatest.
  private func numbers<Number: Comparable>(
    _ label: String, _ read: (Fit) -> Number?, text: (Number) -> String,
    unit: (Number) -> String = { _ in "" }
  ) -> SummaryRow {
    whole(label) { estimates in
      let found = estimates.fits.compactMap(read)
      guard let most = found.max() else { return nil }
      return (FitLabels.range(found, text) + unit(most), FitLabels.range(found) { "\($0)" })
    }
  }

  private func count(_ label: String, _ read: (Fit) -> Int?) -> SummaryRow {
    numbers(label, read, text: { NumberFormat.count($0) })
  }

  private func number(_ label: String, _ read: (Fit) -> Double?) -> SummaryRow {
    numbers(label, read, text: { options.format.string($0) })
  }
}
