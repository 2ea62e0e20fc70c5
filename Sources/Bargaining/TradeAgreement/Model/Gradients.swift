/// First derivatives of both payoffs by both tariffs.
struct Gradients {
  /// `G_x` and `G_y`.
  var homeByHome: Double
  var homeByForeign: Double
  /// `G*_x` and `G*_y`.
  var foreignByHome: Double
  var foreignByForeign: Double

  init(
    _ goodX: GoodOutcome, _ goodY: GoodOutcome, _ politics: TradePolitics, _ principal: Principal
  ) {
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    homeByHome = goodX.importerGradient(home)
    homeByForeign = goodY.exporterGradient(home)
    foreignByHome = goodX.exporterGradient(foreign)
    foreignByForeign = goodY.importerGradient(foreign)
  }

  /// The weight on Home for which a point on the frontier is efficient, `-G*_x / G_x`; the other
  /// tariff gives the same number there, and serves where Home's own derivative is zero.
  var lambda: Double? {
    let ratio =
      abs(homeByHome) >= abs(homeByForeign)
      ? -foreignByHome / homeByHome : -foreignByForeign / homeByForeign
    return ratio.isFinite ? ratio : nil
  }
}

/// Second derivatives of both payoffs by both tariffs; the cross derivatives are zero.
struct Curvatures {
  var homeByHome: Double
  var homeByForeign: Double
  var foreignByHome: Double
  var foreignByForeign: Double

  init(
    _ goodX: GoodOutcome, _ goodY: GoodOutcome, _ politics: TradePolitics, _ principal: Principal
  ) {
    let home = politics.interests(principal, of: .home)
    let foreign = politics.interests(principal, of: .foreign)
    homeByHome = goodX.importerCurvature(home)
    homeByForeign = goodY.exporterCurvature(home)
    foreignByHome = goodX.exporterCurvature(foreign)
    foreignByForeign = goodY.importerCurvature(foreign)
  }

  /// Of `lambda G + G*`, by each tariff. The paper's expressions for `d tau/d lambda` leave `lambda`
  /// out here. Test: `PaperErrorTests.powerDerivativeNeedsLambda`.
  func weighted(_ lambda: Double) -> CountryPair<Double> {
    CountryPair(
      home: lambda * homeByHome + foreignByHome,
      foreign: lambda * homeByForeign + foreignByForeign)
  }
}
