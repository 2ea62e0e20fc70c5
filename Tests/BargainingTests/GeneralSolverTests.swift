import Bargaining
import TestSupport
import Testing

@Suite(.tags(.identity)) struct GeneralSolverTests {
  /// Both are exact but for rounding, which the closed form's determinant can magnify.
  private static let tolerance = 1e-10
  private static let draws = 10_000

  private func expectSame(_ left: Tariffs, _ right: Tariffs, _ row: String) {
    expectClose(left.home, right.home, absolute: Self.tolerance, row)
    expectClose(left.foreign, right.foreign, absolute: Self.tolerance, row)
  }

  @Test(arguments: Reciprocity.allCases)
  func closedFormIsGeneralSolver(_ reciprocity: Reciprocity) throws {
    var random = RandomPolitics(seed: 20)
    random.leastPublicExport = 0.6
    var interior = 0
    var differing = 0
    for draw in 0..<Self.draws {
      let politics = try random.next()
      let closed = try LinearTradeAgreement(politics)
      switch (closed.rulesPoint(reciprocity), general(politics).rulesPoint(reciprocity)) {
      case (.interior(let left), .interior(let right)):
        interior += 1
        expectSame(left.tariffs, right.tariffs, "draw \(draw)")
      case (.noInteriorPoint, .noInteriorPoint): break
      default: differing += 1
      }
    }
    #expect(differing == 0)
    #expect(interior > Self.draws / 3)
  }

  @Test func nashAndFrontier() throws {
    var random = RandomPolitics(seed: 21)
    for draw in 0..<Self.draws / 20 {
      let politics = try random.next()
      let closed = try LinearTradeAgreement(politics)
      let solver = general(politics)
      expectSame(closed.nash().tariffs, solver.nash().tariffs, "Nash, draw \(draw)")
      for lambda in [0.2, 0.7, 1, 1.3, 4] {
        expectSame(
          try closed.frontierPoint(lambda: lambda).tariffs,
          try solver.frontierPoint(lambda: lambda).tariffs, "lambda \(lambda), draw \(draw)")
      }
    }
  }

  private func general(_ politics: TradePolitics) -> TradeAgreement<LinearMarket> {
    // The weights are in their domain and there is no floor to lie above a tariff.
    guard let agreement = try? TradeAgreement(LinearMarket(), politics) else {
      preconditionFailure("an agreement without a floor is always defined")
    }
    return agreement
  }

  @Test func linearCurvesAreTheLinearMarket() throws {
    let curves = try ScheduleMarket(
      importerDemand: .linear(intercept: 1, slope: 1),
      exporterDemand: .linear(intercept: 1, slope: 1), importSupply: .linear(slope: 0.5),
      exportSupply: .linear(slope: 1))
    // Prices of order one, solved to the last digits; the range's lower end to 1e-12 of the choke.
    let close = 1e-11
    expectClose(curves.prohibitiveTariff, 1.0 / 6, absolute: close)
    expectClose(curves.lowestTariff, -1, absolute: close)
    for tariff in [-0.9, -0.3, 0, 0.05, 0.16] {
      let left = curves.outcome(tariff: tariff)
      let right = LinearMarket().outcome(tariff: tariff)
      expectClose(left.localPrice, right.localPrice, absolute: close)
      expectClose(left.imports, right.imports, absolute: close)
      expectClose(left.importerSurplus, right.importerSurplus, absolute: close)
      expectClose(left.exportProfit, right.exportProfit, absolute: close)
      expectClose(left.worldPassThrough, right.worldPassThrough, absolute: close)
    }
    let politics = TradePolitics.figureOne
    let left = try #require(try TradeAgreement(curves, politics).rulesPoint(.termsOfTrade).point)
    expectClose(left.tariffs.home, 0.8 / 79, absolute: Self.tolerance)
  }

  @Test func withFirmsDownstream() throws {
    let politics = try TradePolitics(
      homeGovernment: PoliticalWeights(import: 1.3, export: 1.1, downstream: 1.1),
      foreignGovernment: PoliticalWeights(import: 1.25, export: 1.1),
      homePublic: PoliticalWeights(import: 1.1, export: 1, downstream: 1.5),
      foreignPublic: PoliticalWeights(import: 1.1, export: 1), downstreamShare: 0.3)
    let closed = try LinearTradeAgreement(politics)
    let solver = general(politics)
    expectSame(closed.nash().tariffs, solver.nash().tariffs, "Nash")
    for reciprocity in Reciprocity.allCases {
      expectSame(
        try #require(closed.rulesPoint(reciprocity).point).tariffs,
        try #require(solver.rulesPoint(reciprocity).point).tariffs, "rules")
    }
    // Firms that buy the good pull its tariff down.
    let without = try LinearTradeAgreement(
      try TradePolitics(
        homeGovernment: politics.government.home, foreignGovernment: politics.government.foreign,
        homePublic: politics.people.home, foreignPublic: politics.people.foreign))
    #expect(closed.nash().tariffs.home < without.nash().tariffs.home)
  }
}
