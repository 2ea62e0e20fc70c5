import Bargaining
import Typesetting

/// The space of tariffs, after Figure 1 of DeRemer (2023), a panel for each reciprocity rule.
public struct TariffSpacePlot: Figure {
  let space: TariffSpace
  let caption: [String]

  /// A figure of curves that were worked out; nothing is solved here.
  public init(_ space: TariffSpace) {
    self.space = space
    caption = Self.caption(space.politics)
  }

  private static func caption(_ politics: TradePolitics) -> [String] {
    func pair(_ weights: PoliticalWeights) -> String {
      "(\(NumberFormat.plain(weights.importWeight)), \(NumberFormat.plain(weights.exportWeight)))"
    }
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

  /// A panel for each rule with one key below them, as SVG 1.1.
  public func svg() -> String { document().markup }
}
