/// What changes when Home's bargaining power rises a little, at a point of the frontier
/// (DeRemer 2023, section 4).
///
/// `d tau_x/d lambda = G_x / -(lambda G_xx + G*_xx)` and
/// `d tau_y/d lambda = G_y / -(lambda G_yy + G*_yy)`; a tariff at a corner does not move.
public struct PowerShift: Sendable, Equatable {
  /// A change in payoff by where it comes from. The parts add up.
  public struct Gain: Sendable, Equatable {
    /// `-M_x dw_x + M_y dw_y`: cheaper imports and dearer exports. It is never absent from a gain in
    /// power: a share of each tariff change is borne abroad, 3/7 in the linear example. The rents come
    /// with it and not instead of it, as the paper's abstract has it. Test:
    /// `PaperErrorTests.rentsComeWithTermsOfTrade`.
    public var termsOfTrade: Double
    /// `((gamma_M - 1) Q_m + tau dM/dp) dp_x`: rents of import-competing firms beyond a consumer's
    /// weight, net of what less trade costs.
    public var importRents: Double
    /// `(gamma_E - 1) Q_e dw_y`: rents of exporters beyond a consumer's weight.
    public var exportRents: Double
    /// The same change by tariff: that of the country's own.
    public var ownTariff: Double
    /// And that of its partner's.
    public var partnerTariff: Double

    /// The whole change, to first order, for a unit of `lambda`.
    public var total: Double { ownTariff + partnerTariff }
    /// Whether it is positive by more than the rounding of its two parts.
    var isPositive: Bool {
      total > Certificate.secondRounding * (abs(ownTariff) + abs(partnerTariff))
    }
  }

  /// `d tau/d lambda`.
  public var tariffs: Tariffs
  /// Each government's change in payoff.
  public var government: CountryPair<Gain>
  /// Each public's.
  public var people: CountryPair<Gain>

  init(_ point: AgreementPoint, lambda: Double, politics: TradePolitics) {
    let goodX = point.homeImports
    let goodY = point.foreignImports
    let slopes = PayoffDerivatives(.first, goodX, goodY, politics, point.principal)
    let sizes = PayoffDerivatives(.firstScale, goodX, goodY, politics, point.principal)
    // Where Home's payoff does not depend on a tariff, no power moves it.
    func real(_ slope: Double, _ size: Double) -> Double {
      abs(slope) > Certificate.secondRounding * size ? slope : 0
    }
    let bends = PayoffDerivatives(.second, goodX, goodY, politics, point.principal)
      .weighted(lambda)
    let moves = Tariffs(
      home: point.certificate.position.home == .interior
        ? real(slopes.homeByHome, sizes.homeByHome) / -bends.home : 0,
      foreign: point.certificate.position.foreign == .interior
        ? real(slopes.homeByForeign, sizes.homeByForeign) / -bends.foreign : 0)
    func gains(_ principal: Principal) -> CountryPair<Gain> {
      CountryPair(
        home: Self.gain(
          own: goodX, partner: goodY, politics.interests(principal, of: .home), moves.home,
          moves.foreign),
        foreign: Self.gain(
          own: goodY, partner: goodX, politics.interests(principal, of: .foreign), moves.foreign,
          moves.home))
    }
    tariffs = moves
    government = gains(.government)
    people = gains(.people)
  }

  private static func gain(
    own: GoodOutcome, partner: GoodOutcome, _ interests: Interests, _ ownMove: Double,
    _ partnerMove: Double
  ) -> Gain {
    Gain(
      termsOfTrade: -own.imports * own.worldPassThrough * ownMove
        + partner.imports * partner.worldPassThrough * partnerMove,
      importRents: own.importRentGradient(interests) * ownMove,
      exportRents: (interests.exports - 1) * partner.exportSupply * partner.worldPassThrough
        * partnerMove,
      ownTariff: own.importerGradient(interests) * ownMove,
      partnerTariff: partner.exporterGradient(interests) * partnerMove)
  }

  /// The change of one side's payoff.
  public func gain(_ principal: Principal, of country: Country) -> Gain {
    principal == .government ? government[country] : people[country]
  }
}

extension TariffBargain {
  /// What a little more power for Home changes at an efficient point; `nil` at a point that carries
  /// no weight, as a Nash point, and where the payoff is flat.
  public func powerShift(at point: AgreementPoint) -> PowerShift? {
    point.movableWeight.map { PowerShift(point, lambda: $0, politics: politics) }
  }
}
