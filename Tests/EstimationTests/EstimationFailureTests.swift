import Estimation
import Expressions
import Frames
import Numerics
import TestSupport
import Testing

/// Every way in which data or a specification can fail, and what is dropped rather than refused.
@Suite struct EstimationFailureTests {
  static let outcome = [1.0, 3, 2, 5, 4, 7, 6, 9]
  static let x = [1.0, 2, 3, 4, 5, 6, 7, 9]

  func design(
    outcome: [Double] = outcome, columns: [(Term, [Double])] = [("x", x)],
    intercept: Bool = true, weights: Weights? = nil, absorbed: [Grouping] = [],
    factors: [GroupingKey: Grouping] = [:]
  ) -> Design {
    let all =
      (intercept ? [(.intercept, [Double](repeating: 1, count: outcome.count))] : []) + columns
    return Design(
      formula: "y ~ x", outcomeName: "y", outcome: outcome, terms: all.map(\.0),
      matrix: ColumnMatrix(rows: outcome.count, columns: all.map(\.1)),
      hasIntercept: intercept, weights: weights, absorbed: absorbed, factors: factors,
      sample: Sample(
        offered: outcome.count + 10, rows: outcome.indices.map { $0 + 10 }, dropped: []))
  }

  func grouping(_ name: String, _ codes: [Int32], labels: [String]? = nil) -> Grouping {
    Grouping(
      name: name, codes: codes,
      labels: labels ?? (0...Int(codes.max() ?? 0)).map { "\(name)\($0)" })
  }

