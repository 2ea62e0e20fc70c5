import Bargaining
import Numerics
import TestSupport
import Testing

@Suite struct TradeNetworkTests {
  /// Tariffs settle to 1e-13; what is computed from them keeps a few digits less.
  private static let tolerance = 1e-11
  /// Payoffs near a maximum are flat: a gain of this size is rounding.
  private static let rounding = 1e-13

  /// The two mirrored goods of the linear example.
  private func pair(_ politics: TradePolitics) throws -> TradeNetwork {
    func sector(importer: Country) -> [TradeNetwork.Producer] {
      Country.allCases.map { country in
        TradeNetwork.Producer(
          supplySlope: country == importer ? 0.5 : 1, government: politics.government[country],
          people: politics.people[country])
      }
    }
    return try TradeNetwork(sectors: [sector(importer: .home), sector(importer: .foreign)])
  }

  /// Countries of random size and politics.
  static func world(
    countries: Int, sectors: Int, seed: UInt64, alliances: Matrix? = nil
  ) throws -> TradeNetwork {
    var random = Xoshiro256(seed: seed)
    let rows = (0..<sectors).map { _ in
      (0..<countries).map { _ in
        TradeNetwork.Producer(
          demandIntercept: 0.5 + random.uniform(), demandSlope: 0.5 + random.uniform(),
          supplySlope: 0.2 + 2 * random.uniform(),
          government: PoliticalWeights(
            import: 1 + 0.5 * random.uniform(), export: 1 + 0.4 * random.uniform()))
      }
    }
    return try TradeNetwork(sectors: rows, alliances: alliances)
  }

  @Test(.tags(.identity)) func twoCountriesAreTheLinearExample() throws {
    var random = RandomPolitics(seed: 9)
    for _ in 0..<50 {
      let politics = try random.next()
      let agreement = try LinearTradeAgreement(politics)
      let network = try pair(politics)
      let nash = try network.nash()
      let expected = agreement.nash()
      expectClose(nash.entries[0].tariff, expected.tariffs.home, absolute: Self.tolerance)
      expectClose(nash.entries[1].tariff, expected.tariffs.foreign, absolute: Self.tolerance)
      expectClose(
        nash.governments, [expected.payoffs.government.home, expected.payoffs.government.foreign],
        absolute: Self.tolerance)
      expectClose(
        nash.people, [expected.payoffs.people.home, expected.payoffs.people.foreign],
        absolute: Self.tolerance)
      let joint = try network.cooperative(weights: [1.1, 1])
      let frontier = try agreement.frontierPoint(lambda: 1.1)
      expectClose(joint.entries[0].tariff, frontier.tariffs.home, absolute: Self.tolerance)
      expectClose(joint.entries[1].tariff, frontier.tariffs.foreign, absolute: Self.tolerance)
    }
  }

