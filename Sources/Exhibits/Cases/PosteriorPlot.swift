import Evidence
import Typesetting

/// What the evidence of each case says, with and without the items that the audit casts doubt on.
public struct PosteriorPlot: Figure {
  /// The cases shown.
  public let report: TraceReport
  /// How wide the figure is set.
  public let width: FigureStyle.Width

  /// - Throws: `nothingToShow` for a case file without weighed cases.
  public init(
    _ report: TraceReport, width: FigureStyle.Width = .double
  ) throws(ExhibitError) {
    guard !report.cases.isEmpty else {
      throw .nothingToShow(
        exhibit: "figure of posteriors", reason: "no item has probabilities")
    }
    self.report = report
    self.width = width
  }

  /// The drawing.
  public func svg() -> String {
    let titles = ["all items", "without items that the audit casts doubt on"]
    let series = titles.enumerated().map { index, title in
      IntervalPlot.Legend(
        title: title, marker: index == 0 ? .circle : .hollowSquare, color: FigureStyle.color(index))
    }
    var rows: [IntervalPlot.Row] = []
    for entry in report.cases {
      for index in entry.all.hypotheses.indices {
        let traces = [entry.all, entry.sound].compactMap(\.self)
        rows.append(
          IntervalPlot.Row(
            label: "\(entry.all.record.name): \(entry.all.hypotheses[index].id)",
            marks: traces.enumerated().map { place, trace in
              IntervalPlot.Mark(
                series: place, value: trace.posterior[index],
                low: trace.intervals[index].lowerBound, high: trace.intervals[index].upperBound)
            }))
      }
    }
    let readings = report.cases.map(TraceReport.reading)
    let prior = report.caseFile.hypotheses[report.cases[0].all.focal].prior
    let plot = IntervalPlot(
      rows: rows, series: series, legend: series, axisTitle: "Posterior probability",
      reference: prior,
      caption: [
        "Bars: the least and greatest posterior when every stated probability may lie anywhere in "
          + "its bounds. Broken line: the prior of '"
          + report.caseFile.hypotheses[report.cases[0].all.focal].id + "'."
      ] + readings + report.caseFile.limits,
      title: report.caseFile.title,
      summary: readings.joined(separator: " "), width: width.points)
    return plot.document().markup
  }
}
