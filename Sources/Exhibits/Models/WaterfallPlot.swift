import Estimation
import Typesetting

/// How the rows offered to a model became the rows it used, as bars.
public struct WaterfallPlot: Figure {
  /// How the figure is set.
  public struct Options: Sendable {
    /// How wide it is set.
    public var width = FigureStyle.Width.single
    /// For readers who cannot see the figure; not drawn.
    public var title = "Rows of the sample"

    /// A single column.
    public init() {}
  }

  let sample: Sample
  let options: Options

  /// - Throws: `nothingToShow` where no row was offered.
  public init(_ sample: Sample, options: Options = Options()) throws(ExhibitError) {
    guard sample.offered > 0 else {
      throw .nothingToShow(exhibit: "waterfall plot", reason: "no row was offered")
    }
    self.sample = sample
    self.options = options
  }

  private struct Bar {
    var label: String
    var from: Int
    var to: Int
    var text: String
    var color: String
  }

  private var bars: [Bar] {
    var left = sample.offered
    var bars = [
      Bar(
        label: "Rows offered", from: 0, to: left, text: NumberFormat.count(left),
        color: FigureStyle.gray)
    ]
    for dropped in sample.dropped {
      bars.append(
        Bar(
          label: dropped.reason.description, from: left - dropped.count, to: left,
          text: "\u{2212}" + NumberFormat.count(dropped.count), color: FigureStyle.color(1)))
      left -= dropped.count
    }
    bars.append(
      Bar(
        label: "Rows used", from: 0, to: sample.count, text: NumberFormat.count(sample.count),
        color: FigureStyle.color(0)))
    return bars
  }

  /// A bar for the rows offered, one for each reason, and one for those used, as SVG 1.1.
  public func svg() -> String {
    typealias Point = SVGDocument.Point
    let bars = bars
    let width = options.width.points
    let size = FigureStyle.labelSize
    let labels = bars.map { FigureText.balanced($0.label, size: size, width: width * 0.45) }
    let left = 4 + (labels.joined().map { FigureText.measured($0, size) }.max() ?? 0) + 8
    let room = bars.map { FigureText.measured($0.text, size) }.max() ?? 0
    let scale = (width - left - room - 10) / Double(sample.offered)
    let heights = labels.map { max(15, Double($0.count) * size * FigureStyle.leading + 5) }
    let summary = bars.map { "\($0.label): \($0.text)" }.joined(separator: "; ") + "."
    var document = SVGDocument(
      width: width, height: heights.reduce(0, +) + 8, title: options.title, summary: summary)
    var y = 4.0
    for (index, bar) in bars.enumerated() {
      let middle = y + heights[index] / 2
      let block = Double(labels[index].count) * size * FigureStyle.leading
      for (line, text) in labels[index].enumerated() {
        let base = middle - block / 2 + (Double(line) + 0.8) * size * FigureStyle.leading
        document.text(text, at: Point(left - 6, base), size: size, anchor: .end)
      }
      let start = left + Double(bar.from) * scale
      let length = Double(bar.to - bar.from) * scale
      document.rectangle(
        at: Point(start, middle - 4.5), width: max(0.4, length), height: 9, fill: bar.color)
      document.text(bar.text, at: Point(start + length + 4, middle + 2.8), size: size)
      y += heights[index]
      if index < bars.count - 1 {
        let edge = left + Double(index == 0 ? bar.to : bar.from) * scale
        document.line(
          from: Point(edge, middle + 4.5), to: Point(edge, y + heights[index + 1] / 2 - 4.5),
          SVGDocument.Stroke(FigureStyle.gray, width: 0.4))
      }
    }
    document.line(from: Point(left, 4), to: Point(left, y), FigureStyle.axis)
    return document.markup
  }
}
