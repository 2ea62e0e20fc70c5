/// Two governments that set import tariffs and nothing else, with what each would do alone and what
/// they would agree on.
///
/// Payoffs are additively separable in the two tariffs: with `I` the importer's payoff from a good and
/// `X` the exporter's, `G = I(tau_x; gamma) + X(tau_y; gamma)` and
/// `G* = I(tau_y; gamma*) + X(tau_x; gamma*)`. So a country's best tariff does not depend on its
/// partner's, and Nash tariffs are dominant strategies.
///
/// `LinearTradeAgreement` answers in closed form, `TradeAgreement` for any market.
public protocol TariffBargain: Sendable {
  associatedtype Good: Market
  /// Good x, imported by Home.
  var homeImports: Good { get }
  /// Good y, imported by Foreign.
  var foreignImports: Good { get }
  var politics: TradePolitics { get }
  /// The least tariff allowed, or none: then import subsidies are limited by the market alone. The
  /// model does produce them, wherever `3 gamma_E > 1 + 2 gamma_M` and a little way along the
  /// frontier, contrary to the paper's remark that this "pathology is avoided". Test:
  /// `PaperErrorTests.importSubsidiesOccur`.
  var tariffFloor: Double? { get }
  /// What happens without an agreement.
  var outside: OutsideOption { get }

  /// The tariff that maximises a country's own payoff.
  func bestTariff(of country: Country, for principal: Principal) -> Double
  /// Where negotiation under reciprocity ends, for the governments or as if the publics negotiated.
  func rulesPoint(_ reciprocity: Reciprocity, for principal: Principal) -> RulesPoint
  /// The tariffs that maximise `lambda G + G*` for a positive `lambda`.
  func frontierTariffs(checked lambda: Double, for principal: Principal) -> Tariffs
}

/// What each side has without an agreement.
public struct OutsideOption: Sendable, Equatable {
  /// The governments' Nash tariffs.
  public var tariffs: Tariffs
  /// Payoffs in the Nash equilibrium.
  public var payoffs: Payoffs
  /// The payoff from its own imports that each side has at its best tariff.
  var bestImporterPayoff: CountryPair<Double>
  var bestImporterPayoffOfPeople: CountryPair<Double>

  /// Holds the place until the bargain that it belongs to is whole and can work it out.
  static var unsolved: OutsideOption {
    let nothing = CountryPair(home: 0.0, foreign: 0.0)
    return OutsideOption(
      tariffs: nothing, payoffs: Payoffs(government: nothing, people: nothing),
      bestImporterPayoff: nothing, bestImporterPayoffOfPeople: nothing)
  }
}

extension TariffBargain {
  /// The good that a country imports.
  public func imports(of country: Country) -> Good {
    country == .home ? homeImports : foreignImports
  }

  /// The least tariff that a country may set: the floor, or where the market ends.
  public func leastTariff(of country: Country) -> Double {
    let lowest = imports(of: country).lowestTariff
    return tariffFloor.map { max($0, lowest) } ?? lowest
  }

  /// Payoffs at any tariffs. Beyond the prohibitive tariff nothing changes.
  public func payoffs(at tariffs: Tariffs) -> Payoffs {
    payoffs(
      homeImports.outcome(tariff: min(tariffs.home, homeImports.prohibitiveTariff)),
      foreignImports.outcome(tariff: min(tariffs.foreign, foreignImports.prohibitiveTariff)))
  }

  func payoffs(_ goodX: GoodOutcome, _ goodY: GoodOutcome) -> Payoffs {
    func pair(_ principal: Principal) -> CountryPair<Double> {
      let home = politics.interests(principal, of: .home)
      let foreign = politics.interests(principal, of: .foreign)
      return CountryPair(
        home: goodX.importerPayoff(home) + goodY.exporterPayoff(home),
        foreign: goodY.importerPayoff(foreign) + goodX.exporterPayoff(foreign))
    }
    return Payoffs(government: pair(.government), people: pair(.people))
  }

