/// Puts short labels beside points and at the ends of lines where they cover neither each other nor
/// what is to be kept clear.
package struct LabelPlacer {
  package typealias Point = SVGDocument.Point

  private struct Box {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double

    func overlap(_ other: Box) -> Double {
      let width = min(right, other.right) - max(left, other.left)
      let height = min(bottom, other.bottom) - max(top, other.top)
      return width > 0 && height > 0 ? width * height : 0
    }
  }

  private let panel: PlotPanel
  private var taken: [Box] = []
  private var drawn: [Point] = []

  package init(panel: PlotPanel) { self.panel = panel }

  /// Keeps the surroundings of a point free of labels.
  package mutating func keepClear(_ point: Point, radius: Double = 5) {
    taken.append(
      Box(
        left: point.x - radius, right: point.x + radius, top: point.y - radius,
        bottom: point.y + radius))
  }

  /// Keeps labels off a line where another place will do.
  package mutating func avoid(_ line: [Point]) {
    for (start, end) in zip(line, line.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let pieces = max(1, Int((dx * dx + dy * dy).squareRoot() / 1.5))
      for piece in 0..<pieces {
        let share = Double(piece) / Double(pieces)
        drawn.append(Point(start.x + share * dx, start.y + share * dy))
      }
    }
  }

  /// Writes a label at the best of several places around a point.
  package mutating func place(
    _ text: String, near point: Point, size: Double, color: String,
    in document: inout SVGDocument
  ) {
    let width = FigureText.measured(text, size)
    // Close by first, then a little further off.
    let offsets = [
      (1.0, -0.6), (1, 0.6), (-1, -0.6), (-1, 0.6), (0, -1), (0, 1), (1, 0), (-1, 0), (0, -1.7),
      (0, 1.7), (1, -1.5), (-1, -1.5), (1, 1.5), (-1, 1.5),
    ]
    var best: (box: Box, cost: Double)?
    for (index, (right, down)) in offsets.enumerated() {
      let middle = Point(
        point.x + right * (width / 2 + 3.5), point.y + down * (size / 2 + 3.5))
      let box = Box(
        left: middle.x - width / 2, right: middle.x + width / 2, top: middle.y - size / 2,
        bottom: middle.y + size / 2)
      var cost = Double(index) * 0.1
      for other in taken { cost += box.overlap(other) }
      let touched = drawn.count {
        $0.x > box.left - 1 && $0.x < box.right + 1 && $0.y > box.top - 1 && $0.y < box.bottom + 1
      }
      cost += 4 * Double(touched)
      let frame = Box(
        left: panel.left + 1, right: panel.right - 1, top: panel.top + 1,
        bottom: panel.bottom - 1)
      cost += 5 * (width * size - box.overlap(frame))
      if cost < best?.cost ?? .infinity { best = (box, cost) }
    }
    guard let box = best?.box else { return }
    taken.append(box)
    document.text(
      text, at: Point((box.left + box.right) / 2, box.bottom - 0.15 * size), size: size,
      anchor: .middle, color: color)
  }

  /// Writes a label at whichever end of some lines has more room around it.
  package mutating func placeAtEnd(
    _ text: String, of lines: [[Point]], color: String, in document: inout SVGDocument
  ) {
    // A little inwards from the end, so that the label stands beside the line.
    func inward(_ line: [Point]) -> Point? {
      guard let end = line.first else { return nil }
      return line.first {
        let (dx, dy) = ($0.x - end.x, $0.y - end.y)
        return dx * dx + dy * dy > 64
      } ?? end
    }
    let ends = lines.flatMap { [inward($0), inward($0.reversed())] }.compactMap { $0 }
    let roomiest = ends.max { room($0) < room($1) }
    guard let roomiest else { return }
    place(text, near: roomiest, size: FigureStyle.tickSize, color: color, in: &document)
  }

  private func room(_ point: Point) -> Double {
    taken.map { box in
      let (dx, dy) = (point.x - (box.left + box.right) / 2, point.y - (box.top + box.bottom) / 2)
      return (dx * dx + dy * dy).squareRoot()
    }.min() ?? .infinity
  }
}
