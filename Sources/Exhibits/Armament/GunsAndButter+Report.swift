import Bargaining
import Typesetting

extension GunsAndButter {
  /// The demands at which the implied probit is printed.
  static let demands = [0.5, 1, 1.5]

  /// Both models, the formation rule, the condition under which demand raises the gain, and the
  /// implied probit.
  public func report() -> ModelReport {
    let (fixed, flexible, probit) = (fixed, flexible, probit)
    let json = JSONValue.object([
      ("model", .text("guns-and-butter")), ("params", parameters.inputs.json),
      (
        "fixed",
        .object([
          ("g0", .number(fixed.guns)), ("gA", .number(fixed.alliedGuns)),
          ("S0", .number(fixed.social)), ("SA", .number(fixed.alliedSocial)),
          ("freed", .number(fixed.freed)), ("gain", .number(fixed.gain)),
          ("allies", .bool(fixed.allies)), ("d_star", .optional(fixed.demandThreshold)),
        ])
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
            (ModelTable.plain(String($0)), .number(cobbDouglasGain(socialShare: $0)))
          })
      ),
    ])
    return ModelReport(
      json: json,
      tables: [parameters.inputs.table, fixedTable, flexibleTable, probitTable],
      figure: { () throws(ExhibitError) in try possibilitiesPlot() })
  }

  private var fixedTable: TextTable {
    let fixed = fixed
    return TextTable(
      title: "Security fixed at N", headers: ["", "Alone", "Allied"],
      alignments: [.leading, .decimal, .decimal],
      groups: [
        [
          TextTable.Row([
            "Guns", ModelTable.number(fixed.guns), ModelTable.number(fixed.alliedGuns),
          ]),
          TextTable.Row([
            "Social policy", ModelTable.number(fixed.social),
            ModelTable.number(fixed.alliedSocial),
          ]),
        ],
        [
          TextTable.Row(["Resources freed", .empty, ModelTable.number(fixed.freed)]),
          TextTable.Row(["Gain from an alliance", .empty, ModelTable.number(fixed.gain)]),
          TextTable.Row([
            TextTable.Cell("Allies at cost \(ModelTable.plain(String(parameters.allianceCost)))"),
            .empty,
            ModelTable.word(fixed.allies),
          ]),
          TextTable.Row([
            "Least demand that allies", .empty, ModelTable.number(fixed.demandThreshold),
          ]),
        ],
      ])
  }

  private var flexibleTable: TextTable {
    let flexible = flexible
    let words =
      flexible.demandRaisesGain
      ? "Demand for social policy raises the gain, as the paper claims."
      : "Demand for social policy does not raise the gain: the paper's claim fails at this rho."
    return ModelTable.pairs(
      title: "Security chosen at its price",
      [
        ("Guns alone", ModelTable.number(flexible.guns)),
        ("Guns allied", ModelTable.number(flexible.alliedGuns)),
        ("Gain from an alliance", ModelTable.number(flexible.gain)),
        ("Gain by demand", ModelTable.number(flexible.gainByDemand)),
        ("Demand raises the gain", ModelTable.word(flexible.demandRaisesGain)),
      ],
      notes: [
        words + " Without a contract's cost it holds if and only if rho > 1, where security is "
          + "inelastic and a cheaper one frees guns."
      ])
  }

  private var probitTable: TextTable {
    let probit = probit
    return ModelTable.pairs(
      title: "Implied probit of alliance on demand",
      [
        ("Intercept", ModelTable.number(probit.intercept)),
        ("Demand", ModelTable.number(probit.slope)),
      ]
        + Self.demands.map {
          (
            "Pr(ally) at demand \(ModelTable.plain(String($0)))",
            ModelTable.number(probit.probability(demand: $0))
          )
        })
  }

  private static let curveSteps = 60

  /// What resources can buy with and without an alliance, and the gain by demand for several
  /// elasticities.
  public func possibilitiesPlot() throws(ExhibitError) -> CurvePlot {
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
        guard
          let model = try? with({
            $0.inverseElasticity = rho
            $0.demand = demand
          })
        else { continue }
        points.append(Point(demand, model.flexible.gain))
      }
      curves.append(
        .init(
          title: "rho = \(ModelTable.plain(String(rho)))", points: points,
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
