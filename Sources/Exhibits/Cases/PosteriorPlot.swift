import Evidence
import Typesetting

/// What the evidence of each case says, with and without the items that the audit casts doubt on.
public struct PosteriorPlot: Figure {
  /// The cases shown.
  public let trace: CaseFileTrace
  /// How wide the figure is set.
  public let width: FigureStyle.Width

  /// - Throws: `nothingToShow` for a case file without weighed cases.
  public init(
    _ trace: CaseFileTrace, width: FigureStyle.Width = .double
  ) throws(ExhibitError) {
    guard !trace.cases.isEmpty else {
      throw .nothingToShow(
        exhibit: "figure of posteriors", reason: "no item has probabilities")
    }
    self.trace = trace
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
    for entry in trace.cases {
      for index in entry.all.hypotheses.indices {
        let traces = [entry.all, entry.sound].compactMap(\.self)
        rows.append(
          IntervalPlot.Row(
            label: "\(entry.all.record.name): \(entry.all.hypotheses[index].id)",
            marks: traces.enumerated().map { place, weighed in
              IntervalPlot.Mark(
                series: place, value: weighed.posterior[index],
                low: weighed.intervals[index].lowerBound, high: weighed.intervals[index].upperBound)
            }))
      }
    }
    let readings = trace.cases.map(CaseFileTrace.reading)
    let prior = trace.caseFile.hypotheses[trace.cases[0].all.focal].prior
    let plot = IntervalPlot(
      rows: rows, series: series, legend: series, axisTitle: "Posterior probability",
      reference: prior,
      caption: [
        "Bars: the least and greatest posterior when every stated probability may lie anywhere in "
          + "its bounds. Broken line: the prior of '"
          + trace.caseFile.hypotheses[trace.cases[0].all.focal].id + "'."
      ] + readings + trace.caseFile.limits,
      title: trace.caseFile.title,
      summary: readings.joined(separator: " "), width: width.points)
    return plot.document().markup
  }
}
