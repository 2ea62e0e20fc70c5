import Typesetting

extension MembershipPlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let labelSize = 6.5
  private static let radius = 2.4
  /// Longer lists of names are cut to this many characters and a count.
  private static let nameWidth = 30

  private struct Box {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    func nearest(to point: SVGDocument.Point) -> SVGDocument.Point {
      SVGDocument.Point(min(max(point.x, left), right), min(max(point.y, top), bottom))
    }

    func distance(to point: SVGDocument.Point) -> Double {
      let place = nearest(to: point)
      let (x, y) = (place.x - point.x, place.y - point.y)
      return (x * x + y * y).squareRoot()
    }
  }

  func document() -> SVGDocument {
    let width = options.width.points
    let size = FigureStyle.labelSize
    let yLines = FigureText.balanced(
      "Membership in \(outcome)", size: size, width: width * 0.7)
    let left = Self.edge + Double(yLines.count) * size * FigureStyle.leading + 5 + 12 + 5
    let right = width - 10
    let legend = FigureText.legend(entries, width: right - left)
    let top = Self.edge + legend.height + 6
    let bottom = top + (right - left)
    // A little room beyond 0 and 1 keeps points at the corners whole.
    let x = Axis(low: -0.03, high: 1.03, from: left, to: right, spacing: 30)
    let y = Axis(low: -0.03, high: 1.03, from: bottom, to: top, spacing: 30)
    let xLines = FigureText.balanced(
      "Membership in \(formula)", size: size, width: right - left)
    let captionTop = bottom + 16 + Double(xLines.count) * size * FigureStyle.leading + 4
    let captionLines = FigureText.caption(caption, width: width - 2 * Self.edge)
    let height =
      captionTop + Double(captionLines.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(width: width, height: height, title: options.title, summary: summary)
    FigureText.drawLegend(legend.items, in: &document, left: left, top: Self.edge)
    document.line(
      from: Point(x.position(0), y.position(0)), to: Point(x.position(1), y.position(1)),
      FigureStyle.axis)
    document.line(
      from: Point(x.position(0.5), top), to: Point(x.position(0.5), bottom), FigureStyle.zero)
    document.line(
      from: Point(left, y.position(0.5)), to: Point(right, y.position(0.5)), FigureStyle.zero)
    drawSpots(x, y, Box(left: left, top: top, right: right + 8, bottom: bottom), in: &document)
    drawVerticalAxis(y, yLines, left: left, in: &document)
    FigureText.drawHorizontalAxis(x, titleLines: xLines, at: bottom, in: &document)
    FigureText.drawCaption(captionLines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private var entries: [IntervalPlot.Legend] {
    Standing.allCases.filter { standing in spots.contains { $0.standing == standing } }
      .map { IntervalPlot.Legend(title: $0.title, marker: $0.marker, color: $0.color) }
  }

  private static func label(_ spot: Spot) -> String {
    var text = ""
    for (index, name) in spot.names.enumerated() {
      let longer = index == 0 ? name : text + ", " + name
      if index > 0, longer.count > nameWidth {
        return text + " and \(spot.names.count - index) more"
      }
      text = longer
    }
    return text
  }

  /// Points first, then labels where they fit: those of cases that matter most are placed first, and
  /// one that fits nowhere without hiding another is left to the figure's description.
  private func drawSpots(_ x: Axis, _ y: Axis, _ panel: Box, in document: inout SVGDocument) {
    let half = Self.radius + 0.6
    let centers = spots.map { Point(x.position($0.x), y.position($0.y)) }
    var taken = centers.map {
      Box(left: $0.x - half, top: $0.y - half, right: $0.x + half, bottom: $0.y + half)
    }
    let guides = guides(x, y)
    var labels: [(index: Int, label: Label)] = []
    let order: [Standing] = [.deviantInConsistency, .deviantInCoverage, .typical, .irrelevant]
    for standing in order {
      for index in spots.indices where spots[index].standing == standing {
        let text = Self.label(spots[index])
        guard let label = place(text, index, centers, panel, taken, guides) else { continue }
        labels.append((index, label))
        taken.append(label.box)
      }
    }
    for (index, label) in labels where label.isRemote {
      document.line(
        from: centers[index], to: label.box.nearest(to: centers[index]),
        SVGDocument.Stroke(FigureStyle.gray, width: 0.4))
    }
    for (spot, center) in zip(spots, centers) {
      spot.standing.marker.draw(
        in: &document, at: center, radius: Self.radius, color: spot.standing.color)
    }
    for (index, label) in labels {
      let standing = spots[index].standing
      document.text(
        Self.label(spots[index]), at: label.start, size: Self.labelSize,
        color: standing == .irrelevant ? "#5A5A5A" : standing.color)
    }
  }

  /// The diagonal and the lines at 0.5 as small boxes, which labels avoid where they can.
  private func guides(_ x: Axis, _ y: Axis) -> [Box] {
    let pieces = 50
    return (0...pieces).flatMap { step -> [Box] in
      let share = Double(step) / Double(pieces)
      return [(share, share), (0.5, share), (share, 0.5)].map { place in
        let (left, top) = (x.position(place.0), y.position(place.1))
        return Box(left: left - 1.5, top: top - 1.5, right: left + 1.5, bottom: top + 1.5)
      }
    }
  }

  private struct Label {
    /// Where the base line begins.
    var start: SVGDocument.Point
    var box: Box
    /// Whether a line has to lead to it.
    var isRemote: Bool
  }

  /// A place beside, above or below the point; further off, with a line, where it is crowded.
  private func place(
    _ text: String, _ index: Int, _ centers: [Point], _ panel: Box, _ taken: [Box],
    _ guides: [Box]
  ) -> Label? {
    let center = centers[index]
    let width = FigureText.measured(text, Self.labelSize)
    let rise = Self.labelSize * 0.75
    let near = Self.radius + 1.8
    let trials = [
      (near, true), (near * 2.5, true), (near, false), (near * 5, true), (near * 5, false),
    ]
    for (gap, avoidsGuides) in trials {
      for (right, down) in [
        (1.0, 0.0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8),
      ] {
        let shift = right > 0 ? 0 : right < 0 ? -width : -width / 2
        let drop = down > 0 ? rise : down < 0 ? 0 : rise / 2
        let start = Point(center.x + right * gap + shift, center.y + down * gap + drop)
        let box = Box(
          left: start.x, top: start.y - rise, right: start.x + width, bottom: start.y + 1)
        let isInside =
          box.left > panel.left && box.right < panel.right && box.top > panel.top
          && box.bottom < panel.bottom
        let isFree =
          !taken.contains { $0.overlaps(box) }
          && !(avoidsGuides && guides.contains { $0.overlaps(box) })
        let isRemote = gap > near
        // Without a line a label is read as that of the nearest point.
        let own = box.distance(to: center)
        let isClear =
          isRemote
          || !centers.indices.contains { $0 != index && box.distance(to: centers[$0]) <= own + 1 }
        if isInside, isFree, isClear { return Label(start: start, box: box, isRemote: isRemote) }
      }
    }
    return nil
  }

  private func drawVerticalAxis(
    _ axis: Axis, _ lines: [String], left: Double, in document: inout SVGDocument
  ) {
    document.line(from: Point(left, axis.start), to: Point(left, axis.end), FigureStyle.axis)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let y = axis.position(tick)
      document.line(from: Point(left - 3, y), to: Point(left, y), FigureStyle.axis)
      document.text(
        label, at: Point(left - 5, y + 2.5), size: FigureStyle.tickSize, anchor: .end)
    }
    for (index, line) in lines.enumerated() {
      let x = Self.edge + (Double(index) + 0.8) * FigureStyle.labelSize * FigureStyle.leading
      document.text(
        line, at: Point(x, (axis.start + axis.end) / 2), size: FigureStyle.labelSize,
        anchor: .middle, turned: true)
    }
  }
}
