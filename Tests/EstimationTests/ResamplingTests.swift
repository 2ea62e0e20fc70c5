import Estimation
import Expressions
import Foundation
import Frames
import Numerics
import TestSupport
import Testing

/// Wild bootstrap, jackknife and randomization against their definitions.
@Suite struct ResamplingTests {
  /// Two routes to the same numbers.
  static let identity = 1e-8

  static let frame = Result {
    var panel = SimulatedPanel(units: 7, years: 3, seed: 51)
    return try panel.frame(outliers: 0)
  }

  func resample(
    _ frame: Frame, _ formula: String, _ method: Resampling,
    _ specification: Specification = Specification(estimator: .ols), seed: UInt64 = 1
  ) throws -> ResampledInference {
    var builder = DesignBuilder(frame)
    let design = try builder.design(
      try Formula(formula), variance: specification.variance, keys: method.keys)
    let fit = try Fit(design, specification)
    return try ResampledInference(design, specification, fit: fit, method, seed: seed)
  }

  /// Every sign pattern, each with restricted residuals, a new outcome and a new fit.
  @Test(.tags(.identity)) func enumeratedWildBootstrapIsItsDefinition() throws {
    let frame = try Self.frame.get()
    let specification = Specification(estimator: .ols, variance: .cluster(by: "exporter"))
    let found = try resample(
      frame, "y ~ x1 + x2", .wildCluster(by: "exporter", draws: 999, weights: .rademacher),
      specification)
    #expect(found.draws == 128)
    #expect(found.seed == nil)
    let own = try Fit(frame, "y ~ x1 + x2", specification)
    let null = try Fit(frame, "y ~ x1", Specification(estimator: .ols))
    let y = try frame.column("y")
    let clusters = try frame.column("exporter")
    var reached = 0
    for pattern in 0..<128 {
      let outcome = (0..<frame.rowCount).map { row in
        let sign = pattern >> Int(clusters.double(at: row)!) & 1 == 1 ? -1.0 : 1
        return y.double(at: row)! - null.residuals[row] + sign * null.residuals[row]
      }
      let columns = frame.columns.filter { $0.name != "y" }
      let world = try Frame(columns + [Column(name: "y", storage: .double(outcome))])
      let drawn = try Fit(world, "y ~ x1 + x2", specification)
      let statistic = try #require(drawn.row("x2")?.statistic)
      if abs(statistic) >= abs(own.row("x2")!.statistic!) * (1 - 1e-9) { reached += 1 }
    }
    #expect(found.row("x2")?.pValue == Double(reached) / 128)
  }

