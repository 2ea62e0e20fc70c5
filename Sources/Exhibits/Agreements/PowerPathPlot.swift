import Bargaining
import Foundation
import Typesetting

/// The power path: how tariffs and payoffs move along the Pareto frontier as the weight on Home rises.
public struct PowerPathPlot: Figure {
  let points: [AgreementPoint]
  let lambdas: [Double]
  let rules: AgreementPoint?
  let rational: ClosedRange<Double>?
  let outside: OutsideOption
  let caption: [String]

  /// - Parameter reciprocity: The rule of the rules-based point that is marked.
  /// - Throws: `nothingToShow` where the frontier has no interior weights.
  public init(
    _ agreement: LinearTradeAgreement, _ reciprocity: Reciprocity = .termsOfTrade
  ) throws(ExhibitError) {
    rules = agreement.rulesPoint(reciprocity).point
    rational = agreement.individuallyRationalPower()
    outside = agreement.outside
    let middle = rules?.lambda ?? 1
    // A window around the rules-based point and the weights that both sides accept.
    let low = min(0.75 * middle, 0.92 * (rational?.lowerBound ?? middle))
    let high = max(1.33 * middle, 1.08 * (rational?.upperBound ?? middle))
    let steps = 160
    lambdas = (0...steps).map { low * pow(high / low, Double($0) / Double(steps)) }
    do {
      points = try agreement.frontier(lambdas: lambdas)
    } catch {
      throw .nothingToShow(exhibit: "power path", reason: error.description)
    }
    let acceptable =
      rational.map {
        let format = NumberFormat(digits: 3, style: .significant)
        return "Shaded: weights from \(format.string($0.lowerBound)) to "
          + "\(format.string($0.upperBound)), for which both governments prefer the frontier to the "
          + "trade war."
      } ?? "No point of the frontier is better than the trade war for both governments."
    caption = [
      "Vertical line: the weight of the rules-based point (\(reciprocity.rawValue) reciprocity).",
      acceptable,
      "Payoffs are gains over the Nash equilibrium. Below zero a tariff is an import subsidy.",
    ]
  }

  private static let edge = 4.0
  private static let home = "#0072B2"
  private static let foreign = "#D55E00"

  /// A line of a panel.
  private struct Series {
    var name: String
    var stroke: SVGDocument.Stroke
    var value: (AgreementPoint) -> Double
  }

  /// Tariffs and payoffs in panels over the weight on Home, as SVG 1.1.
  public func svg() -> String { document().markup }

  func document() -> SVGDocument {
    typealias Point = SVGDocument.Point
    let width = FigureStyle.Width.double.points
    let solid = { (color: String) in SVGDocument.Stroke(color, width: 1.3) }
    let dashed = { (color: String) in SVGDocument.Stroke(color, width: 1.1, dashes: [4, 2.5]) }
    var entries: [FigureKey.Entry] = [
      .init(symbol: .line(solid(Self.home)), title: "Home: tariff, government"),
      .init(symbol: .line(dashed(Self.home)), title: "Home: public"),
      .init(symbol: .line(solid(Self.foreign)), title: "Foreign: tariff, government"),
      .init(symbol: .line(dashed(Self.foreign)), title: "Foreign: public"),
    ]
    if rational != nil {
      entries.append(.init(symbol: .region(fill: "#EFEFEF"), title: "Both governments gain"))
    }
    let key = FigureKey(entries, width: width - 2 * Self.edge)
    let top = Self.edge + key.height + 18
    let margin = 52.0
    let gap = 62.0
    let side = (width - margin - gap - 14) / 2
    let panelHeight = 0.8 * side
    let lines = FigureText.caption(caption, width: width - 2 * Self.edge)
    let captionTop = top + panelHeight + 32
    let height =
      captionTop + Double(lines.count) * FigureStyle.captionSize * FigureStyle.leading + Self.edge
    var document = SVGDocument(
      width: width, height: height, title: "Power path", summary: summary)
    key.draw(left: Self.edge, top: Self.edge, in: &document)
    let tariffs = [
      Series(name: "Home", stroke: solid(Self.home)) { $0.tariffs.home },
      Series(name: "Foreign", stroke: solid(Self.foreign)) { $0.tariffs.foreign },
    ]
    let nash = outside.payoffs
    let payoffs = [
      Series(name: "G", stroke: solid(Self.home)) {
        $0.payoffs.government.home - nash.government.home
      },
      Series(name: "W", stroke: dashed(Self.home)) { $0.payoffs.people.home - nash.people.home },
      Series(name: "G*", stroke: solid(Self.foreign)) {
        $0.payoffs.government.foreign - nash.government.foreign
      },
      Series(name: "W*", stroke: dashed(Self.foreign)) {
        $0.payoffs.people.foreign - nash.people.foreign
      },
    ]
    for (index, (title, yTitle, series)) in [
      ("Tariffs", "Tariff", tariffs), ("Payoffs", "Gain over Nash", payoffs),
    ].enumerated() {
      let values = series.flatMap { points.map($0.value) } + [0.0]
      let (low, high) = (values.min() ?? 0, values.max() ?? 1)
      let room = 0.06 * max(high - low, 1e-9)
      let plot = PlotPanel(
        x: lambdas[0]...lambdas[lambdas.count - 1], y: (low - room)...(high + room),
        left: margin + Double(index) * (side + gap), top: top, width: side, height: panelHeight)
      if let rational {
        let from = max(plot.left, plot.horizontal.position(rational.lowerBound))
        let to = min(plot.right, plot.horizontal.position(rational.upperBound))
        document.rectangle(
          at: Point(from, plot.top), width: max(0, to - from), height: plot.bottom - plot.top,
          fill: "#EFEFEF")
      }
      document.line(
        from: Point(plot.left, plot.vertical.position(0)),
        to: Point(plot.right, plot.vertical.position(0)), FigureStyle.zero)
      if let lambda = rules?.lambda {
        let x = plot.horizontal.position(lambda)
        document.line(
          from: Point(x, plot.top), to: Point(x, plot.bottom), FigureStyle.zero)
      }
      var labels = LabelPlacer(panel: plot)
      let lines = series.map { entry in
        zip(lambdas, points).map { plot.place($0, entry.value($1)) }
      }
      for (entry, line) in zip(series, lines) {
        plot.draw(line, entry.stroke, in: &document)
        labels.avoid(line)
      }
      for (entry, line) in zip(series, lines) {
        labels.placeAtEnd(
          entry.name, of: plot.clipped(line), color: entry.stroke.color, in: &document)
      }
      plot.drawFrame(
        title: title, xTitle: "Weight on Home's government", yTitle: yTitle, in: &document)
    }
    FigureText.drawCaption(lines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  private var summary: String {
    let format = NumberFormat(digits: 3, style: .significant)
    guard let first = points.first, let last = points.last else { return "" }
    func text(_ tariffs: Tariffs) -> String {
      "(\(format.string(tariffs.home)), \(format.string(tariffs.foreign)))"
    }
    return "As the weight on Home rises from \(format.string(lambdas[0])) to "
      + "\(format.string(lambdas[lambdas.count - 1])), the tariffs move from "
      + "\(text(first.tariffs)) to \(text(last.tariffs))."
  }
}
