import Bargaining
import Foundation
import Numerics
import TestSupport
import Testing

/// How often reciprocity leads anywhere.
@Suite(.tags(.recovery, .reference))
struct RulesExistenceTests {
  private static let draws = 30_000
  /// Standard errors allowed between two Monte Carlo shares.
  private static let allowed = 4.0

  private struct Shares: Decodable {
    var exists_interior, soc_given_exists, both_IR_given_exists: Double
  }

  private struct Document: Decodable {
    var tot, vol: Shares
  }

  private func expectShare(_ found: Double, _ expected: Double, draws: Int, _ row: String) {
    let error = (expected * (1 - expected) / Double(draws)).squareRoot()
    expectClose(found, expected, absolute: Self.allowed * error, row)
  }

  @Test func sharesAreTheReferences() throws {
    let document = try AgreementReference.read(Document.self, "deremer_rules_existence")
    for (reciprocity, shares) in [
      (Reciprocity.termsOfTrade, document.tot), (.tradeVolume, document.vol),
    ] {
      var random = RandomPolitics(seed: 3)
      var (interior, maxima, rational) = (0, 0, 0)
      for _ in 0..<Self.draws {
        guard let point = try LinearTradeAgreement(try random.next()).rulesPoint(reciprocity).point
        else { continue }
        interior += 1
        if point.certificate.isSecondOrderMaximum { maxima += 1 }
        if Country.allCases.allSatisfy({ point.certificate.isIndividuallyRational($0) }) {
          rational += 1
        }
      }
      expectShare(
        Double(interior) / Double(Self.draws), shares.exists_interior, draws: Self.draws,
        "\(reciprocity) interior")
      expectShare(
        Double(maxima) / Double(interior), shares.soc_given_exists, draws: interior,
        "\(reciprocity) second order")
      expectShare(
        Double(rational) / Double(interior), shares.both_IR_given_exists, draws: interior,
        "\(reciprocity) individually rational")
    }
  }
}
