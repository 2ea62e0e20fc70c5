import Numerics
import TestSupport
import Testing

@testable import Bargaining

@Suite struct TheoryTests {
  static let theories: [any Theory.Type] = [
    TradeAgreementTheory.self, AllianceConcessionsTheory.self, LoyaltyCoercionTheory.self,
    GunsAndButterTheory.self, TariffNetworkTheory.self,
  ]

  @Test("Inputs have names of their own, and defaults inside their domains", .tags(.identity))
  func inputs() throws {
    for type in Self.theories {
      let inputs = type.init().inputs
      #expect(Set(inputs.map(\.name)).count == inputs.count)
      for input in inputs {
        #expect(!input.meaning.isEmpty)
        #expect(input.values == input.defaults)
        #expect(input.shape == .number ? input.values.count == 1 : true)
        for value in input.defaults {
          #expect(input.domain.contains(value), "\(type.name): \(input.name) = \(value)")
        }
      }
    }
  }

  @Test("An input that is set is read back, and no other moves", .tags(.identity))
  func setting() throws {
    func check(_ theory: some Theory) throws {
      for (place, input) in theory.inputs.enumerated() {
        let values: [Double] = input.defaults.isEmpty ? [1] : input.defaults.map { $0 == 1 ? 0 : 1 }
        let changed = try theory.setting(input.name, to: values)
        for (other, found) in changed.inputs.enumerated() {
          #expect(found.values == (other == place ? values : theory.inputs[other].values))
        }
        #expect(try changed.setting(input.name, to: input.defaults).inputs == theory.inputs)
      }
    }
    for type in Self.theories { try check(type.init()) }
  }

