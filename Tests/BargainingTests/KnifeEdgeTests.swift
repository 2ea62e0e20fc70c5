import Bargaining
import Numerics
import TestSupport
import Testing

/// Weights on and near the lines where a theory's conditions are singular: every printed point
/// satisfies its conditions, or there is a reason in its place.
@Suite(.tags(.identity)) struct KnifeEdgeTests {
  /// Conditions of order one, recomputed from tariffs that are rounded to 1e-16 and divided by the
  /// trade that is left.
  private static let residual = 1e-8
  /// Equation 7 in doubles, on numbers of order one.
  private static let digits = 1e-13

  /// Equation 7: `4(1 + 2m - 3e)/(59 - 8m - 9e)`.
  private func symmetric(_ m: Double, _ e: Double) -> Double {
    4 * (1 + 2 * m - 3 * e) / (59 - 8 * m - 9 * e)
  }

  private func agreement(_ home: PoliticalWeights, _ foreign: PoliticalWeights) throws
    -> LinearTradeAgreement
  {
    try LinearTradeAgreement(
      TradePolitics(
        homeGovernment: home, foreignGovernment: foreign, homePublic: .benevolent,
        foreignPublic: .benevolent))
  }

  /// What is left of both conditions at tariffs, from the derivatives in the method notes.
  private func gap(
    _ home: PoliticalWeights, _ foreign: PoliticalWeights, _ tariffs: Tariffs,
    _ reciprocity: Reciprocity
  ) -> Double {
    func importing(_ m: Double, _ t: Double) -> Double { (8 * m - 5 - (68 - 8 * m) * t) / 49 }
    func exporting(_ e: Double, _ t: Double) -> Double { -(12 * e - 9 - 9 * (1 + e) * t) / 49 }
    let (x, y) = (tariffs.home, tariffs.foreign)
    let rho =
      reciprocity == .termsOfTrade ? (1 - 6 * x) / (1 - 6 * y) : (4 - 3 * x) / (4 - 3 * y)
    let first = importing(home.importWeight, x) + rho * exporting(home.exportWeight, y)
    let second = exporting(foreign.exportWeight, x) + rho * importing(foreign.importWeight, y)
    return max(abs(first), abs(second)) / (1 + abs(rho))
  }

  @Test(arguments: [
    (1.3, 1.4), (1.525, 1.2), (1.4125, 1.3), (1.075, 1.6), (1.1875, 1.5), (1.6375, 1.1),
  ])
  func equalGovernmentsHaveALineOfRulesPoints(m: Double, e: Double) throws {
    let weights = PoliticalWeights(import: m, export: e)
    let bargain = try agreement(weights, weights)
    guard case .continuum(let line) = bargain.rulesPoint(.termsOfTrade) else {
      Issue.record("no continuum")
      return
    }
    let point = try #require(line.symmetric)
    expectClose(point.tariffs.home, symmetric(m, e), absolute: Self.digits)
    expectClose(point.tariffs.foreign, symmetric(m, e), absolute: Self.digits)
    #expect(point.certificate.meetsConditions)
    #expect(point.certificate.isSecondOrderMaximum)
    // The whole line solves the conditions, not its middle alone.
    let ends = try #require(line.ends)
    for share in [0.0, 0.2, 0.7, 1.0] {
      func coordinate(_ tariff: Double) -> Double { 1 / (1 - 6 * tariff) }
      func between(_ country: Country) -> Double {
        let (low, high) = (coordinate(ends[0][country]), coordinate(ends[1][country]))
        return (1 - 1 / (low + share * (high - low))) / 6
      }
      let tariffs = Tariffs(home: between(.home), foreign: between(.foreign))
      #expect(gap(weights, weights, tariffs, .termsOfTrade) < Self.residual)
    }
    // Under the other rule these weights are ordinary.
    guard case .interior(let volume) = bargain.rulesPoint(.tradeVolume) else {
      Issue.record("no point")
      return
    }
    expectClose(volume.tariffs.home, symmetric(m, e), absolute: Self.digits)
  }

  /// However near the singular line, equal governments keep every digit of equation 7.
  @Test(arguments: [1e-3, 1e-6, 1e-9, 1e-12, 1e-14, 0])
  func noDigitsAreLostBesideTheLine(distance: Double) {
    var random = Xoshiro256(seed: 11)
    for _ in 0..<2_000 {
      let e = 1 + 0.6 * random.uniform()
      let m = (23 - 9 * e) / 8 + distance * (2 * random.uniform() - 1)
      let weights = PoliticalWeights(import: m, export: e)
      guard let bargain = try? agreement(weights, weights),
        let point = bargain.rulesPoint(.termsOfTrade).point
      else { continue }
      #expect(abs(point.tariffs.home - symmetric(m, e)) < Self.digits)
      #expect(point.tariffs.home == point.tariffs.foreign)
    }
  }

  /// Unequal governments on the surface where the two conditions have one determinant, and beside it.
  @Test(arguments: Reciprocity.allCases)
  func everyPrintedPointMeetsItsConditions(reciprocity: Reciprocity) throws {
    var random = Xoshiro256(seed: 12)
    func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
    var counts = (points: 0, lines: 0, none: 0)
    for draw in 0..<12_000 {
      let home = PoliticalWeights(import: uniform(0.5, 2), export: uniform(0.5, 2))
      let near = [0.0, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 0.1][draw % 7] * uniform(-1, 1)
      // A1 = B0 B1 / A0, with the letters of the closed form.
      let isToT = reciprocity == .termsOfTrade
      let own = isToT ? 56 * home.importWeight - 98 : 56 * home.importWeight - 287
      let partner = isToT ? 63 * (home.exportWeight - 1) : -63
      let export = uniform(0.5, 2)
      let other = isToT ? 63 * (export - 1) : -63
      let imports = (partner * other / own + (isToT ? 98 : 287)) / 56 + near
      guard imports >= 0, imports < 1e3 else { continue }
      let foreign =
        draw % 5 == 0 ? home : PoliticalWeights(import: imports, export: export)
      let bargain = try agreement(home, foreign)
      let answer = bargain.rulesPoint(reciprocity)
      switch answer {
      case .interior(let point):
        counts.points += 1
        #expect(gap(home, foreign, point.tariffs, reciprocity) < Self.residual)
        #expect(point.certificate.meetsConditions)
      case .continuum(let line):
        counts.lines += 1
        if let point = line.symmetric {
          #expect(gap(home, foreign, point.tariffs, reciprocity) < Self.residual)
        }
      case .noInteriorPoint(let none):
        counts.none += 1
        #expect(!none.description.isEmpty)
      }
      #expect((answer.reason == nil) == { if case .interior = answer { true } else { false } }())
      for lambda in [0.3, 1, 3.09] {
        let point = try bargain.frontierPoint(lambda: lambda)
        #expect(point.certificate.meetsConditions)
        checkMaximum(bargain, point, lambda)
      }
      #expect(bargain.nash().certificate.meetsConditions)
    }
    #expect(counts.points > 500 && counts.none > 500)
  }

  /// What is called a maximum is not below any of a grid of tariffs.
  private func checkMaximum(
    _ bargain: LinearTradeAgreement, _ point: AgreementPoint, _ lambda: Double
  ) {
    func value(_ tariffs: Tariffs) -> Double {
      let payoffs = bargain.payoffs(at: tariffs).government
      return lambda * payoffs.home + payoffs.foreign
    }
    guard point.certificate.secondOrderVerdict == .maximum else { return }
    let here = value(point.tariffs)
    for country in Country.allCases {
      for step in 0...4 {
        var moved = point.tariffs
        moved[country] = -1 + (1.0 / 6 + 1) * Double(step) / 4
        #expect(value(moved) <= here + 1e-12 * (1 + abs(here)))
      }
    }
  }

  /// At weights of 4 and 3 both conditions hold for all equal tariffs, and joint payoff is flat.
  @Test func flatPayoffsAreNotCalledMaxima() throws {
    let weights = PoliticalWeights(import: 4, export: 3)
    let bargain = try agreement(weights, weights)
    guard case .continuum(let line) = bargain.rulesPoint(.termsOfTrade) else {
      Issue.record("no continuum")
      return
    }
    #expect(line.symmetric == nil)
    let point = try bargain.frontierPoint(lambda: 1)
    #expect(point.certificate.secondOrderVerdict == .flat)
    #expect(bargain.publicGains() == nil)
  }

  /// Reciprocal cuts lower nobody's payoff on their way, wherever the conditions are singular; equal
  /// governments end at the symmetric point of equation 7, though a line of others solves it too.
  @Test(arguments: Reciprocity.allCases)
  func reciprocalCutsEndWhereOneStopsGaining(reciprocity: Reciprocity) throws {
    var random = Xoshiro256(seed: 16)
    var compared = 0
    for draw in 0..<200 {
      let e = 1 + 0.6 * random.uniform()
      let near = [0, 1e-15, 1e-9, 1e-3][draw % 4] * (2 * random.uniform() - 1)
      let weights = PoliticalWeights(import: (23 - 9 * e) / 8 + near, export: e)
      let partner =
        draw % 3 == 0 ? PoliticalWeights(import: 1 + random.uniform(), export: e) : weights
      let bargain = try agreement(weights, partner)
      let path = bargain.reciprocalPath(reciprocity, steps: 100)
      let payoffs = path.map { bargain.payoffs(at: $0).government }
      for (before, after) in zip(payoffs, payoffs.dropFirst()) {
        for country in Country.allCases {
          #expect(after[country] >= before[country] - 1e-14)
        }
      }
      let end = try #require(path.last)
      let expected = symmetric(weights.importWeight, e)
      guard weights == partner, bargain.outside.tariffs.home < 1.0 / 6 - 1e-3 else { continue }
      compared += 1
      expectClose(end.home, expected, absolute: 1e-10)
      expectClose(end.foreign, expected, absolute: 1e-10)
    }
    #expect(compared > 50)
  }

  /// Where what a tariff maximises is convex and its two ends are worth the same, neither is called the
  /// maximum; a hair of power on either side decides between them.
  @Test func twoEndsThatAreWorthTheSameAreSaid() throws {
    var random = Xoshiro256(seed: 15)
    func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
    var ties = 0
    for _ in 0..<4_000 {
      let home = PoliticalWeights(import: uniform(0.5, 2), export: uniform(0.5, 3))
      let foreign = PoliticalWeights(import: uniform(0.5, 2), export: uniform(0.5, 3))
      let bargain = try agreement(home, foreign)
      func payoffs(_ tariff: Double) -> CountryPair<Double> {
        bargain.payoffs(at: Tariffs(home: tariff, foreign: 0)).government
      }
      let (low, high) = (payoffs(-1), payoffs(1.0 / 6))
      let middle = payoffs((1.0 / 6 - 1) / 2)
      let lambda = (high.foreign - low.foreign) / (low.home - high.home)
      guard lambda > 1e-3, lambda < 1e3 else { continue }
      let bend =
        lambda * (low.home + high.home - 2 * middle.home)
        + (low.foreign + high.foreign - 2 * middle.foreign)
      guard bend > 1e-3 else { continue }
      ties += 1
      let tied = try bargain.frontierPoint(lambda: lambda)
      #expect(tied.certificate.secondOrderVerdict != .maximum)
      let sides = try [1 - 1e-6, 1 + 1e-6].map { try bargain.frontierPoint(lambda: lambda * $0) }
      #expect(sides[0].tariffs.home != sides[1].tariffs.home)
      for side in sides { #expect(side.certificate.secondOrderVerdict != .tied) }
    }
    #expect(ties > 20)
  }

  /// Where government and public want the same, the public does not want less; and where Home's payoff
  /// does not move, it has no share of terms of trade.
  @Test func nothingIsSaidOfRounding() throws {
    var random = Xoshiro256(seed: 13)
    for _ in 0..<500 {
      let weights = PoliticalWeights(
        import: 1 + 0.6 * random.uniform(), export: 1 + 0.5 * random.uniform())
      let bargain = try LinearTradeAgreement(TradePolitics(government: weights, people: weights))
      if let remark = bargain.remarkOne() { #expect(!remark.holds) }
    }
    let still = PoliticalWeights(import: 1.375, export: 0.9)
    let bargain = try agreement(still, still)
    let remark = try #require(bargain.remarkTwo())
    #expect(remark.termsOfTradeShare == nil && !remark.holds)
  }

  /// Contradictory conditions, which no tariffs meet, are not taken for singular ones that some do.
  @Test func contradictoryConditionsHaveNoPoint() throws {
    let weights = PoliticalWeights(import: 1.75, export: 1)
    let answer = try agreement(weights, weights).rulesPoint(.termsOfTrade)
    #expect(answer.point == nil)
    #expect(answer.reason?.contains("no common solution") == true)
  }

  /// The general solver does not print what its own conditions do not bear out.
  @Test func theGeneralSolverIsGatedToo() throws {
    var random = Xoshiro256(seed: 14)
    for _ in 0..<60 {
      let e = 1 + 0.5 * random.uniform()
      let weights = PoliticalWeights(import: (23 - 9 * e) / 8, export: e)
      let bargain = try TradeAgreement(
        LinearMarket(), try TradePolitics(government: weights, people: .benevolent))
      if let point = bargain.rulesPoint(.termsOfTrade).point {
        #expect(gap(weights, weights, point.tariffs, .termsOfTrade) < Self.residual)
      }
    }
  }
}
