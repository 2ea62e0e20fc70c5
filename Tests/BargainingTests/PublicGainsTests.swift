import Bargaining
import Numerics
import TestSupport
import Testing

@Suite struct PublicGainsTests {
  private static let draws = 12_000
  private static let allowed = 4.0

  private struct Shares: Decodable {
    var n_ok, public_loses, loses_given_R1, Wx_neg: Int
    var R1_equals_exact, paper_cond_wrong: Double
  }

  /// The reference drew two million times and kept tariffs above -0.5 where countries differ.
  private static let referenceDraws = 2_000_000.0
  private static let referenceFloor = -0.5

  @Test(.tags(.recovery, .reference))
  func sharesAreTheReferences() throws {
    let document = try AgreementReference.read(
      [String: Shares].self, "deremer_montecarlo_claims")
    #expect(document.count == 8)
    for key in document.keys.sorted() {
      let shares = try #require(document[key])
      var random = RandomPolitics(seed: 11)
      random.equalImports = key.contains("eqM=True")
      random.isSymmetric = key.contains("sym=True")
      random.leastPublicExport = key.hasSuffix("eWmin=0.6") ? 0.6 : 1
      var (kept, loses, losesThoughOver, paperWrong, ownHurts) = (0, 0, 0, 0, 0)
      var (provedAndLost, remarkTwoFails) = (0, 0)
      for _ in 0..<Self.draws {
        let agreement = try LinearTradeAgreement(try random.next())
        guard let point = agreement.rulesPoint(.termsOfTrade).point,
          min(point.tariffs.home, point.tariffs.foreign) > Self.referenceFloor,
          let gains = agreement.publicGains(), let remark = agreement.remarkOne(),
          let remarkTwo = agreement.remarkTwo()
        else { continue }
        kept += 1
        if !remarkTwo.holds { remarkTwoFails += 1 }
        if !gains.holds { loses += 1 }
        if !gains.holds, remark.holds { losesThoughOver += 1 }
        if !gains.holds, gains.proof != nil { provedAndLost += 1 }
        if remark.paperCondition != remark.holds { paperWrong += 1 }
        if gains.gain.ownTariff < 0 { ownHurts += 1 }
      }
      #expect(provedAndLost == 0)
      #expect(remarkTwoFails == 0)
      func expectShare(_ found: Int, _ expected: Double, _ name: String) {
        let error = (expected * (1 - expected) / Double(kept)).squareRoot()
        expectClose(
          Double(found) / Double(kept), expected, absolute: Self.allowed * error, "\(key) \(name)")
      }
      let total = Double(shares.n_ok)
      let keptShare = total / Self.referenceDraws
      expectClose(
        Double(kept) / Double(Self.draws), keptShare,
        absolute: Self.allowed * (keptShare * (1 - keptShare) / Double(Self.draws)).squareRoot())
      expectShare(loses, Double(shares.public_loses) / total, "public loses")
      expectShare(losesThoughOver, Double(shares.loses_given_R1) / total, "loses given remark 1")
      expectShare(paperWrong, shares.paper_cond_wrong, "paper's condition wrong")
      expectShare(ownHurts, Double(shares.Wx_neg) / total, "own tariff hurts")
    }
  }

  /// The three kinds of failure of the paper's preliminary finding, with their published sizes.
  @Test(
    .tags(.reference),
    arguments: [
      (1.5, 1.05, 1.0, 1.0, PublicGains.Failure.importBias, -0.001114257),
      (1.6, 1.05, 1.6, 0.7, .lowPublicExportWeight, -0.0007099),
      (1.85, 1.1, 1.71, 1.0, .nearAutarky, -0.0000844296),
    ])
  func knownFailures(
    _ imports: Double, _ exports: Double, _ publicImports: Double, _ publicExports: Double,
    _ failure: PublicGains.Failure, _ size: Double
  ) throws {
    let agreement = try LinearTradeAgreement(
      try TradePolitics(
        government: PoliticalWeights(import: imports, export: exports),
        people: PoliticalWeights(import: publicImports, export: publicExports)))
    let gains = try #require(agreement.publicGains())
    #expect(gains.failure == failure)
    #expect(gains.proof == nil)
    // The method notes give the second size to seven decimals.
    expectClose(gains.gain.total, size, absolute: 5e-8)
  }

  /// The paper's steel: a public that cares about the firms that buy it.
  @Test(.tags(.recovery)) func downstreamFirmsTurnTheClaim() throws {
    let government = PoliticalWeights(import: 1.4, export: 1.05)
    func gains(_ weight: Double) throws -> PublicGains? {
      try LinearTradeAgreement(
        try TradePolitics(
          government: government,
          people: PoliticalWeights(import: 1.4, export: 1, downstream: weight),
          downstreamShare: 0.5)
      ).publicGains()
    }
    #expect(try gains(1)?.proof == .equalImportWeights)
    let turned = try #require(try gains(2))
    #expect(turned.failure == .downstream)
    #expect(turned.gain.total < 0)
  }

  @Test(.tags(.identity)) func mapIsTheSameForAnyThreads() throws {
    func map(_ threads: Int) throws -> ClaimMap {
      try ClaimMap(
        .publicGains, horizontal: .governmentImport, over: 1...1.9, vertical: .publicExport,
        over: 0.6...1.1, columns: 40, rows: 30,
        base: try TradePolitics(
          government: PoliticalWeights(import: 1.2, export: 1.1),
          people: PoliticalWeights(import: 1, export: 1)), threads: threads)
    }
    let map1 = try map(1)
    #expect(try map(1) == map(3))
    #expect(map1.share(of: .failsByImportBias) > 0)
    #expect(map1.share(of: .holdsProved) > 0.1)
    let shares = ClaimMap.Verdict.allCases.map { map1.share(of: $0) }
    expectClose(shares.reduce(0, +), 1, absolute: 1e-12)
  }
}
