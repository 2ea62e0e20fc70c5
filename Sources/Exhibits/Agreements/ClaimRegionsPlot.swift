import Bargaining
import Typesetting

/// Where in the space of weights the paper's claims hold and why they fail, for equal countries: Remark 1
/// and the public's gain from power over the import weights of government and public, and the latter over
/// the public's export weight too.
public struct ClaimRegionsPlot: Figure {
  let maps: [ClaimMap]
  let politics: TradePolitics

  /// - Parameters:
  ///   - politics: Home's weights; both countries are given them.
  ///   - cells: Cells along each side of a map.
  /// - Throws: What `ClaimMap` throws.
  public init(
    _ politics: TradePolitics, _ reciprocity: Reciprocity = .termsOfTrade, cells: Int = 220,
    threads: Int = 1
  ) throws(BargainingError) {
    let both = try TradePolitics(
      government: politics.government.home, people: politics.people.home,
      downstreamShare: politics.downstreamShare)
    self.politics = both
    let ruler = both.government.home
    let people = both.people.home
    // The usual box, widened where the weights asked about lie outside it.
    let imports = min(1, ruler.importWeight)...max(1.95, ruler.importWeight + 0.1)
    let publicImports = min(1, people.importWeight)...max(1.95, people.importWeight + 0.1)
    let exports = min(0.5, people.exportWeight)...max(1.2, people.exportWeight + 0.1)
    maps = [
      try ClaimMap(
        .remarkOne, horizontal: .governmentImport, over: imports, vertical: .publicImport,
        over: publicImports, columns: cells, rows: cells, base: both, reciprocity: reciprocity,
        threads: threads),
      try ClaimMap(
        .publicGains, horizontal: .governmentImport, over: imports, vertical: .publicImport,
        over: publicImports, columns: cells, rows: cells, base: both, reciprocity: reciprocity,
        threads: threads),
      try ClaimMap(
        .publicGains, horizontal: .governmentImport, over: imports, vertical: .publicExport,
        over: exports, columns: cells, rows: cells, base: both, reciprocity: reciprocity,
        threads: threads),
    ]
  }

  private static let edge = 4.0

  private static func fill(_ verdict: ClaimMap.Verdict) -> String {
    switch verdict {
    case .noRulesPoint: "#FFFFFF"
    case .holdsProved: "#9CCBE6"
    case .holds: "#D6EAF5"
    case .fails: "#E9E2C8"
    case .failsByImportBias: "#D55E00"
    case .failsByLowPublicExportWeight: "#E69F00"
    case .failsNearAutarky: "#000000"
    case .failsDownstream: "#CC79A7"
    }
  }

  private static func title(_ verdict: ClaimMap.Verdict) -> String {
    switch verdict {
    case .noRulesPoint: "No rules-based point"
    case .holdsProved: "Holds, proved"
    case .holds: "Holds"
    case .fails: "Fails"
    case .failsByImportBias: "Fails: import-biased government"
    case .failsByLowPublicExportWeight: "Fails: public export weight below 1"
    case .failsNearAutarky: "Fails near autarky"
    case .failsDownstream: "Fails: firms downstream"
    }
  }

  private static func title(_ map: ClaimMap) -> String {
    switch map.claim {
    case .remarkOne: "Public wants less liberalisation"
    case .remarkTwo: "Rents and terms of trade rise"
    case .publicGains: "Public gains from power"
    }
  }

  private static func title(_ parameter: ClaimMap.Parameter) -> String {
    switch parameter {
    case .governmentImport: "Government's import weight"
    case .governmentExport: "Government's export weight"
    case .publicImport: "Public's import weight"
    case .publicExport: "Public's export weight"
    }
  }

  private func value(_ parameter: ClaimMap.Parameter) -> Double {
    switch parameter {
    case .governmentImport: politics.government.home.importWeight
    case .governmentExport: politics.government.home.exportWeight
    case .publicImport: politics.people.home.importWeight
    case .publicExport: politics.people.home.exportWeight
    }
  }

  /// The maps side by side with one key of verdicts below them, as SVG 1.1.
  public func svg() -> String { document().markup }

