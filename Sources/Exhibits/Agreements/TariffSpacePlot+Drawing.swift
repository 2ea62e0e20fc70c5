import Bargaining
import Typesetting

extension TariffSpacePlot {
  private typealias Point = SVGDocument.Point

  private static let edge = 4.0
  private static let homeColor = "#0072B2"
  private static let foreignColor = "#D55E00"
  private static let publicColor = "#009E73"
  private static let frontierStroke = SVGDocument.Stroke("#000000", width: 1.5)
  private static let pathColor = "#8A8A8A"

  private static func stroke(_ curve: IsoGainCurve) -> SVGDocument.Stroke {
    SVGDocument.Stroke(
      curve.country == .home ? homeColor : foreignColor, width: 1.1,
      dashes: curve.level == .zero ? [] : [4, 2.5])
  }

  private static var key: [FigureKey.Entry] {
    let home = SVGDocument.Stroke(homeColor, width: 1.1)
    let foreign = SVGDocument.Stroke(foreignColor, width: 1.1)
    var (homeNash, foreignNash) = (home, foreign)
    homeNash.dashes = [4, 2.5]
    foreignNash.dashes = [4, 2.5]
    return [
      .init(symbol: .marker(.circle, color: "#000000"), title: "Nash"),
      .init(symbol: .marker(.square, color: "#000000"), title: "Rules-based"),
      .init(symbol: .marker(.diamond, color: publicColor), title: "Public's (W)"),
      .init(symbol: .line(frontierStroke), title: "EF, Pareto frontier"),
      .init(
        symbol: .line(SVGDocument.Stroke(pathColor, width: 1)), title: "Reciprocal cuts"),
      .init(symbol: .line(home), title: "S, Home"),
      .init(symbol: .line(homeNash), title: "N, Home"),
      .init(symbol: .line(foreign), title: "S*, Foreign"),
      .init(symbol: .line(foreignNash), title: "N*, Foreign"),
    ]
  }

  /// Two panels side by side, legend above, caption below.
  func document() -> SVGDocument {
    let width = FigureStyle.Width.double.points
    let key = FigureKey(Self.key, width: width - 2 * Self.edge)
    let top = Self.edge + key.height + 18
    let margin = 48.0
    let gap = 42.0
    let side = (width - margin - gap - 18) / 2
    let caption = FigureText.caption(caption, width: width - 2 * Self.edge)
    let captionTop = top + side + 32
    let height =
      captionTop + Double(caption.count) * FigureStyle.captionSize * FigureStyle.leading
      + Self.edge
    var document = SVGDocument(
      width: width, height: height, title: "Tariff space", summary: summary)
    key.draw(left: Self.edge, top: Self.edge, in: &document)
    for (index, panel) in space.rules.enumerated() {
      let plot = PlotPanel(
        x: space.window.home, y: space.window.foreign, left: margin + Double(index) * (side + gap),
        top: top,
        width: side, height: side)
      draw(panel, plot, in: &document)
      plot.drawFrame(
        title: panel.reciprocity == .termsOfTrade
          ? "Terms-of-trade reciprocity" : "Trade-volume reciprocity",
        xTitle: "Home's tariff", yTitle: index == 0 ? "Foreign's tariff" : nil,
        in: &document)
    }
    FigureText.drawCaption(caption, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private func draw(_ panel: TariffSpace.Rule, _ plot: PlotPanel, in document: inout SVGDocument) {
    func points(_ line: [Tariffs]) -> [Point] { line.map { plot.place($0.home, $0.foreign) } }
    let window = space.window
    let frontier = points(space.frontier.map(\.tariffs))
    for (from, to) in [
      (plot.place(0, window.foreign.lowerBound), plot.place(0, window.foreign.upperBound)),
      (plot.place(window.home.lowerBound, 0), plot.place(window.home.upperBound, 0)),
    ] {
      plot.draw([from, to], SVGDocument.Stroke("#D0D0D0", width: 0.6), in: &document)
    }
    var labels = LabelPlacer(panel: plot)
    for curve in panel.curves {
      for line in curve.lines { plot.draw(points(line), Self.stroke(curve), in: &document) }
    }
    plot.draw(frontier, Self.frontierStroke, in: &document)
    let path = points(panel.path)
    plot.draw(path, SVGDocument.Stroke(Self.pathColor, width: 1), in: &document)
    let named =
      [(space.nash, Marker.circle, "#000000")]
      + (panel.people.map { [($0, Marker.diamond, Self.publicColor)] } ?? [])
      + (panel.rules.map { [($0, Marker.square, "#000000")] } ?? [])
    if path.count > 1 {
      let middle = path.count * 2 / 5
      PlotPanel.drawArrowHead(
        from: path[middle - 1], to: path[middle], color: Self.pathColor, in: &document)
    }
    for curve in panel.curves {
      for line in curve.lines.flatMap({ plot.clipped(points($0)) }) { labels.avoid(line) }
    }
    for line in plot.clipped(frontier) + [path] { labels.avoid(line) }
    for (tariffs, _, _) in named { labels.keepClear(plot.place(tariffs.home, tariffs.foreign)) }
    for mark in space.marks {
      let place = plot.place(mark.tariffs.home, mark.tariffs.foreign)
      guard plot.contains(place) else { continue }
      document.circle(at: place, radius: 1.6, fill: "#000000")
      let text = NumberFormat(digits: 2).string(mark.lambda)
      labels.place(text, near: place, size: 6, color: "#000000", in: &document)
    }
    for curve in panel.curves {
      let ends = curve.lines.flatMap { plot.clipped(points($0)) }
      labels.placeAtEnd(
        curve.name, of: ends, color: Self.stroke(curve).color, in: &document)
    }
    labels.placeAtEnd("EF", of: plot.clipped(frontier), color: "#000000", in: &document)
    for (tariffs, marker, color) in named {
      let place = plot.place(tariffs.home, tariffs.foreign)
      if plot.contains(place) {
        marker.draw(in: &document, at: place, radius: 3.4, color: color)
      }
    }
  }

  private var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    func text(_ tariffs: Tariffs?) -> String {
      tariffs.map { "(\(format.string($0.home)), \(format.string($0.foreign)))" } ?? "none"
    }
    return "Tariffs of Home and Foreign. Nash \(text(space.nash)). "
      + space.rules.map {
        "Under \($0.reciprocity.rawValue) reciprocity: rules-based \(text($0.rules)), "
          + "public's \(text($0.people))."
      }.joined(separator: " ")
  }
}