  @Test("What cannot be set is refused by name", .tags(.failure)) func refusals() throws {
    func check(_ theory: some Theory) throws {
      let names = theory.inputs.map(\.name)
      #expect(throws: BargainingError.unknownParameter("nothing", known: names)) {
        try theory.setting("nothing", to: [1])
      }
      for input in theory.inputs {
        #expect(throws: BargainingError.self) { try theory.setting(input.name, to: [.nan]) }
        guard input.shape != .list else {
          if !input.defaults.isEmpty {
            #expect(throws: BargainingError.self) { try theory.setting(input.name, to: []) }
          }
          continue
        }
        #expect(
          throws: BargainingError.wrongCount(
            parameter: input.name, found: 2, expected: "one number")
        ) { try theory.setting(input.name, to: [1, 1]) }
        guard input.shape == .number else { continue }
        #expect(throws: BargainingError.self) { try theory.setting(input.name, to: []) }
      }
    }
    for type in Self.theories { try check(type.init()) }
    #expect {
      try GunsAndButterTheory().setting("thetta", to: [1])
    } throws: { error in
      (error as? BargainingError)?.description.contains("Did you mean 'theta'?") == true
    }
    #expect(throws: BargainingError.self) {
      try LoyaltyCoercionTheory().setting("rounds", to: [2.5])
    }
    // Within its domain, and of a size at which sums lose what makes the difference.
    for (name, value, words) in [("rho", 1e16, "of a size"), ("d", 1e-300, "of a size")] {
      let theory = try GunsAndButterTheory().setting(name, to: [value])
      #expect {
        try theory.solve()
      } throws: { error in
        (error as? BargainingError)?.description.contains(words) == true
      }
    }
    for count in [1, 4] {
      #expect(throws: BargainingError.self) {
        try TradeAgreementTheory().setting("home_public", to: Array(repeating: 1, count: count))
      }
    }
  }

  @Test("A number outside its domain is refused before and by solving", .tags(.failure))
  func domains() throws {
    func check(_ theory: some Theory) throws {
      for input in theory.inputs {
        for (bound, step) in [(input.domain.low, -1.0), (input.domain.high, 1.0)] {
          guard let bound else { continue }
          let outside = bound.isIncluded ? bound.value + step : bound.value
          var values: [Double] = input.defaults.isEmpty ? [0] : input.defaults
          values[0] = outside
          let changed = try theory.setting(input.name, to: values)
          #expect(!input.domain.contains(outside))
          #expect(throws: BargainingError.self, "\(input.name) = \(outside)") {
            try changed.solve()
          }
        }
      }
    }
    var repeated = LoyaltyCoercionTheory()
    repeated.question.rounds = 2
    repeated.question.successorChance = 0.5
    try check(repeated)
    for type in Self.theories where type.name != LoyaltyCoercionTheory.name {
      try check(type.init())
    }
    for (name, value) in [("home_public", -1.0), ("lambda", 0), ("tariff_floor", 0.1)] {
      let count = name == "home_public" ? 2 : 1
      let theory = try TradeAgreementTheory().setting(
        name, to: Array(repeating: value, count: count))
      #expect(throws: BargainingError.self) { try theory.check() }
    }
  }

  @Test("Solutions are those of the models", .tags(.identity)) func solutions() throws {
    let guns = try GunsAndButterTheory().setting("rho", to: [3]).solve()
    let model = try GunsAndButter().with { $0.inverseElasticity = 3 }
    #expect(guns.model == model && guns.flexible == model.flexible && guns.fixed == model.fixed)

    var loyalty = LoyaltyCoercionTheory()
    #expect(try loyalty.solve().administration == nil && loyalty.solve().repeated == nil)
    loyalty.parameters = LoyaltyCoercion.IllustrativeCase.pakistan.parameters
    loyalty.question.believedRecord = 0.9
    loyalty.question.successorChance = 0.25
    loyalty.question.rounds = 3
    let found = try loyalty.solve()
    let pakistan = try LoyaltyCoercion(loyalty.parameters)
    #expect(found.outcome == pakistan.outcome(believedRecord: 0.9))
    #expect(found.repeated?.rounds.count == 3)
    #expect(
      try found.administration
        == pakistan.underAdministrationChange(chance: 0.25, successorInterconnection: 0))

    var alliance = AllianceConcessionsTheory()
    alliance.question.signals = [-1, 2]
    alliance.stateNames = ["A", "B", "C", "D", "E"]
    let conceded = try alliance.solve()
    #expect(conceded.equilibria.map(\.signal) == [-1, -1, 2, 2])
    #expect(conceded.equilibria.map(\.isElection) == [false, true, false, true])
    #expect(conceded.model.map.states.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(conceded.focal.signal == alliance.question.focus)

    let weights = try TradeAgreementTheory()
      .setting("home_government", to: [1.5, 1.05, 0.9]).setting("downstream_share", to: [0.2])
      .solve()
    #expect(
      weights.agreement.politics.government.home
        == PoliticalWeights(import: 1.5, export: 1.05, downstream: 0.9))
    #expect(weights.agreement.politics.downstreamShare == 0.2)
    #expect(weights.space == nil)
  }

  @Test("Examples of help can be solved", .tags(.identity)) func examples() throws {
    func check<Solved: Theory>(_ type: Solved.Type) throws {
      for example in type.examples { _ = try type.init().setting(example.settings).solve() }
    }
    for type in Self.theories { try check(type) }
    #expect(!GunsAndButterTheory.examples.isEmpty)
  }

  @Test(
    "A domain says what it holds", .tags(.identity),
    arguments: [
      (InputDomain.any, "a finite number", [-1e15, 0, 5], [Double.infinity, .nan, 1e300, 1e-300]),
      (.positive, "a number above 0", [1e-9], [0, -1]),
      (.nonnegative, "a number of at least 0", [0], [-1e-9]),
      (.share, "a number from 0 to 1", [0, 1], [-0.1, 1.1]),
      (.openShare, "a number between 0 and 1", [0.5], [0, 1]),
      (.discount, "a number above 0 and at most 1", [1], [0]),
      (.whole(from: 2), "a whole number of at least 2", [2, 3], [1, 2.5]),
      (.whole(0...100), "a whole number from 0 to 100", [0, 100], [101, 0.5]),
    ] as [(InputDomain, String, [Double], [Double])])
  func domain(_ domain: InputDomain, words: String, inside: [Double], outside: [Double]) {
    #expect(domain.words == words)
    for value in inside { #expect(domain.contains(value), "\(value)") }
    for value in outside { #expect(!domain.contains(value), "\(value)") }
  }

  /// Sums over twenty-one records of order one.
  private static let rounding = 1e-12

  @Test(
    "The regression of exports leaves residuals that the regressors do not explain",
    .tags(.identity))
  func regression() throws {
    let model = try AllianceConcessions(.init(), quadrature: NormalQuadrature(count: 12))
    let line = try ExportRegression(model)
    for election in [false, true] {
      var (sum, product) = (0.0, 0.0)
      for step in 0...20 {
        let signal = -2 + 5 * Double(step) / 20
        let fitted =
          line.level + line.slope * signal
          + (election ? line.electionLevel + line.electionSlope * signal : 0)
        let residual =
          try model.equilibrium(signal: signal, election: election).exports - fitted
        sum += residual
        product += residual * signal
      }
      expectClose(sum, 0, absolute: Self.rounding)
      expectClose(product, 0, absolute: Self.rounding)
    }
    // Outside elections exports are a line.
    expectClose(line.slope, -model.parameters.leverageLoss, absolute: Self.rounding)
    expectClose(line.level, model.parameters.baselineExports, absolute: Self.rounding)
  }
}
