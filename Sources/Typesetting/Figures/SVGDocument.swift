/// A drawing in points (1/72 inch), written as SVG 1.1. Text stays text, numbers have at most two
/// decimals, and the same calls give the same bytes.
public struct SVGDocument: Sendable, Equatable {
  /// A place on the page: x to the right and y down, in points.
  public struct Point: Sendable, Equatable {
    /// From the left edge of the page.
    public var x: Double
    /// From the top edge of the page.
    public var y: Double

    /// A place by its distances from the left and the top.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A line's width in points, its colour and its dashes.
  public struct Stroke: Sendable, Equatable {
    /// As CSS writes it: `#1f77b4`, `black`.
    public var color: String
    /// In points.
    public var width: Double
    /// Lengths of dash and gap in turn, in points; unbroken where empty.
    public var dashes: [Double]

    /// An unbroken line of 0.6 points unless told.
    public init(_ color: String, width: Double = 0.6, dashes: [Double] = []) {
      self.color = color
      self.width = width
      self.dashes = dashes
    }
  }

  /// Which end of a text stands at its place, in SVG's words.
  public enum Anchor: String, Sendable {
    case start, middle, end
  }

  /// In points.
  public let width: Double
  /// In points.
  public let height: Double
  /// For readers who cannot see the drawing: what it is, and what it shows.
  public let title: String
  /// A sentence on what the drawing shows; it becomes SVG's `desc`.
  public let summary: String
  private var lines: [String] = []

  /// An empty page of the given size in points.
  public init(width: Double, height: Double, title: String, summary: String) {
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
  }

  /// A straight line.
  public mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    let x1 = Self.number(start.x)
    let y1 = Self.number(start.y)
    let x2 = Self.number(end.x)
    let y2 = Self.number(end.y)
    lines.append(
      "<line x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\"\(Self.attributes(stroke))/>")
  }

  /// A line through points.
  public mutating func polyline(_ points: [Point], _ stroke: Stroke) {
    lines.append(
      "<polyline points=\"\(Self.list(points))\" fill=\"none\"\(Self.attributes(stroke))/>")
  }

  /// A filled area with an optional outline.
  public mutating func polygon(_ points: [Point], fill: String, _ stroke: Stroke? = nil) {
    let outline = stroke.map { Self.attributes($0) } ?? ""
    lines.append("<polygon points=\"\(Self.list(points))\" fill=\"\(fill)\"\(outline)/>")
  }

  /// A rectangle by its upper left corner.
  public mutating func rectangle(
    at corner: Point, width: Double, height: Double, fill: String, _ stroke: Stroke? = nil
  ) {
    let outline = stroke.map { Self.attributes($0) } ?? ""
    lines.append(
      "<rect x=\"\(Self.number(corner.x))\" y=\"\(Self.number(corner.y))\" "
        + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" "
        + "fill=\"\(fill)\"\(outline)/>")
  }

  /// A circle.
  public mutating func circle(
    at center: Point, radius: Double, fill: String, _ stroke: Stroke? = nil
  ) {
    let outline = stroke.map { Self.attributes($0) } ?? ""
    lines.append(
      "<circle cx=\"\(Self.number(center.x))\" cy=\"\(Self.number(center.y))\" "
        + "r=\"\(Self.number(radius))\" fill=\"\(fill)\"\(outline)/>")
  }

  /// A line of text; `point` is on its base line. `exponent` follows it as a superscript, and
  /// `suffix` follows that. A turned text reads upwards.
  public mutating func text(
    _ text: String, at point: Point, size: Double, anchor: Anchor = .start, bold: Bool = false,
    color: String = "#000000", turned: Bool = false, exponent: String? = nil, suffix: String = ""
  ) {
    let x = Self.number(point.x)
    let y = Self.number(point.y)
    var content = XMLText.escaped(text)
    if let exponent {
      let shift = Self.number(0.35 * size)
      content +=
        "<tspan dy=\"-\(shift)\" font-size=\"\(Self.number(0.75 * size))\">"
        + XMLText.escaped(exponent) + "</tspan>"
      if !suffix.isEmpty {
        content += "<tspan dy=\"\(shift)\">\(XMLText.escaped(suffix))</tspan>"
      }
    }
    let place = turned ? "transform=\"translate(\(x) \(y)) rotate(-90)\"" : "x=\"\(x)\" y=\"\(y)\""
    lines.append(
      "<text \(place) font-size=\"\(Self.number(size))\""
        + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")
        + (bold ? " font-weight=\"bold\"" : "")
        + (color == "#000000" ? "" : " fill=\"\(color)\"") + ">\(content)</text>")
  }

  /// The file's text. It has no identifiers, so that several drawings can stand in one page.
  public var markup: String {
    let header = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.number(width))pt" \
      height="\(Self.number(height))pt" viewBox="0 0 \(Self.number(width)) \
      \(Self.number(height))" font-family="\(FontMetrics.family)" role="img">
      <title>\(XMLText.escaped(title))</title>
      <desc>\(XMLText.escaped(summary))</desc>
      <rect width="\(Self.number(width))" height="\(Self.number(height))" fill="#FFFFFF"/>
      """
    return ([header] + lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// At most two decimals, no trailing zeros, no negative zero.
  package static func number(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e12, "a coordinate must be finite")
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let size = hundredths.magnitude
    let fraction = size % 100
    if fraction == 0 { return "\(sign)\(size / 100)" }
    if fraction % 10 == 0 { return "\(sign)\(size / 100).\(fraction / 10)" }
    return "\(sign)\(size / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  private static func list(_ points: [Point]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  private static func attributes(_ stroke: Stroke) -> String {
    let dashes =
      stroke.dashes.isEmpty
      ? "" : " stroke-dasharray=\"\(stroke.dashes.map { number($0) }.joined(separator: " "))\""
    return " stroke=\"\(stroke.color)\" stroke-width=\"\(number(stroke.width))\"\(dashes)"
  }
}
