import Bargaining
import TestSupport
import Testing

/// Against `Fixtures/trade-agreement/isoelastic.json`, solved there in extended precision.
@Suite(.tags(.reference))
struct IsoelasticReferenceTests {
  /// What the reference promises to.
  private static let tolerance = 1e-9

  @Test func everyPoint() throws {
    let market = try ScheduleMarket.isoelasticExample()
    for point in try AgreementReference.read(AgreementReference.Isoelastic.self, "isoelastic")
      .points
    {
      let agreement = try TradeAgreement(market, try point.politics())
      let nash = agreement.nash()
      expectClose(
        [nash.tariffs.home, nash.tariffs.foreign], point.nash, absolute: Self.tolerance)
      let rules = try #require(agreement.rulesPoint(.termsOfTrade).point)
      let shift = try #require(agreement.powerShift(at: rules))
      let remark = try #require(agreement.remarkOne())
      let bends = rules.certificate.secondOrder
      let pairs = [
        (rules.tariffs.home, point.rules[0]), (rules.tariffs.foreign, point.rules[1]),
        (try #require(rules.rho), point.rho), (try #require(rules.lambda), point.lambda_R),
        (rules.homeImports.localPrice, point.p_x), (rules.homeImports.worldPrice, point.p_x_world),
        (rules.foreignImports.localPrice, point.p_y_star),
        (rules.foreignImports.worldPrice, point.p_y),
        (rules.homeImports.imports, point.imports_x),
        (rules.foreignImports.imports, point.exports_y),
        (rules.payoffs.government.home, point.G), (rules.payoffs.government.foreign, point.G_star),
        (rules.payoffs.people.home, point.W), (rules.payoffs.people.foreign, point.W_star),
        (shift.tariffs.home, point.dtau[0]), (shift.tariffs.foreign, point.dtau[1]),
        (shift.people.home.total, point.dW_dlambda),
        (shift.government.home.total, point.dG_dlambda),
        (remark.gradient, point.remark1_gradient), (-bends.home, point.H[0]),
        (-bends.foreign, point.H[1]),
      ]
      for (index, pair) in pairs.enumerated() {
        expectClose(pair.0, pair.1, absolute: Self.tolerance, "entry \(index)")
      }
      // The rules-based point is the frontier point of its own weight.
      let frontier = try agreement.frontierPoint(lambda: try #require(rules.lambda))
      expectClose(frontier.tariffs.home, rules.tariffs.home, absolute: Self.tolerance)
      expectClose(frontier.tariffs.foreign, rules.tariffs.foreign, absolute: Self.tolerance)
    }
  }
}