  func document() -> SVGDocument {
    typealias Point = SVGDocument.Point
    let width = FigureStyle.Width.double.points
    // In the order of the key: from what is proved to what fails.
    let order: [ClaimMap.Verdict] = [
      .holdsProved, .holds, .fails, .failsByImportBias, .failsByLowPublicExportWeight,
      .failsNearAutarky, .failsDownstream, .noRulesPoint,
    ]
    let present = order.filter { verdict in maps.contains { $0.share(of: verdict) > 0 } }
    var entries = present.map {
      FigureKey.Entry(symbol: .region(fill: Self.fill($0)), title: Self.title($0))
    }
    entries.append(
      .init(symbol: .marker(.hollowCircle, color: "#000000"), title: "The weights given"))
    let key = FigureKey(entries, width: width - 2 * Self.edge)
    let top = Self.edge + key.height + 18
    let margin = 40.0
    let gap = 42.0
    let side = (width - margin - 2 * gap - 10) / 3
    let lines = FigureText.caption(caption, width: width - 2 * Self.edge)
    let captionTop = top + side + 32
    let height =
      captionTop + Double(lines.count) * FigureStyle.captionSize * FigureStyle.leading + Self.edge
    var document = SVGDocument(
      width: width, height: height, title: "Where the claims hold", summary: summary)
    key.draw(left: Self.edge, top: Self.edge, in: &document)
    for (index, map) in maps.enumerated() {
      let plot = PlotPanel(
        x: map.columns[0]...map.columns[map.columns.count - 1],
        y: map.rows[0]...map.rows[map.rows.count - 1],
        left: margin + Double(index) * (side + gap), top: top, width: side, height: side)
      fillRegions(map, plot, in: &document)
      Marker.hollowCircle.draw(
        in: &document, at: plot.place(value(map.horizontal), value(map.vertical)), radius: 2.6,
        color: "#000000")
      plot.drawFrame(
        title: Self.title(map), xTitle: Self.title(map.horizontal),
        yTitle: Self.title(map.vertical), in: &document)
    }
    FigureText.drawCaption(lines, left: Self.edge, top: captionTop, in: &document)
    return document
  }

  /// Runs of equal cells as one rectangle each, a little too wide, so that no seams show.
  private func fillRegions(
    _ map: ClaimMap, _ plot: PlotPanel, in document: inout SVGDocument
  ) {
    let columns = map.columns.count
    let cellWidth = (plot.right - plot.left) / Double(columns)
    let cellHeight = (plot.bottom - plot.top) / Double(map.rows.count)
    for row in map.rows.indices {
      let top = plot.bottom - Double(row + 1) * cellHeight
      let overlap = row == 0 ? 0 : 0.2
      var start = 0
      while start < columns {
        let verdict = map.verdict(column: start, row: row)
        var end = start + 1
        while end < columns, map.verdict(column: end, row: row) == verdict { end += 1 }
        if verdict != .noRulesPoint {
          document.rectangle(
            at: .init(plot.left + Double(start) * cellWidth, top),
            width: Double(end - start) * cellWidth, height: cellHeight + overlap,
            fill: Self.fill(verdict))
        }
        start = end
      }
    }
  }

  private var caption: [String] {
    let ruler = politics.government.home
    let people = politics.people.home
    return [
      "Equal countries under \(maps[0].reciprocity.rawValue) reciprocity. Weights that do not vary: "
        + "government's export weight \(NumberFormat.plain(ruler.exportWeight)), public's import weight "
        + "\(NumberFormat.plain(people.importWeight)) (right), public's export weight "
        + "\(NumberFormat.plain(people.exportWeight)) (left and middle).",
      "Public gains: whether the public's payoff rises as its government gains bargaining power at the "
        + "rules-based point.",
    ]
  }

  private var summary: String {
    maps.map { map in
      let holds = map.share(of: .holds) + map.share(of: .holdsProved)
      let none = map.share(of: .noRulesPoint)
      return
        "\(Self.title(map)): holds in \(NumberFormat.percent(holds)) of the map, no rules-based "
        + "point in \(NumberFormat.percent(none))."
    }.joined(separator: " ")
  }
}
