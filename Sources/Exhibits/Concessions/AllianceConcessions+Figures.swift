import Bargaining
import Typesetting

extension AllianceConcessions {
  private static let curveSteps = 60

  /// Concessions and exports against commitment, in election years and others.
  public func concessionPlot(focus: Double) throws(ExhibitError) -> CurvePlot {
    typealias Point = SVGDocument.Point
    let low = min(-2, thresholdSignal - 2 / parameters.signalWeight, focus)
    let high = max(3, thresholdSignal + 3 / parameters.signalWeight, focus)
    var concessions: [Point] = []
    var exports: [Point] = []
    var others: [Point] = []
    var nothing: [Point] = []
    for step in 0...Self.curveSteps {
      let signal = low + (high - low) * Double(step) / Double(Self.curveSteps)
      do {
        let election = try equilibrium(signal: signal, election: true)
        concessions.append(Point(signal, election.totalConcession))
        exports.append(Point(signal, election.exports))
        others.append(Point(signal, parameters.baselineExports - parameters.leverageLoss * signal))
        nothing.append(Point(signal, 0))
      } catch {
        throw .nothingToShow(exhibit: "concession plot", reason: error.description)
      }
    }
    let election = (title: "Election year", color: 1)
    let other = (title: "Other years", color: 5)
    var left = CurvePlot.Panel(
      title: "Temporary concessions",
      horizontalTitle: "Record of commitment (relative to the predecessor)",
      verticalTitle: "Sum over states",
      curves: [
        .init(title: election.title, points: concessions, color: election.color),
        .init(title: other.title, points: nothing, color: other.color, isDashed: true),
      ])
    let threshold = CurvePlot.Threshold(
      thresholdSignal, label: "equals a challenger", isVertical: true)
    left.thresholds = [threshold]
    var right = CurvePlot.Panel(
      title: "Patron exports", horizontalTitle: left.horizontalTitle,
      verticalTitle: "Exports to the protege",
      curves: [
        .init(title: election.title, points: exports, color: election.color),
        .init(title: other.title, points: others, color: other.color, isDashed: true),
      ])
    right.thresholds = [threshold]
    if let peak = exports.max(by: { $0.y < $1.y }), peak.x < high, peak.x > thresholdSignal {
      right.marks = [CurvePlot.Mark(peak, label: "peak", color: election.color)]
    }
    var options = CurvePlot.Options()
    options.title = "Concessions against commitment"
    options.summary =
      "Concessions in election years are zero up to the record at which the incumbent promises what "
      + "a challenger does, and rise above it; in other years there are none and exports fall."
    options.caption = [
      "Left of the dashed line the protege would rather see the challenger win and concedes nothing.",
      "Exports in other years fall with commitment (reduced form). Beyond the peak beliefs saturate, "
        + "and election-year exports fall too.",
    ]
    return try CurvePlot(panels: [left, right], options: options)
  }

  /// States in the order of their margins, shaded by pivotality; framed is the state that the
  /// expected result turns on.
  public func pivotalityMap(_ found: ConcessionEquilibrium) throws(ExhibitError) -> TileMap {
    let order = map.states.indices.sorted {
      (map.states[$1].margin, $0) < (map.states[$0].margin, $1)
    }
    var votes = 0
    var pivot = order.last
    for index in order {
      votes += map.states[index].votes
      if votes >= map.need {
        pivot = index
        break
      }
    }
    let format = NumberFormat(digits: 1)
    let tiles = order.map { index in
      let state = map.states[index]
      let margin = format.string(100 * state.margin)
      return TileMap.Tile(
        name: state.name, value: found.pivotality[index],
        note: "\(state.votes) votes, \(state.margin > 0 ? "+" : "")\(margin)"
          .replacing("-", with: "\u{2212}"), isFramed: index == pivot)
    }
    var options = TileMap.Options()
    options.title = "Pivotality by state"
    options.valueTitle = "Gain in the chance of winning from a unit of concession"
    options.caption = [
      "States from the incumbent's safest to the challenger's; expected margins in points. Framed: "
        + "the state whose votes complete the majority of \(map.need). Concessions are proportional "
        + "to pivotality, which votes and the national shock shape beside closeness.",
      "Signal \(TheoryTable.plain(NumberFormat(digits: 4).string(found.signal))), chance of winning "
        + "\(NumberFormat(digits: 3).string(found.winProbability)).",
    ]
    return try TileMap(tiles: tiles, options: options)
  }
}
