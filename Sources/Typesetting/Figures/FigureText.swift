/// Words around a plot: axis titles, captions and legends, wrapped to the width they have.
package enum FigureText {
  package typealias Point = SVGDocument.Point

  /// Lines of at most `width` points.
  package static func wrapped(_ text: String, size: Double, width: Double) -> [String] {
    if text.isEmpty { return [] }
    return TextWrap.lines(text, width: width) { measured($0, size) }
  }

  /// The width of a line with room for the widest of the fonts.
  package static func measured(_ text: String, _ size: Double) -> Double {
    FontMetrics.width(text, size: size) * FontMetrics.slack
  }

  /// Lines of even length, for labels and axis titles.
  package static func balanced(_ text: String, size: Double, width: Double) -> [String] {
    if text.isEmpty { return [] }
    // A multiplication sign ends a line rather than beginning one.
    let joined = text.replacing(" \u{00D7} ", with: "\u{00A0}\u{00D7} ")
    return TextWrap.balanced(joined, width: width) { measured($0, size) }
      .map { $0.replacing("\u{00A0}\u{00D7}", with: " \u{00D7}") }
  }

  /// The paragraphs of a caption, one after the other.
  package static func caption(_ paragraphs: [String], width: Double) -> [String] {
    let text = paragraphs.filter { !$0.isEmpty }.joined(separator: " ")
    // An equation stays on one line.
    let joined = text.replacing(" = ", with: "\u{00A0}=\u{00A0}")
      .replacing(" < ", with: "\u{00A0}<\u{00A0}")
    return wrapped(joined, size: FigureStyle.captionSize, width: width)
      .map { $0.replacing("\u{00A0}", with: " ") }
  }

  package static func drawCaption(
    _ lines: [String], left: Double, top: Double, in document: inout SVGDocument
  ) {
    let size = FigureStyle.captionSize
    for (index, line) in lines.enumerated() {
      let base = top + (Double(index) + 0.8) * size * FigureStyle.leading
      document.text(line, at: Point(left, base), size: size, color: "#333333")
    }
  }

  /// The axis line with ticks, labels and title below `y`.
  package static func drawHorizontalAxis(
    _ axis: Axis, titleLines: [String], at y: Double, in document: inout SVGDocument
  ) {
    document.line(from: Point(axis.start, y), to: Point(axis.end, y), FigureStyle.axis)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let x = axis.position(tick)
      document.line(from: Point(x, y), to: Point(x, y + 3), FigureStyle.axis)
      document.text(
        label, at: Point(x, y + 11), size: FigureStyle.tickSize, anchor: .middle)
    }
    let middle = (axis.start + axis.end) / 2
    for (index, line) in titleLines.enumerated() {
      let base = y + 16 + (Double(index) + 0.8) * FigureStyle.labelSize * FigureStyle.leading
      let isLast = index == titleLines.count - 1
      let multiplier = isLast ? axis.multiplier : nil
      document.text(
        multiplier == nil ? line : line + " (\u{00D7}10", at: Point(middle, base),
        size: FigureStyle.labelSize, anchor: .middle, exponent: multiplier, suffix: ")")
    }
  }

  /// The axis line with ticks and labels left of `x`, and the title reading upwards from `edge`.
  package static func drawVerticalAxis(
    _ axis: Axis, titleLines: [String], at x: Double, edge: Double, middle: Double,
    in document: inout SVGDocument
  ) {
    document.line(from: Point(x, axis.start), to: Point(x, axis.end), FigureStyle.axis)
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let y = axis.position(tick)
      document.line(from: Point(x - 3, y), to: Point(x, y), FigureStyle.axis)
      document.text(label, at: Point(x - 5, y + 2.5), size: FigureStyle.tickSize, anchor: .end)
    }
    for (index, line) in titleLines.enumerated() {
      let base = edge + (Double(index) + 0.8) * FigureStyle.labelSize * FigureStyle.leading
      let isLast = index == titleLines.count - 1
      let multiplier = isLast ? axis.multiplier : nil
      document.text(
        multiplier == nil ? line : line + " (\u{00D7}10", at: Point(base, middle),
        size: FigureStyle.labelSize, anchor: .middle, turned: true, exponent: multiplier,
        suffix: ")")
    }
  }

  /// An entry of a legend in its place.
  package struct LegendItem {
    var entry: IntervalPlot.Legend
    var lines: [String]
    /// From the legend's upper left corner to the middle of the symbol's line.
    var x: Double
    var y: Double
  }

  private static let legendPitch = 11.0

  /// Entries side by side, as many to a line as fit; none where there is nothing to tell apart.
  package static func legend(
    _ entries: [IntervalPlot.Legend], width: Double
  ) -> (items: [LegendItem], height: Double) {
    guard entries.count > 1 else { return ([], 0) }
    var items: [LegendItem] = []
    var x = 0.0
    var top = 0.0
    var deepest = 0.0
    for entry in entries {
      let lines = wrapped(entry.title, size: FigureStyle.labelSize, width: width - 16)
      let length = 16 + (lines.map { measured($0, FigureStyle.labelSize) }.max() ?? 0)
      if x > 0, x + length > width {
        x = 0
        top = deepest
      }
      items.append(LegendItem(entry: entry, lines: lines, x: x, y: top + 5))
      x += length + 10
      deepest = max(deepest, top + Double(max(1, lines.count)) * legendPitch)
    }
    return (items, deepest)
  }

  package static func drawLegend(
    _ items: [LegendItem], in document: inout SVGDocument, left: Double, top: Double
  ) {
    for item in items {
      let x = left + item.x
      let y = top + item.y
      if let marker = item.entry.marker {
        document.line(
          from: Point(x, y), to: Point(x + 12, y),
          SVGDocument.Stroke(item.entry.color, width: 1.1))
        marker.draw(in: &document, at: Point(x + 6, y), radius: 2.4, color: item.entry.color)
      } else {
        Marker.drawHollowDiamond(
          in: &document, at: Point(x + 6, y), radius: 3.4, color: item.entry.color)
      }
      for (index, line) in item.lines.enumerated() {
        let base = y + 2.8 + Double(index) * legendPitch
        document.text(line, at: Point(x + 16, base), size: FigureStyle.labelSize)
      }
    }
  }
}
