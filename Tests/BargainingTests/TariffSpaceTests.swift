import TestSupport
import Testing

@testable import Bargaining

@Suite struct TariffSpaceTests {
  /// A crossing is solved for to rounding of payoffs of order one.
  private static let onCurve = 1e-12
  /// A residual of a first-order condition that is nothing but rounding.
  private static let efficient = 1e-14

  private static func unequal() throws -> LinearTradeAgreement {
    try LinearTradeAgreement(
      TradePolitics(
        homeGovernment: PoliticalWeights(import: 1.2, export: 1.1),
        foreignGovernment: PoliticalWeights(import: 1.1, export: 1.05),
        homePublic: .benevolent, foreignPublic: .benevolent))
  }

  @Test("Every point of a curve has its gain", .tags(.identity)) func curves() throws {
    for agreement in [try LinearTradeAgreement(.figureOne), try Self.unequal()] {
      let space = try TariffSpace(agreement)
      #expect(space.rules.map(\.reciprocity) == Reciprocity.allCases)
      for rule in space.rules {
        #expect(rule.curves.map(\.country) == [.home, .home, .foreign, .foreign])
        #expect(rule.curves.map(\.level) == [.zero, .nash, .zero, .nash])
        for curve in rule.curves {
          #expect(!curve.lines.isEmpty)
          let target =
            curve.level == .zero
            ? 0
            : agreement.reciprocalGain(of: curve.country, at: space.nash, rule.reciprocity)
          for place in curve.lines.joined() {
            expectClose(
              agreement.reciprocalGain(of: curve.country, at: place, rule.reciprocity), target,
              absolute: Self.onCurve)
            #expect(space.window.home.contains(place.home))
            #expect(space.window.foreign.contains(place.foreign))
          }
        }
      }
    }
  }

  @Test("The frontier is efficient and ordered by power", .tags(.identity)) func frontier() throws {
    let agreement = try Self.unequal()
    let space = try TariffSpace(agreement)
    #expect(space.frontier.count == 399)
    for (before, after) in zip(space.frontier, space.frontier.dropFirst()) {
      #expect(before.lambda < after.lambda)
      #expect(before.tariffs.home <= after.tariffs.home)
      #expect(before.tariffs.foreign >= after.tariffs.foreign)
    }
    for place in space.frontier + space.marks {
      let point = try agreement.frontierPoint(lambda: place.lambda)
      #expect(point.tariffs == place.tariffs)
      #expect(point.certificate.isSecondOrderMaximum)
      expectClose(point.certificate.residual.home, 0, absolute: Self.efficient)
    }
    let middle = try #require(agreement.rulesPoint(.termsOfTrade).point?.lambda)
    #expect(space.marks.map(\.lambda) == [0.8, 0.9, 1.1, 1.2].map { $0 * middle })
  }

  @Test(
    "Paths begin at Nash, and for equal countries end at the rules-based point",
    .tags(.identity))
  func paths() throws {
    let agreement = try LinearTradeAgreement(.figureOne)
    let space = try TariffSpace(agreement)
    #expect(space.nash == agreement.nash().tariffs)
    for rule in space.rules {
      #expect(rule.rules == agreement.rulesPoint(rule.reciprocity).point?.tariffs)
      #expect(rule.people == agreement.rulesPoint(rule.reciprocity, for: .people).point?.tariffs)
      #expect(rule.path == agreement.reciprocalPath(rule.reciprocity))
      #expect(rule.path.first == space.nash)
      expectClose(
        try #require(rule.path.last).home, try #require(rule.rules).home, absolute: 1e-9)
    }
  }

  @Test("Without a rules-based point there are no marks, and the rest is there", .tags(.identity))
  func noRules() throws {
    let weights = PoliticalWeights(import: 2.2, export: 1)
    let space = try TariffSpace(
      LinearTradeAgreement(TradePolitics(government: weights, people: .benevolent)))
    #expect(space.marks.isEmpty)
    #expect(space.rules.allSatisfy { $0.rules == nil && $0.people != nil })
    #expect(!space.frontier.isEmpty)
  }

  @Test("A floor that leaves one tariff leaves no space", .tags(.failure)) func onePoint() throws {
    // Both governments choose the prohibitive tariff, and the floor forbids anything less.
    let weights = PoliticalWeights(import: 2.2, export: 1)
    let agreement = try LinearTradeAgreement(
      TradePolitics(government: weights, people: .benevolent), tariffFloor: 1.0 / 6)
    #expect(throws: BargainingError.noTariffSpace(tariff: 1.0 / 6)) { try TariffSpace(agreement) }
    #expect(
      BargainingError.noTariffSpace(tariff: 0.125).description.contains("lower tariff floor"))
  }

  @Test("A theory has the space only where it is asked for", .tags(.identity)) func asked() throws {
    var theory = TradeAgreementTheory()
    #expect(try theory.solve().space == nil)
    theory.question.extras = [.tariffSpace]
    #expect(try theory.solve().space == TariffSpace(LinearTradeAgreement(.figureOne)))
  }
}
