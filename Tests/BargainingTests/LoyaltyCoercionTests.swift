import TestSupport
import Testing

@testable import Bargaining

@Suite struct LoyaltyCoercionTests {
  private struct Case: Decodable {
    struct Inputs: Decodable {
      var I: Double
      var R: [Double]
      var q0: Double
      var kF: Double
      var kM: Double
      var B: Double
      var k: Double
      var zeta: Double
      var l: Double
    }
    struct Result: Decodable {
      var posterior: Double
      var loss: Double
      var framing: Double
      var transfer: Double
      var patron_cost: Double
      var transfer_without_claim: Double
      var backfire: Double
      var claim_gain: Double
      var claims: Bool
      var success: Bool
    }
    var params: Inputs
    var outcome: Result
  }
  private struct Document: Decodable {
    var taiwan_like: Case
    var pakistan_like: Case
    var no_interconnection: Case
    var no_audience: Case
    var perfect_loyalty: Case
    var no_record: Case
    var mid_record: Case
    var loyalty_threshold_base: Double
    var audience: [String: Double]
  }

  @Test("Every case of the reference", .tags(.reference))
  func reference() throws {
    let document = try TheoryReference.read(Document.self, "spindel")
    let tolerance = TheoryReference.tolerance
    for (name, item) in [
      ("taiwan", document.taiwan_like), ("pakistan", document.pakistan_like),
      ("no interconnection", document.no_interconnection), ("no audience", document.no_audience),
      ("perfect", document.perfect_loyalty), ("none", document.no_record),
      ("middle", document.mid_record),
    ] {
      var parameters = LoyaltyCoercion.Parameters()
      parameters.interconnection = item.params.I
      parameters.listeners = item.params.R
      parameters.prior = item.params.q0
      parameters.framingCost = item.params.kF
      parameters.transferCost = item.params.kM
      parameters.transferValue = item.params.B
      parameters.claimCost = item.params.k
      parameters.backfire = item.params.zeta
      parameters.record = item.params.l
      let found = try LoyaltyCoercion(parameters).outcome()
      expectClose(found.posterior, item.outcome.posterior, absolute: tolerance, name)
      expectClose(found.loss, item.outcome.loss, absolute: tolerance, name)
      expectClose(found.response.framing, item.outcome.framing, absolute: tolerance, name)
      expectClose(found.response.transfer, item.outcome.transfer, absolute: tolerance, name)
      expectClose(found.response.cost, item.outcome.patron_cost, absolute: tolerance, name)
      expectClose(
        found.transferWithoutClaim, item.outcome.transfer_without_claim, absolute: tolerance, name)
      expectClose(found.backfire, item.outcome.backfire, absolute: tolerance, name)
      expectClose(found.claimGain, item.outcome.claim_gain, absolute: tolerance, name)
      #expect(found.claims == item.outcome.claims, "\(name)")
      #expect(found.success == item.outcome.success, "\(name)")
    }
    let threshold = try #require(try LoyaltyCoercion().statics().loyaltyThreshold)
    expectClose(threshold, document.loyalty_threshold_base, absolute: tolerance)
    let network = try AllianceNetwork([
      .init(name: "first", weight: 1, isCore: true),
      .init(name: "second", weight: 0.8, isCore: true),
      .init(name: "third", weight: 0.5, isCore: false),
      .init(name: "fourth", weight: 0.3, isCore: false),
    ])
    for position in 0..<4 {
      expectClose(
        network.audience(of: position), document.audience["junior\(position)"] ?? -1,
        absolute: tolerance)
    }
  }

  @Test("The answer is the best on a fine grid", .tags(.identity), arguments: [0.3, 1.0, 4.0])
  func bestAnswer(loss: Double) throws {
    let model = try LoyaltyCoercion()
    for record in [0.0, 0.4, 0.9] {
      let found = model.response(loss: loss, record: record)
      #expect(found.framing + found.transfer <= 1 + 1e-15)
      for first in 0...100 {
        for second in 0...(100 - first) {
          let (f, m) = (Double(first) / 100, Double(second) / 100)
          let cost =
            loss * (1 - f - m) + model.parameters.framingCost * f * f / (2 * (1 - record))
            + model.parameters.transferCost * m * m / 2
          #expect(cost >= found.cost - 1e-12)
        }
      }
    }
  }

  @Test("Slopes are those of neighbouring outcomes", .tags(.identity)) func slopes() throws {
    let step = 1e-6
    // Central differences at this step keep about nine digits.
    let tolerance = 1e-7
    for scale in [1.0, 4.0] {
      let model = try LoyaltyCoercion().with {
        $0.record = 0.6
        $0.listeners = [scale]
      }
      let statics = model.statics()
      func slope(_ change: (inout LoyaltyCoercion.Parameters, Double) -> Void) throws -> Double {
        let high = try model.with { change(&$0, step) }.outcome().response.transfer
        let low = try model.with { change(&$0, -step) }.outcome().response.transfer
        return (high - low) / (2 * step)
      }
      expectClose(statics.transferByRecord, try slope { $0.record += $1 }, absolute: tolerance)
      expectClose(
        statics.transferByAudience, try slope { $0.listeners[0] += $1 }, absolute: tolerance)
      #expect(statics.transferByInterconnection >= 0)
    }
    let statics = try LoyaltyCoercion().statics()
    let peak = try LoyaltyCoercion().with { $0.record = statics.framingPeak }.outcome().response
      .framing
    for record in [statics.framingPeak - 0.01, statics.framingPeak + 0.01] {
      #expect(try LoyaltyCoercion().with { $0.record = record }.outcome().response.framing < peak)
    }
  }

