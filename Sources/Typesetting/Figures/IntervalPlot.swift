/// The drawing that coefficient plots and truth plots share: labelled rows, each with points and
/// interval bars on one horizontal axis.
package struct IntervalPlot {
  package typealias Point = SVGDocument.Point

  package struct Mark {
    package var series: Int
    package var value: Double
    package var low: Double?
    package var high: Double?
    /// A value drawn around the point, such as a simulated truth.
    package var target: Double?

    package init(
      series: Int, value: Double, low: Double? = nil, high: Double? = nil, target: Double? = nil
    ) {
      self.series = series
      self.value = value
      self.low = low
      self.high = high
      self.target = target
    }
  }

  package struct Row {
    package var label: String
    package var marks: [Mark]

    package init(label: String, marks: [Mark]) {
      self.label = label
      self.marks = marks
    }
  }

  package struct Legend {
    package var title: String
    package var marker: Marker?
    package var color: String

    package init(title: String, marker: Marker? = nil, color: String) {
      self.title = title
      self.marker = marker
      self.color = color
    }
  }

  package var rows: [Row]
  /// Series in order; marks refer to them by position.
  package var series: [Legend]
  /// Shown above the plot where there is more than one entry.
  package var legend: [Legend]
  package var axisTitle: String
  package var reference: Double?
  package var caption: [String]
  package var title: String
  package var summary: String
  package var width: Double

  package init(
    rows: [Row], series: [Legend], legend: [Legend], axisTitle: String, reference: Double?,
    caption: [String], title: String, summary: String, width: Double
  ) {
    self.rows = rows
    self.series = series
    self.legend = legend
    self.axisTitle = axisTitle
    self.reference = reference
    self.caption = caption
    self.title = title
    self.summary = summary
    self.width = width
  }

  private static let edge = 4.0
  private static let markPitch = 8.0
  private static let radius = 2.4
  /// Labels may take this share of the width before they are broken.
  private static let labelShare = 0.45
  package static let targetColor = "#D55E00"

  /// The drawing.
  package func document() -> SVGDocument {
    let labelSize = FigureStyle.labelSize
    let labels = rows.map {
      FigureText.balanced($0.label, size: labelSize, width: width * Self.labelShare)
    }
    let labelWidth = labels.joined().map { FigureText.measured($0, labelSize) }.max() ?? 0
    let left = Self.edge + labelWidth + 8
    let right = width - 12
    let axis = Axis(covering: domain, from: left, to: right)
    let placed = FigureText.legend(legend, width: width - 2 * Self.edge)
    let top = Self.edge + placed.height + (placed.items.isEmpty ? 2 : 4)
    let heights = zip(rows, labels).map { row, lines in
      max(
        Double(lines.count) * labelSize * FigureStyle.leading + 5,
        Double(row.marks.count) * Self.markPitch + 7, 15)
    }
    let bottom = top + heights.reduce(0, +) + 2
    let axisLines = FigureText.balanced(axisTitle, size: labelSize, width: right - left)
    let captionTop = bottom + 16 + Double(axisLines.count) * labelSize * FigureStyle.leading + 4
    let captionLines = FigureText.caption(
      caption + narrowNote(axis), width: width - 2 * Self.edge)
    let height =
      captionTop + Double(captionLines.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(width: width, height: height, title: title, summary: summary)
    FigureText.drawLegend(placed.items, in: &document, left: Self.edge, top: Self.edge)
    var y = top
    for index in rows.indices {
      let middle = y + heights[index] / 2
      document.line(from: Point(left, middle), to: Point(right, middle), FigureStyle.guide)
      let block = Double(labels[index].count) * labelSize * FigureStyle.leading
      for (line, text) in labels[index].enumerated() {
        let base = middle - block / 2 + (Double(line) + 0.8) * labelSize * FigureStyle.leading
        document.text(text, at: Point(left - 6, base), size: labelSize, anchor: .end)
      }
      y += heights[index]
    }
    if let reference {
      let x = axis.position(reference)
      document.line(from: Point(x, top - 1), to: Point(x, bottom), FigureStyle.zero)
    }
    y = top
    for (row, height) in zip(rows, heights) {
      draw(row, around: y + height / 2, axis, in: &document)
      y += height
    }
    FigureText.drawHorizontalAxis(axis, titleLines: axisLines, at: bottom, in: &document)
    FigureText.drawCaption(captionLines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  /// A bar hidden by its own point is not a bar that is missing; the caption says which.
  private func narrowNote(_ axis: Axis) -> [String] {
    let hidden = rows.filter { row in
      row.marks.contains { mark in
        guard let low = mark.low, let high = mark.high else { return false }
        return axis.position(high) - axis.position(low) < 2 * Self.radius
      }
    }
    if hidden.isEmpty { return [] }
    return ["Bar narrower than its point: \(hidden.map(\.label).joined(separator: ", "))."]
  }

  private var domain: [Double] {
    var values = rows.flatMap { row in
      row.marks.flatMap { mark in
        [mark.value, mark.low, mark.high, mark.target].compactMap { $0 }
      }
    }
    if let reference { values.append(reference) }
    return values
  }

  private func draw(
    _ row: Row, around middle: Double, _ axis: Axis, in document: inout SVGDocument
  ) {
    let offset = Double(row.marks.count - 1) / 2
    for (index, mark) in row.marks.enumerated() {
      let y = middle + (Double(index) - offset) * Self.markPitch
      let style = series[mark.series]
      if let low = mark.low, let high = mark.high {
        document.line(
          from: Point(axis.position(low), y), to: Point(axis.position(high), y),
          SVGDocument.Stroke(style.color, width: 1.1))
      }
      let point = Point(axis.position(mark.value), y)
      (style.marker ?? .circle).draw(
        in: &document, at: point, radius: Self.radius, color: style.color)
      if let target = mark.target {
        Marker.drawHollowDiamond(
          in: &document, at: Point(axis.position(target), y), radius: 1.5 * Self.radius,
          color: Self.targetColor)
      }
    }
  }
}
