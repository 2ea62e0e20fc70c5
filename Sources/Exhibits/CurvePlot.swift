/// Curves in one panel or several side by side, with thresholds, marked points and a shared legend:
/// the figure of a model's comparative statics.
public struct CurvePlot: Figure {
  /// A line through points, in the order given.
  public struct Curve: Sendable, Equatable {
    public var title: String
    public var points: [SVGDocument.Point]
    /// Which colour of the palette.
    public var color: Int
    public var isDashed: Bool
    /// Whether each point is marked too, as befits values on a coarse grid.
    public var hasMarkers: Bool

    public init(
      title: String, points: [SVGDocument.Point], color: Int, isDashed: Bool = false,
      hasMarkers: Bool = false
    ) {
      self.title = title
      self.points = points
      self.color = color
      self.isDashed = isDashed
      self.hasMarkers = hasMarkers
    }
  }

  /// A straight line across the panel, with a word beside it.
  public struct Threshold: Sendable, Equatable {
    public var value: Double
    public var label: String
    public var isVertical: Bool

    public init(_ value: Double, label: String, isVertical: Bool) {
      self.value = value
      self.label = label
      self.isVertical = isVertical
    }
  }

  /// A point with a word beside it.
  public struct Mark: Sendable, Equatable {
    public var place: SVGDocument.Point
    public var label: String
    public var color: Int

    public init(_ place: SVGDocument.Point, label: String, color: Int = 0) {
      self.place = place
      self.label = label
      self.color = color
    }
  }

  public struct Panel: Sendable, Equatable {
    public var title: String
    public var horizontalTitle: String
    public var verticalTitle: String
    public var curves: [Curve]
    public var thresholds: [Threshold] = []
    public var marks: [Mark] = []
    /// Values that the axes must hold beside what is drawn.
    public var horizontalCover: [Double] = []
    public var verticalCover: [Double] = []

    public init(
      title: String = "", horizontalTitle: String, verticalTitle: String, curves: [Curve]
    ) {
      self.title = title
      self.horizontalTitle = horizontalTitle
      self.verticalTitle = verticalTitle
      self.curves = curves
    }
  }

  public struct Options: Sendable {
    public var width = FigureStyle.Width.double
    /// Height over width of a panel.
    public var aspect = 0.72
    /// For readers who cannot see the figure; not drawn.
    public var title = "Curves"
    public var summary = ""
    public var caption: [String] = []

    public init() {}
  }

  let panels: [Panel]
  let options: Options

  /// - Throws: `nothingToShow` without a panel or for a panel without curves, `nonFiniteValue`.
  public init(panels: [Panel], options: Options = Options()) throws(ExhibitError) {
    guard !panels.isEmpty, panels.allSatisfy({ !$0.curves.isEmpty }) else {
      throw .nothingToShow(exhibit: "curve plot", reason: "a panel has no curves")
    }
    for panel in panels {
      for curve in panel.curves {
        guard !curve.points.isEmpty else {
          throw .nothingToShow(exhibit: "curve plot", reason: "`\(curve.title)` has no points")
        }
        for point in curve.points {
          for value in [point.x, point.y] where !value.isFinite {
            throw .nonFiniteValue(exhibit: "curve plot", item: curve.title, value: value)
          }
        }
      }
      for value in panel.thresholds.map(\.value)
        + panel.marks.flatMap({ [$0.place.x, $0.place.y] })
      where !value.isFinite {
        throw .nonFiniteValue(exhibit: "curve plot", item: "a threshold or mark", value: value)
      }
    }
    self.panels = panels
    self.options = options
  }

  public func svg() -> String { document().markup }
}
