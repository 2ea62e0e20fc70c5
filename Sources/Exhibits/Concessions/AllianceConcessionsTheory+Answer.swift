import Bargaining
import Typesetting

extension AllianceConcessionsTheory: AnswerableTheory {
  /// Curves, or the map.
  public enum FigureKind: String, Sendable, CaseIterable {
    /// Concessions and exports against commitment.
    case concessions
    /// The states by pivotality.
    case pivotality
  }

  /// The equilibria at several records in election years and others, the comparative statics at one,
  /// and what the hypotheses need.
  public func tables(_ solution: Solution) -> [TextTable] {
    [
      parameters.inputs.table, solution.equilibriumTable, solution.stateTable,
      solution.statics.table, solution.statics.hypothesisTable,
    ]
  }

  /// Inputs and solution in full precision.
  public func document(_ solution: Solution) -> JSONValue {
    solution.document(parameters.inputs)
  }

  /// - Throws: `BargainingError` and `ExhibitError` for what cannot be solved or drawn.
  public func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure {
    switch kind {
    case .concessions: try solution.model.concessionPlot(focus: question.focus)
    case .pivotality: try solution.model.pivotalityMap(solution.focal)
    }
  }
}

extension AllianceConcessionsTheory.Solution {
  private var map: ElectoralMap { model.map }

  fileprivate func document(_ inputs: [TheoryInput]) -> JSONValue {
    .object(
      [
        ("model", .text(AllianceConcessionsTheory.name)), ("params", inputs.json),
        ("states", .array(map.states.map { .text($0.name) })),
        ("pivotality_at_zero", .array(start.pivotality.map { .number($0) })),
        ("win_at_zero", .number(start.winProbability)),
        ("rows", .array(equilibria.map(\.json))),
        ("ols_on_model_output", regression.json),
        ("comparative", statics.json),
        ("hypotheses", .array(statics.hypotheses.map(\.json))),
      ] + (mapRemarks.isEmpty ? [] : [("notes", .array(mapRemarks.map { .text($0) }))]))
  }

  fileprivate var equilibriumTable: TextTable {
    TextTable(
      title: "Equilibrium by record of commitment",
      headers: [
        "Signal", "Year", "Commitment", "Concessions", "Tariff cut", "Exports", "P(win)", "Maxima",
      ],
      alignments: [
        .decimal, .leading, .decimal, .decimal, .decimal, .decimal, .decimal, .trailing,
      ],
      groups: [
        equilibria.map { row in
          TextTable.Row([
            .number(TheoryTable.plain(NumberFormat(digits: 4).string(row.signal))),
            row.isElection ? "election" : "other", TheoryTable.number(row.commitment),
            TheoryTable.number(row.totalConcession), TheoryTable.number(row.tariffCut),
            TheoryTable.number(row.exports), TheoryTable.number(row.winProbability),
            .number("\(row.certificate.localMaxima)"),
          ])
        }
      ],
      notes: [
        "Concessions are summed over states. Maxima: local maxima of the protege's payoff that the "
          + "search found. Largest first-order residual: "
          + NumberFormat(digits: 2, style: .significant).string(
            equilibria.map(\.certificate.residual).max() ?? 0) + "."
      ] + mapRemarks
        + (equilibria.contains { !$0.certificate.isStrictMaximum }
          ? [
            "At some record the second-order condition does not hold strictly: other concessions "
              + "nearby are as good."
          ] : []))
  }

  fileprivate var stateTable: TextTable {
    let shown = 15
    let order = map.states.indices.sorted {
      (focal.concessions[$1], $0) < (focal.concessions[$0], $1)
    }
    let rest = order.count - min(shown, order.count)
    return TextTable(
      title: "Concessions by state in an election year, signal "
        + TheoryTable.plain(NumberFormat(digits: 4).string(focal.signal)),
      headers: ["State", "Margin", "Votes", "Pivotality", "Concession"],
      alignments: [.leading, .decimal, .trailing, .decimal, .decimal],
      groups: [
        order.prefix(shown).map { index in
          TextTable.Row([
            TextTable.Cell(map.states[index].name), TheoryTable.number(map.states[index].margin),
            .number("\(map.states[index].votes)"), TheoryTable.number(focal.pivotality[index]),
            TheoryTable.number(focal.concessions[index]),
          ])
        }
      ],
      notes: rest > 0 ? ["\(rest) states with smaller concessions are left out."] : [])
  }
}

