import Bargaining
import Typesetting

extension LoyaltyCoercionTheory: AnswerableTheory {
  /// Answers and gains by record, for three audiences.
  public enum FigureKind: String, Sendable, CaseIterable {
    /// Answers and gains over the record.
    case audiences
  }

  /// The claim and its answer, the statics and thresholds, and the extensions asked for.
  public func tables(_ solution: Solution) -> [TextTable] {
    [parameters.inputs.table, solution.outcome.table, solution.statics.table]
      + [solution.administration?.table, solution.repeated?.table].compactMap(\.self)
  }

  /// Inputs, audience and solution in full precision; extensions that were not asked for are
  /// absent.
  public func document(_ solution: Solution) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("model", .text(Self.name)), ("params", parameters.inputs.json),
      ("audience", .number(solution.model.audience)), ("outcome", solution.outcome.json),
      ("comparative", solution.statics.json),
    ]
    if let change = solution.administration { members.append(("administration", change.json)) }
    if let repeated = solution.repeated { members.append(("repeated", repeated.json)) }
    return .object(members)
  }

  /// - Throws: `BargainingError` and `ExhibitError` for what cannot be solved or drawn.
  public func figure(_ kind: FigureKind, of solution: Solution) throws -> any Figure {
    switch kind {
    case .audiences: try solution.model.audiencePlot()
    }
  }
}

extension LoyaltyCoercion {
  private static let curveSteps = 80

  /// Transfers, framing and the junior's gain against its record, for three audiences.
  /// - Throws: `ExhibitError.nonFiniteValue`; `BargainingError` where a point cannot be solved.
  public func audiencePlot() throws -> CurvePlot {
    typealias Point = SVGDocument.Point
    let format = NumberFormat(digits: 3, style: .significant)
    var transfers: [CurvePlot.Curve] = []
    var framing: [CurvePlot.Curve] = []
    var gains: [CurvePlot.Curve] = []
    var marks: [CurvePlot.Mark] = []
    let base = audience > 0 ? audience : 1
    for (index, share) in [0.25, 0.5, 1.0].enumerated() {
      let stake = parameters.interconnection * base * share
      var lines: [[Point]] = [[], [], []]
      var crossing: Double?
      var before: (record: Double, gain: Double)?
      for step in 0...Self.curveSteps {
        let record = Double(step) / Double(Self.curveSteps)
        let outcome = try with {
          $0.record = record
          $0.listeners = [base * share]
          $0.rivals = 0
        }.outcome()
        lines[0].append(Point(record, outcome.response.transfer))
        lines[1].append(Point(record, outcome.response.framing))
        lines[2].append(Point(record, outcome.claimGain))
        if let last = before, last.gain <= 0, outcome.claimGain > 0, crossing == nil {
          let part = -last.gain / (outcome.claimGain - last.gain)
          crossing = last.record + part * (record - last.record)
        }
        before = (record, outcome.claimGain)
      }
      let title = "Stake I R = \(TheoryTable.plain(format.string(stake)))"
      let color = [5, 2, 1][index]
      transfers.append(.init(title: title, points: lines[0], color: color))
      framing.append(.init(title: title, points: lines[1], color: color))
      gains.append(.init(title: title, points: lines[2], color: color))
      if let crossing {
        marks.append(.init(Point(crossing, 0), label: "", color: color))
      }
    }
    let horizontal = "Junior's record of loyalty"
    var left = CurvePlot.Panel(
      title: "Transfer", horizontalTitle: horizontal, verticalTitle: "Material transfer",
      curves: transfers)
    left.thresholds = [.init(parameters.materialTransfer, label: "success", isVertical: false)]
    let middle = CurvePlot.Panel(
      title: "Framing", horizontalTitle: horizontal, verticalTitle: "Framing contest",
      curves: framing)
    var right = CurvePlot.Panel(
      title: "Gain from a claim", horizontalTitle: horizontal, verticalTitle: "Junior's gain",
      curves: gains)
    right.thresholds = [.init(0, label: "", isVertical: false)]
    right.marks = marks
    var options = CurvePlot.Options()
    options.aspect = 1.0
    options.title = "Loyalty coercion by record and audience"
    options.summary =
      "Transfers and the gain from a claim rise with the junior's record, the faster the larger the "
      + "patron's stake; framing is greatest at middling records."
    let least = marks.map { NumberFormat(digits: 2).string($0.place.x) }.joined(separator: ", ")
    options.caption = [
      "The stake is the patron's interconnection times the weight of the audience. "
        + (least.isEmpty
          ? "No claim pays. " : "Points: the least records at which a claim pays (\(least)). ")
        + "Without interconnection or audience there is no transfer at "
        + "any record."
    ]
    return try CurvePlot(panels: [left, middle, right], options: options)
  }
}

extension LoyaltyCoercion.Outcome {
  var json: JSONValue {
    .object([
      ("posterior", .number(posterior)), ("loss", .number(loss)),
      ("framing", .number(response.framing)), ("transfer", .number(response.transfer)),
      ("patron_cost", .number(response.cost)),
      ("transfer_without_claim", .number(transferWithoutClaim)), ("backfire", .number(backfire)),
      ("claim_gain", .number(claimGain)), ("claims", .bool(claims)), ("success", .bool(success)),
    ])
  }

