import Interpretation
import Typesetting

/// A panel of curves over one variable: bands, lines and the zero line. What lies beyond the frame is
/// cut there, not bent onto it.
struct CurvePanel {
  typealias Point = SVGDocument.Point
  /// The ends of a band at a point of a curve, where it has them.
  typealias Ends = @Sendable (MarginalEffectCurve.Point) -> (low: Double?, high: Double?)

  static let color = "#0072B2"
  static let bandColor = "#C9DCEB"
  static let pointwise: Ends = { ($0.effect.confidenceLow, $0.effect.confidenceHigh) }
  static let simultaneous: Ends = { ($0.bandLow, $0.bandHigh) }

  var x: Axis
  var y: Axis

  /// The line of no effect.
  func drawZero(in document: inout SVGDocument) {
    let zero = y.position(0)
    document.line(from: Point(x.start, zero), to: Point(x.end, zero), FigureStyle.zero)
  }

  /// A curve's estimates.
  func drawLine(
    _ curve: MarginalEffectCurve, _ stroke: SVGDocument.Stroke, in document: inout SVGDocument
  ) {
    drawLine(curve.points.map { ($0.moderator, $0.effect.estimate) }, stroke, in: &document)
  }

  /// A band as an area.
  func drawBand(
    _ curve: MarginalEffectCurve, fill: String, _ ends: Ends, in document: inout SVGDocument
  ) {
    for part in Self.stretches(curve, ends) {
      let outline = part.map { ($0.moderator, $0.high) } + part.reversed().map { ($0.0, $0.low) }
      let inside = clipped(outline)
      guard inside.count > 2 else { continue }
      document.polygon(inside.map { Point(x.position($0.0), y.position($0.1)) }, fill: fill)
    }
  }

  /// A band as its two borders.
  func drawBorders(
    _ curve: MarginalEffectCurve, _ stroke: SVGDocument.Stroke, _ ends: Ends,
    in document: inout SVGDocument
  ) {
    for part in Self.stretches(curve, ends) {
      drawLine(part.map { ($0.moderator, $0.low) }, stroke, in: &document)
      drawLine(part.map { ($0.moderator, $0.high) }, stroke, in: &document)
    }
  }

  private func drawLine(
    _ points: [(Double, Double)], _ stroke: SVGDocument.Stroke, in document: inout SVGDocument
  ) {
    for part in cut(points) {
      document.polyline(part.map { Point(x.position($0.0), y.position($0.1)) }, stroke)
    }
  }

  /// Stretches of a curve over which both ends are known.
  private static func stretches(
    _ curve: MarginalEffectCurve, _ ends: Ends
  ) -> [[(moderator: Double, low: Double, high: Double)]] {
    var result: [[(moderator: Double, low: Double, high: Double)]] = []
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

  private func isInside(_ value: Double) -> Bool { y.low <= value && value <= y.high }

  /// The parts of a line within the frame, with a point where it crosses the border.
  private func cut(_ points: [(Double, Double)]) -> [[(Double, Double)]] {
    if points.allSatisfy({ isInside($0.1) }) { return [points] }
    var parts: [[(Double, Double)]] = []
    for (start, end) in zip(points, points.dropFirst()) {
      let rise = end.1 - start.1
      guard max(start.1, end.1) >= y.low, min(start.1, end.1) <= y.high else { continue }
      func at(_ value: Double) -> (Double, Double) {
        let kept = min(y.high, max(y.low, value))
        let share = rise == 0 ? 0 : (kept - start.1) / rise
        return kept == value
          ? (value == start.1 ? start : end) : (start.0 + share * (end.0 - start.0), kept)
      }
      let (first, last) = (at(start.1), at(end.1))
      if let open = parts.last?.last, open == first {
        parts[parts.count - 1].append(last)
      } else {
        parts.append([first, last])
      }
    }
    return parts
  }

  /// An area within the frame (Sutherland and Hodgman 1974, against the two horizontal borders).
  private func clipped(_ outline: [(Double, Double)]) -> [(Double, Double)] {
    if outline.allSatisfy({ isInside($0.1) }) { return outline }
    var current = outline
    for (border, sign) in [(y.low, 1.0), (y.high, -1.0)] {
      var next: [(Double, Double)] = []
      for (index, point) in current.enumerated() {
        let previous = current[(index + current.count - 1) % current.count]
        let (before, here) = (sign * (previous.1 - border), sign * (point.1 - border))
        if before * here < 0 {
          let share = before / (before - here)
          next.append((previous.0 + share * (point.0 - previous.0), border))
        }
        if here >= 0 { next.append(point) }
      }
      current = next
    }
    return current
  }
}
