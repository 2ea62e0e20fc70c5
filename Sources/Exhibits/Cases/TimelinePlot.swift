import Evidence
import Typesetting

/// Timelines of cases: a lane for each kind of item, and the transfers below on the same years.
public struct TimelinePlot: Figure {
  typealias Point = SVGDocument.Point

  /// The cases, from the top.
  public let timelines: [CaseTimeline]
  /// How wide the figure is set.
  public let width: FigureStyle.Width

  static let edge = 4.0
  static let labelWidth = 92.0
  /// Between two items of a lane that would lie on each other.
  static let rowPitch = 10.0
  static let barHeight = 74.0

  /// - Throws: `nothingToShow` without a timeline.
  public init(
    _ timelines: [CaseTimeline], width: FigureStyle.Width = .double
  ) throws(ExhibitError) {
    guard !timelines.isEmpty else {
      throw .nothingToShow(exhibit: "timeline", reason: "no case was given")
    }
    self.timelines = timelines
    self.width = width
  }

  /// An item in its place within a lane.
  struct Placed {
    var item: EvidenceItem
    var start: Double
    var end: Double
    var row: Int
  }

  /// The drawing.
  public func svg() -> String {
    let panels = timelines.map { TimelinePanel($0, width: width.points) }
    let names = timelines.map(\.record.name).joined(separator: ", ")
    let captionLines = FigureText.caption(caption, width: width.points - 2 * Self.edge)
    let captionHeight =
      Double(captionLines.count) * FigureStyle.captionSize * FigureStyle.leading
    let height = panels.reduce(0) { $0 + $1.height } + captionHeight + 2 * Self.edge
    var document = SVGDocument(
      width: width.points, height: height, title: "Timeline: \(names)",
      summary: caption.joined(separator: " "))
    var top = Self.edge
    for panel in panels {
      panel.draw(in: &document, top: top)
      top += panel.height
    }
    FigureText.drawCaption(captionLines, left: Self.edge, top: top, in: &document)
    return document.markup
  }

  private var caption: [String] {
    var words = [
      "Filled: items as the ledger has them; hollow: items that the source audit casts doubt on. A "
        + "line is the span that a date covers; an arrow leads out of the years shown."
    ]
    if timelines.contains(where: { $0.series != nil }) {
      words.append(
        "Bars: SIPRI trend-indicator value of deliveries by year, or orders with a delivery where "
          + "there is no such value; orange in years of claims. Claims beside deliveries show an order in time and no more."
      )
    }
    for timeline in timelines {
      guard let window = timeline.window else { continue }
      let format = NumberFormat(digits: 2)
      words.append(
        "\(timeline.record.name): deliveries changed by \(format.string(window.change)) of their sum "
          + "from the \(window.width) years before to those after claims; "
          + "\(format.string(window.dates.share)) of other dates and "
          + "\(format.string(window.recipients.share)) of other recipients show as much.")
    }
    return words
  }
}