  /// The bargain with a tariff floor, which must leave both sides what they would choose alone: so
  /// that is found first, without a floor.
  ///
  /// - Parameter make: The bargain with a floor that is not checked, or without one.
  /// - Throws: `floorAboveNash`, or `outOfDomain` for a floor that is not a number.
  static func bounded(
    by floor: Double?, _ make: (Double?) -> Self
  ) throws(BargainingError) -> Self {
    let free = make(nil)
    guard let floor else { return free }
    guard !floor.isNaN, floor < .infinity else {
      throw .outOfDomain(
        parameter: "The tariff floor", found: floor, expected: "a number",
        hint: "Leave it out to allow import subsidies.")
    }
    let nash = free.outside.tariffs
    for country in Country.allCases where floor > nash[country] {
      throw .floorAboveNash(floor: floor, country: country.name, nash: nash[country])
    }
    return make(floor)
  }

  func outsideOption() -> OutsideOption {
    let tariffs = Tariffs(
      home: bestTariff(of: .home, for: .government),
      foreign: bestTariff(of: .foreign, for: .government))
    let goodX = homeImports.outcome(tariff: tariffs.home)
    let goodY = foreignImports.outcome(tariff: tariffs.foreign)
    func best(_ country: Country) -> Double {
      imports(of: country).outcome(tariff: bestTariff(of: country, for: .people))
        .importerPayoff(politics.interests(.people, of: country))
    }
    return OutsideOption(
      tariffs: tariffs, payoffs: payoffs(goodX, goodY),
      bestImporterPayoff: CountryPair(
        home: goodX.importerPayoff(politics.interests(.government, of: .home)),
        foreign: goodY.importerPayoff(politics.interests(.government, of: .foreign))),
      bestImporterPayoffOfPeople: CountryPair(home: best(.home), foreign: best(.foreign)))
  }

  /// The tariffs of a trade war: each government's best, whatever the other does. At a prohibitive
  /// corner every higher tariff is a best reply too, with the same allocation.
  public func nash() -> AgreementPoint {
    point(.nash, tariffs: outside.tariffs, principal: .government)
  }

  /// Where the governments' negotiation under reciprocity ends.
  public func rulesPoint(_ reciprocity: Reciprocity) -> RulesPoint {
    rulesPoint(reciprocity, for: .government)
  }

  /// The point that maximises `lambda G + G*`, a point of the Pareto frontier.
  ///
  /// - Throws: `outOfDomain` where `lambda` is not a positive number.
  public func frontierPoint(
    lambda: Double, for principal: Principal = .government
  ) throws(BargainingError) -> AgreementPoint {
    try check(lambda: lambda)
    return point(
      .frontier, tariffs: frontierTariffs(checked: lambda, for: principal), principal: principal,
      lambda: lambda)
  }

  /// A weight on Home's payoff must be a positive number.
  func check(lambda: Double) throws(BargainingError) {
    try Domain.positive(
      "lambda, the weight on Home's payoff,", lambda, "1 weighs both sides alike.")
  }

  /// The power path: one frontier point for each weight on Home's payoff.
  public func frontier(
    lambdas: [Double], for principal: Principal = .government
  ) throws(BargainingError) -> [AgreementPoint] {
    var points: [AgreementPoint] = []
    points.reserveCapacity(lambdas.count)
    for lambda in lambdas { points.append(try frontierPoint(lambda: lambda, for: principal)) }
    return points
  }