  /// The interval holds the values that are not rejected.
  @Test(.tags(.identity), arguments: [WildWeights.rademacher, .webb])
  func wildIntervalsInvertTheTest(weights: WildWeights) throws {
    let frame = try Self.frame.get()
    let method = Resampling.wildCluster(by: "dyad", draws: 499, weights: weights)
    let row = try #require(try resample(frame, "y ~ x1 + x2", method).row("x2"))
    let (low, high) = (try #require(row.confidenceLow), try #require(row.confidenceHigh))
    #expect(low < row.estimate && row.estimate < high)
    let (y, x2) = (try frame.column("y"), try frame.column("x2"))
    func pValue(_ null: Double) throws -> Double {
      let outcome = (0..<frame.rowCount).map { y.double(at: $0)! - null * x2.double(at: $0)! }
      let columns = frame.columns.filter { $0.name != "y" }
      let world = try Frame(columns + [Column(name: "y", storage: .double(outcome))])
      return try resample(world, "y ~ x1 + x2", method).row("x2")!.pValue!
    }
    // Wide enough for several steps of the p-value, which come at 1/500.
    let width = high - low
    #expect(try pValue(low + 0.03 * width) >= 0.05)
    #expect(try pValue(low - 0.03 * width) < 0.05)
    #expect(try pValue(high - 0.03 * width) >= 0.05)
    #expect(try pValue(high + 0.03 * width) < 0.05)
  }

  @Test(.tags(.identity)) func wildDrawsDependOnTheSeedAndNotOnThreads() throws {
    let frame = try Self.frame.get()
    let method = Resampling.wildCluster(by: "dyad", draws: 700, weights: .webb)
    var two = Specification(estimator: .ols)
    two.options.threads = 2
    let one = try resample(frame, "y ~ x1 + x2 | dyad", method)
    #expect(try resample(frame, "y ~ x1 + x2 | dyad", method, two) == one)
    #expect(try resample(frame, "y ~ x1 + x2 | dyad", method, seed: 2).rows != one.rows)
    #expect(one.seed == 1)
  }

  @Test(.tags(.identity)) func wildWithNestedEffectsIsThatWithDummies() throws {
    let frame = try Self.frame.get()
    let method = Resampling.wildCluster(by: "exporter", draws: 999, weights: .rademacher)
    let absorbed = try resample(frame, "y ~ x1 + x2 | dyad", method)
    let dummies = try resample(frame, "y ~ x1 + x2 + factor(dyad)", method)
    for row in absorbed.rows {
      let other = try #require(dummies.row(.term(row.term)))
      #expect(row.pValue == other.pValue)
      // Bisection stops at 1e-10 of the distance, and rounding moves ties.
      expectClose(row.confidenceLow!, other.confidenceLow!, relative: 1e-6)
    }
  }

  @Test(.tags(.identity), arguments: ["y ~ x1 + x2", "y ~ x1 + x2 | dyad", "y ~ x1 + x2 | year"])
  func jackknifeIsLeavingUnitsOut(formula: String) throws {
    let frame = try Self.frame.get()
    let found = try resample(frame, formula, .jackknife(["exporter", "importer"]))
    let own = try Fit(frame, formula, Specification(estimator: .ols))
    var variance = 0.0
    let (exporter, importer) = (try frame.column("exporter"), try frame.column("importer"))
    for unit in 0..<7 {
      let kept = (0..<frame.rowCount).filter {
        exporter.double(at: $0) != Double(unit) && importer.double(at: $0) != Double(unit)
      }
      let part = try Fit(
        frame.gathered(kept.map { $0 }), formula, Specification(estimator: .ols))
      let change = part.row("x1")!.estimate - own.row("x1")!.estimate
      variance += 6.0 / 7 * change * change
    }
    let row = try #require(found.row("x1"))
    expectClose(row.standardError!, variance.squareRoot(), relative: Self.identity)
    #expect(found.label.contains("7 units"))
  }

  @Test(.tags(.identity)) func jackknifeRefitsOtherEstimators() throws {
    let frame = try Self.frame.get()
    var specification = Specification(estimator: .m(.huber()))
    let one = try resample(frame, "y ~ x1 + x2", .jackknife(["dyad"]), specification)
    specification.options.threads = 2
    let two = try resample(frame, "y ~ x1 + x2", .jackknife(["dyad"]), specification)
    #expect(one == two)
    #expect(one.draws == 42)
    let least = try resample(frame, "y ~ x1 + x2", .jackknife(["dyad"]))
    // No outliers here: robust and least squares errors are of one size.
    expectClose(one.row("x1")!.standardError!, least.row("x1")!.standardError!, relative: 0.3)
  }

  @Test(.tags(.identity)) func aUnitWithoutWhichATermIsLostIsNamed() throws {
    let frame = try Self.frame.get()
    let exporter = try frame.column("exporter")
    let flag = (0..<frame.rowCount).map { exporter.double(at: $0) == 2 && $0 % 2 == 0 ? 1.0 : 0 }
    let world = try Frame(frame.columns + [Column(name: "flag", storage: .double(flag))])
    let found = try resample(world, "y ~ x1 + flag", .jackknife(["exporter"]))
    #expect(found.warnings.contains { $0.description.contains("without 2 ") })
  }

  /// A dummy that is one in the rows of a unit alone is lost without it, however rounding falls.
  @Test(.tags(.identity)) func everyUnitWithADummyOfItsOwnIsNamed() throws {
    let frame = try Self.frame.get()
    let exporter = try frame.column("exporter")
    for unit in 0..<7 {
      let own = (0..<frame.rowCount).map { exporter.double(at: $0) == Double(unit) ? 1.0 : 0 }
      let world = try Frame(frame.columns + [Column(name: "own", storage: .double(own))])
      for formula in ["y ~ own", "y ~ 0 + own + x1", "y ~ x1 + own", "y ~ x1 + x2 + own"] {
        let found = try resample(world, formula, .jackknife(["exporter"]))
        #expect(found.warnings == [.unitsLeftOut(["\(unit)"])], "\(formula)")
      }
    }
  }

  @Test(.tags(.recovery)) func randomizationFindsAnEffectAndOnlyWhereThereIsOne() throws {
    let frame = try Self.frame.get()
    let found = try randomize(
      frame, "y ~ x1 + x2",
      .randomization(
        treatment: "x1", strata: "year", draws: 99, assignedTo: nil))
    #expect(found.rows.map(\.term) == ["x1"])
    #expect(found.row("x1")?.pValue == 0.01)
    var generator = SplitMix(seed: 4)
    let noise = (0..<frame.rowCount).map { _ in generator.uniform() < 0.5 ? 1.0 : 0 }
    let world = try Frame(frame.columns + [Column(name: "idle", storage: .double(noise))])
    let idle = try randomize(
      world, "y ~ idle * x2",
      .randomization(
        treatment: "idle", strata: nil, draws: 99, assignedTo: nil))
    #expect(idle.rows.map(\.term) == ["idle", "idle:x2"])
    #expect(idle.rows.allSatisfy { $0.pValue! > 0.02 })
    #expect(
      try randomize(
        world, "y ~ idle * x2",
        .randomization(
          treatment: "idle", strata: nil, draws: 99, assignedTo: nil)) == idle)
  }