  func expectError(
    _ error: EstimationError, _ design: Design, _ variance: Variance = .homoskedastic,
    _ estimator: Estimator = .ols
  ) {
    #expect(throws: error) {
      _ = try Fit(design, Specification(estimator: estimator, variance: variance))
    }
    #expect(error.description.count > 20)
  }

  @Test(.tags(.failure)) func samplesThatCannotBeEstimated() {
    expectError(.noRows(dropped: []), design(outcome: [], columns: [("x", [])]))
    expectError(
      .constantOutcome("y", value: 2, rows: 8),
      design(outcome: [Double](repeating: 2, count: 8)))
    expectError(
      .fewerRowsThanTerms(rows: 2, parameters: 2),
      design(outcome: [1, 2], columns: [("x", [1, 3])]))
    expectError(.noIdentifiedTerm(redundant: []), design(columns: [], intercept: false))
    expectError(
      .nonFiniteValue(variable: "x", row: 14),
      design(columns: [("x", [1, 2, 3, .nan, 5, 6, 7, 8])]))
    expectError(
      .nonFiniteValue(variable: "y", row: 18), design(outcome: [1, 2, 3, 4, 5, 6, 7, .infinity]))
  }

  @Test(.tags(.failure)) func effectsThatLeaveNothing() {
    let pairs = grouping("g", [0, 0, 1, 1, 2, 2, 3, 3])
    expectError(
      .constantWithin(outcome: "y", effect: "g"),
      design(outcome: [1, 1, 2, 2, 3, 3, 4, 4], intercept: false, absorbed: [pairs]))
    expectError(
      .noIdentifiedTerm(redundant: ["x"]),
      design(columns: [("x", [1, 1, 2, 2, 3, 3, 1e11, 1e11])], intercept: false, absorbed: [pairs]))
    let halves = grouping("h", [0, 1, 0, 1, 0, 1, 0, 1])
    expectError(
      .constantWithin(outcome: "y", effect: "g + h"),
      design(outcome: [1, 4, 2, 5, 3, 6, 4, 7], intercept: false, absorbed: [pairs, halves]))
  }

  @Test(.tags(.failure)) func weightsThatMeanNothing() {
    let ones = [Double](repeating: 1, count: 8)
    func weights(_ kind: Weights.Kind, _ value: Double) -> Weights {
      var values = ones
      values[2] = value
      return Weights(kind: kind, name: "w", values: values)
    }
    expectError(
      .invalidWeight(name: "w", row: 13, value: 0), design(weights: weights(.analytic, 0)))
    expectError(
      .invalidWeight(name: "w", row: 13, value: 1.5), design(weights: weights(.frequency, 1.5)))
    expectError(
      .invalidWeight(name: "w", row: 13, value: -1), design(weights: weights(.sampling, -1)))
    #expect {
      _ = try Fit(design(weights: weights(.sampling, 2)))
    } throws: {
      guard case EstimationError.unsupported(let refusal) = $0 else { return false }
      return refusal.subject.contains("sampling")
    }
  }

  @Test(.tags(.failure)) func groupsThatCarryNoVariance() {
    let one = grouping("one", [Int32](repeating: 0, count: 8))
    expectError(
      .tooFewClusters(key: "one", found: 1), design(factors: ["one": one]), .cluster(by: "one"))
    expectError(
      .unknownVariable("two", formula: "y ~ x", closest: ["one"]), design(factors: ["one": one]),
      .cluster(by: "two"))
    let labels = ["USA", "CAN", "FRA", "UKG"]
    let a = grouping("a", [0, 0, 0, 0, 0, 0, 0, 0], labels: labels)
    let b = grouping("b", [1, 2, 3, 1, 2, 3, 1, 2], labels: labels)
    let c = grouping("c", [1, 2, 3, 1, 2, 3, 1, 0], labels: labels)
    expectError(
      .unitInEveryRow(unit: "USA", rows: 8), design(factors: ["a": a, "b": b]), .dyadic("a", "b"))
    expectError(
      .selfDyad(unit: "USA", row: 18), design(factors: ["a": a, "c": c]), .dyadic("a", "c"))
  }

  @Test(.tags(.failure)) func iterationsThatDoNotEnd() throws {
    var specification = Specification(estimator: .m(.bisquare()))
    specification.options.maximumIterations = 2
    #expect {
      _ = try Fit(design(), specification)
    } throws: {
      guard case EstimationError.didNotConverge(let convergence) = $0 else { return false }
      return convergence.iterations == 2 && !convergence.converged
        && (convergence.criterion ?? 0) > convergence.tolerance
    }
    specification.options.allowNonConvergence = true
    let fit = try Fit(design(), specification)
    #expect(!fit.convergence.converged)
    #expect(fit.warnings.count == 1)
  }

  @Test(.tags(.failure)) func scalesThatVanish() {
    // y = 2x: every residual is zero up to rounding.
    let exact = design(
      outcome: [2, 4, 6, 8, 10, 12, 14, 18], columns: [("x", Self.x)])
    #expect(throws: EstimationError.zeroScale(iteration: 1)) {
      _ = try Fit(exact, Specification(estimator: .m(.huber())))
    }
    #expect(EstimationError.zeroScale(iteration: 1).description.contains("iteration 1"))
  }

  @Test(.tags(.failure)) func weightsThatLoseATerm() {
    // The dummy d is one in two rows far to either side; bisquare rejects both.
    var generator = SplitMix(seed: 11)
    var outcome = (0..<60).map { _ in generator.normal() }
    outcome[10] = 400
    outcome[20] = -400
    let dummy = outcome.indices.map { $0 == 10 || $0 == 20 ? 1.0 : 0 }
    let x = outcome.indices.map { _ in generator.normal() }
    #expect {
      _ = try Fit(
        design(outcome: outcome, columns: [("x", x), ("d", dummy)]),
        Specification(estimator: .m(.bisquare())))
    } throws: {
      guard case EstimationError.rankLost = $0 else { return false }
      return true
    }
  }

  @Test(.tags(.identity)) func redundantTermsAreNamedAndDropped() throws {
    let twice = Self.x.map { 2 * $0 + 1 }
    let fit = try Fit(design(columns: [("x", Self.x), ("twice", twice)]))
    #expect(fit.terms == ["(Intercept)", "x"])
    #expect(fit.redundantTerms.map(\.term) == ["twice"])
    #expect(fit.redundantTerms[0].relativePivot < 1e-14)
    let nearly = zip(twice, [1.0, -1, 1, 1, -1, 1, -1, -1]).map { $0 + 1e-8 * $1 }
    let warned = try Fit(design(columns: [("x", Self.x), ("nearly", nearly)]))
    #expect(warned.terms.count == 3)
    #expect(warned.warnings.contains { $0.description.hasPrefix("'nearly' is nearly spanned") })
    let group = grouping("g", [0, 0, 0, 1, 1, 1, 2, 3])
    let constant = [1e11, 1e11, 1e11, 0.1, 0.1, 0.1, 7, 9]
    let absorbed = try Fit(
      design(columns: [("c", constant), ("x", Self.x)], intercept: false, absorbed: [group]))
    #expect(absorbed.terms == ["x"])
    #expect(absorbed.redundantTerms.map(\.term) == ["c"])
    #expect(absorbed.absorbed == [AbsorbedEffect(name: "g", levels: 4, singletons: 2)])
    let robust = try Fit(
      design(columns: [("x", Self.x)], intercept: false, absorbed: [group]),
      Specification(estimator: .ols, variance: .hc3))
    #expect(robust.warnings.contains { $0.description.hasPrefix("2 rows have leverage one") })
  }

  @Test(
    .tags(.failure),
    arguments: [
      EstimationError.formulaSyntax("%", column: 3, formula: "y % x", expected: "'~'"),
      .noRows(dropped: [.init(.missing("gdp"), count: 4)]),
      .unknownVariable("gpd", formula: "y ~ gpd", closest: []), .rankLost(iteration: 3),
      .fewerRowsThanTerms(rows: 3, parameters: 9),
      .unsupported(Refusal("this", because: "that", instead: "try the other")),
    ])
  func messagesSayWhatWasFound(error: EstimationError) {
    let text = error.description
    #expect(text.hasSuffix("."))
    #expect(!text.contains("Optional("))
  }
}
