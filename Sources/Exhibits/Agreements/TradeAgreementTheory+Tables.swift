import Bargaining
import Typesetting

extension TradeAgreementTheory.Solution {
  /// The points, their evidence, and what a little more power changes.
  var tables: [TextTable] { [pointTable, evidenceTable] + (powerTable.map { [$0] } ?? []) }

  private static func number(_ value: Double) -> TextTable.Cell {
    .number(NumberFormat(digits: 6).string(value))
  }

  /// Errors and gains, which may be very small.
  private static func small(_ value: Double) -> TextTable.Cell {
    .number(value == 0 ? "0" : NumberFormat(digits: 3, style: .significant).string(value))
  }

  private var named: [(name: String, point: AgreementPoint)] {
    var named = [("Nash", points.nash)]
    if let rules = points.rules.point { named.append(("rules-based", rules)) }
    if let people = points.people.point { named.append(("public's", people)) }
    for point in points.frontier {
      let lambda = point.lambda.map { NumberFormat(digits: 4, style: .significant).string($0) }
      named.append(("frontier, \(lambda ?? "")", point))
    }
    return named
  }

  private var pointTable: TextTable {
    let rows = named.map { name, point in
      TextTable.Row(
        [
          TextTable.Cell(name), Self.number(point.tariffs.home),
          Self.number(point.tariffs.foreign), Self.number(point.payoffs.government.home),
          Self.number(point.payoffs.government.foreign), Self.number(point.payoffs.people.home),
          Self.number(point.payoffs.people.foreign),
        ])
    }
    var notes = [
      "Tariffs are specific. G, G*: governments' payoffs; W, W*: publics'. Frontier points are named "
        + "by the weight on Home's government.",
      "Reciprocity: \(reciprocity.rawValue). "
        + (agreement.tariffFloor.map { "Least tariff allowed: \(NumberFormat.plain($0))." }
          ?? "Import subsidies are allowed."),
    ]
    for (owner, answer) in [("Rules-based", points.rules), ("Public's", points.people)] {
      if let reason = answer.reason { notes.append("\(owner): \(reason).") }
    }
    return TextTable(
      title: "Tariff agreement, linear example of DeRemer (2023)",
      headers: ["point", "Home tariff", "Foreign tariff", "G", "G*", "W", "W*"],
      alignments: [.leading] + [TextTable.Alignment](repeating: .decimal, count: 6),
      groups: [rows], notes: notes)
  }

  private var evidenceTable: TextTable {
    let rows = named.map { name, point in
      let certificate = point.certificate
      let rational = Country.allCases.filter { certificate.isIndividuallyRational($0) }
      let who =
        rational.isEmpty ? "neither" : rational.count == 2 ? "both" : rational[0].name + " only"
      func place(_ country: Country) -> String { certificate.position[country].rawValue }
      return TextTable.Row(
        [
          TextTable.Cell(name), Self.small(certificate.largestResidual),
          TextTable.Cell(
            certificate.secondOrderVerdict == .notMaximum
              ? "NOT A MAXIMUM" : certificate.secondOrderVerdict.rawValue),
          TextTable.Cell("\(place(.home)), \(place(.foreign))"),
          Self.small(certificate.unilateralGain.home),
          Self.small(certificate.unilateralGain.foreign), TextTable.Cell(who),
        ])
    }
    return TextTable(
      title: "Evidence",
      headers: [
        "point", "residual", "second order", "position", "H alone", "F alone", "above Nash",
      ],
      alignments: [.leading, .decimal, .leading, .leading, .decimal, .decimal, .leading],
      groups: [rows],
      notes: [
        "Residual: what is left of the first-order conditions. H alone, F alone: what Home and Foreign "
          + "could gain by changing their own tariff. Above Nash: who is at least as well off as in the "
          + "trade war."
      ]
        + (named.contains { $0.point.certificate.secondOrderVerdict == .flat }
          ? ["Flat: what the tariff maximises does not depend on it, so that others do as well."]
          : [])
        + (named.contains { $0.point.certificate.secondOrderVerdict == .tied }
          ? ["Tied: the tariff stands at one end of its range, and the other end does as well."]
          : []))
  }

