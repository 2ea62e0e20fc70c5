import Bargaining
import Typesetting

extension TradeAgreementTheory.Solution {
  /// The document that `entente solve trade-agreement --format json` prints. What does not exist is
  /// null, with the reason beside it.
  var json: JSONValue {
    .object(
      members + rangeReasons + (space.map { [(key: "space", value: $0.json)] } ?? []))
  }

  private var members: [(key: String, value: JSONValue)] {
    [
      ("nash", nashJSON), ("rules", rulesJSON(points.rules)),
      ("public", publicJSON),
      ("frontier", .array(points.frontier.map { frontierJSON($0) })),
      ("comparative", comparativeJSON),
      (
        "welfare",
        Self.reasoned(
          [
            ("nash", Self.payoffs(points.nash)), ("rules", Self.payoffs(points.rules.point)),
            ("public", Self.payoffs(points.people.point)),
          ], "there is no such point; its own member says why")
      ),
      ("claims", claimsJSON),
      ("reciprocity", .text(reciprocity.rawValue)),
      ("tariff_floor", .optional(agreement.tariffFloor)),
      ("lambda_second_order", Self.range(agreement.secondOrderRange())),
      ("lambda_individually_rational", Self.range(rationalPower)),
    ]
  }

  private static func range(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  /// Why a member of the document itself is null, where one is.
  private var rangeReasons: [(key: String, value: JSONValue)] {
    var reasons: [(key: String, value: JSONValue)] = []
    if agreement.tariffFloor == nil {
      reasons.append(("tariff_floor_reason", .text("none was set")))
    }
    if agreement.secondOrderRange() == nil {
      reasons.append(
        (
          "lambda_second_order_reason",
          .text("no weight on Home makes both tariffs interior maxima")
        ))
    }
    if rationalPower == nil {
      reasons.append(
        (
          "lambda_individually_rational_reason",
          .text("at no weight on Home do both governments prefer the frontier to the trade war")
        ))
    }
    return reasons
  }

  /// The ends of a line of solutions; an empty list where every pair of tariffs is one.
  private static func solutions(_ continuum: RulesContinuum) -> JSONValue {
    .array(
      (continuum.ends ?? []).map { .array([.number($0.home), .number($0.foreign)]) })
  }

  /// Members that are null, where something is, with the reason beside them.
  private static func reasoned(
    _ members: [(key: String, value: JSONValue)], _ reason: String
  ) -> JSONValue {
    .object(
      members.contains { $0.value == .null } ? members + [("reason", .text(reason))] : members)
  }

  /// Why what is said of the rules-based point is not there.
  private var withoutPoint: String {
    guard let point = points.rules.point else {
      return "it is said of a rules-based point: " + (points.rules.reason ?? "there is none")
    }
    return missingWeight(point)
      ?? "what a tariff maximises is flat at the rules-based point, or nothing is gained there"
  }

  private func missingWeight(_ point: AgreementPoint?) -> String? {
    guard let point, point.lambda == nil else { return nil }
    return "no positive weight on Home makes the rules-based point efficient"
  }

  private static func flag(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }

  private static func payoffs(_ point: AgreementPoint?) -> JSONValue {
    guard let payoffs = point?.payoffs else { return .null }
    return .object([
      ("G", .number(payoffs.government.home)), ("G_star", .number(payoffs.government.foreign)),
      ("W", .number(payoffs.people.home)), ("W_star", .number(payoffs.people.foreign)),
    ])
  }

  private static func certificate(_ point: AgreementPoint) -> JSONValue {
    let certificate = point.certificate
    func pair(_ values: CountryPair<Double>) -> JSONValue {
      .array([.number(values.home), .number(values.foreign)])
    }
    return .object([
      ("residual", pair(certificate.residual)), ("second_order", pair(certificate.secondOrder)),
      (
        "position",
        .array([
          .text(certificate.position.home.rawValue), .text(certificate.position.foreign.rawValue),
        ])
      ),
      ("unilateral_gain", pair(certificate.unilateralGain)),
      ("gain_over_nash", pair(certificate.gainOverNash)),
    ])
  }

  private var nashJSON: JSONValue {
    let nash = points.nash
    return .object([
      ("home", .number(nash.tariffs.home)), ("foreign", .number(nash.tariffs.foreign)),
      ("corner_home", .bool(nash.certificate.position.home != .interior)),
      ("corner_foreign", .bool(nash.certificate.position.foreign != .interior)),
      ("certificate", Self.certificate(nash)),
    ])
  }

  private func rulesJSON(_ rules: RulesPoint) -> JSONValue {
    let point = rules.point
    var entries: [(key: String, value: JSONValue)] = [
      ("home", .optional(point?.tariffs.home)), ("foreign", .optional(point?.tariffs.foreign)),
      ("interior", .bool(point != nil)),
      (
        "individually_rational_home", Self.flag(point?.certificate.isIndividuallyRational(.home))
      ),
      (
        "individually_rational_foreign",
        Self.flag(point?.certificate.isIndividuallyRational(.foreign))
      ),
      ("lambda", .optional(point?.lambda)), ("rho", .optional(point?.rho)),
    ]
    if let point { entries.append(("certificate", Self.certificate(point))) }
    if case .continuum(let continuum) = rules {
      entries.append(("solutions", Self.solutions(continuum)))
    }
    if let reason = rules.reason ?? missingWeight(point) {
      entries.append(("reason", .text(reason)))
    }
    return .object(entries)
  }

  private var publicJSON: JSONValue {
    let point = points.people.point
    var entries: [(key: String, value: JSONValue)] = [
      ("home", .optional(point?.tariffs.home)), ("foreign", .optional(point?.tariffs.foreign)),
    ]
    if case .continuum(let continuum) = points.people {
      entries.append(("solutions", Self.solutions(continuum)))
    }
    if let reason = points.people.reason { entries.append(("reason", .text(reason))) }
    return .object(entries)
  }

  private func frontierJSON(_ point: AgreementPoint) -> JSONValue {
    let formal = point.lambda.flatMap { agreement.formalFrontierTariffs(lambda: $0) }
    return Self.reasoned(
      [
        ("lambda", .optional(point.lambda)), ("home", .number(point.tariffs.home)),
        ("foreign", .number(point.tariffs.foreign)), ("interior", .bool(point.isInterior)),
        ("second_order", .text(point.certificate.secondOrderVerdict.rawValue)),
        ("formal_home", .optional(formal?.home)), ("formal_foreign", .optional(formal?.foreign)),
        (
          "individually_rational",
          .bool(Country.allCases.allSatisfy { point.certificate.isIndividuallyRational($0) })
        ),
      ], "a first-order condition does not depend on its tariff")
  }

  private var comparativeJSON: JSONValue {
    let shift = points.shift
    let gain = shift?.government.home
    return Self.reasoned(
      [
        ("dhome_dlambda", .optional(shift?.tariffs.home)),
        ("dforeign_dlambda", .optional(shift?.tariffs.foreign)),
        ("dwelfare_home_dlambda", .optional(shift?.people.home.total)),
        ("dwelfare_foreign_dlambda", .optional(shift?.people.foreign.total)),
        ("dgovernment_home_dlambda", .optional(gain?.total)),
        ("terms_of_trade", .optional(gain?.termsOfTrade)),
        ("import_rents", .optional(gain?.importRents)),
        ("export_rents", .optional(gain?.exportRents)),
      ], withoutPoint)
  }

  private var claimsJSON: JSONValue {
    Self.reasoned(
      [
        ("remark_1", Self.flag(remarkOne?.holds)),
        ("remark_1_gradient", .optional(remarkOne?.gradient)),
        ("remark_1_paper_condition", Self.flag(remarkOne?.paperCondition)),
        ("remark_2", Self.flag(remarkTwo?.holds)),
        ("public_gains", Self.flag(publicGains?.holds)),
        ("public_gains_proof", publicGains?.proof.map { .text($0.rawValue) } ?? .null),
        ("public_gains_failure", publicGains?.failure.map { .text($0.rawValue) } ?? .null),
        ("export_policy_shortfall", .optional(benchmark?.shortfall)),
      ],
      publicGains == nil
        ? withoutPoint
        : "a claim that holds has no failure, and one that no theorem covers no proof")
  }
}
