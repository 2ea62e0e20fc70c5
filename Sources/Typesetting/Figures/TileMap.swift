/// States as tiles in the order of the election: area is even, shade is what is shown, and the state
/// that turns the election is framed.
public struct TileMap: Figure {
  /// One state.
  public struct Tile: Sendable, Equatable {
    /// The first line of the tile.
    public var name: String
    /// At least 0.
    public var value: Double
    /// A second line, such as votes.
    public var note: String
    /// Whether a frame sets it off.
    public var isFramed: Bool

    /// A tile without a second line or a frame unless told.
    public init(name: String, value: Double, note: String = "", isFramed: Bool = false) {
      self.name = name
      self.value = value
      self.note = note
      self.isFramed = isFramed
    }
  }

  /// How the figure is set.
  public struct Options: Sendable {
    /// How wide it is set.
    public var width = FigureStyle.Width.double
    /// Beside the scale of shades.
    public var valueTitle = "Value"
    /// For readers who cannot see the figure; not drawn.
    public var title = "Map"
    /// Sentences below the tiles.
    public var caption: [String] = []

    /// Double width, no caption.
    public init() {}
  }

  package let tiles: [Tile]
  package let options: Options

  /// - Throws: `nothingToShow` without tiles, `nonFiniteValue`.
  public init(tiles: [Tile], options: Options = Options()) throws(ExhibitError) {
    guard !tiles.isEmpty else {
      throw .nothingToShow(exhibit: "tile map", reason: "it was given no states")
    }
    for tile in tiles where !tile.value.isFinite {
      throw .nonFiniteValue(exhibit: "tile map", item: tile.name, value: tile.value)
    }
    self.tiles = tiles
    self.options = options
  }

  private static let edge = 4.0
  private static let gap = 2.0
  private static let legendHeight = 20.0
  private static let targetWidth = 58.0
  private static let tileHeight = 30.0

  /// The tiles in rows from the left, with the scale of shades below them, as SVG 1.1.
  public func svg() -> String {
    typealias Point = SVGDocument.Point
    let width = options.width.points
    let inner = width - 2 * Self.edge
    let widest = tiles.map { FigureText.measured($0.name, FigureStyle.tickSize) }.max() ?? 0
    let target = max(Self.targetWidth, widest + 8)
    let columns = max(1, min(tiles.count, Int((inner + Self.gap) / (target + Self.gap))))
    let tileWidth = (inner - Double(columns - 1) * Self.gap) / Double(columns)
    let rows = (tiles.count + columns - 1) / columns
    let caption = FigureText.caption(options.caption, width: inner)
    let top = Self.edge + Self.legendHeight
    let captionTop = top + Double(rows) * (Self.tileHeight + Self.gap) + 4
    let height =
      captionTop + Double(caption.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(width: width, height: height, title: options.title, summary: summary)
    let largest = tiles.map(\.value).max() ?? 0
    drawLegend(largest: largest, in: &document)
    // Frames lie over their neighbours.
    let order =
      tiles.indices.filter { !tiles[$0].isFramed } + tiles.indices.filter { tiles[$0].isFramed }
    for index in order {
      let tile = tiles[index]
      let x = Self.edge + Double(index % columns) * (tileWidth + Self.gap)
      let y = top + Double(index / columns) * (Self.tileHeight + Self.gap)
      let share = largest > 0 ? tile.value / largest : 0
      document.rectangle(
        at: Point(x, y), width: tileWidth, height: Self.tileHeight, fill: Self.shade(share),
        SVGDocument.Stroke(
          tile.isFramed ? FigureStyle.color(1) : "#BBBBBB", width: tile.isFramed ? 1.8 : 0.4))
      let ink = share > 0.55 ? "#FFFFFF" : "#000000"
      document.text(
        tile.name, at: Point(x + tileWidth / 2, y + 12), size: FigureStyle.tickSize,
        anchor: .middle, color: ink)
      document.text(
        tile.note, at: Point(x + tileWidth / 2, y + 23), size: FigureStyle.captionSize,
        anchor: .middle, color: ink)
    }
    FigureText.drawCaption(caption, left: Self.edge, top: captionTop, in: &document)
    return document.markup
  }

  private func drawLegend(largest: Double, in document: inout SVGDocument) {
    typealias Point = SVGDocument.Point
    let size = FigureStyle.labelSize
    document.text(options.valueTitle, at: Point(Self.edge, Self.edge + 9), size: size)
    var x = Self.edge + FigureText.measured(options.valueTitle, size) + 8
    document.text("0", at: Point(x, Self.edge + 9), size: FigureStyle.tickSize)
    x += 7
    let steps = 24
    for step in 0..<steps {
      document.rectangle(
        at: Point(x + Double(step) * 4, Self.edge + 2), width: 4.1, height: 9,
        fill: Self.shade(Double(step) / Double(steps - 1)))
    }
    document.text(
      NumberFormat(digits: 2, style: .significant).string(largest),
      at: Point(x + Double(steps) * 4 + 4, Self.edge + 9), size: FigureStyle.tickSize)
  }

  /// White to dark blue, even in lightness.
  private static func shade(_ share: Double) -> String {
    let ends: [(Double, Double)] = [(247, 8), (251, 64), (255, 129)]
    let parts = ends.map { start, end in
      let value = Int((start + (end - start) * max(0, min(1, share))).rounded())
      let digits = String(value, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }
    return "#" + parts.joined()
  }

  private var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    let ordered = tiles.sorted { ($1.value, $0.name) < ($0.value, $1.name) }
    return options.valueTitle + ", highest first: "
      + ordered.prefix(8).map { "\($0.name) \(format.string($0.value))" }.joined(separator: ", ")
      + "."
  }
}
