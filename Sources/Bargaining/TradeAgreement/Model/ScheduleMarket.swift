import Numerics

/// A good whose demand and supply curves are given as functions.
///
/// The world price solves `Q_e(w) - D_e(w) = D_i(w + t) - Q_m(w + t)`, whose left side rises and
/// right side falls, so the root is unique; it is found to the last digits.
public struct ScheduleMarket: Market {
  /// What the importer buys at its local price.
  public let importerDemand: Demand
  /// What the exporter buys at the world price.
  public let exporterDemand: Demand
  /// What the importer's firms supply at its local price.
  public let importSupply: Supply
  /// What the exporter's firms supply at the world price.
  public let exportSupply: Supply
  /// The difference of the prices without trade.
  public let prohibitiveTariff: Double
  /// The subsidy at which the importer's price reaches the least one that its curves are defined
  /// for.
  public let lowestTariff: Double
  /// The prices without trade.
  public let importerAutarkyPrice: Double
  /// That of the exporter, the lower of the two.
  public let exporterAutarkyPrice: Double
  private let leastPrice: Double

  /// - Throws: `noRoot` where a country has no price without trade, `noTrade` where the exporter's
  ///   is not the lower one, `wrongSlope` where a curve bends the wrong way at the prices without
  ///   trade.
  public init(
    importerDemand: Demand, exporterDemand: Demand, importSupply: Supply, exportSupply: Supply
  ) throws(BargainingError) {
    self.importerDemand = importerDemand
    self.exporterDemand = exporterDemand
    self.importSupply = importSupply
    self.exportSupply = exportSupply
    // Curves may be infinite at a price of zero.
    leastPrice = min(importerDemand.choke, exporterDemand.choke) * 1e-12
    let imported = Excess(demand: importerDemand, supply: importSupply)
    let exported = Excess(demand: exporterDemand, supply: exportSupply)
    importerAutarkyPrice = try Self.autarky(imported, leastPrice, "The importer's market")
    exporterAutarkyPrice = try Self.autarky(exported, leastPrice, "The exporter's market")
    guard importerAutarkyPrice > exporterAutarkyPrice else {
      throw .noTrade(importer: importerAutarkyPrice, exporter: exporterAutarkyPrice)
    }
    prohibitiveTariff = importerAutarkyPrice - exporterAutarkyPrice
    lowestTariff = Self.lowest(
      imported, exported, least: leastPrice, importer: importerAutarkyPrice,
      exporter: exporterAutarkyPrice)
  }

  /// The isoelastic example that the method notes were checked with: demand `p^-0.8` with surplus up
  /// to a price of 6, supply `0.45 p^0.7` where the good is imported and `p^0.7` where it is exported.
  public static func isoelasticExample() throws(BargainingError) -> ScheduleMarket {
    let demand = try Demand.isoelastic(scale: 1, elasticity: 0.8, choke: 6)
    return try ScheduleMarket(
      importerDemand: demand, exporterDemand: demand,
      importSupply: .isoelastic(scale: 0.45, elasticity: 0.7),
      exportSupply: .isoelastic(scale: 1, elasticity: 0.7))
  }

  /// The market cleared by a bracketed root in the world price.
  /// - Parameter tariff: between `lowestTariff` and `prohibitiveTariff`.
  public func outcome(tariff: Double) -> GoodOutcome {
    let imported = Excess(demand: importerDemand, supply: importSupply)
    let exported = Excess(demand: exporterDemand, supply: exportSupply)
    let low = max(exporterAutarkyPrice, leastPrice - tariff)
    let high = max(low, min(exporterDemand.choke, importerAutarkyPrice - tariff))
    let share = (prohibitiveTariff - tariff) / (prohibitiveTariff - lowestTariff)
    let world =
      MonotoneRoot.find(low: low, high: high, start: low + 0.5 * share * (high - low)) { price in
        (
          -exported.quantity(price) - imported.quantity(price + tariff),
          -exported.slope(price) - imported.slope(price + tariff)
        )
      } ?? (tariff >= prohibitiveTariff ? low : high)
    let local = world + tariff
    let importSlope = imported.slope(local)
    let exportSlope = -exported.slope(world)
    let worldPassThrough = importSlope / (exportSlope - importSlope)
    let localPassThrough = exportSlope / (exportSlope - importSlope)
    let importCurvature = importerDemand.curvature(local) - importSupply.curvature(local)
    let exportCurvature = exportSupply.curvature(world) - exporterDemand.curvature(world)
    return GoodOutcome(
      tariff: tariff, localPrice: local, worldPrice: world, imports: imported.quantity(local),
      importerDemand: importerDemand.quantity(local),
      exporterDemand: exporterDemand.quantity(world), importSupply: importSupply.quantity(local),
      exportSupply: exportSupply.quantity(world), importerSurplus: importerDemand.surplus(local),
      exporterSurplus: exporterDemand.surplus(world), importProfit: importSupply.profit(local),
      exportProfit: exportSupply.profit(world), importSlope: importSlope,
      importCurvature: importCurvature, exportSlope: exportSlope,
      importSupplySlope: importSupply.slope(local), exportSupplySlope: exportSupply.slope(world),
      importerDemandSlope: importerDemand.slope(local), localPassThrough: localPassThrough,
      worldPassThrough: worldPassThrough,
      passThroughSlope: (importCurvature * localPassThrough * localPassThrough
        - exportCurvature * worldPassThrough * worldPassThrough) / (exportSlope - importSlope))
  }

  /// Demand minus supply of one country.
  private struct Excess {
    var demand: Demand
    var supply: Supply

    func quantity(_ price: Double) -> Double { demand.quantity(price) - supply.quantity(price) }
    func slope(_ price: Double) -> Double { demand.slope(price) - supply.slope(price) }
  }

  private static func autarky(
    _ excess: Excess, _ least: Double, _ name: String
  ) throws(BargainingError) -> Double {
    let choke = excess.demand.choke
    guard
      let price = MonotoneRoot.find(
        low: least, high: choke, { (excess.quantity($0), excess.slope($0)) })
    else {
      throw .noRoot(equation: "\(name) without trade", low: least, high: choke)
    }
    let slopes = [
      ("demand", excess.demand.slope(price), false), ("supply", excess.supply.slope(price), true),
    ]
    for (curve, slope, rises) in slopes where !(rises ? slope > 0 : slope < 0) {
      throw .wrongSlope(
        schedule: "\(name)'s \(curve)", price: price, slope: slope,
        expected: rises ? "a positive slope" : "a negative slope")
    }
    return price
  }

  /// The subsidy at which the exporter's buyers give up, or the importer's price falls to nothing.
  private static func lowest(
    _ imported: Excess, _ exported: Excess, least: Double, importer: Double, exporter: Double
  ) -> Double {
    let choke = exported.demand.choke
    let most = -exported.quantity(choke)
    if let price = MonotoneRoot.find(
      low: least, high: importer, { (imported.quantity($0) - most, imported.slope($0)) })
    {
      return price - choke
    }
    let bought = imported.quantity(least)
    let world =
      MonotoneRoot.find(
        low: exporter, high: choke, { (-exported.quantity($0) - bought, -exported.slope($0)) })
      ?? choke
    return least - world
  }
}