  var table: TextTable {
    TheoryTable.pairs(
      title: "Claim and answer",
      [
        ("Belief that the patron is unreliable, after a claim", TheoryTable.number(posterior)),
        ("Loss if the patron does nothing", TheoryTable.number(loss)),
        ("Framing", TheoryTable.number(response.framing)),
        ("Transfer", TheoryTable.number(response.transfer)),
        ("Transfer without a claim", TheoryTable.number(transferWithoutClaim)),
        ("Patron's cost", TheoryTable.number(response.cost)),
        ("Backfire (an addition to the paper)", TheoryTable.number(backfire)),
        ("Junior's gain from a claim", TheoryTable.number(claimGain)),
        ("Junior claims", TheoryTable.word(claims)),
        ("Success (transfer of at least m_bar)", TheoryTable.word(success)),
      ],
      notes: response.isComplete ? ["Framing and transfer together avert the whole loss."] : [])
  }
}

extension LoyaltyCoercion.Statics {
  /// Why a threshold is null.
  private var reasons: [(key: String, value: JSONValue)] {
    [
      ("loyalty_threshold", loyaltyThreshold, "no record claims"),
      (
        "audience_threshold", audienceThreshold,
        "no audience within a thousandfold lets this record claim"
      ),
      (
        "interconnection_threshold", interconnectionThreshold,
        "no interconnection lets this record claim"
      ),
    ].compactMap { key, value, reason in
      value == nil ? ("\(key)_reason", JSONValue.text(reason)) : nil
    }
  }

  var json: JSONValue {
    .object(
      [
        ("dtransfer_drecord", .number(transferByRecord)),
        ("dtransfer_dinterconnection", .number(transferByInterconnection)),
        ("dtransfer_daudience", .number(transferByAudience)),
        ("dframing_ratio_drecord", .number(framingRatioByRecord)),
        ("framing_peak", .number(framingPeak)), ("loyalty_threshold", .optional(loyaltyThreshold)),
        ("audience_threshold", .optional(audienceThreshold)),
        ("interconnection_threshold", .optional(interconnectionThreshold)),
        ("interconnection_holds", .bool(hasInterconnection)),
        ("audience_holds", .bool(hasAudience)),
      ] + reasons)
  }

  var table: TextTable {
    TheoryTable.pairs(
      title: "Conditions and comparative statics",
      [
        ("Necessary: commitments are interconnected", TheoryTable.word(hasInterconnection)),
        ("Necessary: someone listens", TheoryTable.word(hasAudience)),
        ("Transfer by record", TheoryTable.number(transferByRecord)),
        ("Transfer by interconnection", TheoryTable.number(transferByInterconnection)),
        ("Transfer by audience", TheoryTable.number(transferByAudience)),
        ("Framing over transfer by record", TheoryTable.number(framingRatioByRecord)),
        ("Record at which framing is greatest", TheoryTable.number(framingPeak)),
        ("Least record that claims", TheoryTable.number(loyaltyThreshold)),
        ("Least audience that lets this record claim", TheoryTable.number(audienceThreshold)),
        ("Least interconnection that does", TheoryTable.number(interconnectionThreshold)),
      ])
  }
}

extension LoyaltyCoercion.AdministrationChange {
  var json: JSONValue {
    .object([
      ("chance", .number(chance)), ("incumbent", incumbent.json), ("successor", successor.json),
      ("expected_gain", .number(expectedGain)), ("claims", .bool(claims)),
    ])
  }

  var table: TextTable {
    TheoryTable.pairs(
      title: "A change of administration (an addition to the paper)",
      [
        ("Chance that a successor answers", TheoryTable.number(chance)),
        ("Transfer by the incumbent", TheoryTable.number(incumbent.response.transfer)),
        ("Transfer by the successor", TheoryTable.number(successor.response.transfer)),
        ("Junior's expected gain", TheoryTable.number(expectedGain)),
        ("Junior claims now", TheoryTable.word(claims)),
      ])
  }
}

extension RepeatedLoyaltyCoercion {
  var json: JSONValue {
    .object([
      ("cost", .number(cost)), ("convex", .bool(isConvex)),
      ("claims_throughout", .bool(claimsThroughout)),
      (
        "rounds",
        .array(
          rounds.map {
            .object([
              ("precedent", .number($0.precedent)), ("loss", .number($0.loss)),
              ("framing", .number($0.framing)), ("transfer", .number($0.transfer)),
              ("myopic_transfer", .number($0.myopicTransfer)),
              ("claim_gain", .number($0.claimGain)),
            ])
          })
      ),
    ])
  }

  var table: TextTable {
    TextTable(
      title: "Repeated claims, each transfer a precedent (an extension)",
      headers: ["Round", "Precedent", "Loss", "Transfer", "Without foresight", "Claim gain"],
      alignments: [.trailing, .decimal, .decimal, .decimal, .decimal, .decimal],
      groups: [
        rounds.enumerated().map { index, round in
          TextTable.Row([
            .number("\(index + 1)"), TheoryTable.number(round.precedent),
            TheoryTable.number(round.loss), TheoryTable.number(round.transfer),
            TheoryTable.number(round.myopicTransfer), TheoryTable.number(round.claimGain),
          ])
        }
      ],
      notes: [
        "A patron that looks ahead gives less at first, because what it gives is asked for again."
      ])
  }
}
