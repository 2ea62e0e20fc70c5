/// Payoffs of both governments (`G`, `G*`) and both publics (`W`, `W*`).
public struct Payoffs: Sendable, Equatable {
  /// `G` and `G*`.
  public var government: CountryPair<Double>
  /// `W` and `W*`.
  public var people: CountryPair<Double>

  /// The payoff of a country's government or public.
  public subscript(_ principal: Principal, _ country: Country) -> Double {
    principal == .government ? government[country] : people[country]
  }
}

/// A pair of tariffs, what follows from it, and the evidence for what it is called.
public struct AgreementPoint: Sendable, Equatable {
  /// What the point is.
  public enum Kind: Sendable, Equatable {
    /// Each tariff is its owner's best; what happens without an agreement.
    case nash
    /// Where negotiation under reciprocity ends.
    case rules(Reciprocity)
    /// It maximises `lambda G + G*` for some weight on Home.
    case frontier
  }

  /// What the point is called.
  public var kind: Kind
  /// Whose point it is: the governments' or, if the publics negotiated, theirs.
  public var principal: Principal
  /// Specific tariffs, `tau_x` of Home and `tau_y*` of Foreign.
  public var tariffs: Tariffs
  /// Good x, which Home imports.
  public var homeImports: GoodOutcome
  /// Good y, which Foreign imports.
  public var foreignImports: GoodOutcome
  /// Of governments and publics alike, whoever's point it is.
  public var payoffs: Payoffs
  /// The weight on Home's payoff for which the point is efficient; none for a Nash point, and none
  /// where no positive weight is.
  public var lambda: Double?
  /// `dtau_y*/dtau_x` under the point's reciprocity rule.
  public var rho: Double?
  /// The evidence for what it is called.
  public var certificate: Certificate

  /// The good that a country imports.
  public func imports(of country: Country) -> GoodOutcome {
    country == .home ? homeImports : foreignImports
  }

  /// The weight on Home at which a little more power moves the point; `nil` where it carries none, and
  /// where what a tariff maximises is flat or has two ends alike, so that power moves it by any amount.
  var movableWeight: Double? {
    [.flat, .tied].contains(certificate.secondOrderVerdict) ? nil : lambda
  }

  /// Whether neither tariff is at a corner.
  public var isInterior: Bool {
    certificate.position.home == .interior && certificate.position.foreign == .interior
  }
}
