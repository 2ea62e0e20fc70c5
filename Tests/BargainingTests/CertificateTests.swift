import Bargaining
import TestSupport
import Testing

/// Certificates recomputed from payoffs alone, by central differences.
@Suite(.tags(.identity)) struct CertificateTests {
  /// Differences at a step of 1e-5 of payoffs of order one: rounding 1e-11, and no third derivative
  /// in the linear example; the isoelastic one has third derivatives of order one.
  private static let step = 1e-5
  private static let tolerance = 1e-9
  private static let curvedTolerance = 1e-8
  /// Second differences at 1e-3 lose six more digits.
  private static let wide = 1e-3
  private static let secondTolerance = 1e-5

  private func slope(
    _ bargain: some TariffBargain, _ tariffs: Tariffs, by country: Country,
    _ value: (Payoffs) -> Double
  ) -> Double {
    func at(_ shift: Double) -> Double {
      var moved = tariffs
      moved[country] += shift
      return value(bargain.payoffs(at: moved))
    }
    return (at(Self.step) - at(-Self.step)) / (2 * Self.step)
  }

  private func bend(
    _ bargain: some TariffBargain, _ tariffs: Tariffs, by country: Country,
    _ value: (Payoffs) -> Double
  ) -> Double {
    func at(_ shift: Double) -> Double {
      var moved = tariffs
      moved[country] += shift
      return value(bargain.payoffs(at: moved))
    }
    return (at(Self.wide) - 2 * at(0) + at(-Self.wide)) / (Self.wide * Self.wide)
  }

  private func check(_ bargain: some TariffBargain, tolerance: Double) throws {
    let nash = bargain.nash()
    for country in Country.allCases where nash.certificate.position[country] == .interior {
      let own = slope(bargain, nash.tariffs, by: country) { $0.government[country] }
      expectClose(own, nash.certificate.residual[country], absolute: tolerance, "Nash")
      #expect(abs(nash.certificate.residual[country]) < tolerance)
      // Beyond the prohibitive tariff payoffs are flat, and differences across it mean nothing.
      guard
        nash.tariffs[country] + Self.wide < bargain.imports(of: country).prohibitiveTariff
      else { continue }
      let second = bend(bargain, nash.tariffs, by: country) { $0.government[country] }
      expectClose(second, nash.certificate.secondOrder[country], absolute: Self.secondTolerance)
    }
    for reciprocity in Reciprocity.allCases {
      guard let rules = bargain.rulesPoint(reciprocity).point, let rho = rules.rho,
        let lambda = rules.lambda
      else { continue }
      for country in Country.allCases {
        let value: (Payoffs) -> Double = { $0.government[country] }
        let along =
          slope(bargain, rules.tariffs, by: .home, value)
          + rho * slope(bargain, rules.tariffs, by: .foreign, value)
        expectClose(along, rules.certificate.residual[country], absolute: tolerance, "rules")
        #expect(abs(rules.certificate.residual[country]) < tolerance)
        let weighted: (Payoffs) -> Double = { lambda * $0.government.home + $0.government.foreign }
        expectClose(
          slope(bargain, rules.tariffs, by: country, weighted), 0, absolute: 10 * tolerance,
          "rules-based point on the frontier")
        expectClose(
          bend(bargain, rules.tariffs, by: country, weighted),
          rules.certificate.secondOrder[country], absolute: Self.secondTolerance)
        let best = bargain.bestTariff(of: country, for: .government)
        var deviated = rules.tariffs
        deviated[country] = best
        expectClose(
          bargain.payoffs(at: deviated).government[country] - rules.payoffs.government[country],
          rules.certificate.unilateralGain[country], absolute: tolerance, "unilateral gain")
        #expect(rules.certificate.unilateralGain[country] >= 0)
      }
    }
    for lambda in [0.8, 1.2] {
      let point = try bargain.frontierPoint(lambda: lambda)
      for country in Country.allCases where point.certificate.position[country] == .interior {
        let found = slope(bargain, point.tariffs, by: country) {
          lambda * $0.government.home + $0.government.foreign
        }
        expectClose(found, point.certificate.residual[country], absolute: tolerance, "frontier")
      }
    }
  }

  @Test func linear() throws {
    var random = RandomPolitics(seed: 5)
    for _ in 0..<100 {
      try check(LinearTradeAgreement(try random.next()), tolerance: Self.tolerance)
    }
  }

  @Test func isoelastic() throws {
    let market = try ScheduleMarket.isoelasticExample()
    var random = RandomPolitics(seed: 6)
    for _ in 0..<3 {
      try check(TradeAgreement(market, try random.next()), tolerance: Self.curvedTolerance)
    }
  }

  @Test func cornersSayWhatTheyAre() throws {
    let protectionist = PoliticalWeights(import: 1.85, export: 1.1)
    let agreement = try LinearTradeAgreement(
      try TradePolitics(government: protectionist, people: protectionist))
    let nash = agreement.nash()
    #expect(nash.certificate.position.home == .prohibitive)
    #expect(nash.homeImports.imports.magnitude < 1e-15)
    #expect(nash.certificate.residual.home == 0)
    // Everything above is a best reply with the same allocation.
    #expect(agreement.payoffs(at: Tariffs(home: 0.5, foreign: 0.3)) == nash.payoffs)
    let figure = try LinearTradeAgreement(.figureOne, tariffFloor: 0)
    let floored = try figure.frontierPoint(lambda: 1.5)
    #expect(floored.tariffs.foreign == 0)
    #expect(floored.certificate.position.foreign == .floor)
  }

  @Test func powerOutsideTheSecondOrderRangeIsACorner() throws {
    let agreement = try LinearTradeAgreement(.figureOne)
    let range = try #require(agreement.secondOrderRange())
    #expect(try agreement.frontierPoint(lambda: range.upperBound + 0.1).tariffs.foreign == -1)
    #expect(try agreement.frontierPoint(lambda: range.lowerBound - 0.1).tariffs.home == -1)
    // Within the range the formula can still lie outside the tariffs there are.
    #expect(try #require(agreement.formalFrontierTariffs(lambda: 3)).foreign < -4)
    #expect(try agreement.frontierPoint(lambda: 3).tariffs.foreign == -1)
  }

  @Test func bothGovernmentsGainOnlyForSomePower() throws {
    let agreement = try LinearTradeAgreement(.figureOne)
    let range = try #require(agreement.individuallyRationalPower())
    // Given to twelve digits in the method notes.
    expectClose(range.lowerBound, 0.896814622770, absolute: 1e-11)
    expectClose(range.upperBound, 1.115057643587, absolute: 1e-11)
  }
}
