/// The good of DeRemer's (2023) section 3.3, after Bagwell and Staiger (2001): demand `1 - p` in
/// both countries, supply `p/2` where it is imported and `p` where it is exported.
///
/// Clearing gives `p = (4 + 4t)/7`, `w = (4 - 3t)/7` and `M = (1 - 6t)/7`, so trade ends at
/// `t = 1/6`; at `t = -1` the importer's price is zero and the exporter's buyers give up.
public struct LinearMarket: Market, Equatable {
  /// The one good of the paper's section 3.3; nothing varies.
  public init() {}

  /// 1/6, where imports end.
  public var prohibitiveTariff: Double { 1.0 / 6 }
  /// -1, where the importer's price is zero.
  public var lowestTariff: Double { -1 }

  /// Prices, quantities and pass-through in closed form.
  public func outcome(tariff: Double) -> GoodOutcome {
    let local = (4 + 4 * tariff) / 7
    let world = (4 - 3 * tariff) / 7
    return GoodOutcome(
      tariff: tariff, localPrice: local, worldPrice: world, imports: (1 - 6 * tariff) / 7,
      importerDemand: 1 - local, exporterDemand: 1 - world, importSupply: local / 2,
      exportSupply: world, importerSurplus: (1 - local) * (1 - local) / 2,
      exporterSurplus: (1 - world) * (1 - world) / 2, importProfit: local * local / 4,
      exportProfit: world * world / 2, importSlope: -1.5, importCurvature: 0, exportSlope: 2,
      importSupplySlope: 0.5, exportSupplySlope: 1, importerDemandSlope: -1,
      localPassThrough: 4.0 / 7, worldPassThrough: -3.0 / 7, passThroughSlope: 0)
  }
}
