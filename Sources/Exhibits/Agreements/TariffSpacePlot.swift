import Bargaining
import Foundation
import Typesetting

/// The space of tariffs, after Figure 1 of DeRemer (2023), once for each reciprocity rule: Nash,
/// rules-based and public's point, the iso-gain curves S, S*, N, N*, the Pareto frontier EF, and the
/// path along which both governments cut their tariffs.
///
/// The paper's text has EF between S and S*, which is so under terms-of-trade reciprocity and not
/// under the other rule.
public struct TariffSpacePlot: Figure {
  /// One rule's panel.
  struct Panel: Sendable {
    var reciprocity: Reciprocity
    var curves: [IsoGainCurve]
    var rules: Tariffs?
    var people: Tariffs?
    var path: [Tariffs]
  }

  let panels: [Panel]
  let nash: Tariffs
  let frontier: [Tariffs]
  /// A few places on the frontier with their weights on Home.
  let weights: [(lambda: Double, tariffs: Tariffs)]
  let window: TariffWindow
  let caption: [String]

  /// - Throws: `nothingToShow` where the tariffs span no window.
  public init(_ agreement: LinearTradeAgreement) throws(ExhibitError) {
    nash = agreement.nash().tariffs
    var places = [nash, Tariffs(home: 0, foreign: 0)]
    var found: [(Reciprocity, Tariffs?, Tariffs?)] = []
    for reciprocity in Reciprocity.allCases {
      let rules = agreement.rulesPoint(reciprocity).point?.tariffs
      let people = agreement.rulesPoint(reciprocity, for: .people).point?.tariffs
      found.append((reciprocity, rules, people))
      // The named points decide on the window where they are within reach of the others.
      places += [rules, people].compactMap { $0 }.filter { min($0.home, $0.foreign) > -0.25 }
    }
    func range(_ country: Country) -> ClosedRange<Double> {
      let values = places.map { $0[country] }
      let low = values.min() ?? 0
      let high = values.max() ?? 0
      let span = max(high - low, 0.02)
      let most = LinearMarket().prohibitiveTariff
      let least = agreement.leastTariff(of: country)
      return max(least, low - 0.4 * span)...min(most, high + 0.5 * span)
    }
    let (home, foreign) = (range(.home), range(.foreign))
    guard home.lowerBound < home.upperBound, foreign.lowerBound < foreign.upperBound else {
      throw .nothingToShow(exhibit: "tariff space", reason: "the tariffs span no window")
    }
    window = TariffWindow(home: home, foreign: foreign)
    panels = found.map { [window] reciprocity, rules, people in
      let curves = Country.allCases.flatMap { country in
        [IsoGainCurve.Level.zero, .nash].map {
          agreement.isoGainCurve(of: country, $0, reciprocity, in: window)
        }
      }
      return Panel(
        reciprocity: reciprocity, curves: curves, rules: rules, people: people,
        path: agreement.reciprocalPath(reciprocity))
    }
    frontier = Self.frontier(agreement)
    weights = [0.8, 0.9, 1.1, 1.2].compactMap { lambda in
      agreement.rulesPoint(.termsOfTrade).point?.lambda.map { middle in
        (
          lambda * middle,
          agreement.frontierTariffs(checked: lambda * middle, for: .government)
        )
      }
    }
    caption = Self.caption(agreement)
  }

  /// The frontier over the weights that leave both tariffs inside their range.
  private static func frontier(_ agreement: LinearTradeAgreement) -> [Tariffs] {
    guard let range = agreement.secondOrderRange() else { return [] }
    let steps = 400
    return (1..<steps).map { step in
      // Even steps on the logarithmic scale.
      let share = Double(step) / Double(steps)
      let lambda = range.lowerBound * pow(range.upperBound / range.lowerBound, share)
      return agreement.frontierTariffs(checked: lambda, for: .government)
    }
  }

  private static func caption(_ agreement: LinearTradeAgreement) -> [String] {
    func pair(_ weights: PoliticalWeights) -> String {
      "(\(NumberFormat.plain(weights.importWeight)), \(NumberFormat.plain(weights.exportWeight)))"
    }
    let politics = agreement.politics
    let sides = Country.allCases.map { country in
      "\(country.name): government \(pair(politics.government[country])), "
        + "public \(pair(politics.people[country]))"
    }
    return [
      "Weights on import-competing and exporting profits: "
        + (politics.isSymmetric
          ? "governments \(pair(politics.government.home)), "
            + "publics \(pair(politics.people.home))."
          : sides.joined(separator: "; ") + "."),
      "S and S*: no first-order gain from reciprocal changes for Home and Foreign; N and N*: the "
        + "gain at the Nash tariffs. EF: the governments' Pareto frontier; numbers on it are the "
        + "weight on Home.",
    ]
  }

  public func svg() -> String { document().markup }
}
