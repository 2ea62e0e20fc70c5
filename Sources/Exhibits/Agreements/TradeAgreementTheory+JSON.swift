import Bargaining
import Typesetting

extension TradeAgreementTheory.Solution {
  /// The document that `entente solve trade-agreement --format json` prints. What does not exist is
  /// null, with the reason beside it.
  var json: JSONValue {
    .object(
      members + (space.map { [(key: "space", value: $0.json)] } ?? []))
  }

  private var members: [(key: String, value: JSONValue)] {
    [
      ("nash", nashJSON), ("rules", rulesJSON(points.rules)),
      ("public", publicJSON),
      ("frontier", .array(points.frontier.map { frontierJSON($0) })),
      ("comparative", comparativeJSON),
      (
        "welfare",
        .object([
          ("nash", Self.payoffs(points.nash)), ("rules", Self.payoffs(points.rules.point)),
          ("public", Self.payoffs(points.people.point)),
        ])
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
    if case .noInteriorPoint(let answer) = rules {
      entries.append(("reason", .text(answer.description)))
    }
    return .object(entries)
  }

  private var publicJSON: JSONValue {
    let point = points.people.point
    var entries: [(key: String, value: JSONValue)] = [
      ("home", .optional(point?.tariffs.home)), ("foreign", .optional(point?.tariffs.foreign)),
    ]
    if case .noInteriorPoint(let answer) = points.people {
      entries.append(("reason", .text(answer.description)))
    }
    return .object(entries)
  }

  private func frontierJSON(_ point: AgreementPoint) -> JSONValue {
    let formal = point.lambda.flatMap { agreement.formalFrontierTariffs(lambda: $0) }
    return .object([
      ("lambda", .optional(point.lambda)), ("home", .number(point.tariffs.home)),
      ("foreign", .number(point.tariffs.foreign)), ("interior", .bool(point.isInterior)),
      ("formal_home", .optional(formal?.home)), ("formal_foreign", .optional(formal?.foreign)),
      (
        "individually_rational",
        .bool(Country.allCases.allSatisfy { point.certificate.isIndividuallyRational($0) })
      ),
    ])
  }

  private var comparativeJSON: JSONValue {
    let shift = points.shift
    let gain = shift?.government.home
    return .object([
      ("dhome_dlambda", .optional(shift?.tariffs.home)),
      ("dforeign_dlambda", .optional(shift?.tariffs.foreign)),
      ("dwelfare_home_dlambda", .optional(shift?.people.home.total)),
      ("dwelfare_foreign_dlambda", .optional(shift?.people.foreign.total)),
      ("dgovernment_home_dlambda", .optional(gain?.total)),
      ("terms_of_trade", .optional(gain?.termsOfTrade)),
      ("import_rents", .optional(gain?.importRents)),
      ("export_rents", .optional(gain?.exportRents)),
    ])
  }

  private var claimsJSON: JSONValue {
    .object([
      ("remark_1", Self.flag(remarkOne?.holds)),
      ("remark_1_gradient", .optional(remarkOne?.gradient)),
      ("remark_1_paper_condition", Self.flag(remarkOne?.paperCondition)),
      ("remark_2", Self.flag(remarkTwo?.holds)),
      ("public_gains", Self.flag(publicGains?.holds)),
      ("public_gains_proof", publicGains?.proof.map { .text($0.rawValue) } ?? .null),
      ("public_gains_failure", publicGains?.failure.map { .text($0.rawValue) } ?? .null),
      ("export_policy_shortfall", .optional(benchmark?.shortfall)),
    ])
  }
}