  @Test("Thresholds of the stake have a closed form", .tags(.identity)) func thresholds() throws {
    let model = try LoyaltyCoercion()
    let parameters = model.parameters
    let move = model.posterior(record: parameters.record) - parameters.prior
    let unit =
      parameters.transferValue / parameters.transferCost - parameters.backfire
      * (1 - parameters.record) / parameters.framingCost
    let stake = parameters.claimCost / (move * unit)
    let statics = model.statics()
    expectClose(try #require(statics.audienceThreshold), stake, relative: 1e-12)
    expectClose(
      try #require(statics.interconnectionThreshold), stake / model.audience, relative: 1e-12)
    let none = try model.with { $0.interconnection = 0 }.statics()
    #expect(none.audienceThreshold == nil && none.loyaltyThreshold == nil)
    #expect(!none.hasInterconnection)
  }

  @Test("A junior that overrates its record makes claims that fail", .tags(.identity))
  func misperception() throws {
    let model = try LoyaltyCoercion(LoyaltyCoercion.IllustrativeCase.pakistan.parameters)
    #expect(!model.outcome().claims)
    let found = model.outcome(believedRecord: 0.8)
    #expect(found.claims && !found.success && found.claimGain < 0)
  }

  @Test("Rivals add to the audience, and a successor who does not care takes from the claim")
  func polarityAndAdministration() throws {
    let model = try LoyaltyCoercion().with {
      $0.rivalStake = 0.8
      $0.realignment = 0.25
    }
    expectClose(model.audience, 1.6)
    expectClose(try model.with { $0.rivals = 1 }.audience, 1.8, absolute: 1e-15)
    expectClose(try model.with { $0.rivals = 2 }.audience, 1.6 + 0.8 * 0.4375, absolute: 1e-15)
    let change = try model.underAdministrationChange(chance: 0.5, successorInterconnection: 0)
    expectClose(
      change.expectedGain, (change.incumbent.claimGain - model.parameters.claimCost) / 2,
      absolute: 1e-15)
    #expect(change.successor.response.transfer == 0)
  }

  @Test("One round is the one-shot game; foresight lowers the first transfer", .tags(.identity))
  func repetition() throws {
    let model = try LoyaltyCoercion().with { $0.listeners = [0.6] }
    let once = try RepeatedLoyaltyCoercion(
      model, rounds: 1, discount: 0.9, precedent: 0.2, decay: 0.9)
    let single = model.outcome()
    expectClose(once.rounds[0].transfer, single.response.transfer, relative: 1e-14)
    expectClose(once.cost, single.response.cost, relative: 1e-14)
    let five = try RepeatedLoyaltyCoercion(
      model, rounds: 5, discount: 0.9, precedent: 0.2, decay: 0.9)
    #expect(five.isConvex)
    #expect(five.rounds[0].transfer < single.response.transfer)
    #expect(five.rounds[4].transfer > five.rounds[0].transfer)
    // The path's own discounted cost is the value, and no deviation of one round lowers it.
    func cost(_ transfers: [Double]) -> Double {
      var (total, sum, weight) = (0.0, 0.0, 1.0)
      for m in transfers {
        let loss = single.loss * (1 + 0.2 * total)
        let f = loss * (1 - model.parameters.record) / model.parameters.framingCost
        let framingCost = model.parameters.framingCost * f * f / (2 * (1 - model.parameters.record))
        sum +=
          weight * (loss * (1 - f - m) + framingCost + model.parameters.transferCost * m * m / 2)
        weight *= 0.9
        total = 0.9 * total + m
      }
      return sum
    }
    let path = five.rounds.map(\.transfer)
    expectClose(cost(path), five.cost, relative: 1e-13)
    for round in path.indices {
      for move in [-1e-3, 1e-3] {
        var other = path
        other[round] += move
        #expect(cost(other) > five.cost)
      }
    }
    #expect(throws: BargainingError.self) {
      try RepeatedLoyaltyCoercion(model, rounds: 40, discount: 0.1, precedent: 3, decay: 1)
    }
  }

  @Test("Inputs outside their domain are refused", .tags(.failure)) func failures() {
    for change: (inout LoyaltyCoercion.Parameters) -> Void in [
      { $0.interconnection = 1.5 }, { $0.record = -0.1 }, { $0.prior = 0 }, { $0.transferCost = 0 },
      { $0.listeners = [-1] },
      { $0.claimCost = -1 }, { $0.notice = 2 }, { $0.rivals = 1.5 },
    ] {
      #expect(throws: BargainingError.self) { try LoyaltyCoercion().with(change) }
    }
  }
}
