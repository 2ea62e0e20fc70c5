/// The shapes of points: distinct without colour.
package enum Marker: CaseIterable {
  case circle, square, triangle, diamond, inverted, hollowCircle, hollowSquare

  package static func shape(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// Draws the shape with about the area of a circle of the given radius.
  package func draw(
    in document: inout SVGDocument, at center: SVGDocument.Point, radius: Double, color: String
  ) {
    typealias Point = SVGDocument.Point
    func place(_ corners: [(Double, Double)]) -> [Point] {
      corners.map { Point(center.x + $0.0 * radius, center.y + $0.1 * radius) }
    }
    let outline = SVGDocument.Stroke(color, width: 0.9)
    let side = 0.9 * radius
    switch self {
    case .circle: document.circle(at: center, radius: radius, fill: color)
    case .hollowCircle: document.circle(at: center, radius: radius, fill: "#FFFFFF", outline)
    case .square, .hollowSquare:
      document.rectangle(
        at: Point(center.x - side, center.y - side), width: 2 * side, height: 2 * side,
        fill: self == .square ? color : "#FFFFFF", self == .square ? nil : outline)
    case .triangle:
      document.polygon(place([(0, -1.3), (1.13, 0.8), (-1.13, 0.8)]), fill: color)
    case .inverted:
      document.polygon(place([(0, 1.3), (1.13, -0.8), (-1.13, -0.8)]), fill: color)
    case .diamond:
      document.polygon(place([(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)]), fill: color)
    }
  }

  /// An outline that shows what lies inside it.
  package static func drawHollowDiamond(
    in document: inout SVGDocument, at center: SVGDocument.Point, radius: Double, color: String
  ) {
    let corners = [(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)]
    document.polygon(
      corners.map { .init(center.x + $0.0 * radius, center.y + $0.1 * radius) }, fill: "none",
      SVGDocument.Stroke(color, width: 0.9))
  }
}
