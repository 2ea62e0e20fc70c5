import Bargaining
import Typesetting

extension LoyaltyCoercion {
  /// Extensions that a report may add.
  public struct ReportOptions: Sendable, Equatable {
    /// l_J.
    public var believedRecord: Double?
    /// The chance of a new administration, and its interconnection.
    public var administration: (chance: Double, interconnection: Double)?
    /// The repeated version.
    public var rounds: Int?
    /// The patron's discount factor.
    public var discount = 0.9
    /// pi.
    public var precedent = 0.2
    /// What remains of a precedent after a round.
    public var decay = 0.9

    public init() {}

    public static func == (left: ReportOptions, right: ReportOptions) -> Bool {
      left.believedRecord == right.believedRecord && left.rounds == right.rounds
        && left.discount == right.discount && left.precedent == right.precedent
        && left.decay == right.decay
        && left.administration?.chance == right.administration?.chance
        && left.administration?.interconnection == right.administration?.interconnection
    }
  }

  /// The claim and its answer, the statics and thresholds, and the extensions asked for.
  /// - Throws: `BargainingError`.
  public func report(
    _ options: ReportOptions = ReportOptions()
  ) throws(BargainingError) -> ModelReport {
    let found = outcome(believedRecord: options.believedRecord)
    let statics = statics()
    var members: [(key: String, value: JSONValue)] = [
      ("model", .text("loyalty-coercion")), ("params", parameters.inputs.json),
      ("audience", .number(audience)), ("outcome", found.json), ("comparative", statics.json),
    ]
    var tables = [parameters.inputs.table, found.table(parameters), statics.table]
    if let change = options.administration {
      let answer = try underAdministrationChange(
        chance: change.chance, successorInterconnection: change.interconnection)
      members.append(("administration", answer.json))
      tables.append(answer.table)
    }
    if let rounds = options.rounds {
      let repeated = try RepeatedLoyaltyCoercion(
        self, rounds: rounds, discount: options.discount, precedent: options.precedent,
        decay: options.decay)
      members.append(("repeated", repeated.json))
      tables.append(repeated.table)
    }
    return ModelReport(
      json: .object(members), tables: tables,
      figure: { () throws(ExhibitError) in try audiencePlot() })
  }

  private static let curveSteps = 80

  /// Transfers, framing and the junior's gain against its record, for three audiences.
  public func audiencePlot() throws(ExhibitError) -> CurvePlot {
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
        guard
          let outcome = try? with({
            $0.record = record
            $0.listeners = [base * share]
            $0.rivals = 0
          }).outcome()
        else { continue }
        lines[0].append(Point(record, outcome.response.transfer))
        lines[1].append(Point(record, outcome.response.framing))
        lines[2].append(Point(record, outcome.claimGain))
        if let last = before, last.gain <= 0, outcome.claimGain > 0, crossing == nil {
          let part = -last.gain / (outcome.claimGain - last.gain)
          crossing = last.record + part * (record - last.record)
        }
        before = (record, outcome.claimGain)
      }
      let title = "Stake I R = \(ModelTable.plain(format.string(stake)))"
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

  func table(_ parameters: LoyaltyCoercion.Parameters) -> TextTable {
    ModelTable.pairs(
      title: "Claim and answer",
      [
        ("Belief that the patron is unreliable, after a claim", ModelTable.number(posterior)),
        ("Loss if the patron does nothing", ModelTable.number(loss)),
        ("Framing", ModelTable.number(response.framing)),
        ("Transfer", ModelTable.number(response.transfer)),
        ("Transfer without a claim", ModelTable.number(transferWithoutClaim)),
        ("Patron's cost", ModelTable.number(response.cost)),
        ("Backfire (an addition to the paper)", ModelTable.number(backfire)),
        ("Junior's gain from a claim", ModelTable.number(claimGain)),
        ("Junior claims", ModelTable.word(claims)),
        ("Success (transfer of at least m_bar)", ModelTable.word(success)),
      ],
      notes: response.isComplete ? ["Framing and transfer together avert the whole loss."] : [])
  }
}

extension LoyaltyCoercion.Statics {
  var json: JSONValue {
    .object([
      ("dtransfer_drecord", .number(transferByRecord)),
      ("dtransfer_dinterconnection", .number(transferByInterconnection)),
      ("dtransfer_daudience", .number(transferByAudience)),
      ("dframing_ratio_drecord", .number(framingRatioByRecord)),
      ("framing_peak", .number(framingPeak)), ("loyalty_threshold", .optional(loyaltyThreshold)),
      ("audience_threshold", .optional(audienceThreshold)),
      ("interconnection_threshold", .optional(interconnectionThreshold)),
      ("interconnection_holds", .bool(hasInterconnection)), ("audience_holds", .bool(hasAudience)),
    ])
  }

  var table: TextTable {
    ModelTable.pairs(
      title: "Conditions and comparative statics",
      [
        ("Necessary: commitments are interconnected", ModelTable.word(hasInterconnection)),
        ("Necessary: someone listens", ModelTable.word(hasAudience)),
        ("Transfer by record", ModelTable.number(transferByRecord)),
        ("Transfer by interconnection", ModelTable.number(transferByInterconnection)),
        ("Transfer by audience", ModelTable.number(transferByAudience)),
        ("Framing over transfer by record", ModelTable.number(framingRatioByRecord)),
        ("Record at which framing is greatest", ModelTable.number(framingPeak)),
        ("Least record that claims", ModelTable.number(loyaltyThreshold)),
        ("Least audience that lets this record claim", ModelTable.number(audienceThreshold)),
        ("Least interconnection that does", ModelTable.number(interconnectionThreshold)),
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
    ModelTable.pairs(
      title: "A change of administration (an addition to the paper)",
      [
        ("Chance that a successor answers", ModelTable.number(chance)),
        ("Transfer by the incumbent", ModelTable.number(incumbent.response.transfer)),
        ("Transfer by the successor", ModelTable.number(successor.response.transfer)),
        ("Junior's expected gain", ModelTable.number(expectedGain)),
        ("Junior claims now", ModelTable.word(claims)),
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
            .number("\(index + 1)"), ModelTable.number(round.precedent),
            ModelTable.number(round.loss), ModelTable.number(round.transfer),
            ModelTable.number(round.myopicTransfer), ModelTable.number(round.claimGain),
          ])
        }
      ],
      notes: [
        "A patron that looks ahead gives less at first, because what it gives is asked for again."
      ])
  }
}
