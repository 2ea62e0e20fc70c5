import Numerics

/// Two governments and any two markets: the general solver.
///
/// Each Nash and frontier tariff is the maximum of a function of one tariff, found on a grid and
/// polished by Newton's method. The rules-based point solves two equations by Newton's method in
/// coordinates in which linear markets make them linear.
public struct TradeAgreement<Good: Market>: TariffBargain {
  /// Good x, which Home imports.
  public let homeImports: Good
  /// Good y, which Foreign imports.
  public let foreignImports: Good
  /// The weights of both governments and both publics.
  public let politics: TradePolitics
  /// The least tariff allowed; `nil` where the markets alone limit import subsidies.
  public let tariffFloor: Double?
  /// The governments' Nash equilibrium, solved once when the agreement is made.
  public private(set) var outside: OutsideOption

  /// - Throws: `floorAboveNash`, or `outOfDomain` for a floor that is not a number.
  public init(
    homeImports: Good, foreignImports: Good, _ politics: TradePolitics, tariffFloor: Double? = nil
  ) throws(BargainingError) {
    self = try Self.bounded(by: tariffFloor) {
      Self(homeImports, foreignImports, checked: politics, floor: $0)
    }
  }

  /// Two goods that mirror each other.
  public init(
    _ good: Good, _ politics: TradePolitics, tariffFloor: Double? = nil
  ) throws(BargainingError) {
    try self.init(
      homeImports: good, foreignImports: good, politics, tariffFloor: tariffFloor)
  }

  private init(
    _ homeImports: Good, _ foreignImports: Good, checked politics: TradePolitics, floor: Double?
  ) {
    self.homeImports = homeImports
    self.foreignImports = foreignImports
    self.politics = politics
    tariffFloor = floor
    outside = .unsolved
    outside = outsideOption()
  }

  /// The maximum of the country's payoff from its own imports, over the whole range of tariffs.
  public func bestTariff(of country: Country, for principal: Principal) -> Double {
    let interests = politics.interests(principal, of: country)
    return maximum(of: country) { good in
      (
        good.importerPayoff(interests), good.importerGradient(interests),
        good.importerCurvature(interests)
      )
    }
  }

  /// Both maxima of `lambda G + G*`, one tariff at a time: each good's tariff enters one good only.
  public func frontierTariffs(checked lambda: Double, for principal: Principal) -> Tariffs {
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    return Tariffs(
      home: maximum(of: .home) { good in
        (
          lambda * good.importerPayoff(home) + good.exporterPayoff(foreign),
          lambda * good.importerGradient(home) + good.exporterGradient(foreign),
          lambda * good.importerCurvature(home) + good.exporterCurvature(foreign)
        )
      },
      foreign: maximum(of: .foreign) { good in
        (
          good.importerPayoff(foreign) + lambda * good.exporterPayoff(home),
          good.importerGradient(foreign) + lambda * good.exporterGradient(home),
          good.importerCurvature(foreign) + lambda * good.exporterCurvature(home)
        )
      })
  }

  private func maximum(
    of country: Country, _ jet: (GoodOutcome) -> ScalarMaximum.Jet
  ) -> Double {
    let market = imports(of: country)
    return ScalarMaximum.find(low: leastTariff(of: country), high: market.prohibitiveTariff) {
      jet(market.outcome(tariff: $0))
    }
  }
}
