extension CurvePlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let gap = 12.0
  private static let titleHeight = 13.0
  private static let legendPitch = 11.0

  /// The drawing: legend, panels side by side, caption.
  package func document() -> SVGDocument {
    let width = options.width.points
    let legend = legendRows(width: width - 2 * Self.edge)
    let legendHeight = legend.isEmpty ? 0 : Double(legend.count) * Self.legendPitch + 5
    let count = Double(panels.count)
    let panelWidth = (width - 2 * Self.edge - Self.gap * (count - 1)) / count
    let hasTitles = panels.contains { !$0.title.isEmpty }
    let top = Self.edge + legendHeight + (hasTitles ? Self.titleHeight : 4)
    let bottom = top + panelWidth * options.aspect * 0.82
    let titleLines = panels.map {
      FigureText.balanced($0.horizontalTitle, size: FigureStyle.labelSize, width: panelWidth * 0.8)
    }
    let deepest = Double(titleLines.map(\.count).max() ?? 0)
    let captionTop = bottom + 16 + deepest * FigureStyle.labelSize * FigureStyle.leading + 4
    let caption = FigureText.caption(options.caption, width: width - 2 * Self.edge)
    let height =
      captionTop + Double(caption.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(
      width: width, height: height, title: options.title, summary: options.summary)
    drawLegend(legend, in: &document)
    for (index, panel) in panels.enumerated() {
      let left = Self.edge + Double(index) * (panelWidth + Self.gap)
      draw(
        panel, titleLines[index], from: left, to: left + panelWidth, top: top, bottom: bottom,
        in: &document)
    }
    FigureText.drawCaption(caption, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private func draw(
    _ panel: Panel, _ titleLines: [String], from start: Double, to end: Double, top: Double,
    bottom: Double, in document: inout SVGDocument
  ) {
    let points = panel.curves.flatMap(\.points) + panel.marks.map(\.place)
    let crossing = panel.thresholds.filter { !$0.isVertical }.map(\.value)
    let standing = panel.thresholds.filter(\.isVertical).map(\.value)
    let vertical = Axis(
      covering: points.map(\.y) + crossing + panel.verticalCover, from: bottom, to: top,
      padding: 0.06, spacing: 20)
    let tickWidth =
      vertical.labels.map { FontMetrics.width($0, size: FigureStyle.tickSize) }.max() ?? 0
    let words = FigureText.balanced(
      panel.verticalTitle, size: FigureStyle.labelSize, width: bottom - top)
    let wordsWidth = Double(words.count) * FigureStyle.labelSize * FigureStyle.leading
    let left = start + wordsWidth + 5 + tickWidth * FontMetrics.slack + 5
    let right = end - 4
    let horizontal = Axis(
      covering: points.map(\.x) + standing + panel.horizontalCover, from: left, to: right,
      padding: 0.02, spacing: 34)
    if !panel.title.isEmpty {
      document.text(
        panel.title, at: Point(left, top - 5), size: FigureStyle.labelSize, bold: true)
    }
    if vertical.low < 0, vertical.high > 0, !crossing.contains(0) {
      let zero = vertical.position(0)
      document.line(
        from: Point(left, zero), to: Point(right, zero), SVGDocument.Stroke("#E4E4E4", width: 0.6))
    }
    drawThresholds(panel, horizontal, vertical, in: &document)
    for curve in panel.curves { draw(curve, horizontal, vertical, in: &document) }
    for mark in panel.marks { draw(mark, in: panel, horizontal, vertical, on: &document) }
    document.line(from: Point(left, bottom), to: Point(left, top), FigureStyle.axis)
    for (tick, label) in zip(vertical.ticks, vertical.labels) {
      let y = vertical.position(tick)
      document.line(from: Point(left - 3, y), to: Point(left, y), FigureStyle.axis)
      document.text(label, at: Point(left - 5, y + 2.5), size: FigureStyle.tickSize, anchor: .end)
    }
    for (index, line) in words.enumerated() {
      let x = start + (Double(index) + 0.8) * FigureStyle.labelSize * FigureStyle.leading
      let multiplier = index == words.count - 1 ? vertical.multiplier : nil
      document.text(
        multiplier == nil ? line : line + " (\u{00D7}10", at: Point(x, (top + bottom) / 2),
        size: FigureStyle.labelSize, anchor: .middle, turned: true, exponent: multiplier,
        suffix: ")")
    }
    FigureText.drawHorizontalAxis(horizontal, titleLines: titleLines, at: bottom, in: &document)
  }

  private func drawThresholds(
    _ panel: Panel, _ x: Axis, _ y: Axis, in document: inout SVGDocument
  ) {
    let size = FigureStyle.captionSize
    for threshold in panel.thresholds {
      let length = FigureText.measured(threshold.label, size)
      var places: [(base: Point, anchor: SVGDocument.Anchor)]
      if threshold.isVertical {
        let place = x.position(threshold.value)
        document.line(from: Point(place, y.start), to: Point(place, y.end), FigureStyle.zero)
        let heights = [y.end + 7, y.start - 4]
        places = heights.flatMap { height -> [(Point, SVGDocument.Anchor)] in
          [(Point(place + 3, height), .start), (Point(place - 3, height), .end)]
        }
        // A label does not leave the panel.
        places = places.filter { $0.anchor == .end || $0.base.x + length < x.end }
      } else {
        let place = y.position(threshold.value)
        document.line(from: Point(x.start, place), to: Point(x.end, place), FigureStyle.zero)
        places = [place - 2.5, place + size + 0.5].flatMap { height in
          [(Point(x.end, height), .end), (Point(x.start + 3, height), .start)]
        }
      }
      let chosen = freest(places, length: length, panel, x, y)
      document.text(
        threshold.label, at: chosen.base, size: size, anchor: chosen.anchor, color: "#555555")
    }
  }

  /// The place whose words cover the least of what is drawn; the first of equals.
  private func freest(
    _ places: [(base: Point, anchor: SVGDocument.Anchor)], length: Double, _ panel: Panel,
    _ x: Axis, _ y: Axis
  ) -> (base: Point, anchor: SVGDocument.Anchor) {
    let drawn = panel.curves.flatMap { curve -> [Point] in
      let points = curve.points.map { Point(x.position($0.x), y.position($0.y)) }
      let steps = 24
      return points
        + zip(points, points.dropFirst()).flatMap { from, to in
          (1..<steps).map { step in
            let share = Double(step) / Double(steps)
            return Point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
          }
        }
    }
    let lines = panel.thresholds.filter { !$0.isVertical }.map { y.position($0.value) }
    let dots = panel.marks.map { Point(x.position($0.place.x), y.position($0.place.y)) }
    var best = (place: places[0], cost: Int.max)
    for place in places {
      let left = place.anchor == .end ? place.base.x - length : place.base.x
      let (top, bottom) = (place.base.y - FigureStyle.captionSize, place.base.y + 1.5)
      func covers(_ point: Point, _ margin: Double) -> Bool {
        point.x > left - margin && point.x < left + length + margin && point.y > top - margin
          && point.y < bottom + margin
      }
      var cost = drawn.count { covers($0, 1) }
      cost += 50 * dots.count { covers($0, 2) && abs($0.x - place.base.x) > 6 }
      cost += 20 * lines.count { $0 > top && $0 < bottom }
      if cost < best.cost { best = (place, cost) }
    }
    return best.place
  }

  private func draw(_ curve: Curve, _ x: Axis, _ y: Axis, in document: inout SVGDocument) {
    let places = curve.points.map { Point(x.position($0.x), y.position($0.y)) }
    let color = FigureStyle.color(curve.color)
    if places.count > 1 { document.polyline(places, stroke(curve)) }
    guard curve.hasMarkers || places.count == 1 else { return }
    for place in places {
      Marker.shape(curve.color).draw(in: &document, at: place, radius: 2.2, color: color)
    }
  }

  private func draw(
    _ mark: Mark, in panel: Panel, _ x: Axis, _ y: Axis, on document: inout SVGDocument
  ) {
    let place = Point(x.position(mark.place.x), y.position(mark.place.y))
    document.circle(
      at: place, radius: 2.4, fill: FigureStyle.color(mark.color),
      SVGDocument.Stroke("#FFFFFF", width: 0.5))
    let size = FigureStyle.captionSize
    let places: [(Point, SVGDocument.Anchor)] = [
      (Point(place.x + 4, place.y - 4), .start), (Point(place.x - 4, place.y - 4), .end),
      (Point(place.x + 4, place.y + size + 2.5), .start),
      (Point(place.x - 4, place.y + size + 2.5), .end),
    ]
    let length = FigureText.measured(mark.label, size)
    let inside = places.filter { base, anchor in
      anchor == .start ? base.x + length <= x.end + 2 : base.x - length >= x.start
    }
    let chosen = freest(inside.isEmpty ? places : inside, length: length, panel, x, y)
    document.text(
      mark.label, at: chosen.base, size: size, anchor: chosen.anchor, color: "#333333")
  }

  private func stroke(_ curve: Curve) -> SVGDocument.Stroke {
    SVGDocument.Stroke(
      FigureStyle.color(curve.color), width: 1.3, dashes: curve.isDashed ? [4, 2.5] : [])
  }

  /// Each title once, in order of appearance, broken into lines that fit.
  private func legendRows(width: Double) -> [[(curve: Curve, x: Double)]] {
    var seen: [Curve] = []
    for curve in panels.flatMap(\.curves) where !curve.title.isEmpty {
      if !seen.contains(where: { $0.title == curve.title }) { seen.append(curve) }
    }
    guard seen.count > 1 else { return [] }
    var rows: [[(curve: Curve, x: Double)]] = [[]]
    var x = 0.0
    for curve in seen {
      let length = 22 + FigureText.measured(curve.title, FigureStyle.labelSize)
      if x > 0, x + length > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((curve, x))
      x += length + 10
    }
    return rows
  }

  private func drawLegend(
    _ rows: [[(curve: Curve, x: Double)]], in document: inout SVGDocument
  ) {
    for (index, row) in rows.enumerated() {
      let y = Self.edge + 5 + Double(index) * Self.legendPitch
      for entry in row {
        let x = Self.edge + entry.x
        document.line(from: Point(x, y), to: Point(x + 16, y), stroke(entry.curve))
        if entry.curve.hasMarkers {
          Marker.shape(entry.curve.color).draw(
            in: &document, at: Point(x + 8, y), radius: 2.2,
            color: FigureStyle.color(entry.curve.color))
        }
        document.text(entry.curve.title, at: Point(x + 20, y + 2.8), size: FigureStyle.labelSize)
      }
    }
  }
}
