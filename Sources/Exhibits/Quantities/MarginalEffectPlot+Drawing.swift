import Interpretation
import Typesetting

extension MarginalEffectPlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let stripHeight = 22.0
  private static let rugHeight = 7.0

  /// The drawing: main panel, strip of the observed values, axes and caption.
  func document() -> SVGDocument {
    let width = options.width.points
    let panelHeight = width * options.aspect * 0.72
    let labelSize = FigureStyle.labelSize
    let top = Self.edge + 4
    let bottom = top + panelHeight
    let strip = observed.isEmpty ? 0 : isRug ? Self.rugHeight + 3 : Self.stripHeight + 4
    let vertical = Axis(
      covering: verticalDomain, from: bottom, to: top, padding: 0.06, spacing: 18)
    let titleLines = FigureText.balanced(effectTitle, size: labelSize, width: panelHeight + strip)
    let tickWidth =
      vertical.labels.map { FontMetrics.width($0, size: FigureStyle.tickSize) }.max() ?? 0
    let titleWidth = Double(titleLines.count) * labelSize * FigureStyle.leading
    let left = Self.edge + titleWidth + 5 + tickWidth * FontMetrics.slack + 5
    let right = width - 10
    let horizontal = horizontalAxis(from: left, to: right)
    let base = bottom + strip
    let axisLines = FigureText.balanced(moderatorTitle, size: labelSize, width: right - left)
    let captionTop = base + 16 + Double(axisLines.count) * labelSize * FigureStyle.leading + 4
    let captionLines = FigureText.caption(caption, width: width - 2 * Self.edge)
    let height =
      captionTop + Double(captionLines.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(
      width: width, height: height, title: options.title, summary: summary)
    let panel = CurvePanel(x: horizontal, y: vertical)
    if isDiscrete {
      if options.showsZero { panel.drawZero(in: &document) }
      drawPoints(horizontal, vertical, in: &document)
    } else {
      drawCurve(panel, in: &document)
    }
    drawObserved(horizontal, base: base, in: &document)
    FigureText.drawVerticalAxis(
      vertical, titleLines: titleLines, at: left, edge: Self.edge, middle: (top + base) / 2,
      in: &document)
    FigureText.drawHorizontalAxis(horizontal, titleLines: axisLines, at: base, in: &document)
    FigureText.drawCaption(captionLines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private var isRug: Bool { !isDiscrete && observed.count <= Self.rugLimit }

  private var verticalDomain: [Double] {
    (options.showsZero ? [0] : [])
      + curve.points.flatMap { point in
        [
          point.effect.estimate, point.effect.confidenceLow, point.effect.confidenceHigh,
          point.bandLow, point.bandHigh,
        ].compactMap { $0 }
      }
  }

  private func horizontalAxis(from left: Double, to right: Double) -> Axis {
    let values = curve.points.map(\.moderator)
    // Values that the sample holds beside the drawn points need a place too.
    let isComplete = observed.allSatisfy { values.contains($0) }
    if isDiscrete && isComplete {
      return Axis(ticksAt: values, from: left, to: right, padding: 0.1)
    }
    return Axis(
      covering: values + observed, from: left, to: right, padding: isDiscrete ? 0.1 : 0.02)
  }

  private func drawCurve(_ panel: CurvePanel, in document: inout SVGDocument) {
    panel.drawBand(curve, fill: CurvePanel.bandColor, CurvePanel.pointwise, in: &document)
    panel.drawBorders(
      curve, SVGDocument.Stroke(CurvePanel.color, width: 0.6, dashes: [1.5, 1.5]),
      CurvePanel.simultaneous, in: &document)
    if options.showsZero { panel.drawZero(in: &document) }
    panel.drawLine(curve, SVGDocument.Stroke(CurvePanel.color, width: 1.3), in: &document)
  }

  private func drawPoints(_ x: Axis, _ y: Axis, in document: inout SVGDocument) {
    for point in curve.points {
      let place = x.position(point.moderator)
      if let low = point.bandLow, let high = point.bandHigh {
        document.line(
          from: Point(place, y.position(low)), to: Point(place, y.position(high)),
          SVGDocument.Stroke(FigureStyle.color(0), width: 0.5))
        for end in [low, high] {
          document.line(
            from: Point(place - 2.5, y.position(end)), to: Point(place + 2.5, y.position(end)),
            SVGDocument.Stroke(FigureStyle.color(0), width: 0.5))
        }
      }
      if let low = point.effect.confidenceLow, let high = point.effect.confidenceHigh {
        document.line(
          from: Point(place, y.position(low)), to: Point(place, y.position(high)),
          SVGDocument.Stroke(FigureStyle.color(0), width: 1.3))
      }
      document.circle(
        at: Point(place, y.position(point.effect.estimate)), radius: 2.6,
        fill: FigureStyle.color(0))
    }
  }

  private func drawObserved(_ x: Axis, base: Double, in document: inout SVGDocument) {
    if observed.isEmpty { return }
    if isRug {
      for value in observed {
        let place = x.position(value)
        document.line(
          from: Point(place, base - Self.rugHeight), to: Point(place, base),
          SVGDocument.Stroke(FigureStyle.gray, width: 0.5))
      }
      return
    }
    let bins = (isDiscrete ? Histogram(distinct: observed) : Histogram(observed)).bins
    let tallest = Double(bins.map(\.count).max() ?? 1)
    for bin in bins where bin.count > 0 {
      let height = Self.stripHeight * Double(bin.count) / tallest
      let isBar = bin.low == bin.high
      let start = isBar ? x.position(bin.low) - 3 : x.position(bin.low)
      let end = isBar ? start + 6 : x.position(bin.high)
      document.rectangle(
        at: Point(start, base - height), width: max(0.5, end - start), height: height,
        fill: FigureStyle.lightGray, SVGDocument.Stroke("#FFFFFF", width: 0.3))
    }
  }
}
