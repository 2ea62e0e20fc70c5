/// A good that one country imports and the other exports.
///
/// Give your own by conforming to this protocol, or give its curves to `ScheduleMarket`.
public protocol Market: Sendable {
  /// The market cleared at a tariff between `lowestTariff` and `prohibitiveTariff`.
  func outcome(tariff: Double) -> GoodOutcome
  /// The tariff at which imports end. Above it nothing changes any more.
  var prohibitiveTariff: Double { get }
  /// The largest import subsidy for which the market has a price.
  var lowestTariff: Double { get }
}
