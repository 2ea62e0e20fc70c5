import TestSupport
import Testing

@testable import Bargaining

@Suite struct GunsAndButterTests {
  private struct Document: Decodable {
    struct Fixed: Decodable {
      var g0: Double
      var gA: Double
      var S0: Double
      var SA: Double
      var freed: Double
      var gain: Double
    }
    struct Probit: Decodable {
      var mu: Double
      var sigma: Double
      var d: [Double]
      var P: [Double]
      var beta1: Double
    }
    struct Flexible: Decodable {
      var rho: Double
      var d: Double
      var gain: Double
      var guns_no: Double
      var guns_ally: Double
      var dgain_dd: Double
      var envelope: Double
    }
    var fixed: Fixed
    var threshold: Double
    var probit: Probit
    var flexible: [Flexible]
    var cobb_douglas_gain: [String: Double]
    /// Intercept and slope estimated from 200,000 simulated states.
    var estimated: [Double]

    enum CodingKeys: String, CodingKey {
      case fixed = "fixed_Y1_theta1_a.5_N.3_d1"
      case threshold = "fixed_cost_threshold_d_star_c0.1"
      case probit = "fixed_probit"
      case flexible, cobb_douglas_gain
      case estimated = "probit_mle_seed7_n200k"
    }
  }

  /// The reference differentiated its gain numerically.
  static let numericalDerivative = 1e-9
  /// Four standard errors of a probit's coefficients at 200,000 rows, of which each informs by about
  /// 0.5 times the variance of demand (0.16): 4 / sqrt(200,000 x 0.5 x 0.16).
  static let monteCarloError = 0.032

  @Test("Every point of the reference", .tags(.reference))
  func reference() throws {
    let document = try TheoryReference.read(Document.self, "kimball")
    let tolerance = TheoryReference.tolerance
    let model = try GunsAndButter()
    let fixed = model.fixed
    expectClose(fixed.guns, document.fixed.g0, absolute: tolerance)
    expectClose(fixed.alliedGuns, document.fixed.gA, absolute: tolerance)
    expectClose(fixed.social, document.fixed.S0, absolute: tolerance)
    expectClose(fixed.alliedSocial, document.fixed.SA, absolute: tolerance)
    expectClose(fixed.freed, document.fixed.freed, absolute: tolerance)
    expectClose(fixed.gain, document.fixed.gain, absolute: tolerance)
    expectClose(try #require(fixed.demandThreshold), document.threshold, absolute: tolerance)
    expectClose(model.probit.slope, document.probit.beta1, absolute: tolerance)
    for (demand, probability) in zip(document.probit.d, document.probit.P) {
      expectClose(model.probit.probability(demand: demand), probability, absolute: tolerance)
    }
    expectClose(document.estimated[0], model.probit.intercept, absolute: Self.monteCarloError)
    expectClose(document.estimated[1], model.probit.slope, absolute: Self.monteCarloError)
    for point in document.flexible {
      let found = try model.with {
        $0.inverseElasticity = point.rho
        $0.demand = point.d
      }.flexible
      let place = "rho \(point.rho), d \(point.d):"
      expectClose(found.guns, point.guns_no, absolute: tolerance, place)
      expectClose(found.alliedGuns, point.guns_ally, absolute: tolerance, place)
      expectClose(found.gain, point.gain, absolute: tolerance, place)
      expectClose(found.gainByDemand, point.envelope, absolute: tolerance, place)
      expectClose(
        found.gainByDemand, point.dgain_dd, absolute: Self.numericalDerivative, place)
      #expect(found.demandRaisesGain == (point.rho > 1), "\(place)")
      #expect(found.residual < 1e-13, "\(place)")
    }
    for (share, gain) in document.cobb_douglas_gain {
      expectClose(
        model.cobbDouglasGain(socialShare: try #require(Double(share))), gain, absolute: tolerance)
    }
  }

  @Test("The envelope holds at every elasticity, with a contract's cost too", .tags(.identity))
  func envelope() throws {
    let step = 1e-5
    for rho in [0.3, 1.0, 1.7, 6.0] {
      for kappa in [0.0, 0.1] {
        let model = try GunsAndButter().with {
          $0.inverseElasticity = rho
          $0.contractCost = kappa
        }
        let high = try model.with { $0.demand += step }.flexible.gain
        let low = try model.with { $0.demand -= step }.flexible.gain
        // Gains of about 1 differenced at 1e-5 keep about ten digits.
        expectClose(model.flexible.gainByDemand, (high - low) / (2 * step), absolute: 1e-9)
      }
    }
  }

  @Test("A contract that costs what it frees gains nothing", .tags(.identity)) func costlyContract()
    throws
  {
    let even = try GunsAndButter().with { $0.contractCost = 0.3 - 0.2 }
    expectClose(even.fixed.gain, 0, absolute: 1e-15)
    let worse = try GunsAndButter().with { $0.contractCost = 0.15 }.fixed
    #expect(worse.demandThreshold == nil && worse.gain < 0)
    // More threat raises the gain, and demand makes allies of states with little of it.
    let calm = try GunsAndButter().with {
      $0.neededSecurity = 0.05
      $0.demand = 10
    }.fixed
    #expect(calm.allies && calm.gain > 0)
  }

  @Test("Inputs outside their domain are refused", .tags(.failure)) func failures() {
    for change: (inout GunsAndButter.Parameters) -> Void in [
      { $0.neededSecurity = 1.2 }, { $0.inverseElasticity = 0 }, { $0.costDeviation = -1 },
      { $0.contractCost = 0.9 }, { $0.resources = .infinity },
      { $0.meanCost = .nan },
    ] {
      #expect(throws: BargainingError.self) { try GunsAndButter().with(change) }
    }
  }
}