extension ExportRegression {
  /// The coefficients of 1, s, e and s e.
  var json: JSONValue {
    .array([level, slope, electionLevel, electionSlope].map { .number($0) })
  }
}

extension ConcessionEquilibrium {
  var json: JSONValue {
    .object([
      ("signal", .number(signal)), ("election", .integer(isElection ? 1 : 0)),
      ("kappa", .number(commitment)), ("x", .array(concessions.map { .number($0) })),
      ("total_concession", .number(totalConcession)), ("tariff_cut", .number(tariffCut)),
      ("exports", .number(exports)), ("win_prob", .number(winProbability)),
      ("mb_t", .number(structuralBenefit)), ("mc_t", .number(structuralCost)),
      (
        "certificate",
        .object([
          ("residual", .number(certificate.residual)),
          ("structural_slope", .number(certificate.structuralSlope)),
          ("corner", .text(certificate.corner.rawValue)),
          ("strict_maximum", .bool(certificate.isStrictMaximum)),
          ("contraction", .number(certificate.contraction)),
          ("contraction_bound", .number(certificate.contractionBound)),
          ("starts", .integer(certificate.starts)),
          ("local_maxima", .integer(certificate.localMaxima)),
        ])
      ),
    ])
  }
}

extension ConcessionStatics {
  var json: JSONValue {
    .object(
      [
        ("signal", .number(signal)), ("sbar", .number(thresholdSignal)),
        ("dx_ds", .array(concessionSlopes.map { .number($0) })), ("dt_ds", .number(tariffCutSlope)),
        ("dexports_ds_election", .number(exportSlopeElection)),
        ("dexports_ds_other", .number(exportSlopeOffYear)), ("interaction", .number(interaction)),
        ("interaction_without_feedback", .number(directInteraction)),
        ("export_peak_signal", .optional(peakSignal)), ("electoral_gain", .number(electoralGain)),
        ("delectoral_gain_dswing", .number(electoralGainBySwing)),
        ("k_t_star", .number(structuralCostThreshold)), ("k_t", .number(structuralCost)),
        ("tau_closeness", .number(concordanceWithCloseness)),
        ("tau_pivotality", .number(concordanceWithPivotality)),
      ]
        + (peakSignal == nil
          ? [
            (
              "export_peak_signal_reason",
              .text("exports fall at no record within ten learning scales of sbar, or nowhere rise")
            )
          ] : []))
  }

  var table: TextTable {
    TheoryTable.pairs(
      title: "Comparative statics in an election year, signal "
        + TheoryTable.plain(NumberFormat(digits: 4).string(signal)),
      [
        ("Record at which the incumbent equals a challenger", TheoryTable.number(thresholdSignal)),
        ("Exports by commitment, election year", TheoryTable.number(exportSlopeElection)),
        ("Exports by commitment, other years", TheoryTable.number(exportSlopeOffYear)),
        ("Their difference (the interaction)", TheoryTable.number(interaction)),
        ("  without feedback on pivotality", TheoryTable.number(directInteraction)),
        ("Record beyond which election-year exports fall", TheoryTable.number(peakSignal)),
        ("Chance of winning added by concessions", TheoryTable.number(electoralGain)),
        ("  by swing against the incumbent", TheoryTable.number(electoralGainBySwing)),
        ("Structural cost k_t", TheoryTable.number(structuralCost)),
        ("Least k_t that keeps tariffs fixed", TheoryTable.number(structuralCostThreshold)),
        (
          "Rank agreement of concessions and closeness",
          TheoryTable.number(concordanceWithCloseness)
        ),
        (
          "Rank agreement of concessions and pivotality",
          TheoryTable.number(concordanceWithPivotality)
        ),
      ])
  }

  var hypothesisTable: TextTable {
    TextTable(
      title: "Hypotheses", headers: ["Hypothesis", "Holds", "Value", "Against"],
      alignments: [.leading, .leading, .decimal, .decimal],
      groups: [
        hypotheses.map {
          TextTable.Row([
            TextTable.Cell($0.claim), TheoryTable.word($0.holds), TheoryTable.number($0.value),
            TheoryTable.number($0.threshold),
          ])
        }
      ],
      notes: hypotheses.map { "\($0.name): \($0.condition)." })
  }
}

extension ConcessionStatics.Hypothesis {
  var json: JSONValue {
    .object([
      ("name", .text(name)), ("claim", .text(claim)), ("holds", .bool(holds)),
      ("value", .number(value)), ("threshold", .number(threshold)), ("condition", .text(condition)),
    ])
  }
}
