/// Something that can be drawn.
public protocol Figure: Sendable {
  /// The drawing as an SVG file's text, the same bytes for the same values.
  func svg() -> String
}
