import Bargaining
import Typesetting

extension GunsAndButterTheory: AnswerableTheory {
  /// What resources can buy, and the gain by demand.
  public enum FigureKind: String, Sendable, CaseIterable {
    /// What guns and butter the state can have, alone and allied.
    case possibilities
  }

  /// The inputs, the fixed model with the probit that it implies, and the flexible one, which implies
  /// none.
  public func tables(_ solution: Solution) -> [TextTable] {
    [parameters.inputs.table, solution.fixedTable, solution.probitTable, solution.flexibleTable]
  }

  /// Inputs and solution in full precision.
  public func document(_ solution: Solution) -> JSONValue {
    solution.document(parameters.inputs)
  }

  /// - Throws: `ExhibitError` for what cannot be drawn.
  public func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure {
    switch kind {
    case .possibilities: try solution.model.possibilitiesPlot()
    }
  }
}

extension GunsAndButterTheory.Solution {
  /// The demands at which the implied probit is printed.
  static let demands = [0.5, 1, 1.5]

  /// Both models, the formation rule, the condition under which demand raises the gain, and the
  /// implied probit.
  fileprivate func document(_ inputs: [TheoryInput]) -> JSONValue {
    let parameters = model.parameters
    return .object([
      ("model", .text(GunsAndButterTheory.name)), ("params", inputs.json),
      (
        "fixed",
        .object(
          [
            ("g0", .number(fixed.guns)), ("gA", .number(fixed.alliedGuns)),
            ("S0", .number(fixed.social)), ("SA", .number(fixed.alliedSocial)),
            ("freed", .number(fixed.freed)), ("gain", .number(fixed.gain)),
            ("allies", .bool(fixed.allies)), ("d_star", .optional(fixed.demandThreshold)),
          ]
            + (fixed.demandThreshold == nil
              ? [("d_star_reason", .text("the alliance frees no resources"))] : []))
      ),
      (
        "fixed_probit",
        .object([
          ("mu", .number(parameters.meanCost)), ("sigma", .number(parameters.costDeviation)),
          ("d", .array(Self.demands.map { .number($0) })),
          ("P", .array(Self.demands.map { .number(probit.probability(demand: $0)) })),
          ("beta0", .number(probit.intercept)), ("beta1", .number(probit.slope)),
        ])
      ),
      (
        "flexible",
        .object([
          ("rho", .number(parameters.inverseElasticity)), ("d", .number(parameters.demand)),
          ("gain", .number(flexible.gain)), ("guns_no", .number(flexible.guns)),
          ("guns_ally", .number(flexible.alliedGuns)),
          ("dgain_dd", .number(flexible.gainByDemand)),
          ("demand_raises_gain", .bool(flexible.demandRaisesGain)),
          ("residual", .number(flexible.residual)),
        ])
      ),
      (
        "cobb_douglas_gain",
        .object(
          [0.3, 0.5, 0.7].map {
            (TheoryTable.plain(String($0)), .number(model.cobbDouglasGain(socialShare: $0)))
          })
      ),
    ])
  }

  fileprivate var fixedTable: TextTable {
    TextTable(
      title: "Security fixed at N", headers: ["", "Alone", "Allied"],
      alignments: [.leading, .decimal, .decimal],
      groups: [
        [
          TextTable.Row([
            "Guns", TheoryTable.number(fixed.guns), TheoryTable.number(fixed.alliedGuns),
          ]),
          TextTable.Row([
            "Social policy", TheoryTable.number(fixed.social),
            TheoryTable.number(fixed.alliedSocial),
          ]),
        ],
        [
          TextTable.Row(["Resources freed", .empty, TheoryTable.number(fixed.freed)]),
          TextTable.Row(["Gain from an alliance", .empty, TheoryTable.number(fixed.gain)]),
          TextTable.Row([
            TextTable.Cell(
              "Allies at cost \(TheoryTable.plain(String(model.parameters.allianceCost)))"),
            .empty,
            TheoryTable.word(fixed.allies),
          ]),
          TextTable.Row([
            "Least demand that allies", .empty, TheoryTable.number(fixed.demandThreshold),
          ]),
        ],
      ])
  }