  @Test(.tags(.identity)) func nobodyGainsAlone() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let nash = try Self.world(countries: 6, sectors: 4, seed: seed).nash()
      #expect(nash.unilateralGain < Self.rounding)
      #expect(nash.lastMove <= 1e-13)
    }
  }

  /// With alliances the entry of an ally makes a second hump: best replies near by are not enough.
  @Test(.tags(.identity)) func alliancesKeepTheCertificate() throws {
    var alliances = Matrix(rows: 8, columns: 8)
    for country in 0..<8 { alliances[country, (country + 1) % 8] = 0.3 }
    for seed in 1...4 as ClosedRange<UInt64> {
      let nash = try Self.world(countries: 8, sectors: 3, seed: seed, alliances: alliances).nash()
      #expect(nash.unilateralGain < 1e-12)
    }
  }

  @Test(.tags(.identity)) func threadsDoNotMatter() throws {
    let network = try Self.world(countries: 5, sectors: 7, seed: 3)
    #expect(try network.nash() == network.nash(.init(threads: 3)))
  }

  @Test(.tags(.recovery)) func cooperationRaisesJointPayoff() throws {
    let network = try Self.world(countries: 5, sectors: 3, seed: 4)
    let nash = try network.nash()
    let joint = try network.cooperative()
    #expect(joint.governments.reduce(0, +) > nash.governments.reduce(0, +))
    #expect(joint.unilateralGain > 1e-4)
  }

  @Test(.tags(.recovery)) func bilateralBargainsAreTheNashSolution() throws {
    let politics = TradePolitics.figureOne
    let home = PoliticalWeights(import: 1.3, export: 1.15)
    let unequal = try TradePolitics(
      homeGovernment: home, foreignGovernment: politics.government.foreign, homePublic: home,
      foreignPublic: politics.people.foreign)
    for politics in [politics, unequal] {
      let agreement = try LinearTradeAgreement(politics)
      let nash = agreement.nash().payoffs.government
      // The greatest product of gains along the frontier, by golden section.
      func product(_ lambda: Double) throws -> Double {
        let payoffs = try agreement.frontierPoint(lambda: lambda).payoffs.government
        return (payoffs.home - nash.home) * (payoffs.foreign - nash.foreign)
      }
      let range = try #require(agreement.individuallyRationalPower())
      var (low, high) = (range.lowerBound, range.upperBound)
      let golden = 0.6180339887498949
      for _ in 0..<80 {
        let left = high - golden * (high - low)
        let right = low + golden * (high - low)
        if try product(left) < product(right) { low = left } else { high = right }
      }
      let best = try agreement.frontierPoint(lambda: (low + high) / 2)
      let bargain = try pair(politics).nashInNash()
      // A maximum is located to the square root of rounding.
      expectClose(bargain.entries[0].tariff, best.tariffs.home, absolute: 1e-6)
      expectClose(bargain.entries[1].tariff, best.tariffs.foreign, absolute: 1e-6)
    }
  }

  /// Three countries; each imports one good from the other two, which differ in efficiency.
  private func competingExporters(
    _ regime: TradeNetwork.Regime
  ) throws -> TradeNetwork {
    let sectors = (0..<3).map { importer in
      (0..<3).map { country in
        TradeNetwork.Producer(supplySlope: country == importer ? 0.2 : 1)
      }
    }
    return try TradeNetwork(sectors: sectors, regime: regime)
  }

  @Test(.tags(.identity)) func equalExportersAreTreatedAlike() throws {
    let apart = try competingExporters(.discriminatory).nash()
    let alike = try competingExporters(.mostFavouredNation).nash()
    #expect(apart.entries.count == 6)
    for entry in apart.entries {
      expectClose(entry.tariff, alike.entries[entry.sector].tariff, absolute: Self.tolerance)
    }
    #expect(apart.unilateralGain < Self.rounding)
  }

  @Test(.tags(.recovery)) func alliesPayLessAsTheWeightRises() throws {
    let weights = [0, 0.2, 0.4, 0.6, 0.8]
    let apart = try competingExporters(.discriminatory).allianceResponse(
      of: 0, to: 1, weights: weights)
    let alike = try competingExporters(.mostFavouredNation).allianceResponse(
      of: 0, to: 1, weights: weights)
    func tariff(_ nash: NetworkTariffs, on exporter: Int) throws -> Double {
      try #require(nash.meanTariff(of: 0, on: exporter))
    }
    for step in 1..<weights.count {
      let (before, after) = (apart[step - 1].nash, apart[step].nash)
      #expect(try tariff(after, on: 1) < tariff(before, on: 1))
      // Most-favoured-nation treatment passes the favour on, in part, to everyone.
      #expect(try tariff(alike[step].nash, on: 2) < tariff(alike[step - 1].nash, on: 2))
      #expect(try tariff(alike[step].nash, on: 1) > tariff(after, on: 1))
      #expect(after.unilateralGain < Self.rounding)
    }
    // Nobody else's tariffs move.
    expectClose(
      try #require(apart[4].nash.meanTariff(of: 2)), try #require(apart[0].nash.meanTariff(of: 2)),
      absolute: Self.tolerance)
  }

  /// Bilateral bargains about discriminatory tariffs are struck at the cost of third countries; under
  /// most-favoured-nation treatment, or without subsidies, they help.
  @Test(.tags(.recovery)) func discriminationInvitesOpportunism() throws {
    func world(_ tariffs: NetworkTariffs) -> Double { tariffs.people.reduce(0, +) }
    let alike = try competingExporters(.mostFavouredNation)
    let apart = try competingExporters(.discriminatory)
    let floored = try TradeNetwork(
      sectors: apart.sectors, regime: .discriminatory, tariffFloor: 0)
    let nash = world(try alike.nash())
    #expect(world(try alike.nashInNash()) > nash + 1e-3)
    #expect(world(try apart.nashInNash()) < nash - 1e-2)
    expectClose(
      world(try floored.nashInNash()), world(try floored.cooperative()), absolute: Self.tolerance)
    // A country that gets nothing in return keeps its Nash tariff.
    let deals = try alike.nashInNash()
    expectClose(deals.entries[2].tariff, 0.0625, absolute: Self.tolerance)
  }

  @Test(.tags(.failure)) func badNetworks() throws {
    let producer = TradeNetwork.Producer(supplySlope: 1)
    let small = TradeNetwork.Producer(supplySlope: 0.5)
    #expect(throws: BargainingError.self) { try TradeNetwork(sectors: []) }
    #expect(throws: BargainingError.noTrade(importer: 0.5, exporter: 0.5)) {
      try TradeNetwork(sectors: [[producer, producer]])
    }
    #expect(throws: BargainingError.self) {
      try TradeNetwork(sectors: [[producer, small], [producer]])
    }
    #expect(throws: BargainingError.self) {
      try TradeNetwork(
        sectors: [[producer, small]], alliances: Matrix(rows: 3, columns: 3))
    }
    #expect(throws: BargainingError.self) {
      try TradeNetwork(sectors: [[producer, TradeNetwork.Producer(supplySlope: -1)]])
    }
    #expect(
      throws: BargainingError.discriminationAmongImporters(sector: 0, importers: 2)
    ) {
      try TradeNetwork(sectors: [[small, small, producer]], regime: .discriminatory)
    }
    let network = try TradeNetwork(sectors: [[producer, small]])
    #expect(throws: BargainingError.self) { try network.cooperative(weights: [1]) }
    #expect(throws: BargainingError.self) { try network.cooperative(weights: [1, 0]) }
    #expect(throws: BargainingError.self) { try network.nashInNash(power: { _, _ in 1 }) }
    #expect(throws: BargainingError.self) { try network.allied(0, with: 5, weight: 1) }
    #expect(throws: BargainingError.self) { try network.allied(0, with: 1, weight: -1) }
    #expect(throws: BargainingError.self) { try network.nash(.init(sweeps: 1)) }
  }
}
