import Bargaining
import Estimation
import Expressions
import Foundation
import Frames
import Numerics
import TestSupport
import Testing

@testable import Studies

@Suite struct TheoryWorldTests {
  /// An estimate further than this from its truth, in standard errors, would come by chance once in
  /// sixty thousand.
  static let surprise = 4.3

  @Test(
    "A study of a theory's world recovers the theory", .tags(.recovery),
    arguments: ["alliance-world", "swing-state-world", "loyalty-world", "guns-and-butter-world"])
  func recovers(name: String) throws {
    var options = StudyRunner.Options()
    options.replications = 0
    let runner = try StudyRunner(study: name, variant: nil, options: options)
    let outcome = try runner.compute()
    #expect(!outcome.recoveries.isEmpty)
    for recovery in outcome.recoveries {
      let error = try #require(recovery.row.standardError)
      let distance = abs(recovery.row.estimate - recovery.truth) / error
      #expect(
        distance < Self.surprise, "\(recovery.model) \(recovery.row.term): \(distance) errors")
    }
    // What the theory is about is found to be there.
    let found = outcome.recoveries.max { abs($0.truth) < abs($1.truth) }
    let statistic = try #require(found?.row.statistic)
    #expect(abs(statistic) > 2)
  }

  @Test("The projection is what least squares finds without shocks", .tags(.identity))
  func projection() throws {
    let schedule = try ConcessionSchedule(
      try AllianceConcessions(.init(), quadrature: NormalQuadrature(count: 16)))
    var options = AllianceWorld.Options()
    options.noise = 0
    options.patronShock = 0
    options.allyShock = 0
    options.allies = 400
    // One patron shows fifteen records; what they share would not average out.
    options.commonShare = 0
    var plan = AllianceWorld()
    plan.options = options
    let world = try plan.solved(with: schedule)
    let frame = try world.table().frame
    var builder = DesignBuilder(frame)
    let specification = Specification(estimator: .ols, variance: .cluster(by: "ally"))
    let fit = try Fit(
      builder.design(
        try Formula("exports ~ support + election:support + ally_growth | patron^ally + year"),
        variance: specification.variance), specification)
    let interaction = Term.product("election", "support")
    let row = try #require(fit.row(.product(interaction)))
    let truth = try #require(world.truth.first { $0.term == interaction }).value
    // What is left is the bend of the schedule in finite records.
    #expect(abs(row.estimate - truth) < Self.surprise * (try #require(row.standardError)))
    expectClose(row.estimate, truth, relative: 0.02)
  }

  @Test("The schedule is the equilibrium at stakes between its knots", .tags(.identity))
  func schedule() throws {
    let model = try AllianceConcessions(.init(), quadrature: NormalQuadrature(count: 16))
    let schedule = try ConcessionSchedule(model)
    for signal in [-0.4, 0.05, 0.61, 1.37, 2.9] {
      let exact = try model.equilibrium(signal: signal, election: true).totalConcession
      expectClose(schedule.total(signal: signal), exact, absolute: 1e-8, "\(signal)")
    }
  }

  @Test("A world that its theory cannot make is refused", .tags(.failure)) func failures() throws {
    func study(_ settings: String) -> String {
      """
      study: own
      title: Own
      question: Own?
      sources: {world: {simulate: {\(settings)}}}
      panel: {unit: [patron, ally], time: year, build: [{start: world}]}
      models: {exports: {formula: exports ~ support}}
      """
    }
    for settings in [
      "theory: realism", "theory: guns-and-butter, parameters: {N: 3}",
      "theory: alliance-concessions, parameters: {gamma: 3}",
      "theory: alliance-concessions, parameters: {need: 99}", "theory: swing-states, states: 1",
      "theory: loyalty-coercion, parameters: {kM: 0.1}",
    ] {
      #expect(throws: StudyError.self, "\(settings)") {
        try Study(yaml: study(settings), file: "own.yaml", variant: nil)
      }
    }
    // Tariffs move: there is no schedule of temporary concessions alone.
    var world = AllianceWorld()
    world.parameters.structuralCost = 0.05
    let source = SimulatedSource(world)
    #expect(throws: BargainingError.self) { try source.prepared() }
  }

  @Test("A world's settings are read by name, and what is wrong has its line", .tags(.failure))
  func settings() throws {
    func source(_ settings: String) throws -> SimulatedSource? {
      let study = try Study(
        yaml: """
          study: own
          title: Own
          question: Own?
          sources:
            world: {simulate: {\(settings)}}
          panel: {unit: [patron, ally], time: year, build: [{start: world}]}
          models: {exports: {formula: exports ~ support}}
          """, file: "own.yaml", variant: nil)
      guard case .simulated(let source) = try #require(study.sources.first).origin else {
        return nil
      }
      return source
    }
    var expected = SwingStateWorld()
    expected.options.states = 5
    expected.options.stateShock = 0.25
    expected.options.seed = 7
    expected.parameters.concessionCost = 300
    expected.parameters.exposures = [0.1]
    #expect(
      try source(
        "theory: swing-states, states: 5, state_shock: 0.25, seed: 7, parameters: {c: 300, alpha: [0.1]}"
      ) == SimulatedSource(expected))
    #expect(try source("patrons: 3")?.world is ReducedFormWorld)
    for (settings, words) in [
      ("theory: realism", "alliance-concessions, swing-states, loyalty-coercion, guns-and-butter"),
      ("theory: swing-states, stats: 5", "'states'"), ("patrons: 2.5", "a whole number"),
      ("patrons: 1", "patrons is 1; a whole number of at least 2"),
      ("parameters: {c: 1}", "'parameters'"),
      ("theory: guns-and-butter, parameters: {thetta: 1}", "Did you mean 'theta'?"),
    ] {
      #expect {
        _ = try source(settings)
      } throws: { error in
        let text = String(describing: error)
        return text.contains(words) && text.contains("line 5")
      }
    }
  }
}
