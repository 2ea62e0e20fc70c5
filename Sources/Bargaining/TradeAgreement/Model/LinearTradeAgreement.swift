/// The linear example of DeRemer (2023, section 3.3) in closed form.
///
/// With `A(m) = 8m - 5 - 12k`, `a(m) = 68 - 8m - 16k`, `B(e) = 12e - 9` and `b(e) = 9(1 + e)`, where
/// `k` is the extra weight on downstream surplus (zero in the paper), the derivatives are
/// `49 I'(t) = A - a t` and `49 X'(t) = -(B - b t)`.
public struct LinearTradeAgreement: TariffBargain, Equatable {
  /// The weights of both governments and both publics.
  public let politics: TradePolitics
  /// The least tariff allowed; `nil` where the market alone limits import subsidies.
  public let tariffFloor: Double?
  /// The governments' Nash equilibrium, solved once when the agreement is made.
  public private(set) var outside: OutsideOption
  /// Good x; both goods are the paper's.
  public var homeImports: LinearMarket { LinearMarket() }
  /// Good y; both goods are the paper's.
  public var foreignImports: LinearMarket { LinearMarket() }

  private static let prohibitive = 1.0 / 6

  /// - Throws: `floorAboveNash`, or `outOfDomain` for a floor that is not a number.
  public init(_ politics: TradePolitics, tariffFloor: Double? = nil) throws(BargainingError) {
    self = try Self.bounded(by: tariffFloor) { Self(checked: politics, floor: $0) }
  }

  init(checked politics: TradePolitics, floor: Double?) {
    self.politics = politics
    tariffFloor = floor
    outside = .unsolved
    outside = outsideOption()
  }

  /// The numbers of one country's derivatives.
  private struct Coefficients {
    /// `A` and `a`.
    var own: Double
    var ownSlope: Double
    /// `B` and `b`.
    var partner: Double
    var partnerSlope: Double

    init(_ interests: Interests) {
      own = 8 * interests.imports - 5 - 12 * interests.downstream
      ownSlope = 68 - 8 * interests.imports - 16 * interests.downstream
      partner = 12 * interests.exports - 9
      partnerSlope = 9 * (1 + interests.exports)
    }
  }

  private func coefficients(_ principal: Principal, _ country: Country) -> Coefficients {
    Coefficients(politics.interests(principal, of: country))
  }

  /// `min((8m - 5)/(68 - 8m), 1/6)`; prohibitive from `m = 7/4` on.
  public func bestTariff(of country: Country, for principal: Principal) -> Double {
    let numbers = coefficients(principal, country)
    return maximum(numbers.own, numbers.ownSlope, of: country) { outcome in
      outcome.importerPayoff(politics.interests(principal, of: country))
    }
  }

  /// The maximum of a quadratic with derivative proportional to `level - slope t`, within the range.
  private func maximum(
    _ level: Double, _ slope: Double, of country: Country, _ payoff: (GoodOutcome) -> Double
  ) -> Double {
    let least = leastTariff(of: country)
    if slope > 0 { return min(Self.prohibitive, max(least, level / slope)) }
    // Convex: one end or the other.
    let market = LinearMarket()
    let atLeast = payoff(market.outcome(tariff: least))
    return payoff(market.outcome(tariff: Self.prohibitive)) >= atLeast ? Self.prohibitive : least
  }

  /// `tau_x = (lambda A(m) - B(e*)) / (lambda a(m) - b(e*))` and
  /// `tau_y = (A(m*) - lambda B(e)) / (a(m*) - lambda b(e))`, within the range, where the second-order
  /// condition holds; outside `secondOrderRange` a corner.
  public func frontierTariffs(checked lambda: Double, for principal: Principal) -> Tariffs {
    let home = coefficients(principal, .home)
    let foreign = coefficients(principal, .foreign)
    let homeInterests = politics.interests(principal, of: .home)
    let foreignInterests = politics.interests(principal, of: .foreign)
    return Tariffs(
      home: maximum(
        lambda * home.own - foreign.partner, lambda * home.ownSlope - foreign.partnerSlope,
        of: .home
      ) { lambda * $0.importerPayoff(homeInterests) + $0.exporterPayoff(foreignInterests) },
      foreign: maximum(
        foreign.own - lambda * home.partner, foreign.ownSlope - lambda * home.partnerSlope,
        of: .foreign
      ) { $0.importerPayoff(foreignInterests) + lambda * $0.exporterPayoff(homeInterests) })
  }

  /// The tariffs that solve the frontier's first-order conditions, wherever they lie; `nil` where a
  /// condition does not depend on its tariff.
  public func formalFrontierTariffs(
    lambda: Double, for principal: Principal = .government
  ) -> Tariffs? {
    let home = coefficients(principal, .home)
    let foreign = coefficients(principal, .foreign)
    let tariffs = Tariffs(
      home: (lambda * home.own - foreign.partner)
        / (lambda * home.ownSlope - foreign.partnerSlope),
      foreign: (foreign.own - lambda * home.partner)
        / (foreign.ownSlope - lambda * home.partnerSlope))
    return tariffs.home.isFinite && tariffs.foreign.isFinite ? tariffs : nil
  }

  /// The weights on Home, `(b(e*)/a(m), a(m*)/b(e))`, for which a first-order condition picks a
  /// maximum; `nil` where there are none. Within them a tariff can still be at the edge of its range.
  public func secondOrderRange(for principal: Principal = .government) -> ClosedRange<Double>? {
    let home = coefficients(principal, .home)
    let foreign = coefficients(principal, .foreign)
    let low = foreign.partnerSlope / home.ownSlope
    let high = foreign.ownSlope / home.partnerSlope
    guard home.ownSlope > 0, low < high else { return nil }
    return low...high
  }
}
