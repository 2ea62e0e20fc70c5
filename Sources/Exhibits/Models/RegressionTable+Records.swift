import Estimation
import Typesetting

extension RegressionTable {
  /// Long form, a record a number. `kind` is `coefficient` (all columns at full precision, all terms
  /// whether shown or not), `redundant` (`value` holds the relative pivot), `summary` (`item` names
  /// the line), `dropped` (`item` names the reason, `value` counts rows) or `warning`. Of pooled fits
  /// that differ in a line it has the least and the greatest value, `298 to 300`.
  public var records: Records {
    let header = [
      "model", "outcome", "kind", "item", "label", "estimate", "std_error", "statistic", "p_value",
      "conf_low", "conf_high", "negative_variance", "value",
    ]
    var rows: [[String]] = []
    let summaries = summaryRows
    for (index, model) in models.enumerated() {
      let (estimates, fits) = (model.fit, model.fit.fits)
      func add(_ kind: String, _ item: String, _ label: String, value: String) {
        let blank = Array(repeating: "", count: 7)
        rows.append([model.title, estimates.outcomeName, kind, item, label] + blank + [value])
      }
      for row in estimates.rows {
        let numbers = [
          row.estimate, row.standardError, row.statistic, row.pValue, row.confidenceLow,
          row.confidenceHigh,
        ]
        rows.append(
          [
            model.title, estimates.outcomeName, "coefficient", row.term.name,
            label(row.term),
          ] + numbers.map { Records.field($0) } + ["\(row.hasNegativeVariance)", ""])
      }
      for term in estimates.redundantTerms {
        add(
          "redundant", term.term.name, label(term.term),
          value: "\(term.relativePivot)")
      }
      for summary in summaries {
        if let value = summary.values[index] {
          add("summary", summary.label, summary.label, value: value)
        }
      }
      for (reason, counts) in FitLabels.dropped(fits) {
        add("dropped", reason, reason, value: FitLabels.range(counts) { "\($0)" })
      }
      for remark in estimates.remarks { add("warning", "", "", value: remark) }
    }
    return Records(header: header, rows: rows)
  }
}