  /// A point with everything that follows from its tariffs.
  func point(
    _ kind: AgreementPoint.Kind, tariffs: Tariffs, principal: Principal, lambda: Double? = nil
  ) -> AgreementPoint {
    let goodX = homeImports.outcome(tariff: tariffs.home)
    let goodY = foreignImports.outcome(tariff: tariffs.foreign)
    let slopes = PayoffDerivatives(.first, goodX, goodY, politics, principal)
    let sizes = PayoffDerivatives(.firstScale, goodX, goodY, politics, principal)
    let payoffs = payoffs(goodX, goodY)
    var power = lambda
    var rho: Double?
    var residual: CountryPair<Double>
    let residualScale: CountryPair<Double>
    switch kind {
    case .nash:
      residual = CountryPair(home: slopes.homeByHome, foreign: slopes.foreignByForeign)
      residualScale = CountryPair(home: sizes.homeByHome, foreign: sizes.foreignByForeign)
    case .rules(let reciprocity):
      let ratio = reciprocity.ratio(homeImports: goodX, foreignImports: goodY)
      rho = ratio
      power = slopes.balancingWeight(sizes)
      residual = CountryPair(
        home: slopes.homeByHome + ratio * slopes.homeByForeign,
        foreign: slopes.foreignByHome + ratio * slopes.foreignByForeign)
      residualScale = CountryPair(
        home: sizes.homeByHome + abs(ratio) * sizes.homeByForeign,
        foreign: sizes.foreignByHome + abs(ratio) * sizes.foreignByForeign)
    case .frontier:
      residual = slopes.weighted(lambda ?? 1)
      residualScale = sizes.weighted(lambda ?? 1)
    }
    let bends = PayoffDerivatives(.second, goodX, goodY, politics, principal)
    let bendSizes = PayoffDerivatives(.secondScale, goodX, goodY, politics, principal)
    func maximised(_ parts: PayoffDerivatives, by weight: Double?) -> CountryPair<Double> {
      weight.map { parts.weighted($0) }
        ?? CountryPair(home: parts.homeByHome, foreign: parts.foreignByForeign)
    }
    let secondOrder = maximised(bends, by: power)
    let secondOrderScale = maximised(bendSizes, by: power.map { abs($0) })
    let position = CountryPair(
      home: position(of: tariffs.home, .home), foreign: position(of: tariffs.foreign, .foreign))
    var isStrict = CountryPair(home: true, foreign: true)
    for country in Country.allCases {
      let leansOut = abs(residual[country]) > Certificate.rounding * residualScale[country]
      isStrict[country] =
        secondOrder[country] < -Certificate.secondRounding * secondOrderScale[country]
        || (position[country] != .interior && leansOut)
      // At a corner a first-order gain from going further out is no reason to leave it.
      switch position[country] {
      case .interior: break
      case .prohibitive: residual[country] = min(0, residual[country])
      case .floor: residual[country] = max(0, residual[country])
      }
    }
    let best =
      principal == .government ? outside.bestImporterPayoff : outside.bestImporterPayoffOfPeople
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    /// Whether a corner is as good as the other one, by what the point maximises.
    func isTied(_ country: Country) -> Bool {
      if case .rules = kind { return false }
      if position[country] == .interior { return false }
      let market = imports(of: country)
      let ends = [leastTariff(of: country), market.prohibitiveTariff].map { tariff in
        let good = market.outcome(tariff: tariff)
        let own = good.importerPayoff(politics.interests(principal, of: country))
        guard kind == .frontier else { return own }
        let partner = good.exporterPayoff(politics.interests(principal, of: country.partner))
        return country == .home ? (lambda ?? 1) * own + partner : own + (lambda ?? 1) * partner
      }
      return abs(ends[0] - ends[1]) <= Certificate.payoffRounding * (abs(ends[0]) + abs(ends[1]))
    }
    let certificate = Certificate(
      residual: residual, secondOrder: secondOrder, residualScale: residualScale,
      secondOrderScale: secondOrderScale, isStrict: isStrict,
      isTied: CountryPair(home: isTied(.home), foreign: isTied(.foreign)), position: position,
      hasPositiveWeights: kind == .nash || power ?? -1 > 0,
      unilateralGain: CountryPair(
        home: best.home - goodX.importerPayoff(home),
        foreign: best.foreign - goodY.importerPayoff(foreign)),
      gainOverNash: CountryPair(
        home: payoffs[principal, .home] - outside.payoffs[principal, .home],
        foreign: payoffs[principal, .foreign] - outside.payoffs[principal, .foreign]),
      payoffScale: CountryPair(
        home: abs(payoffs[principal, .home]) + abs(outside.payoffs[principal, .home]),
        foreign: abs(payoffs[principal, .foreign]) + abs(outside.payoffs[principal, .foreign])))
    return AgreementPoint(
      kind: kind, principal: principal, tariffs: tariffs, homeImports: goodX,
      foreignImports: goodY, payoffs: payoffs, lambda: power.flatMap { $0 > 0 ? $0 : nil },
      rho: rho, certificate: certificate)
  }

  private func position(of tariff: Double, _ country: Country) -> Certificate.Position {
    if tariff >= imports(of: country).prohibitiveTariff { return .prohibitive }
    return tariff <= leastTariff(of: country) ? .floor : .interior
  }
}
