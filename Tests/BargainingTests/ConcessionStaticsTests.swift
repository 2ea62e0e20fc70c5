import Numerics
import TestSupport
import Testing

@testable import Bargaining

@Suite struct ConcessionStaticsTests {
  /// Central differences of equilibria solved to 1e-15 lose half the digits.
  static let differenceTolerance = 2e-6
  static let step = 1e-4
  /// Laws hold under any quadrature; a short one is quick.
  static func model(
    _ parameters: AllianceConcessions.Parameters = .init()
  ) throws -> AllianceConcessions {
    try AllianceConcessions(parameters, quadrature: NormalQuadrature(count: 16))
  }

  @Test("Slopes are those of neighbouring equilibria", .tags(.identity), arguments: [0.5, 2.0])
  func slopes(signal: Double) throws {
    let model = try Self.model()
    let statics = try model.statics(signal: signal)
    let high = try model.equilibrium(signal: signal + Self.step, election: true)
    let low = try model.equilibrium(signal: signal - Self.step, election: true)
    let slope = (high.exports - low.exports) / (2 * Self.step)
    expectClose(statics.exportSlopeElection, slope, relative: Self.differenceTolerance)
    func gain(_ swing: Double) throws -> Double {
      let moved = model.swung(by: -swing)
      return try moved.equilibrium(signal: signal, election: true).winProbability
        - moved.map.outcome(at: [0, 0, 0, 0, 0]).winProbability
    }
    let bySwing = try (gain(Self.step) - gain(-Self.step)) / (2 * Self.step)
    expectClose(statics.electoralGainBySwing, bySwing, relative: 1e-4)
  }

  @Test("Second derivatives of the chance of winning", .tags(.identity)) func curvature() throws {
    let map = try Self.model().map
    let point = [0.01, 0.002, 0.03, 0, 0.004]
    let exact = map.curvature(at: point)
    for state in point.indices {
      var (high, low) = (point, point)
      high[state] += Self.step
      low[state] -= Self.step
      let above = map.outcome(at: high).pivotality
      let below = map.outcome(at: low).pivotality
      for other in point.indices {
        let slope = (above[other] - below[other]) / (2 * Self.step)
        // Pivotalities reach 6 and curvatures 200: third derivatives leave about 1e-3 at this step.
        expectClose(exact[other, state], slope, absolute: 5e-3, "(\(other), \(state))")
      }
    }
  }

  @Test("Each hypothesis fails where its condition does", .tags(.identity))
  func hypotheses() throws {
    let model = try Self.model()
    func holds(_ name: String, _ statics: ConcessionStatics) -> Bool? {
      statics.hypotheses.first { $0.name == name }?.holds
    }
    let committed = try model.statics(signal: 1)
    // The incumbent of the reference is behind already: a further swing lowers what help can do.
    #expect(committed.hypotheses.filter { !$0.holds }.map(\.name) == ["demands"])
    // A record below the predecessor's buys nothing.
    let hostile = try model.statics(signal: -1)
    #expect(holds("concessions", hostile) == false)
    #expect(holds("tariffs", hostile) == true)
    // Beliefs saturate: concessions still rise, exports fall.
    let peak = try #require(committed.peakSignal)
    #expect(peak > 1 && peak < 4)
    let saturated = try model.statics(signal: peak + 0.5)
    #expect(holds("concessions", saturated) == true)
    #expect(holds("election_year_exports", saturated) == false)
    // A cheap structural concession is made.
    var cheap = AllianceConcessions.Parameters()
    cheap.structuralCost = 0.1
    let open = try Self.model(cheap)
    #expect(holds("tariffs", try open.statics(signal: 2)) == false)
    #expect(try open.equilibrium(signal: 2, election: true).tariffCut == cheap.largestStructural)
    expectClose(
      try AllianceConcessions().equilibrium(signal: 2, election: true).structuralBenefit
        / model.horizonLength, 0.232038677, absolute: 1e-9)
    // An incumbent who is well ahead needs more help as the swing grows.
    var ahead = AllianceConcessions.Parameters()
    ahead.margins = ahead.margins.map { $0 + 0.06 }
    #expect(holds("demands", try Self.model(ahead).statics(signal: 2)) == true)
    // Concessions follow pivotality exactly, closeness only by and large.
    #expect(committed.concordanceWithPivotality == 1)
    let found = try model.equilibrium(signal: 1, election: true)
    for (x, w) in zip(found.concessions, found.pivotality) {
      expectClose(x / found.concessions[2], w / found.pivotality[2], relative: 1e-12)
    }
  }

