import Bargaining
import TestSupport
import Testing

/// Where DeRemer (2023) is mistaken or claims what does not hold in general, a number that shows it.
@Suite(.tags(.identity)) struct PaperErrorTests {
  /// Numbers that were written down with about six digits.
  private static let written = 1e-6
  private static let rounding = 1e-12
  /// Central differences at a step of 1e-5.
  private static let step = 1e-5
  private static let difference = 1e-9

  private let figure: LinearTradeAgreement
  /// Countries of very different politics.
  private let unequal: LinearTradeAgreement

  init() throws {
    figure = try LinearTradeAgreement(.figureOne)
    let home = PoliticalWeights(import: 1.3, export: 1.2)
    let foreign = PoliticalWeights(import: 1.25, export: 1)
    unequal = try LinearTradeAgreement(
      try TradePolitics(
        homeGovernment: home, foreignGovernment: foreign, homePublic: home,
        foreignPublic: foreign))
  }

  private func slope(
    _ bargain: LinearTradeAgreement, _ tariffs: Tariffs, by country: Country,
    _ value: (Payoffs) -> Double
  ) -> Double {
    var (up, down) = (tariffs, tariffs)
    up[country] += Self.step
    down[country] -= Self.step
    return (value(bargain.payoffs(at: up)) - value(bargain.payoffs(at: down))) / (2 * Self.step)
  }

  /// Equations 1 and 2 take Home's export profits and surplus at the importer's price.
  @Test func exportLegTakesTheExportersPrice() {
    let tariffs = Tariffs(home: 0.01, foreign: 0.01)
    let found = slope(figure, tariffs, by: .foreign) { $0.government.home }
    expectClose(found, -0.08186, absolute: 1e-5)
    // As printed: surplus, profit and a tax on exports, all at p_y*.
    func printed(_ tariff: Double) -> Double {
      let good = LinearMarket().outcome(tariff: tariff)
      let price = good.localPrice
      return (1 - price) * (1 - price) / 2 + 1.1 * price * price / 2 - tariff * good.imports
    }
    let literal = (printed(0.01 + Self.step) - printed(0.01 - Self.step)) / (2 * Self.step)
    expectClose(literal, -0.00457, absolute: 1e-5)
  }

  /// Section 3.1 signs `dW/dtau_x < 0`; Home would rather raise its tariff at the rules-based point.
  @Test func ownTariffStillPaysAtTheRulesPoint() throws {
    let point = try #require(figure.rulesPoint(.termsOfTrade).point)
    #expect(slope(figure, point.tariffs, by: .home) { $0.government.home } > 0)
    #expect(slope(figure, point.tariffs, by: .home) { $0.people.home } > 0)
    #expect(slope(figure, point.tariffs, by: .home) { $0.government.foreign } < 0)
  }

  /// Equation 4 is what is left of `dG/dtau_y` after terms of trade.
  @Test func equationFourIsNetOfTermsOfTrade() {
    let tariffs = Tariffs(home: 0.01, foreign: 0.04)
    let good = LinearMarket().outcome(tariff: 0.04)
    let net = good.worldPassThrough * 0.1 * good.exportSupply
    let total = slope(figure, tariffs, by: .foreign) { $0.government.home }
    expectClose(total, net + good.worldPassThrough * good.imports, absolute: Self.difference)
    #expect(abs(net) < 0.5 * abs(total))
  }

  /// The elasticity form of `dp_y/dp_y*` is printed upside down.
  @Test func elasticityForm() {
    let good = LinearMarket().outcome(tariff: 0.1)
    let (importSlope, exportSlope) = (-1.5, 2.0)
    let importElasticity = importSlope * good.localPrice / good.imports
    let exportElasticity = exportSlope * good.worldPrice / good.imports
    let trueRatio = good.worldPassThrough / good.localPassThrough
    expectClose(trueRatio, -0.75, absolute: Self.rounding)
    expectClose(
      good.worldPrice * importElasticity / (good.localPrice * exportElasticity), trueRatio,
      absolute: Self.rounding)
    expectClose(
      good.localPrice * importElasticity / (good.worldPrice * exportElasticity), -1.0606,
      absolute: 1e-4)
  }

  /// The two sides of equation 5 differ unless the tariffs are equal.
  @Test func equationFiveHasTwoSides() throws {
    let rows = [(0.05, 0.02, 0.977157, 0.795455), (0.1, 0, 0.925, 0.4), (0.03, 0.03, 1, 1)]
    for (home, foreign, volume, termsOfTrade) in rows {
      let goodX = LinearMarket().outcome(tariff: home)
      let goodY = LinearMarket().outcome(tariff: foreign)
      expectClose(
        Reciprocity.tradeVolume.ratio(homeImports: goodX, foreignImports: goodY), volume,
        absolute: Self.written)
      expectClose(
        Reciprocity.termsOfTrade.ratio(homeImports: goodX, foreignImports: goodY), termsOfTrade,
        absolute: Self.written)
    }
    // And so do the points that they lead to.
    let mild = try LinearTradeAgreement(
      try TradePolitics(
        homeGovernment: PoliticalWeights(import: 1.2, export: 1.1),
        foreignGovernment: PoliticalWeights(import: 1.1, export: 1.05),
        homePublic: .benevolent, foreignPublic: .benevolent))
    let left = try #require(mild.rulesPoint(.termsOfTrade).point).tariffs
    let right = try #require(mild.rulesPoint(.tradeVolume).point).tariffs
    #expect(abs(left.home - right.home) > 0.002)
  }

  /// The second line of equation 6 has `dp_x/dtau_y*`, which is zero; it must be `dp_x/dtau_x`.
  @Test func equationSixSecondLine() throws {
    let point = try #require(unequal.rulesPoint(.termsOfTrade).point)
    let ownAlone =
      try #require(point.rho)
      * slope(unequal, point.tariffs, by: .foreign) { $0.government.foreign }
    #expect(abs(ownAlone) > 1e-3)
    let other = slope(unequal, point.tariffs, by: .home) { $0.government.foreign }
    expectClose(ownAlone + other, 0, absolute: Self.difference)
  }

  /// The display after equation 6: along reciprocal increases the public gains on its government by
  /// export rents alone, so its welfare rises in the tariffs and falls in cuts.
  @Test func publicWelfareRisesInReciprocalTariffs() throws {
    let point = try #require(figure.rulesPoint(.termsOfTrade).point)
    let good = point.foreignImports
    func along(_ value: (Payoffs) -> Double) throws -> Double {
      slope(figure, point.tariffs, by: .home, value)
        + (try #require(point.rho)) * slope(figure, point.tariffs, by: .foreign, value)
    }
    let gap = try along { $0.people.home - $0.government.home }
    expectClose(
      gap, (1 - 1.1) * good.exportSupply * good.worldPassThrough, absolute: Self.difference)
    #expect(gap > 0)
  }

  /// "Sufficient due to the convexity of the problem": payoffs are convex in the partner's tariff, so
  /// beyond some power the first-order conditions pick a minimum.
  @Test func payoffIsConvexInPartnersTariff() throws {
    let (wide, home) = (1e-3, 0.02)
    func payoff(_ foreign: Double) -> Double {
      figure.payoffs(at: Tariffs(home: home, foreign: foreign)).government.home
    }
    let bend = (payoff(0.05 + wide) - 2 * payoff(0.05) + payoff(0.05 - wide)) / (wide * wide)
    expectClose(bend, 9 * 2.1 / 49, absolute: 1e-7)
    let lambda = 3.2
    let formal = try #require(figure.formalFrontierTariffs(lambda: lambda))
    let corner = try figure.frontierPoint(lambda: lambda)
    func joint(_ tariffs: Tariffs) -> Double {
      let payoffs = figure.payoffs(at: tariffs).government
      return lambda * payoffs.home + payoffs.foreign
    }
    // The formula now lies beyond the range, on the side where joint payoff is least.
    #expect(formal.foreign > 1.0 / 6)
    #expect(joint(corner.tariffs) > joint(Tariffs(home: corner.tariffs.home, foreign: 1.0 / 6)))
  }

  /// The denominators of `d tau/d lambda` leave out lambda.
  @Test func powerDerivativeNeedsLambda() throws {
    let point = try #require(unequal.rulesPoint(.termsOfTrade).point)
    let shift = try #require(unequal.powerShift(at: point))
    let lambda = try #require(point.lambda)
    let own = slope(unequal, point.tariffs, by: .home) { $0.government.home }
    // Of Home's payoff -(68 - 8 m)/49, of Foreign's 9(1 + e)/49.
    let printed = own / -((-(68 - 8 * 1.3) + 9 * 2) / 49)
    expectClose(printed, 0.202479, absolute: Self.written)
    expectClose(shift.tariffs.home, 0.850413, absolute: Self.written)
    // What the tariffs do on the frontier.
    let width = 1e-5
    let up = try unequal.frontierPoint(lambda: lambda + width).tariffs
    let down = try unequal.frontierPoint(lambda: lambda - width).tariffs
    expectClose((up.home - down.home) / (2 * width), shift.tariffs.home, absolute: 1e-6)
    expectClose((up.foreign - down.foreign) / (2 * width), shift.tariffs.foreign, absolute: 1e-6)
  }

  /// The 3/2 of section 3.3 is the factor at free trade only.
  @Test func threeHalvesIsNotTheThreshold() throws {
    let agreement = try LinearTradeAgreement(
      try TradePolitics(
        government: PoliticalWeights(import: 1.2, export: 1.1),
        people: PoliticalWeights(import: 1.0515, export: 1)))
    let remark = try #require(agreement.remarkOne())
    #expect(remark.paperCondition)
    #expect(!remark.holds)
    #expect(remark.publicTariffIsHigher == false)
    let publicTariff = try #require(agreement.rulesPoint(.termsOfTrade, for: .people).point)
    expectClose(publicTariff.tariffs.home, 0.0099067, absolute: 1e-7)
    let tariff = 0.8 / 79
    expectClose(
      remark.factor, 1.5 * (1 - 0.75 * tariff) / (1 + tariff), absolute: Self.rounding)
    expectClose(remark.factor, 1.47, absolute: 0.005)
  }

  /// Equation 7 itself is right, under either rule.
  @Test(arguments: Reciprocity.allCases)
  func equationSevenIsRight(_ reciprocity: Reciprocity) throws {
    var random = RandomPolitics(seed: 7)
    random.isSymmetric = true
    for _ in 0..<500 {
      let politics = try random.next()
      let (m, e) = (politics.government.home.importWeight, politics.government.home.exportWeight)
      let point = try #require(try LinearTradeAgreement(politics).rulesPoint(reciprocity).point)
      let tariff = 4 * (1 + 2 * m - 3 * e) / (59 - 8 * m - 9 * e)
      expectClose(point.tariffs.home, tariff, absolute: Self.rounding)
      expectClose(point.tariffs.foreign, tariff, absolute: Self.rounding)
    }
  }

  /// "No inefficiency" without export policies: for equal countries.
  @Test func exportPoliciesMatterOffSymmetry() throws {
    let point = try #require(figure.rulesPoint(.termsOfTrade).point)
    let benchmark = figure.exportPolicyBenchmark(for: point)
    expectClose(benchmark.shortfall, 0, absolute: Self.rounding)
    expectClose(benchmark.wedges.home, point.tariffs.home, absolute: Self.rounding)
    let other = try #require(unequal.rulesPoint(.termsOfTrade).point)
    #expect(unequal.exportPolicyBenchmark(for: other).shortfall > 1e-3)
    // A wedge split between a tariff and an export tax transfers and does nothing else.
    let good = LinearMarket().outcome(tariff: 0.08)
    let split = 0.03
    let importer = 0.05 * good.imports
    expectClose(importer + split * good.imports, good.revenue, absolute: Self.rounding)
    let power = try figure.frontierPoint(lambda: 1.2)
    #expect(figure.exportPolicyBenchmark(for: power).shortfall > 0)
  }

  /// The abstract has rents "instead" of terms of trade.
  @Test func rentsComeWithTermsOfTrade() throws {
    expectClose(
      try #require(figure.remarkTwo()?.termsOfTradeShare), 0.702918, absolute: Self.written)
    var random = RandomPolitics(seed: 8)
    var seen = 0
    for _ in 0..<2_000 {
      // Less than half of all draws have a rules-based point.
      guard let remark = try LinearTradeAgreement(try random.next()).remarkTwo() else { continue }
      seen += 1
      #expect(remark.shift.government.home.termsOfTrade > 0)
    }
    #expect(seen > 500)
  }

  /// "Governments select" the rules-based point, though one may prefer no agreement.
  @Test func rulesPointNeedNotBeIndividuallyRational() throws {
    let point = try #require(unequal.rulesPoint(.termsOfTrade).point)
    expectClose(point.payoffs.government.home, 0.474486, absolute: Self.written)
    expectClose(unequal.nash().payoffs.government.home, 0.482881, absolute: Self.written)
    #expect(!point.certificate.isIndividuallyRational(.home))
  }

  /// The "pathology" of import subsidies is not avoided.
  @Test func importSubsidiesOccur() throws {
    let exporters = PoliticalWeights(import: 1.1, export: 1.3)
    let agreement = try LinearTradeAgreement(
      try TradePolitics(government: exporters, people: .benevolent))
    #expect(try #require(agreement.rulesPoint(.termsOfTrade).point).tariffs.home < 0)
    #expect(try figure.frontierPoint(lambda: 1.0953).tariffs.foreign < 0)
    #expect(try figure.frontierPoint(lambda: 1.0952).tariffs.foreign > 0)
  }

  /// A public can be worse off than in a trade war, which the paper does not ask.
  @Test func agreementCanBeWorseThanTradeWar() throws {
    let agreement = try LinearTradeAgreement(
      try TradePolitics(
        government: PoliticalWeights(import: 1.1, export: 1.3),
        people: PoliticalWeights(import: 1.1, export: 1)))
    let worse = try #require(agreement.remarkOne())
    expectClose(worse.publicGainOverNash, -0.00272683, absolute: 1e-8)
    // In Figure 1 it has too much liberalisation and still gains on the trade war.
    let better = try #require(figure.remarkOne())
    #expect(better.holds)
    expectClose(better.publicGainOverNash, 0.00027408, absolute: 1e-8)
  }
}
