import Bargaining
import Foundation
import Numerics
import TestSupport
import Testing

/// Equilibria of alliance concessions, of loyalty coercion and of guns and butter at random inputs, on
/// the edges of their regimes: each satisfies its conditions, or is refused.
@Suite(.tags(.identity)) struct ConcessionKnifeEdgeTests {
  /// A share of the largest concession: what settles, settles to twelve digits.
  private static let settled = 1e-11
  /// Rounding of a pivotality, as a share of the largest there can be.
  private static let rounding = 1e-13

  @Test func everyConcessionMeetsItsCondition() throws {
    var random = Xoshiro256(seed: 21)
    func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
    var solved = 0
    for draw in 0..<120 {
      var parameters = AllianceConcessions.Parameters()
      let count = 1 + Int(6 * random.uniform())
      // Toss-ups, ordinary maps and landslides, in which no state is pivotal.
      let spread = [0.02, 0.15, 2][draw % 3]
      parameters.margins = (0..<count).map { _ in
        uniform(-spread, spread) + (draw % 4 == 0 ? 0.4 : 0)
      }
      parameters.votes = (0..<count).map { _ in Double(1 + Int(9 * random.uniform())) }
      parameters.majority = (parameters.votes.reduce(0, +) / 2).rounded(.down) + 1
      parameters.concessionCost = [2000, 200, 40, 5][draw % 4]
      parameters.structuralCost = [0.5, 0.1, 0, 0.232038677][draw % 4]
      parameters.exposures = [[0.2, 0, 1][draw % 3]]
      let model = try AllianceConcessions(parameters)
      let here: ConcessionEquilibrium
      do { here = try model.equilibrium(signal: uniform(0.01, 3), election: true) } catch {
        continue
      }
      solved += 1
      let gains = here.concessions.map { $0 + parameters.exposures[0] * here.tariffCut }
      let pivotality = model.map.outcome(at: gains).pivotality
      let largest = here.concessions.max() ?? 0
      let bound = here.stake * 0.4 / (0.03 * parameters.concessionCost)
      for (concession, weight) in zip(here.concessions, pivotality) {
        let reply = here.stake * weight / parameters.concessionCost
        #expect(abs(reply - concession) <= Self.settled * largest + Self.rounding * bound)
      }
      let slope = here.certificate.structuralSlope
      switch here.certificate.corner {
      case .lower: #expect(slope <= 1e-9)
      case .upper: #expect(slope >= -1e-9)
      case .none: #expect(abs(slope) <= 1e-9 * (1 + here.structuralCost))
      }
    }
    #expect(solved > 100)
  }

  /// Fifty states, most of which cannot tip the election: their concessions of nearly nothing are no
  /// reason to give up.
  @Test func aMapWithHopelessStatesSettles() throws {
    var parameters = AllianceConcessions.Parameters()
    parameters.margins = (0..<30).map { 0.6 * (Double($0) - 14.3) / 15 }
    parameters.votes = (0..<30).map { Double(3 + ($0 * 7) % 11) }
    parameters.majority = (parameters.votes.reduce(0, +) / 2).rounded(.down) + 1
    parameters.concessionCost = 2000
    let here = try AllianceConcessions(parameters).equilibrium(signal: 1, election: true)
    #expect(here.certificate.residual <= Self.settled * (here.concessions.max() ?? 0))
    #expect(here.certificate.isStrictMaximum && here.certificate.corner == .lower)
  }

  /// No response at hand costs the patron less than the one that is printed.
  @Test func everyAnswerToAClaimIsTheCheapest() throws {
    var random = Xoshiro256(seed: 22)
    func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.uniform() }
    for draw in 0..<3_000 {
      var parameters = LoyaltyCoercion.Parameters()
      parameters.record = [0, 1, uniform(0, 1), 1 - 1e-12][draw % 4]
      parameters.framingCost = [2, 1e-6, 1e6, uniform(0.01, 3)][draw % 4]
      parameters.transferCost = [1.5, 1e6, 1e-6, uniform(0.01, 3)][(draw / 4) % 4]
      parameters.prior = [1e-9, 1 - 1e-9, uniform(0, 1)][draw % 3]
      parameters.listeners = [uniform(0, 4)]
      let model = try LoyaltyCoercion(parameters)
      let outcome = model.outcome()
      let response = outcome.response
      #expect(response.framing >= 0 && response.transfer >= 0)
      #expect(response.framing + response.transfer <= 1 + 1e-12)
      let ease = (1 - parameters.record) / parameters.framingCost
      func cost(_ f: Double, _ m: Double) -> Double {
        outcome.loss * (1 - f - m) + parameters.transferCost * m * m / 2
          + (f > 0 ? f * f / (2 * ease) : 0)
      }
      for _ in 0..<8 {
        let m = uniform(0, 1)
        let f = ease > 0 ? uniform(0, 1 - m) : 0
        #expect(response.cost <= cost(f, m) + 1e-12 * (1 + abs(cost(f, m))))
      }
    }
  }

  /// Where demand for security is next to rigid, it is security of 1 that is bought: the model of fixed
  /// security. Where that takes nearly all resources, rounding of what they buy decides what is left,
  /// which is refused unless nothing is rounded.
  @Test func rigidDemandIsTheModelOfFixedSecurity() throws {
    func solution(_ resources: Double, _ yield: Double) throws -> GunsAndButterTheory.Solution {
      var theory = GunsAndButterTheory()
      theory.parameters.resources = resources
      theory.parameters.yield = yield
      theory.parameters.neededSecurity = 1
      theory.parameters.inverseElasticity = 1e13
      return try theory.solve()
    }
    for (resources, yield) in [(3.0, 1.0), (10, 0.7), (1.3, 0.9)] {
      let found = try solution(resources, yield)
      expectClose(found.flexible.guns, found.fixed.guns, relative: 1e-11)
      expectClose(found.flexible.alliedGuns, found.fixed.alliedGuns, relative: 1e-11)
      expectClose(found.flexible.gain, found.fixed.gain, relative: 1e-9)
    }
    var alone = GunsAndButterTheory()
    alone.parameters.inverseElasticity = 1e13
    #expect(try alone.solve().flexible.demandRaisesGain)
    alone.parameters.resources = 3
    alone.parameters.yield = 1.0 / 3
    #expect {
      try alone.solve()
    } throws: { error in
      (error as? BargainingError)?.description.contains("Take a smaller rho") == true
    }
  }

  /// Guns at their price, beside rho = 1 and where they are next to nothing or next to all.
  @Test func gunsMeetTheirConditionAndTheClaimItsTheorem() throws {
    var random = Xoshiro256(seed: 23)
    func power(_ reach: Double) -> Double { pow(10, reach * (2 * random.uniform() - 1)) }
    for draw in 0..<3_000 {
      var parameters = GunsAndButter.Parameters()
      parameters.resources = power(9)
      parameters.neededSecurity = 0
      parameters.demand = power(6)
      parameters.inverseElasticity =
        [1, 1 + 1e-12, 1 - 1e-9, 1 + 1e-15, 0.5, 2][draw % 6]
      let flexible = try GunsAndButter(parameters).flexible
      #expect(flexible.residual <= 1e-12)
      #expect(flexible.demandRaisesGain == (parameters.inverseElasticity > 1))
      #expect(flexible.gain.isFinite && flexible.gain > 0)
      // At rho = 1 the gain is ln(1 + a), whatever demand, and next to it nearly so.
      if abs(parameters.inverseElasticity - 1) < 1e-8 {
        #expect(abs(flexible.gain - 0.4054651081081644) < 1e-6)
      }
    }
  }
}