  @Test("An interior tariff cut satisfies its own condition", .tags(.identity))
  func interiorTariff() throws {
    var parameters = AllianceConcessions.Parameters()
    parameters.structuralCost = 0.2
    parameters.largestStructural = 2
    let model = try Self.model(parameters)
    let found = try model.equilibrium(signal: 2, election: true)
    #expect(found.certificate.corner == .none)
    #expect(found.tariffCut > 0 && found.tariffCut < 2)
    // The root is found by halving t to the last digit of about 1e-16 at slopes of about 10.
    expectClose(found.certificate.structuralSlope, 0, absolute: 1e-12)
    #expect(found.certificate.isStrictMaximum)
    let statics = try model.statics(signal: 2)
    let high = try model.equilibrium(signal: 2 + Self.step, election: true)
    let low = try model.equilibrium(signal: 2 - Self.step, election: true)
    let slope = (high.tariffCut - low.tariffCut) / (2 * Self.step)
    expectClose(statics.tariffCutSlope, slope, relative: 1e-4)
  }

  @Test(
    "Several maxima are found and counted where the best reply does not contract", .tags(.identity))
  func multipleMaxima() throws {
    var parameters = AllianceConcessions.Parameters()
    parameters.margins = [-0.4]
    parameters.votes = [1]
    parameters.majority = 1
    parameters.concessionCost = 3
    parameters.nationalDeviation = 0
    let found = try Self.model(parameters).equilibrium(signal: 8, election: true)
    #expect(found.certificate.localMaxima > 1)
    #expect(!found.certificate.isContractionProved)
    // The better of the two: a costly victory beats doing nothing.
    #expect(found.winProbability > 0.9 && found.payoff > 0)
  }

  @Test("The quadrature is exact for polynomials", .tags(.identity)) func quadrature() {
    let rule = NormalQuadrature.eighty
    var moment = 1.0
    for degree in stride(from: 0, through: 20, by: 2) {
      if degree > 0 { moment *= Double(degree - 1) }
      let found = zip(rule.nodes, rule.weights).reduce(0.0) { sum, pair in
        sum + pair.1 * (0..<degree).reduce(1.0) { product, _ in product * pair.0 }
      }
      expectClose(found, moment, relative: 1e-12, "degree \(degree)")
    }
  }

  @Test("Inputs outside their domain are refused by name", .tags(.failure)) func failures() throws {
    func refusal(_ change: (inout AllianceConcessions.Parameters) -> Void) -> BargainingError? {
      var parameters = AllianceConcessions.Parameters()
      change(&parameters)
      do {
        _ = try AllianceConcessions(parameters)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal { $0.majority = 41 } == .majorityOutOfReach(needed: 41, votes: 40))
    let message = BargainingError.majorityOutOfReach(needed: 41, votes: 40).description
    #expect(message.contains("41") && message.contains("at most 40"))
    for change: (inout AllianceConcessions.Parameters) -> Void in [
      { $0.challengerBelief = 1 }, { $0.concessionCost = 0 }, { $0.highCommitment = 0 },
      { $0.stateDeviation = 0 }, { $0.votes = [1.5] },
      { ($0.nationalDeviation, $0.stateDeviation) = (0.05, 0.001) },
      { $0.margins = [] }, { $0.discount = 1.2 }, { $0.signalWeight = .nan },
      { $0.exposures = [1, 2] },
      { $0.responsiveness = -1 }, { $0.horizon = 0 },
    ] {
      #expect(refusal(change) != nil)
    }
    var parameters = AllianceConcessions.Parameters()
    #expect(throws: BargainingError.self) { try parameters.set("gamma", to: [1]) }
    #expect(throws: BargainingError.self) { try parameters.set("c", to: [1, 2]) }
    let model = try Self.model()
    #expect(throws: BargainingError.self) { try model.equilibrium(signal: .nan, election: true) }
  }
}
