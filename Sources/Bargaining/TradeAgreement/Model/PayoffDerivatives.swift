/// Derivatives of both payoffs by both tariffs, of one order. Payoffs are separable, so there are no
/// cross derivatives.
struct PayoffDerivatives {
  /// Which derivative is taken.
  enum Order {
    case first, second
    /// The sizes of what is added up for them, against which they are told from rounding.
    case firstScale, secondScale

    /// Of the importer's payoff from a good, by its tariff.
    func ofImporter(_ good: GoodOutcome, _ interests: Interests) -> Double {
      switch self {
      case .first: good.importerGradient(interests)
      case .second: good.importerCurvature(interests)
      case .firstScale: good.importerGradientScale(interests)
      case .secondScale: good.importerCurvatureScale(interests)
      }
    }

    /// Of the exporter's payoff from a good, by the importer's tariff.
    func ofExporter(_ good: GoodOutcome, _ interests: Interests) -> Double {
      switch self {
      case .first: good.exporterGradient(interests)
      case .second: good.exporterCurvature(interests)
      case .firstScale: good.exporterGradientScale(interests)
      case .secondScale: good.exporterCurvatureScale(interests)
      }
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
  /// derivative is zero. Where both of Home's derivatives are zero to rounding, and so Foreign's, every
  /// weight balances them, and equal weights are taken.
  ///
  /// - Parameter sizes: of the terms of the derivatives.
  func balancingWeight(_ sizes: PayoffDerivatives) -> Double? {
    let all = [
      (homeByHome, sizes.homeByHome), (homeByForeign, sizes.homeByForeign),
      (foreignByHome, sizes.foreignByHome), (foreignByForeign, sizes.foreignByForeign),
    ]
    if all.allSatisfy({ abs($0.0) <= Certificate.secondRounding * $0.1 }) { return 1 }
    let ratio =
      abs(homeByHome) >= abs(homeByForeign)
      ? -foreignByHome / homeByHome : -foreignByForeign / homeByForeign
    return ratio.isFinite ? ratio : nil
  }
}
