/// Remark 2 of DeRemer (2023) at one set of weights: a little more power for Home raises its tariff,
/// lowers Foreign's, and brings import rents, export rents and terms of trade.
///
/// The remark's "larger reduction" and "larger increase" compare with nothing: they are a reduction
/// and an increase.
public struct RemarkTwo: Sendable, Equatable {
  /// What a little more power for Home changes at the rules-based point.
  public var shift: PowerShift

  /// The remark judged by a change that was worked out at a point.
  public init(shift: PowerShift) { self.shift = shift }

  /// `d tau_x > 0` and `d tau_y < 0`.
  public var movesTariffs: Bool { shift.tariffs.home > 0 && shift.tariffs.foreign < 0 }
  /// No part of Home's gain is negative.
  public var bringsAllThree: Bool {
    let gain = shift.government.home
    return gain.termsOfTrade > 0 && gain.importRents >= 0 && gain.exportRents >= 0
  }
  /// The share of Home's gain that is terms of trade: `E / (E + (gamma_E - 1) Q_e)` for equal
  /// countries, 70% at Figure 1's weights.
  ///
  /// `nil` where Home gains nothing.
  public var termsOfTradeShare: Double? {
    let gain = shift.government.home
    return gain.isPositive ? gain.termsOfTrade / gain.total : nil
  }
  /// Whether tariffs move as the remark says and no part of the gain is negative.
  public var holds: Bool { movesTariffs && bringsAllThree }
}

extension TariffBargain {
  /// Remark 2; `nil` where the governments have no rules-based point.
  public func remarkTwo(_ reciprocity: Reciprocity = .termsOfTrade) -> RemarkTwo? {
    rulesPoint(reciprocity, for: .government).point
      .flatMap { powerShift(at: $0) }.map { RemarkTwo(shift: $0) }
  }
}
