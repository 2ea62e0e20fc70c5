import Bargaining
import TestSupport
import Testing

/// The network as a theory: equal countries, one alliance.
@Suite struct TariffNetworkTheoryTests {
  /// Tariffs settle to 1e-13.
  private static let tolerance = 1e-11

  @Test("Without an alliance both wars have one tariff", .tags(.identity)) func neutral() throws {
    let solution = try TariffNetworkTheory().setting("s", to: [0]).solve()
    let row = try #require(solution.responses.first)
    expectClose(row.onAlly, row.common, absolute: Self.tolerance)
    expectClose(row.onOthers, row.common, absolute: Self.tolerance)
    // The three-country tariff of `TradeNetworkTests.discriminationInvitesOpportunism`.
    expectClose(row.common, 0.0625, absolute: Self.tolerance)
  }

  @Test(
    "The ally pays less as the weight rises, whatever the number of countries", .tags(.recovery),
    arguments: [3, 4])
  func response(countries: Int) throws {
    let theory = try TariffNetworkTheory().setting("countries", to: [Double(countries)])
    let rows = try theory.solve().responses
    #expect(rows.map(\.weight) == [0, 0.2, 0.4, 0.6, 0.8])
    for (before, after) in zip(rows, rows.dropFirst()) {
      #expect(after.onAlly < before.onAlly)
      #expect(after.common < before.common)
      // Under most-favoured-nation treatment the favour is shared, so it is smaller.
      #expect(after.common > after.onAlly)
    }
    #expect(rows.allSatisfy { $0.unilateralGain < 1e-12 })
  }

  @Test("Bargains help where nobody is discriminated against", .tags(.recovery))
  func bargains() throws {
    func world(_ tariffs: NetworkTariffs) -> Double { tariffs.people.reduce(0, +) }
    let regimes = try TariffNetworkTheory().setting("s", to: [0]).solve().regimes
    #expect(regimes.map(\.regime) == [.mostFavouredNation, .discriminatory])
    #expect(world(try #require(regimes[0].bargains)) > world(regimes[0].nash))
    #expect(world(try #require(regimes[1].bargains)) < world(regimes[1].nash))
    for regime in regimes { #expect(world(regime.joint) >= world(regime.nash)) }
    let floored = try TariffNetworkTheory().setting("tariff_floor", to: [0]).solve().regimes[1]
    #expect(world(try #require(floored.bargains)) > world(floored.nash))
  }

  @Test(
    "Inputs outside their domain are refused", .tags(.failure),
    arguments: [
      ("countries", [2.0]), ("countries", [7]), ("tariff_floor", [10]), ("countries", [3.5]),
      ("importer_supply", [0]),
      ("importer_supply", [1]), ("gamma_M", [-1]), ("s", [0, -0.1]), ("power", [1]), ("power", [0]),
    ])
  func refused(name: String, values: [Double]) {
    #expect(throws: BargainingError.self) {
      try TariffNetworkTheory().setting(name, to: values).solve()
    }
  }
}