  fileprivate var flexibleTable: TextTable {
    let words =
      flexible.demandRaisesGain
      ? "Demand for social policy raises the gain, as the paper claims."
      : "Demand for social policy does not raise the gain: the paper's claim fails at this rho."
    return TheoryTable.pairs(
      title: "Security chosen at its price",
      [
        ("Guns alone", TheoryTable.number(flexible.guns)),
        ("Guns allied", TheoryTable.number(flexible.alliedGuns)),
        ("Gain from an alliance", TheoryTable.number(flexible.gain)),
        ("Gain by demand", TheoryTable.number(flexible.gainByDemand)),
        ("Demand raises the gain", TheoryTable.word(flexible.demandRaisesGain)),
      ],
      notes: [
        words + " Without a contract's cost it holds if and only if rho > 1, where security is "
          + "inelastic and a cheaper one frees guns."
      ])
  }

  fileprivate var probitTable: TextTable {
    TheoryTable.pairs(
      title: "Implied probit of alliance on demand, security fixed at N",
      [
        ("Intercept", TheoryTable.number(probit.intercept)),
        ("Demand", TheoryTable.number(probit.slope)),
      ]
        + Self.demands.map {
          (
            "Pr(ally) at demand \(TheoryTable.plain(String($0)))",
            TheoryTable.number(probit.probability(demand: $0))
          )
        })
  }

}

extension GunsAndButter {
  private static let curveSteps = 60

  /// What resources can buy with and without an alliance, and the gain by demand for several
  /// elasticities.
  /// - Throws: `ExhibitError.nonFiniteValue`; `BargainingError` where a point cannot be solved.
  public func possibilitiesPlot() throws -> CurvePlot {
    typealias Point = SVGDocument.Point
    let fixed = fixed
    let reach = parameters.resources
    let allied = parameters.resources - parameters.contractCost
    let strength = parameters.yield * (1 + parameters.efficiency)
    var left = CurvePlot.Panel(
      title: "Production possibilities", horizontalTitle: "Social policy",
      verticalTitle: "Security",
      curves: [
        .init(
          title: "Alone", points: [Point(0, parameters.yield * reach), Point(reach, 0)], color: 5),
        .init(title: "Allied", points: [Point(0, strength * allied), Point(allied, 0)], color: 1),
      ])
    left.thresholds = [
      .init(parameters.neededSecurity, label: "security needed", isVertical: false)
    ]
    left.marks = [
      .init(Point(fixed.social, parameters.neededSecurity), label: "alone", color: 5),
      .init(Point(fixed.alliedSocial, parameters.neededSecurity), label: "allied", color: 1),
    ]
    var curves: [CurvePlot.Curve] = []
    for (index, rho) in [0.5, 1, 2, 4].enumerated() {
      var points: [Point] = []
      for step in 0...Self.curveSteps {
        let demand = 0.2 + 2.3 * Double(step) / Double(Self.curveSteps)
        let model = try with {
          $0.inverseElasticity = rho
          $0.demand = demand
        }
        points.append(Point(demand, model.flexible.gain))
      }
      curves.append(
        .init(
          title: "rho = \(TheoryTable.plain(String(rho)))", points: points,
          color: [4, 0, 3, 6][index], isDashed: rho == 1))
    }
    let right = CurvePlot.Panel(
      title: "Gain from an alliance, flexible security",
      horizontalTitle: "Demand for social policy", verticalTitle: "Gain in utility", curves: curves)
    var options = CurvePlot.Options()
    options.title = "Guns and butter"
    options.summary =
      "An alliance turns the frontier outwards. With fixed security it frees resources; with "
      + "flexible security the gain rises with demand only where rho exceeds one."
    options.caption = [
      "Left: the same security costs \(NumberFormat(digits: 3).string(fixed.freed)) fewer resources "
        + "in the alliance. Right: the paper's claim, that demand for social policy makes alliances "
        + "likelier, needs security demand to be inelastic (rho above 1)."
    ]
    return try CurvePlot(panels: [left, right], options: options)
  }
}
