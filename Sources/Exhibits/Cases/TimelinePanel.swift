import Evidence
import Typesetting

/// One case of a timeline figure.
struct TimelinePanel {
  typealias Point = SVGDocument.Point

  private let timeline: CaseTimeline
  private let lanes: [Lane]
  private let years: Axis
  private let right: Double
  let height: Double

  private struct Lane {
    var name: String
    var items: [TimelinePlot.Placed]
    var rows: Int
    /// The same for a lane in every panel, whichever lanes it has.
    var color: String
  }

  private static let titleHeight = 16.0
  private static let lanePadding = 5.0
  private static let axisHeight = 22.0
  private static let radius = 2.3
  private static let shade = "#F6F7F8"
  private static let days = 365.2425

  init(_ timeline: CaseTimeline, width: Double) {
    self.timeline = timeline
    let left = TimelinePlot.edge + TimelinePlot.labelWidth
    right = width - 14
    // A year is the span from its first day to the next.
    let axis = Axis(
      low: Double(timeline.years.lowerBound), high: Double(timeline.years.upperBound + 1),
      from: left, to: right, spacing: 34)
    years = axis
    let edge = right
    lanes = timeline.lanes.enumerated().filter { !$0.element.items.isEmpty }.map { index, lane in
      let placed = Self.placed(lane.items, axis, left: left, right: edge)
      return Lane(
        name: lane.name, items: placed, rows: (placed.map(\.row).max() ?? 0) + 1,
        color: FigureStyle.color(index))
    }
    let laneHeight = lanes.reduce(0) {
      $0 + Double($1.rows) * TimelinePlot.rowPitch + 2 * Self.lanePadding
    }
    height =
      Self.titleHeight + laneHeight + Self.axisHeight
      + (timeline.series == nil ? 0 : TimelinePlot.barHeight + 10)
  }

  /// The year with its fraction.
  private static func moment(_ dayNumber: Int) -> Double { 1970 + Double(dayNumber) / days }

  /// Items from left to right, each in the first row where it has room for mark and name.
  private static func placed(
    _ items: [EvidenceItem], _ axis: Axis, left: Double, right: Double
  ) -> [TimelinePlot.Placed] {
    var ends: [Double] = []
    var result: [TimelinePlot.Placed] = []
    for item in items {
      let first = (item.date.earliest ?? item.date.middle).map { moment($0.dayNumber) }
      let last = item.date.latest.map { moment($0.dayNumber + 1) } ?? axis.high + 1
      guard let first else { continue }
      let start = max(left, axis.position(max(first, axis.low)))
      let end = min(right, axis.position(min(last, axis.high)))
      let room = FigureText.measured(item.id, FigureStyle.captionSize) + 9
      let row = ends.firstIndex { $0 <= start } ?? ends.count
      let reach = max(end, start) + room
      if row == ends.count { ends.append(reach) } else { ends[row] = reach }
      result.append(TimelinePlot.Placed(item: item, start: start, end: end, row: row))
    }
    return result
  }

  func draw(in document: inout SVGDocument, top: Double) {
    document.text(
      "\(timeline.record.name), \(timeline.years.lowerBound)\u{2013}\(timeline.years.upperBound)",
      at: Point(TimelinePlot.edge, top + 10), size: FigureStyle.labelSize, bold: true)
    var y = top + Self.titleHeight
    let left = years.start
    for (index, lane) in lanes.enumerated() {
      let laneHeight = Double(lane.rows) * TimelinePlot.rowPitch + 2 * Self.lanePadding
      if index % 2 == 0 {
        document.rectangle(
          at: Point(left, y), width: right - left, height: laneHeight, fill: Self.shade)
      }
      let lines = FigureText.balanced(
        lane.name, size: FigureStyle.tickSize, width: TimelinePlot.labelWidth - 8)
      let block = Double(lines.count) * FigureStyle.tickSize * FigureStyle.leading
      for (line, text) in lines.enumerated() {
        let base =
          y + laneHeight / 2 - block / 2
          + (Double(line) + 0.8) * FigureStyle.tickSize * FigureStyle.leading
        document.text(
          text, at: Point(left - 6, base), size: FigureStyle.tickSize, anchor: .end)
      }
      for placed in lane.items {
        draw(
          placed, y: y + Self.lanePadding + (Double(placed.row) + 0.5) * TimelinePlot.rowPitch,
          color: lane.color, ground: index % 2 == 0 ? Self.shade : "#FFFFFF", in: &document)
      }
      y += laneHeight
    }
    FigureText.drawHorizontalAxis(years, titleLines: [], at: y, in: &document)
    if timeline.series != nil {
      drawBars(in: &document, top: y + Self.axisHeight)
    }
  }

