/// One traded good with its market cleared at an importer's tariff: prices, quantities, and how they
/// move with the tariff.
///
/// With imports `M(p) = D(p) - Q_m(p)` and exports `E(w) = Q_e(w) - D(w)`, clearing is
/// `M(p) = E(w)`, `p = w + t`, so `w' = M_p / (E_w - M_p) < 0` and `p' = 1 + w'`. The importer's
/// tariff lowers the world price and raises the local one by less than itself: neither Metzler's nor
/// Lerner's paradox.
///
/// The paper prints the elasticity form of `dp_y/dp_y*` upside down: it is
/// `(p_y mu)/(p_y* xi)`, not `(p_y* mu)/(p_y xi)`. Test: `PaperErrorTests.elasticityForm`.
public struct GoodOutcome: Sendable, Equatable {
  /// The importer's specific tariff.
  public var tariff: Double
  /// The price in the importing country.
  public var localPrice: Double
  /// The price in the exporting country and on the world market.
  public var worldPrice: Double
  /// Imports, equal to exports.
  public var imports: Double
  /// Demand in the importing country.
  public var importerDemand: Double
  /// Demand in the exporting country.
  public var exporterDemand: Double
  /// Supply of the sector that competes with imports.
  public var importSupply: Double
  /// Supply of the sector that exports.
  public var exportSupply: Double
  /// Surplus of buyers in the importing country.
  public var importerSurplus: Double
  /// Surplus of buyers in the exporting country.
  public var exporterSurplus: Double
  /// Profit of the sector that competes with imports.
  public var importProfit: Double
  /// Profit of the sector that exports.
  public var exportProfit: Double
  /// `dM/dp < 0` and `d^2M/dp^2`.
  var importSlope: Double
  var importCurvature: Double
  /// `dE/dw > 0`.
  var exportSlope: Double
  var importSupplySlope: Double
  var exportSupplySlope: Double
  var importerDemandSlope: Double
  /// `dp/dt` and `dw/dt`.
  public var localPassThrough: Double
  /// Between -1 and 0: the share of the tariff that the exporter bears, with its sign.
  public var worldPassThrough: Double
  /// `d^2p/dt^2 = d^2w/dt^2`.
  var passThroughSlope: Double

  /// What the importer collects.
  public var revenue: Double { tariff * imports }

  /// `dM/dt`.
  var importsByTariff: Double { importSlope * localPassThrough }

  /// The importer's payoff from the good: surplus, weighted profit, revenue.
  func importerPayoff(_ interests: Interests) -> Double {
    (1 + interests.downstream) * importerSurplus + interests.imports * importProfit + revenue
  }

  /// The exporter's payoff from the good. Profits and surplus are taken at the exporter's own
  /// price, which is the world price: the paper's equations 1 and 2 print the importer's.
  /// Test: `PaperErrorTests.exportLegTakesTheExportersPrice`.
  func exporterPayoff(_ interests: Interests) -> Double {
    exporterSurplus + interests.exports * exportProfit
  }

  /// `dI/dt`: terms of trade, weighted profits and the distortion of trade.
  func importerGradient(_ interests: Interests) -> Double {
    importRentGradient(interests) - imports * worldPassThrough
  }

  /// The part of `dI/dt` that comes through the local price: rents beyond a consumer's weight, and
  /// revenue lost on smaller imports.
  func importRentGradient(_ interests: Interests) -> Double {
    ((interests.imports - 1) * importSupply - interests.downstream * importerDemand
      + tariff * importSlope) * localPassThrough
  }

  /// `d^2I/dt^2`.
  func importerCurvature(_ interests: Interests) -> Double {
    let rent =
      (interests.imports - 1) * importSupply - interests.downstream * importerDemand
      + tariff * importSlope
    let rentSlope =
      ((interests.imports - 1) * importSupplySlope - interests.downstream * importerDemandSlope
        + tariff * importCurvature) * localPassThrough + importSlope
    return rentSlope * localPassThrough + rent * passThroughSlope
      - importsByTariff * worldPassThrough - imports * passThroughSlope
  }

  /// `dX/dt = w' [E + (gamma_E - 1) Q_e]`: the whole of it. Equation 4 of the paper is its second
  /// part, the effect net of terms of trade. Test: `PaperErrorTests.equationFourIsNetOfTermsOfTrade`.
  func exporterGradient(_ interests: Interests) -> Double {
    worldPassThrough * (imports + (interests.exports - 1) * exportSupply)
  }

  /// `d^2X/dt^2`, positive: a country's payoff is convex in its partner's tariff.
  func exporterCurvature(_ interests: Interests) -> Double {
    passThroughSlope * (imports + (interests.exports - 1) * exportSupply)
      + worldPassThrough * worldPassThrough
      * (exportSlope + (interests.exports - 1) * exportSupplySlope)
  }
}
