/// A framed panel with a horizontal and a vertical axis, for curves, points and regions.
package struct PlotPanel {
  package typealias Point = SVGDocument.Point

  package let horizontal: Axis
  package let vertical: Axis

  /// - Parameter spacing: The least distance between ticks, across and upwards.
  package init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, left: Double, top: Double, width: Double,
    height: Double, spacing: (Double, Double) = (34, 24)
  ) {
    horizontal = Axis(
      low: x.lowerBound, high: x.upperBound, from: left, to: left + width, spacing: spacing.0)
    vertical = Axis(
      low: y.lowerBound, high: y.upperBound, from: top + height, to: top, spacing: spacing.1)
  }

  package var left: Double { horizontal.start }
  package var right: Double { horizontal.end }
  package var top: Double { vertical.end }
  package var bottom: Double { vertical.start }

  /// The room that the vertical axis's tick labels take.
  package var tickWidth: Double {
    vertical.labels.map { FigureText.measured($0, FigureStyle.tickSize) }.max() ?? 0
  }

  package func place(_ x: Double, _ y: Double) -> Point {
    Point(horizontal.position(x), vertical.position(y))
  }

  package func contains(_ point: Point) -> Bool {
    point.x >= left - 0.01 && point.x <= right + 0.01 && point.y >= top - 0.01
      && point.y <= bottom + 0.01
  }

  /// Frame, ticks, tick labels, axis titles and a heading.
  package func drawFrame(
    title: String, xTitle: String, yTitle: String?, in document: inout SVGDocument
  ) {
    let size = FigureStyle.labelSize
    document.text(
      title, at: Point((left + right) / 2, top - 6), size: size, anchor: .middle, bold: true)
    document.rectangle(
      at: Point(left, top), width: right - left, height: bottom - top, fill: "none",
      FigureStyle.axis)
    FigureText.drawHorizontalAxis(horizontal, titleLines: [xTitle], at: bottom, in: &document)
    for (tick, label) in zip(vertical.ticks, vertical.labels) {
      let y = vertical.position(tick)
      document.line(from: Point(left - 3, y), to: Point(left, y), FigureStyle.axis)
      document.text(
        label, at: Point(left - 5, y + 2.5), size: FigureStyle.tickSize, anchor: .end)
    }
    if let yTitle {
      document.text(
        yTitle, at: Point(left - tickWidth - 11, (top + bottom) / 2), size: size,
        anchor: .middle, turned: true)
    }
  }

  /// The parts of a line that lie in the panel.
  package func clipped(_ line: [Point]) -> [[Point]] {
    var parts: [[Point]] = []
    var current: [Point] = []
    for (start, end) in zip(line, line.dropFirst()) {
      guard let (from, to) = clippedSegment(start, end) else {
        if current.count > 1 { parts.append(current) }
        current = []
        continue
      }
      if current.last != from {
        if current.count > 1 { parts.append(current) }
        current = [from]
      }
      current.append(to)
    }
    if current.count > 1 { parts.append(current) }
    return parts
  }

  /// Liang and Barsky's (1984) clipping of one segment.
  private func clippedSegment(_ start: Point, _ end: Point) -> (Point, Point)? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (first, last) = (0.0, 1.0)
    let edges = [
      (-dx, start.x - left), (dx, right - start.x), (-dy, start.y - top), (dy, bottom - start.y),
    ]
    for (slope, room) in edges {
      if slope == 0 {
        if room < 0 { return nil }
      } else if slope < 0 {
        first = max(first, room / slope)
      } else {
        last = min(last, room / slope)
      }
    }
    guard first <= last else { return nil }
    func at(_ share: Double) -> Point {
      share == 0 ? start : share == 1 ? end : Point(start.x + share * dx, start.y + share * dy)
    }
    return (at(first), at(last))
  }

  package func draw(_ line: [Point], _ stroke: SVGDocument.Stroke, in document: inout SVGDocument) {
    for part in clipped(line) { document.polyline(part, stroke) }
  }

  /// A head at the end of a line.
  package static func drawArrowHead(
    from start: Point, to end: Point, color: String, in document: inout SVGDocument
  ) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let (ux, uy) = (dx / length, dy / length)
    let (long, wide) = (6.0, 2.4)
    document.polygon(
      [
        end, Point(end.x - long * ux - wide * uy, end.y - long * uy + wide * ux),
        Point(end.x - long * ux + wide * uy, end.y - long * uy - wide * ux),
      ], fill: color)
  }
}
