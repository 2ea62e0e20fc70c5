/// Remark 1 of DeRemer (2023) at one set of weights: does the government liberalise more than its
/// public wants?
///
/// Along reciprocal changes the public's gradient is, per unit of Home's tariff,
/// `W_x + rho W_y = -(m^G - m^W) Q_m p_x' + (e^G - e^W) Q_e |w_y'| rho`, so Home's public wants less
/// liberalisation if and only if `(m^G - m^W) < (e^G - e^W) rho Q_e |w_y'| / (Q_m p_x')`. What it
/// wants less of is liberalisation within a shallow agreement; the remark's "more shallow trade
/// liberalization" can be read as its opposite.
public struct RemarkOne: Sendable, Equatable {
  /// `W_x + rho W_y` at the governments' rules-based point. Positive: the public would raise both
  /// tariffs.
  public var gradient: Double
  /// The size of what the gradient is the sum of.
  var gradientScale: Double
  /// The factor on `e^G - e^W` above, with which the condition is exact at this point.
  public var factor: Double
  /// `(m^G - m^W) < (3/2)(e^G - e^W)`, as the paper has it: exact only at free trade. At Figure 1's
  /// weights the factor is 1.47. Test: `PaperErrorTests.threeHalvesIsNotTheThreshold`.
  public var paperCondition: Bool
  /// Whether the public, if it negotiated by the same rule, would set the higher tariff; none where
  /// it has no rules-based point.
  public var publicTariffIsHigher: Bool?
  /// `W` at the rules-based point above `W` without an agreement: whether the public is better off
  /// than in a trade war, which backlash against the agreement does not rule out.
  public var publicGainOverNash: Double

  /// Whether the public wants less liberalisation than the government's, by more than rounding: at the
  /// same weights the two want the same.
  public var holds: Bool { gradient > Certificate.rounding * gradientScale }
}

extension TariffBargain {
  /// Remark 1 for one country; `nil` where the governments have no rules-based point.
  public func remarkOne(
    _ reciprocity: Reciprocity = .termsOfTrade, country: Country = .home
  ) -> RemarkOne? {
    guard let point = rulesPoint(reciprocity, for: .government).point else { return nil }
    var remark = remarkOne(at: point, reciprocity, country)
    remark.publicTariffIsHigher = rulesPoint(reciprocity, for: .people).point.map {
      $0.tariffs[country] > point.tariffs[country]
    }
    return remark
  }

  func remarkOne(
    at point: AgreementPoint, _ reciprocity: Reciprocity, _ country: Country
  ) -> RemarkOne {
    let own = point.imports(of: country)
    let partner = point.imports(of: country.partner)
    let interests = politics.interests(.people, of: country)
    let ratio = reciprocity.weight(own) / reciprocity.weight(partner)
    let government = politics.weights(.government, of: country)
    let people = politics.weights(.people, of: country)
    return RemarkOne(
      gradient: own.importerGradient(interests) + ratio * partner.exporterGradient(interests),
      gradientScale: own.importerGradientScale(interests)
        + abs(ratio) * partner.exporterGradientScale(interests),
      factor: ratio * partner.exportSupply * -partner.worldPassThrough
        / (own.importSupply * own.localPassThrough),
      paperCondition: government.importWeight - people.importWeight
        < 1.5 * (government.exportWeight - people.exportWeight),
      publicTariffIsHigher: nil,
      publicGainOverNash: point.payoffs.people[country] - outside.payoffs.people[country])
  }
}
