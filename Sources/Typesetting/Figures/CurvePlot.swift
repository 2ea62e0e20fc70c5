/// Curves in one panel or several side by side, with thresholds, marked points and a shared legend:
/// the figure of a model's comparative statics.
public struct CurvePlot: Figure {
  /// A line through points, in the order given.
  public struct Curve: Sendable, Equatable {
    /// For the legend or above the panel; none where empty.
    public var title: String
    /// Places in the units of the axes.
    public var points: [SVGDocument.Point]
    /// Which colour of the palette.
    public var color: Int
    /// Whether the line is broken.
    public var isDashed: Bool
    /// Whether each point is marked too, as befits values on a coarse grid.
    public var hasMarkers: Bool

    /// An unbroken line without markers unless told; places must be finite.
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
    /// Where it crosses its axis.
    public var value: Double
    /// The word beside it.
    public var label: String
    /// Whether it stands rather than lies.
    public var isVertical: Bool

    /// A line at a finite `value` of the axis that it crosses.
    public init(_ value: Double, label: String, isVertical: Bool) {
      self.value = value
      self.label = label
      self.isVertical = isVertical
    }
  }

  /// A point with a word beside it.
  public struct Mark: Sendable, Equatable {
    /// In the units of the axes.
    public var place: SVGDocument.Point
    /// The word beside it.
    public var label: String
    /// Which colour of the palette.
    public var color: Int

    /// A point at a finite place; colour 0 is the palette's first.
    public init(_ place: SVGDocument.Point, label: String, color: Int = 0) {
      self.place = place
      self.label = label
      self.color = color
    }
  }

  /// One pair of axes with what is drawn in it.
  public struct Panel: Sendable, Equatable {
    /// For the legend or above the panel; none where empty.
    public var title: String
    /// Below the horizontal axis.
    public var horizontalTitle: String
    /// Beside the vertical axis.
    public var verticalTitle: String
    /// Lines, later ones over earlier ones.
    public var curves: [Curve]
    /// Lines across the panel.
    public var thresholds: [Threshold] = []
    /// Points with words.
    public var marks: [Mark] = []
    /// Values that the axes must hold beside what is drawn.
    public var horizontalCover: [Double] = []
    /// Values that the vertical axis must hold.
    public var verticalCover: [Double] = []

    /// A panel without thresholds or marks, whose axes hold just what is drawn.
    public init(
      title: String = "", horizontalTitle: String, verticalTitle: String, curves: [Curve]
    ) {
      self.title = title
      self.horizontalTitle = horizontalTitle
      self.verticalTitle = verticalTitle
      self.curves = curves
    }
  }

  /// How the figure is set.
  public struct Options: Sendable {
    /// How wide it is set.
    public var width = FigureStyle.Width.double
    /// Height over width of a panel.
    public var aspect = 0.72
    /// For readers who cannot see the figure; not drawn.
    public var title = "Curves"
    /// What it shows, for readers who cannot see it.
    public var summary = ""
    /// Sentences below the panels.
    public var caption: [String] = []

    /// Double width, axes titled by the panels alone, no caption.
    public init() {}
  }

  package let panels: [Panel]
  package let options: Options

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

  /// The panels side by side with one legend below them, as SVG 1.1.
  public func svg() -> String { document().markup }
}