  private var powerTable: TextTable? {
    guard let shift = points.shift else { return nil }
    func row(_ name: String, _ gain: PowerShift.Gain) -> TextTable.Row {
      TextTable.Row(
        [
          TextTable.Cell(name), Self.number(gain.total), Self.number(gain.termsOfTrade),
          Self.number(gain.importRents), Self.number(gain.exportRents),
        ])
    }
    let format = NumberFormat(digits: 6)
    return TextTable(
      title: "A little more power for Home, at the rules-based point",
      headers: ["payoff of", "change", "terms of trade", "import rents", "export rents"],
      alignments: [.leading, .decimal, .decimal, .decimal, .decimal],
      groups: [
        [
          row("Home's government", shift.government.home),
          row("Foreign's government", shift.government.foreign),
          row("Home's public", shift.people.home), row("Foreign's public", shift.people.foreign),
        ]
      ],
      notes: [
        "Per unit of the weight on Home. Home's tariff changes by \(format.string(shift.tariffs.home)), "
          + "Foreign's by \(format.string(shift.tariffs.foreign))."
      ])
  }

  /// What the points and claims come to, in sentences.
  var sentences: [String] {
    let format = NumberFormat(digits: 4, style: .significant)
    guard let rules = points.rules.point else {
      if case .continuum = points.rules {
        return [
          "The paper's claims start from one rules-based point; at these weights there is a continuum "
            + "of them, and nothing singles one out."
        ]
      }
      return ["The paper's claims start from a rules-based point; there is none at these weights."]
    }
    var lines: [String] = []
    if case .continuum = points.rules {
      lines.append(
        "The rules-based conditions have a continuum of solutions at these weights. What follows is "
          + "said of the one with equal tariffs, which the countries' symmetry singles out and the "
          + "conditions do not.")
    }
    if let remark = remarkOne {
      lines.append(
        "Remark 1 (the government liberalises more than its public wants): "
          + (remark.holds ? "holds" : "does not hold")
          + ". The public's gradient in reciprocal tariffs is \(format.string(remark.gradient))"
          + (remark.paperCondition == remark.holds
            ? "." : "; the paper's 3/2 condition says the opposite."))
      lines.append(
        "Against the trade war Home's public "
          + (remark.publicGainOverNash >= 0 ? "gains " : "loses ")
          + format.string(abs(remark.publicGainOverNash)) + ".")
    }
    if let remark = remarkTwo {
      let share = remark.termsOfTradeShare.map {
        " Terms of trade are \(NumberFormat(digits: 1).string(100 * $0))% of Home's gain."
      }
      lines.append(
        "Remark 2 (power brings rents as well as terms of trade): "
          + (remark.holds ? "holds" : "does not hold") + "."
          + (share ?? " Home gains nothing from more power there."))
    }
    if let gains = publicGains {
      let reason: String
      switch (gains.failure, gains.proof) {
      case (.importBias?, _):
        reason = "does not hold: its government is biased towards import interests"
      case (.lowPublicExportWeight?, _):
        reason = "does not hold: it counts exporters' profit too little"
      case (.nearAutarky?, _): reason = "does not hold: there is hardly any trade left"
      case (.downstream?, _): reason = "does not hold: it cares about the firms downstream"
      case (nil, .equalImportWeights?):
        reason = "holds, and is proved where public and government weigh import interests alike"
      case (nil, .overLiberalised?):
        reason = "holds, and is proved where the public is over-liberalised"
      case (nil, nil): reason = "holds at these weights, though no theorem covers them"
      }
      lines.append("The public gains from Home's power: \(reason).")
    }
    if let benchmark {
      lines.append(
        "Without export policies the governments lose "
          + (benchmark.shortfall < 1e-12 ? "nothing" : format.string(benchmark.shortfall))
          + " of joint payoff at the rules-based point.")
    }
    for country in Country.allCases where !rules.certificate.isIndividuallyRational(country) {
      lines.append(
        "\(country.name)'s government prefers the trade war to the rules-based point: it would not "
          + "agree to it.")
    }
    if let rational = rationalPower {
      lines.append(
        "Both governments prefer the frontier to the trade war for weights on Home from "
          + "\(format.string(rational.lowerBound)) to \(format.string(rational.upperBound)).")
    }
    return lines
  }
}