  private func draw(
    _ placed: TimelinePlot.Placed, y: Double, color: String, ground: String,
    in document: inout SVGDocument
  ) {
    let isDoubtful = timeline.doubtful.contains(placed.item.id)
    let span = placed.end - placed.start
    let stroke = SVGDocument.Stroke(color, width: 1.1, dashes: isDoubtful ? [2, 1.5] : [])
    var name = placed.end
    if span > 3 * Self.radius {
      document.line(from: Point(placed.start, y), to: Point(placed.end, y), stroke)
      if placed.item.date.latest == nil || placed.end >= right {
        document.polygon(
          [
            Point(placed.end, y - 2), Point(placed.end + 3.4, y), Point(placed.end, y + 2),
          ], fill: color)
        name += 2
      }
    }
    let center =
      span > 3 * Self.radius ? placed.start : (placed.start + placed.end) / 2
    let marker: Marker = isDoubtful ? .hollowCircle : .circle
    marker.draw(in: &document, at: Point(center, y), radius: Self.radius, color: color)
    let width = FigureText.measured(placed.item.id, FigureStyle.captionSize)
    // Where the line ends at the edge, the name stands on the line.
    let isAtEdge = name + 4 + width > right + 12
    let start = isAtEdge ? placed.start + 9 : max(name, center + Self.radius) + 3
    if isAtEdge, span > width + 14 {
      document.rectangle(
        at: Point(start - 2, y - 3.5), width: width + 4, height: 7, fill: ground)
    }
    let isLeft = isAtEdge && span <= width + 14
    document.text(
      placed.item.id, at: Point(isLeft ? placed.start - 4 : start, y + 2.3),
      size: FigureStyle.captionSize, anchor: isLeft ? .end : .start, color: "#333333")
  }

  private func drawBars(in document: inout SVGDocument, top: Double) {
    guard let series = timeline.series else { return }
    let shown = timeline.shownYears
    let values = shown.map { series.measure[$0.place] }
    let base = top + TimelinePlot.barHeight - 14
    let axis = Axis(
      low: 0, high: max(1, (values.max() ?? 1) * 1.08), from: base, to: top + 6, spacing: 18)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let y = axis.position(tick)
      document.line(from: Point(years.start, y), to: Point(right, y), FigureStyle.guide)
      document.text(
        label, at: Point(years.start - 4, y + 2.4), size: FigureStyle.tickSize, anchor: .end)
    }
    let unit = series.volumes == nil ? "orders delivering" : "TIV, millions"
    document.text(
      unit, at: Point(TimelinePlot.edge + 8, base - 4), size: FigureStyle.tickSize, turned: true)
    for ((year, _), value) in zip(shown, values) {
      let left = years.position(Double(year) + 0.14)
      let width = years.position(Double(year) + 0.86) - left
      let y = axis.position(value)
      document.rectangle(
        at: Point(left, y), width: width, height: base - y,
        fill: timeline.window?.claims.contains(year) == true ? "#D55E00" : "#7C98AE")
    }
    document.line(from: Point(years.start, base), to: Point(right, base), FigureStyle.axis)
  }
}
