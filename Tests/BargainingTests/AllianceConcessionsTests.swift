import Foundation
import TestSupport
import Testing

@testable import Bargaining

@Suite struct AllianceConcessionsTests {
  private struct Document: Decodable {
    struct Row: Decodable {
      var signal: Double
      var election: Int
      var kappa: Double
      var x: [Double]
      var total_concession: Double
      var tariff_cut: Double
      var exports: Double
      var win_prob: Double
      var mb_t: Double
      var mc_t: Double
    }
    var pivotality_at_zero: [Double]
    var win_at_zero: Double
    var rows: [Row]
    var ols_on_model_output: [Double]
  }

  @Test("Every row of the reference", .tags(.reference))
  func reference() throws {
    let document = try TheoryReference.read(Document.self, "alley")
    let model = try AllianceConcessions()
    let tolerance = TheoryReference.tolerance
    let start = model.map.outcome(at: [0, 0, 0, 0, 0])
    expectClose(start.winProbability, document.win_at_zero, absolute: tolerance)
    expectClose(start.pivotality, document.pivotality_at_zero, absolute: tolerance)
    for row in document.rows {
      let found = try model.equilibrium(signal: row.signal, election: row.election == 1)
      let place = "signal \(row.signal), election \(row.election):"
      expectClose(found.commitment, row.kappa, absolute: tolerance, place)
      expectClose(found.concessions, row.x, absolute: tolerance, place)
      expectClose(found.totalConcession, row.total_concession, absolute: tolerance, place)
      expectClose(found.tariffCut, row.tariff_cut, absolute: tolerance, place)
      expectClose(found.exports, row.exports, absolute: tolerance, place)
      expectClose(found.winProbability, row.win_prob, absolute: tolerance, place)
      expectClose(found.structuralBenefit, row.mb_t, absolute: tolerance, place)
      expectClose(found.structuralCost, row.mc_t, absolute: tolerance, place)
      #expect(found.certificate.residual < 1e-14, "\(place)")
      #expect(found.certificate.isStrictMaximum && found.certificate.localMaxima == 1)
    }
  }
}