  @Test(.tags(.identity)) func wholeUnitsKeepOneTreatment() throws {
    let frame = try Self.frame.get()
    // `level` is constant within dyads.
    let found = try randomize(
      frame, "y ~ level",
      .randomization(
        treatment: "level", strata: nil, draws: 49, assignedTo: "dyad"))
    #expect(found.row("level")?.pValue == 0.02)
    #expect(throws: (any Error).self) {
      try randomize(
        frame, "y ~ x1",
        .randomization(
          treatment: "x1", strata: nil, draws: 9, assignedTo: "dyad"))
    }
    #expect(throws: (any Error).self) {
      try randomize(
        frame, "y ~ level",
        .randomization(
          treatment: "level", strata: "dyad", draws: 9, assignedTo: nil))
    }
    #expect(throws: (any Error).self) {
      try randomize(
        frame, "y ~ x1",
        .randomization(
          treatment: "level", strata: nil, draws: 9, assignedTo: nil))
    }
  }

  /// Also of a likelihood, and with lags, which the panel gives.
  @Test(.tags(.identity), arguments: ["y ~ x1 * x2", "y ~ lag(x1) + x2", "I(y > 3) ~ x1 + x2"])
  func randomizationDoesNotDependOnThreads(formula: String) throws {
    let frame = try Self.frame.get()
    let panel = try PanelIndex(frame, units: ["dyad"], time: "year")
    let isBinary = formula.hasPrefix("I(")
    let method = Resampling.randomization(
      treatment: "x1", strata: "year", draws: isBinary ? 9 : 70, assignedTo: nil)
    func run(threads: Int) throws -> (ResampledInference, [Int]) {
      var specification = Specification(
        estimator: isBinary ? .logit : .ols, variance: .cluster(by: "dyad"))
      specification.options.threads = threads
      var builder = DesignBuilder(frame, panel: panel)
      let design = try builder.design(try Formula(formula), variance: specification.variance)
      var reports: [Int] = []
      let found = try ResampledInference(
        randomizing: frame, try Formula(formula), panel: panel, specification,
        fit: try Fit(design, specification), method
      ) { done, all in
        #expect(all == method.drawsAsked)
        reports.append(done)
      }
      return (found, reports)
    }
    let (one, reports) = try run(threads: 1)
    for threads in 2...3 {
      let (other, otherReports) = try run(threads: threads)
      #expect(other == one)
      #expect(otherReports == reports)
    }
    #expect(reports.last == one.draws)
    #expect(reports == reports.sorted())
  }

  /// Draw d is the same however many follow, so the counts of more draws hold those of fewer.
  @Test(.tags(.identity)) func moreDrawsAddToFewer() throws {
    let frame = try Self.frame.get()
    let formula = "y ~ x2"
    func reached(_ draws: Int) throws -> Double {
      let found = try randomize(
        frame, formula,
        .randomization(treatment: "x2", strata: nil, draws: draws, assignedTo: nil))
      return try #require(found.row("x2")?.pValue) * Double(draws + 1)
    }
    let counts = try [1, 31, 32, 33, 64].map { try reached($0) }
    for (fewer, more) in zip(counts, counts.dropFirst()) { #expect(fewer <= more + 1e-9) }
  }

  func randomize(
    _ frame: Frame, _ formula: String, _ method: Resampling
  ) throws -> ResampledInference {
    let specification = Specification(estimator: .ols, variance: .hc1)
    let fit = try Fit(frame, formula, specification)
    return try ResampledInference(
      randomizing: frame, try Formula(formula), specification, fit: fit, method)
  }

  @Test(.tags(.failure)) func whatResamplingRefuses() throws {
    let frame = try Self.frame.get()
    for (formula, specification) in [
      ("y ~ x1 | year", Specification(estimator: .ols)),
      ("y ~ x1", Specification(estimator: .m(.huber()))),
    ] {
      #expect(throws: EstimationError.self) {
        try resample(
          frame, formula, .wildCluster(by: "exporter", draws: 99, weights: .webb), specification)
      }
    }
    let year = frame.gathered((0..<frame.rowCount).filter { $0 % 3 == 0 }.map { $0 })
    #expect(throws: EstimationError.tooFewClusters(key: "year", found: 1)) {
      try resample(year, "y ~ x1", .wildCluster(by: "year", draws: 99, weights: .webb))
    }
    _ = try Resampling(reading: "wild:year,1000000")
    #expect(throws: VocabularyError.self) { try Resampling(reading: "wild:year,1000001") }
    let refusal = #expect(throws: EstimationError.self) {
      try resample(year, "y ~ x1", .jackknife(["year"]))
    }
    #expect(refusal.map { "\($0)".contains("has 1 unit: it needs three") } == true)
    let importer = try frame.column("importer")
    let selfish = (0..<frame.rowCount).map { $0 == 4 ? 0 : importer.double(at: $0)! }
    let world = try Frame(
      frame.columns.filter { $0.name != "importer" }
        + [Column(name: "importer", storage: .double(selfish))])
    #expect(throws: EstimationError.selfDyad(unit: "0", row: 5)) {
      try resample(world, "y ~ x1", .jackknife(["exporter", "importer"]))
    }
  }

  @Test(.tags(.identity)) func methodsAreReadAsTheyAreWritten() throws {
    for text in [
      "wild:ally,9999", "wild:ally,99,webb", "jackknife:exporter,importer", "jackknife:ally",
      "randomization:election,year,999", "randomization:election,,999",
      "randomization:election,year,999,ally",
    ] {
      #expect(try Resampling(reading: text).name == text)
    }
    for text in ["wild:ally", "wild:ally,0", "wild:ally,9,normal", "jackknife:", "jackknife:a,a"] {
      #expect(throws: VocabularyError.self) { try Resampling(reading: text) }
    }
  }
}

extension Resampling {
  /// The draws that a randomization asks for.
  fileprivate var drawsAsked: Int? {
    guard case .randomization(_, _, let draws, _) = self else { return nil }
    return draws
  }
}
