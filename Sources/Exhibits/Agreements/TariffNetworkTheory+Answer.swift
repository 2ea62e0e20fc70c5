import Bargaining
import Typesetting

extension TariffNetworkTheory: AnswerableTheory {
  /// Tariffs by the weight of the ally.
  public enum FigureKind: String, Sendable, CaseIterable {
    case response
  }

  /// The inputs, tariffs by the weight of the ally, and what bargains make of either regime.
  public func tables(_ solution: Solution) -> [TextTable] {
    [(parameters.inputs + question.inputs).table, solution.responseTable, solution.regimeTable]
  }

  /// Inputs and solution in full precision.
  public func document(_ solution: Solution) -> JSONValue {
    .object([
      ("model", .text(Self.name)), ("params", parameters.inputs.json),
      ("question", question.inputs.json),
      ("responses", .array(solution.responses.map(\.json))),
      ("regimes", .array(solution.regimes.map(\.json))),
    ])
  }

  /// Bargains settle to 1e-9, so that welfare nearer than this, as a share, is the same.
  private static let tie = 1e-8

  /// Whether bargains help, a sentence a regime.
  public func findings(_ solution: Solution) -> [String] {
    solution.regimes.map { regime in
      let start = "Under \(regime.regime.words), bargains of pairs "
      guard let bargains = regime.bargains else { return start + "do not settle." }
      let change = bargains.world - regime.nash.world
      guard abs(change) > Self.tie * abs(regime.nash.world) else {
        return start + "leave the welfare of all publics together as it is in the trade war."
      }
      return start
        + (change > 0
          ? "raise the welfare of all publics together above the trade war's."
          : "lower the welfare of all publics together below the trade war's.")
    }
  }

  /// - Throws: `ExhibitError` for what cannot be drawn.
  public func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure {
    switch kind {
    case .response: try solution.responsePlot(countries: parameters.countries)
    }
  }
}

extension NetworkTariffs {
  /// The welfare of all publics together.
  fileprivate var world: Double { people.reduce(0, +) }

  /// Tariffs settle to 1e-13, so that what is smaller than this is none.
  private static let rounding = 1e-12

  fileprivate var meanOfAll: Double {
    let mean = entries.reduce(0) { $0 + $1.tariff } / Double(entries.count)
    return abs(mean) < Self.rounding ? 0 : mean
  }

  fileprivate var json: JSONValue {
    .object([
      ("mean_tariff", .number(meanOfAll)), ("welfare", .number(world)),
      ("governments", .array(governments.map { .number($0) })),
      ("unilateral_gain", .number(unilateralGain)), ("sweeps", .integer(sweeps)),
    ])
  }
}

extension TariffNetworkTheory.Response {
  fileprivate var json: JSONValue {
    .object([
      ("s", .number(weight)), ("common", .number(common)), ("on_ally", .number(onAlly)),
      ("on_others", .number(onOthers)), ("unilateral_gain", .number(unilateralGain)),
    ])
  }
}

extension TradeNetwork.Regime {
  fileprivate var words: String {
    switch self {
    case .mostFavouredNation: "most-favoured-nation treatment"
    case .discriminatory: "tariffs by supplier"
    }
  }
}

extension TariffNetworkTheory.Regime {
  fileprivate var json: JSONValue {
    .object(
      [
        ("regime", .text(regime.rawValue)), ("nash", nash.json),
        ("bargains", bargains?.json ?? .null),
        ("joint", joint.json),
      ] + (bargains == nil ? [("bargains_reason", .text("they do not settle"))] : []))
  }
}

extension TariffNetworkTheory.Solution {
  fileprivate var responseTable: TextTable {
    TextTable(
      title: "Country 1's tariffs in a trade war, by the weight of its ally",
      headers: ["Weight", "On all alike", "On the ally", "On the others"],
      alignments: [.decimal, .decimal, .decimal, .decimal],
      groups: [
        responses.map { row in
          TextTable.Row([
            TheoryTable.number(row.weight), TheoryTable.number(row.common),
            TheoryTable.number(row.onAlly), TheoryTable.number(row.onOthers),
          ])
        }
      ],
      notes: [
        "On all alike: most-favoured-nation treatment. The others: one tariff a supplier.",
        "Most that a government gains by changing a tariff alone: "
          + "\(NumberFormat(digits: 2, style: .significant).string(mostGain)).",
      ])
  }

  private var mostGain: Double { responses.map(\.unilateralGain).max() ?? 0 }

  fileprivate var regimeTable: TextTable {
    TextTable(
      title: "What bargains make of it, without an alliance",
      headers: ["", "Mean tariff", "Publics' welfare", "Gain alone"],
      alignments: [.leading, .decimal, .decimal, .decimal],
      groups: regimes.map { regime in
        [
          ("trade war", regime.nash), ("bargains of pairs", regime.bargains),
          ("joint optimum", regime.joint),
        ].map { (name: String, tariffs: NetworkTariffs?) in
          TextTable.Row([
            TextTable.Cell("\(regime.regime.rawValue), \(name)"),
            TheoryTable.number(tariffs?.meanOfAll), TheoryTable.number(tariffs?.world),
            TheoryTable.number(tariffs?.unilateralGain),
          ])
        }
      },
      notes: [
        "Gain alone: the most that a government gains by changing one tariff; none in a trade war."
      ])
  }

  fileprivate func responsePlot(countries: Int) throws(ExhibitError) -> CurvePlot {
    func curve(
      _ title: String, _ color: Int, _ value: (TariffNetworkTheory.Response) -> Double
    ) -> CurvePlot.Curve {
      CurvePlot.Curve(
        title: title, points: responses.map { SVGDocument.Point($0.weight, value($0)) },
        color: color, hasMarkers: true)
    }
    let panel = CurvePlot.Panel(
      title: "Tariffs in a trade war", horizontalTitle: "Weight on the ally's welfare",
      verticalTitle: "Tariff of country 1",
      curves: [
        curve("on all alike", 0) { $0.common }, curve("on the ally", 1) { $0.onAlly },
        curve("on the others", 5) { $0.onOthers },
      ])
    var options = CurvePlot.Options()
    options.title = "What an alliance does to tariffs"
    options.summary =
      "Tariffs of one country by the weight that its government puts on an ally's welfare."
    options.caption = [
      "\(countries) equal countries, each of which imports one good. On all alike: "
        + "most-favoured-nation treatment; on the ally and on the others: tariffs by supplier."
    ]
    return try CurvePlot(panels: [panel], options: options)
  }
}
