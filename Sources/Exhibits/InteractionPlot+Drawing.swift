import Interpretation

extension InteractionPlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let gap = 12.0
  private static let stripHeight = 30.0
  private static let color = "#0072B2"
  private static let bandColor = "#C9DCEB"
  private static let greyBand = "#E6E6E6"
  private static let binColor = "#D55E00"

  /// Places of one panel.
  private struct Panel {
    var x: Axis
    var y: Axis
    var base: Double
  }

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
      Panel(
        x: Axis(covering: range, from: start, to: start + panelWidth, padding: 0.02), y: y,
        base: base)
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
      drawStrip(panel, in: &document)
      FigureText.drawHorizontalAxis(panel.x, titleLines: axisLines, at: base, in: &document)
      document.text(
        title, at: Point((panel.x.start + panel.x.end) / 2, top - 5), size: labelSize,
        anchor: .middle, bold: true)
    }
    drawVerticalAxis(y, titleLines, left: left, middle: (top + base) / 2, in: &document)
    FigureText.drawCaption(captionLines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private func drawLinear(_ panel: Panel, in document: inout SVGDocument) {
    drawBand(
      diagnostics.linear, panel, fill: Self.bandColor,
      { ($0.effect.confidenceLow, $0.effect.confidenceHigh) }, in: &document)
    drawZero(panel, in: &document)
    drawLine(
      diagnostics.linear, panel, SVGDocument.Stroke(Self.color, width: 1.3), in: &document)
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
          from: Point(x, place(low, panel.y)), to: Point(x, place(high, panel.y)),
          SVGDocument.Stroke(Self.binColor, width: 1.3))
      }
      document.circle(
        at: Point(x, place(effect.estimate, panel.y)), radius: 2.8, fill: Self.binColor)
    }
  }

  private func drawFlexible(_ panel: Panel, in document: inout SVGDocument) {
    let banded = diagnostics.kernel?.curve ?? diagnostics.spline?.curve
    if let banded {
      drawBand(
        banded, panel, fill: diagnostics.kernel == nil ? Self.greyBand : Self.bandColor,
        { ($0.effect.confidenceLow, $0.effect.confidenceHigh) }, in: &document)
    }
    drawZero(panel, in: &document)
    drawLine(
      diagnostics.linear, panel, SVGDocument.Stroke(FigureStyle.gray, width: 0.8), in: &document)
    if let banded {
      let dotted = SVGDocument.Stroke(Self.color, width: 0.6, dashes: [1, 1.5])
      for part in stretches(banded, { ($0.bandLow, $0.bandHigh) }) {
        for end in [part.map { ($0.0, $0.1) }, part.map { ($0.0, $0.2) }] {
          document.polyline(
            end.map { Point(panel.x.position($0.0), place($0.1, panel.y)) }, dotted)
        }
      }
    }
    if let spline = diagnostics.spline {
      drawLine(
        spline.curve, panel,
        SVGDocument.Stroke(FigureStyle.color(0), width: 1, dashes: [4, 2]), in: &document)
    }
    if let kernel = diagnostics.kernel {
      drawLine(kernel.curve, panel, SVGDocument.Stroke(Self.color, width: 1.3), in: &document)
    }
  }

  /// The place of a number, at the frame where it lies beyond.
  private func place(_ value: Double, _ axis: Axis) -> Double {
    axis.position(min(axis.high, max(axis.low, value)))
  }

  private func drawZero(_ panel: Panel, in document: inout SVGDocument) {
    let zero = panel.y.position(0)
    document.line(
      from: Point(panel.x.start, zero), to: Point(panel.x.end, zero), FigureStyle.zero)
  }

  private func drawLine(
    _ curve: MarginalEffectCurve, _ panel: Panel, _ stroke: SVGDocument.Stroke,
    in document: inout SVGDocument
  ) {
    document.polyline(
      curve.points.map {
        Point(panel.x.position($0.moderator), place($0.effect.estimate, panel.y))
      }, stroke)
  }

  /// Stretches of a curve over which both ends are known.
  private func stretches(
    _ curve: MarginalEffectCurve, _ ends: (MarginalEffectCurve.Point) -> (Double?, Double?)
  ) -> [[(Double, Double, Double)]] {
    var result: [[(Double, Double, Double)]] = []
    var isOpen = false
    for point in curve.points {
      guard case (let low?, let high?) = ends(point) else {
        isOpen = false
        continue
      }
      if !isOpen { result.append([]) }
      isOpen = true
      result[result.count - 1].append((point.moderator, low, high))
    }
    return result
  }

  private func drawBand(
    _ curve: MarginalEffectCurve, _ panel: Panel, fill: String,
    _ ends: (MarginalEffectCurve.Point) -> (Double?, Double?), in document: inout SVGDocument
  ) {
    for part in stretches(curve, ends) {
      let upper = part.map { Point(panel.x.position($0.0), place($0.2, panel.y)) }
      let lower = part.reversed().map { Point(panel.x.position($0.0), place($0.1, panel.y)) }
      document.polygon(upper + lower, fill: fill)
    }
  }

  /// Rows by moderator, the treated above the others.
  private func drawStrip(_ panel: Panel, in document: inout SVGDocument) {
    let bins = diagnostics.support.bins
    let tallest = Double(max(1, bins.map { $0.lower + $0.upper }.max() ?? 1))
    for bin in bins where bin.lower + bin.upper > 0 {
      let start = panel.x.position(bin.low)
      let width = max(0.5, panel.x.position(bin.high) - start)
      let lower = Self.stripHeight * Double(bin.lower) / tallest
      let upper = Self.stripHeight * Double(bin.upper) / tallest
      let white = SVGDocument.Stroke("#FFFFFF", width: 0.3)
      document.rectangle(
        at: Point(start, panel.base - lower), width: width, height: lower,
        fill: FigureStyle.lightGray, white)
      document.rectangle(
        at: Point(start, panel.base - lower - upper), width: width, height: upper,
        fill: FigureStyle.gray, white)
    }
  }

  private func drawVerticalAxis(
    _ axis: Axis, _ titleLines: [String], left: Double, middle: Double,
    in document: inout SVGDocument
  ) {
    document.line(from: Point(left, axis.start), to: Point(left, axis.end), FigureStyle.axis)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let y = axis.position(tick)
      document.line(from: Point(left - 3, y), to: Point(left, y), FigureStyle.axis)
      document.text(
        label, at: Point(left - 5, y + 2.5), size: FigureStyle.tickSize, anchor: .end)
    }
    for (index, line) in titleLines.enumerated() {
      let x = Self.edge + (Double(index) + 0.8) * FigureStyle.labelSize * FigureStyle.leading
      let isLast = index == titleLines.count - 1
      let multiplier = isLast ? axis.multiplier : nil
      document.text(
        multiplier == nil ? line : line + " (\u{00D7}10", at: Point(x, middle),
        size: FigureStyle.labelSize, anchor: .middle, turned: true, exponent: multiplier,
        suffix: ")")
    }
  }
}
