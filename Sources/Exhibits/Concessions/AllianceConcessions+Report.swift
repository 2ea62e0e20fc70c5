import Bargaining
import Typesetting

extension AllianceConcessions {
  /// The equilibria at several records in election years and others, the comparative statics at one,
  /// and what the hypotheses need.
  ///
  /// - Parameters:
  ///   - signals: The records of the rows.
  ///   - focus: The record of the comparative statics.
  ///   - isMap: Whether the figure is the pivotality map rather than the curves.
  /// - Throws: `BargainingError`.
  public func report(
    signals: [Double], focus: Double, isMap: Bool
  ) throws(BargainingError) -> ModelReport {
    var rows: [ConcessionEquilibrium] = []
    for signal in signals {
      for election in [false, true] {
        rows.append(try equilibrium(signal: signal, election: election))
      }
    }
    let start = map.outcome(at: map.states.map { _ in 0 })
    let statics = try statics(signal: focus)
    let focal = try equilibrium(signal: focus, election: true)
    let lines = try fittedLines()
    let json = JSONValue.object([
      ("model", .text("alliance-concessions")), ("params", parameters.inputs.json),
      ("states", .array(map.states.map { .text($0.name) })),
      ("pivotality_at_zero", .array(start.pivotality.map { .number($0) })),
      ("win_at_zero", .number(start.winProbability)),
      ("rows", .array(rows.map(\.json))),
      ("ols_on_model_output", .array(lines.map { .number($0) })),
      ("comparative", statics.json),
      ("hypotheses", .array(statics.hypotheses.map(\.json))),
    ])
    return ModelReport(
      json: json,
      tables: [
        parameters.inputs.table, equilibriumTable(rows), stateTable(focal), statics.table,
        statics.hypothesisTable,
      ],
      figure: { () throws(ExhibitError) in
        if isMap { return try pivotalityMap(focal) }
        return try concessionPlot(focus: focus)
      })
  }

  /// The regression of exports on 1, s, e and s e over 21 records from -2 to 3: what the model would
  /// look like to the paper's specification.
  func fittedLines() throws(BargainingError) -> [Double] {
    let steps = 20
    let signals = (0...steps).map { -2 + 5 * Double($0) / Double(steps) }
    var lines: [(level: Double, slope: Double)] = []
    for election in [false, true] {
      var exports: [Double] = []
      for signal in signals {
        exports.append(try equilibrium(signal: signal, election: election).exports)
      }
      // Saturated in e, the regression is a line a kind of year.
      let mean = signals.reduce(0, +) / Double(signals.count)
      let level = exports.reduce(0, +) / Double(exports.count)
      let across = zip(signals, exports).reduce(0.0) { $0 + ($1.0 - mean) * ($1.1 - level) }
      let along = signals.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
      lines.append((level - across / along * mean, across / along))
    }
    return [
      lines[0].level, lines[0].slope, lines[1].level - lines[0].level,
      lines[1].slope - lines[0].slope,
    ]
  }

  private func equilibriumTable(_ rows: [ConcessionEquilibrium]) -> TextTable {
    TextTable(
      title: "Equilibrium by record of commitment",
      headers: [
        "Signal", "Year", "Commitment", "Concessions", "Tariff cut", "Exports", "P(win)", "Maxima",
      ],
      alignments: [
        .decimal, .leading, .decimal, .decimal, .decimal, .decimal, .decimal, .trailing,
      ],
      groups: [
        rows.map { row in
          TextTable.Row([
            .number(ModelTable.plain(NumberFormat(digits: 4).string(row.signal))),
            row.isElection ? "election" : "other", ModelTable.number(row.commitment),
            ModelTable.number(row.totalConcession), ModelTable.number(row.tariffCut),
            ModelTable.number(row.exports), ModelTable.number(row.winProbability),
            .number("\(row.certificate.localMaxima)"),
          ])
        }
      ],
      notes: [
        "Concessions are summed over states. Maxima: local maxima of the protege's payoff that the "
          + "search found. Largest first-order residual: "
          + NumberFormat(digits: 2, style: .significant).string(
            rows.map(\.certificate.residual).max() ?? 0) + "."
      ])
  }

  private func stateTable(_ focal: ConcessionEquilibrium) -> TextTable {
    let shown = 15
    let order = map.states.indices.sorted {
      (focal.concessions[$1], $0) < (focal.concessions[$0], $1)
    }
    let rest = order.count - min(shown, order.count)
    return TextTable(
      title: "Concessions by state in an election year, signal "
        + ModelTable.plain(NumberFormat(digits: 4).string(focal.signal)),
      headers: ["State", "Margin", "Votes", "Pivotality", "Concession"],
      alignments: [.leading, .decimal, .trailing, .decimal, .decimal],
      groups: [
        order.prefix(shown).map { index in
          TextTable.Row([
            TextTable.Cell(map.states[index].name), ModelTable.number(map.states[index].margin),
            .number("\(map.states[index].votes)"), ModelTable.number(focal.pivotality[index]),
            ModelTable.number(focal.concessions[index]),
          ])
        }
      ],
      notes: rest > 0 ? ["\(rest) states with smaller concessions are left out."] : [])
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
    .object([
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
    ])
  }

  var table: TextTable {
    ModelTable.pairs(
      title: "Comparative statics in an election year, signal "
        + ModelTable.plain(NumberFormat(digits: 4).string(signal)),
      [
        ("Record at which the incumbent equals a challenger", ModelTable.number(thresholdSignal)),
        ("Exports by commitment, election year", ModelTable.number(exportSlopeElection)),
        ("Exports by commitment, other years", ModelTable.number(exportSlopeOffYear)),
        ("Their difference (the interaction)", ModelTable.number(interaction)),
        ("  without feedback on pivotality", ModelTable.number(directInteraction)),
        ("Record beyond which election-year exports fall", ModelTable.number(peakSignal)),
        ("Chance of winning added by concessions", ModelTable.number(electoralGain)),
        ("  by swing against the incumbent", ModelTable.number(electoralGainBySwing)),
        ("Structural cost k_t", ModelTable.number(structuralCost)),
        ("Least k_t that keeps tariffs fixed", ModelTable.number(structuralCostThreshold)),
        (
          "Rank agreement of concessions and closeness", ModelTable.number(concordanceWithCloseness)
        ),
        (
          "Rank agreement of concessions and pivotality",
          ModelTable.number(concordanceWithPivotality)
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
            TextTable.Cell($0.claim), ModelTable.word($0.holds), ModelTable.number($0.value),
            ModelTable.number($0.threshold),
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
