import Interpretation
import Typesetting

extension InteractionPlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let gap = 12.0
  private static let stripHeight = 30.0
  private static let greyBand = "#E6E6E6"
  private static let binColor = "#D55E00"

  /// The drawing: two panels with one vertical axis, strips of the sample, axes and caption.
  func document() -> SVGDocument {
    let width = options.width.points
    let labelSize = FigureStyle.labelSize
    let top = Self.edge + labelSize * 1.6
    let bottom = top + 0.3 * width
    let base = bottom + Self.stripHeight + 5
    let y = Axis(covering: verticalDomain, from: bottom, to: top, padding: 0.05, spacing: 20)
    let titleLines = FigureText.balanced(effectTitle, size: labelSize, width: base - top)
    let tickWidth =
      y.labels.map { FontMetrics.width($0, size: FigureStyle.tickSize) }.max() ?? 0
    let left =
      Self.edge + Double(titleLines.count) * labelSize * FigureStyle.leading + 5
      + tickWidth * FontMetrics.slack + 5
    let panelWidth = (width - 10 - left - Self.gap) / 2
    let range = diagnostics.support.bins.flatMap { [$0.low, $0.high] }
    let panels = [left, left + panelWidth + Self.gap].map { start in
      CurvePanel(
        x: Axis(covering: range, from: start, to: start + panelWidth, padding: 0.02), y: y)
    }
    let axisLines = FigureText.balanced(moderatorTitle, size: labelSize, width: panelWidth)
    let captionTop = base + 16 + Double(axisLines.count) * labelSize * FigureStyle.leading + 4
    let captionLines = FigureText.caption(caption, width: width - 2 * Self.edge)
    let height =
      captionTop + Double(captionLines.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(width: width, height: height, title: options.title, summary: summary)
    drawLinear(panels[0], in: &document)
    drawFlexible(panels[1], in: &document)
    let rightTitle =
      switch (diagnostics.kernel, diagnostics.spline) {
      case (.some, .some): "Kernel and spline"
      case (.some, nil): "Kernel"
      case (nil, .some): "Spline"
      case (nil, nil): "No flexible estimate"
      }
    for (panel, title) in zip(panels, ["Line and bins", rightTitle]) {
      drawStrip(panel, base: base, in: &document)
      FigureText.drawHorizontalAxis(panel.x, titleLines: axisLines, at: base, in: &document)
      document.text(
        title, at: Point((panel.x.start + panel.x.end) / 2, top - 5), size: labelSize,
        anchor: .middle, bold: true)
    }
    FigureText.drawVerticalAxis(
      y, titleLines: titleLines, at: left, edge: Self.edge, middle: (top + base) / 2,
      in: &document)
    FigureText.drawCaption(captionLines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private func drawLinear(_ panel: CurvePanel, in document: inout SVGDocument) {
    panel.drawBand(
      diagnostics.linear, fill: CurvePanel.bandColor, CurvePanel.pointwise, in: &document)
    panel.drawZero(in: &document)
    panel.drawLine(
      diagnostics.linear, SVGDocument.Stroke(CurvePanel.color, width: 1.3), in: &document)
    for bin in diagnostics.binning.bins.dropFirst() {
      let x = panel.x.position(bin.low)
      document.line(
        from: Point(x, panel.y.start), to: Point(x, panel.y.start - 5), FigureStyle.axis)
    }
    for bin in diagnostics.binning.bins {
      guard let effect = bin.effect else { continue }
      let x = panel.x.position(bin.median)
      if let low = effect.confidenceLow, let high = effect.confidenceHigh {
        document.line(
          from: Point(x, panel.y.position(low)), to: Point(x, panel.y.position(high)),
          SVGDocument.Stroke(Self.binColor, width: 1.3))
      }
      document.circle(
        at: Point(x, panel.y.position(effect.estimate)), radius: 2.8, fill: Self.binColor)
    }
  }

  private func drawFlexible(_ panel: CurvePanel, in document: inout SVGDocument) {
    let banded = diagnostics.kernel?.curve ?? diagnostics.spline?.curve
    if let banded {
      panel.drawBand(
        banded, fill: diagnostics.kernel == nil ? Self.greyBand : CurvePanel.bandColor,
        CurvePanel.pointwise, in: &document)
    }
    panel.drawZero(in: &document)
    panel.drawLine(
      diagnostics.linear, SVGDocument.Stroke(FigureStyle.gray, width: 0.8), in: &document)
    if let banded {
      panel.drawBorders(
        banded, SVGDocument.Stroke(CurvePanel.color, width: 0.6, dashes: [1, 1.5]),
        CurvePanel.simultaneous, in: &document)
    }
    if let spline = diagnostics.spline {
      panel.drawLine(
        spline.curve, SVGDocument.Stroke(FigureStyle.color(0), width: 1, dashes: [4, 2]),
        in: &document)
    }
    if let kernel = diagnostics.kernel {
      panel.drawLine(
        kernel.curve, SVGDocument.Stroke(CurvePanel.color, width: 1.3), in: &document)
    }
  }

  /// Rows by moderator, the treated above the others.
  private func drawStrip(
    _ panel: CurvePanel, base: Double, in document: inout SVGDocument
  ) {
    let bins = diagnostics.support.bins
    let tallest = Double(max(1, bins.map { $0.lower + $0.upper }.max() ?? 1))
    for bin in bins where bin.lower + bin.upper > 0 {
      let start = panel.x.position(bin.low)
      let width = max(0.5, panel.x.position(bin.high) - start)
      let lower = Self.stripHeight * Double(bin.lower) / tallest
      let upper = Self.stripHeight * Double(bin.upper) / tallest
      let white = SVGDocument.Stroke("#FFFFFF", width: 0.3)
      document.rectangle(
        at: Point(start, base - lower), width: width, height: lower,
        fill: FigureStyle.lightGray, white)
      document.rectangle(
        at: Point(start, base - lower - upper), width: width, height: upper,
        fill: FigureStyle.gray, white)
    }
  }
}
