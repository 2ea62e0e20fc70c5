/// Derivatives of both payoffs by both tariffs, of one order. Payoffs are separable, so there are no
/// cross derivatives.
struct PayoffDerivatives {
  /// Which derivative is taken.
  enum Order {
    case first, second

    /// Of the importer's payoff from a good, by its tariff.
    func ofImporter(_ good: GoodOutcome, _ interests: Interests) -> Double {
      self == .first ? good.importerGradient(interests) : good.importerCurvature(interests)
    }

    /// Of the exporter's payoff from a good, by the importer's tariff.
    func ofExporter(_ good: GoodOutcome, _ interests: Interests) -> Double {
      self == .first ? good.exporterGradient(interests) : good.exporterCurvature(interests)
    }
  }

  /// `G_x` or `G_xx`, and `G_y` or `G_yy`.
  var homeByHome: Double
  var homeByForeign: Double
  /// `G*_x` or `G*_xx`, and `G*_y` or `G*_yy`.
  var foreignByHome: Double
  var foreignByForeign: Double

  /// - Parameters:
  ///   - goodX: Imported by Home.
  ///   - goodY: Imported by Foreign.
  init(
    _ order: Order, _ goodX: GoodOutcome, _ goodY: GoodOutcome, _ politics: TradePolitics,
    _ principal: Principal
  ) {
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    homeByHome = order.ofImporter(goodX, home)
    homeByForeign = order.ofExporter(goodY, home)
    foreignByHome = order.ofExporter(goodX, foreign)
    foreignByForeign = order.ofImporter(goodY, foreign)
  }

  /// The derivatives of `lambda G + G*`, by each tariff. The paper's expressions for
  /// `d tau/d lambda` leave `lambda` out of the second. Test:
  /// `PaperErrorTests.powerDerivativeNeedsLambda`.
  func weighted(_ lambda: Double) -> CountryPair<Double> {
    CountryPair(
      home: lambda * homeByHome + foreignByHome,
      foreign: lambda * homeByForeign + foreignByForeign)
  }

  /// Of first derivatives the weight on Home for which a point on the frontier is efficient,
  /// `-G*_x / G_x`; the other tariff gives the same number there, and serves where Home's own
  /// derivative is zero.
  var balancingWeight: Double? {
    let ratio =
      abs(homeByHome) >= abs(homeByForeign)
      ? -foreignByHome / homeByHome : -foreignByForeign / homeByForeign
    return ratio.isFinite ? ratio : nil
  }
}
