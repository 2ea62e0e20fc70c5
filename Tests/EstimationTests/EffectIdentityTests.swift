import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// Laws of several absorbed effects.
@Suite struct EffectIdentityTests {
  /// Dyadic variances of few units are small differences of large sums, a thousand times the error
  /// of the scores.
  static let swept = 1e-8
  /// How far effects are removed here, so that identities show and not the default's distance.
  static let tolerance = 1e-12
  /// Coefficients carry its square, and roundings.
  static let coefficients = 1e-10

  /// Directed dyad-years without one row in seven, of units that enter late, with rows in no order.
  static func frame(seed: UInt64 = 1, units: Int = 5, years: Int = 5) throws -> Frame {
    var panel = SimulatedPanel(units: units, years: years, seed: seed)
    let full = try panel.frame()
    let exporter = try full.column("exporter")
    let year = try full.column("year")
    let kept = (0..<full.rowCount).filter { row in
      row % 7 != 3
        && year.double(at: row)! - 1950
          >= exporter.double(at: row)!.truncatingRemainder(
            dividingBy: 3)
    }
    return full.gathered(kept.map { $0 }).shuffled(seed: seed + 1).frame
  }

  func fit(
    _ frame: Frame, _ formula: String, _ estimator: Estimator, _ variance: Variance,
    weights: WeightColumn? = nil, rule: SmallSampleRule = .none,
    _ change: (inout Specification) -> Void = { _ in }
  ) throws -> Fit {
    var specification = Specification(
      estimator: estimator, variance: variance, smallSample: rule)
    specification.options.absorptionTolerance = Self.tolerance
    change(&specification)
    return try Fit(frame, formula, specification, weights: weights)
  }

  /// Estimates and residuals, and the covariance up to the degrees of freedom, which are counted
  /// conservatively with three effects.
  func expectEqual(_ left: Fit, _ right: Fit, freeFactor: Bool = false) {
    let terms = ["x1", "x2"]
    func positions(_ fit: Fit) -> [Int] {
      terms.compactMap { fit.terms.positions(of: .named($0)).first }
    }
    let (a, b) = (positions(left), positions(right))
    let name = left.specification.variance.name
    #expect(a.count == 2 && b.count == 2)
    let ratio = freeFactor ? left.covariance[a[0], a[0]] / right.covariance[b[0], b[0]] : 1
    for (first, second) in zip(a, b) {
      expectClose(
        left.estimates[first], right.estimates[second], relative: 10 * Self.coefficients, name)
      for (other, match) in zip(a, b) {
        let size = (right.covariance[second, second] * right.covariance[match, match]).magnitude
        expectClose(
          left.covariance[first, other], ratio * right.covariance[second, match],
          absolute: Self.swept * ratio * size.squareRoot(), name)
      }
    }
    expectClose(left.residuals, right.residuals, absolute: Self.swept)
  }

  static let pairs = [
    ("y ~ x1 + x2 | dyad + year", "y ~ x1 + x2 + factor(dyad) + factor(year)"),
    ("y ~ x1 + x2 | exporter + importer", "y ~ x1 + x2 + factor(exporter) + factor(importer)"),
  ]

  @Test(
    .tags(.identity), arguments: [Estimator.ols, .m(.huber()), .m(.bisquare())],
    EstimationIdentityTests.variances)
  func twoEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    let frame = try Self.frame()
    for (absorbed, dummies) in Self.pairs {
      let left = try fit(frame, absorbed, estimator, variance, rule: .stata)
      let right = try fit(frame, dummies, estimator, variance, rule: .stata)
      #expect(left.residualDegreesOfFreedom == right.residualDegreesOfFreedom)
      expectEqual(left, right)
    }
  }

  @Test(
    .tags(.identity),
    arguments: [
      (Estimator.ols, Variance.hc3), (.ols, .dyadic("exporter", "importer")), (.ols, .hc2),
      (.m(.huber()), .cluster(by: "dyad")),
    ])
  func threeEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    let frame = try Self.frame(units: 5, years: 6)
    for kind in [Weights.Kind?.none, .analytic] {
      let weights = kind.map { WeightColumn($0, "p") }
      let left = try fit(
        frame, "y ~ x1 + x2 | dyad + exporter^year + importer^year", estimator, variance,
        weights: weights)
      let right = try fit(
        frame,
        "y ~ x1 + x2 + factor(dyad) + factor(exporter):factor(year) + factor(importer):factor(year)",
        estimator, variance, weights: weights)
      #expect(left.residualDegreesOfFreedom <= right.residualDegreesOfFreedom)
      expectEqual(left, right)
    }
  }

  @Test(.tags(.identity), arguments: [Estimator.ols, .m(.huber())])
  func frequencyWeightsEqualRepetition(estimator: Estimator) throws {
    let frame = try Self.frame(seed: 4, units: 4)
    for variance in EstimationIdentityTests.variances {
      let weighted = try fit(
        frame, "y ~ x1 + x2 | dyad + year", estimator, variance,
        weights: WeightColumn(.frequency, "f"),
        rule: .stata)
      let repeated = try fit(
        try frame.repeated(by: "f"), "y ~ x1 + x2 | dyad + year", estimator, variance,
        rule: .stata)
      #expect(weighted.residualDegreesOfFreedom == repeated.residualDegreesOfFreedom)
      expectClose(weighted.estimates, repeated.estimates, relative: 1e-9)
      expectClose(
        weighted.covariance.values, repeated.covariance.values,
        absolute: Self.swept * abs(weighted.covariance[0, 0]))
    }
  }

  @Test(.tags(.identity), arguments: [Estimator.ols, .m(.bisquare())])
  func orderOfEffectsAndLabelsDoNotMatter(estimator: Estimator) throws {
    var frame = try Self.frame(seed: 6, units: 6)
    let plain = try fit(
      frame, "y ~ x1 + x2 | dyad + exporter^year + importer^year", estimator,
      .cluster(by: "dyad"), rule: .fixest)
    for key in ["exporter", "importer", "dyad", "year"] {
      let old = try frame.column(key)
      let texts = (0..<frame.rowCount).map { "s\((Int(old.double(at: $0)!) * 37) % 2003)" }
      try frame.set(Column(name: key, texts: texts))
    }
    for effects in [
      "importer^year + dyad + exporter^year", "exporter^year + year^importer + dyad",
    ] {
      let other = try fit(
        frame, "y ~ x1 + x2 | \(effects)", estimator, .cluster(by: "dyad"), rule: .fixest)
      #expect(other.residualDegreesOfFreedom == plain.residualDegreesOfFreedom)
      let redundant = { (fit: Fit) in fit.absorbed.map(\.redundant).reduce(0, +) }
      #expect(redundant(other) == redundant(plain))
      expectEqual(other, plain)
    }
  }

  @Test(.tags(.identity)) func anEffectWithinAnotherChangesNothing() throws {
    let frame = try Self.frame(seed: 8)
    for estimator in [Estimator.ols, .m(.huber())] {
      let plain = try fit(frame, "y ~ x1 + x2 | dyad + year", estimator, .hc1)
      let nested = try fit(frame, "y ~ x1 + x2 | exporter + year + dyad", estimator, .hc1)
      #expect(nested.absorbed.map(\.nestedIn) == ["dyad", nil, nil])
      #expect(nested.absorbed[0].redundant == nested.absorbed[0].levels)
      #expect(nested.residualDegreesOfFreedom == plain.residualDegreesOfFreedom)
      expectEqual(nested, plain)
    }
  }

  /// Two groups of units that never meet: one more level is redundant for each component.
  @Test(.tags(.identity)) func disconnectedGraphs() throws {
    var frame = try Self.frame(seed: 10, units: 8)
    let members = try ["exporter", "importer"].map { try frame.column($0) }
    let apart = (0..<frame.rowCount).filter { row in
      (members[0].double(at: row)! < 4) == (members[1].double(at: row)! < 4)
    }
    frame = frame.gathered(apart.map { $0 })
    for estimator in [Estimator.ols, .m(.huber())] {
      let left = try fit(frame, "y ~ x1 + x2 | exporter + importer", estimator, .hc2)
      let right = try fit(
        frame, "y ~ x1 + x2 + factor(exporter) + factor(importer)", estimator, .hc2)
      #expect(left.absorbed.map(\.redundant).reduce(0, +) == 2)
      #expect(left.residualDegreesOfFreedom == right.residualDegreesOfFreedom)
      expectEqual(left, right)
    }
  }

  @Test(.tags(.identity)) func threadsChangeNoBit() throws {
    var panel = SimulatedPanel(units: 13, years: 14, seed: 12)
    let frame = try panel.frame()
    for estimator in [Estimator.ols, .m(.huber())] {
      let fits = try [1, 2, 3].map { threads in
        try fit(
          frame, "y ~ x1 + x2 | dyad + exporter^year + importer^year", estimator,
          .dyadic("exporter", "importer")
        ) {
          $0.options.threads = threads
          $0.options.tolerance = 1e-4
        }
      }
      for other in fits.dropFirst() {
        #expect(other.estimates == fits[0].estimates)
        #expect(other.covariance == fits[0].covariance)
        #expect(other.residuals == fits[0].residuals)
        #expect(other.convergence == fits[0].convergence)
      }
    }
  }

  @Test(.tags(.identity), arguments: [Estimator.ols, .m(.huber())])
  func slopesEqualInteractionsWithDummies(estimator: Estimator) throws {
    let frame = try Self.frame(seed: 20, units: 4, years: 7)
    for (absorbed, dummies) in [
      ("y ~ x1 + x2 | exporter[year]", "y ~ x1 + x2 + factor(exporter) + factor(exporter):year"),
      (
        "y ~ x1 + x2 | importer + exporter[[p]]",
        "y ~ x1 + x2 + factor(importer) + factor(exporter):p - 1"
      ),
    ] {
      for weights in [nil, WeightColumn(.analytic, "f")] {
        let left = try fit(frame, absorbed, estimator, .hc1, weights: weights)
        let right = try fit(frame, dummies, estimator, .hc1, weights: weights)
        #expect(left.residualDegreesOfFreedom == right.residualDegreesOfFreedom)
        #expect(left.absorbed.count == 2)
        expectEqual(left, right)
      }
    }
  }

  @Test(.tags(.failure)) func slopesWithoutInterceptsAreRefused() throws {
    let frame = try Self.frame()
    #expect(throws: EstimationError.self) {
      try fit(frame, "y ~ x1 + x2 | exporter[[year]]", .ols, .hc1)
    }
    #expect(throws: EstimationError.self) {
      try fit(frame, "y ~ x1 + x2 | exporter[year]", .ols, .hc3)
    }
    #expect(throws: (any Error).self) { try Formula("y ~ x | dyad[year") }
  }

  /// What several effects span is redundant, and named.
  @Test(.tags(.failure)) func columnsThatEffectsSpanAreNamed() throws {
    var frame = try Self.frame(seed: 14)
    let (exporter, year) = (try frame.column("exporter"), try frame.column("year"))
    let importer = try frame.column("importer")
    try frame.set(
      Column(
        name: "spanned",
        doubles: (0..<frame.rowCount).map { row in
          let e = exporter.double(at: row)!
          let t = year.double(at: row)! - 1950
          return (e - 3) * (t * t - 4) + importer.double(at: row)! * t + 1e4 * e
        }))
    let found = try fit(
      frame, "y ~ x1 + spanned + x2 | dyad + exporter^year + importer^year", .ols, .hc1)
    #expect(found.terms == ["x1", "x2"])
    #expect(found.redundantTerms.map(\.term) == ["spanned"])
    try frame.set(
      Column(
        name: "y",
        doubles: (0..<frame.rowCount).map { row in
          exporter.double(at: row)! * year.double(at: row)! + importer.double(at: row)!
        }))
    #expect(
      throws: EstimationError.constantWithin(
        outcome: "y", effect: "dyad + exporter^year")
    ) { try fit(frame, "y ~ x1 + x2 | dyad + exporter^year", .ols, .hc1) }
  }

  /// Singletons are fitted exactly: dropping them changes counts, not slopes.
  @Test(.tags(.identity)) func droppedSingletonsChangeCountsAlone() throws {
    let full = try Self.frame(seed: 16, units: 7, years: 6)
    let (dyad, year) = (try full.column("dyad"), try full.column("year"))
    // Leaves some dyads one row, and by that a year one row.
    let rows = (0..<full.rowCount).filter { row in
      dyad.double(at: row)! > 6
        || Int(year.double(at: row)!) == 1950 + Int(dyad.double(at: row)!) % 6
    }
    let frame = full.gathered(rows.map { $0 })
    let kept = try fit(frame, "y ~ x1 + x2 | dyad + exporter^year", .ols, .cluster(by: "dyad"))
    let dropped = try fit(
      frame, "y ~ x1 + x2 | dyad + exporter^year", .ols, .cluster(by: "dyad")
    ) { $0.options.singletons = .drop }
    #expect(kept.absorbed.contains { $0.singletons > 0 })
    #expect(dropped.absorbed.allSatisfy { $0.singletons == 0 })
    let reasons = dropped.sample.dropped.filter { $0.reason.description.hasPrefix("singleton: ") }
    #expect(reasons.map(\.count).reduce(0, +) == kept.sample.count - dropped.sample.count)
    #expect(dropped.sample.count < kept.sample.count)
    #expect(dropped.sample.rows.count == dropped.residuals.count)
    #expect(dropped.residualDegreesOfFreedom == kept.residualDegreesOfFreedom)
    expectClose(dropped.estimates, kept.estimates, relative: Self.coefficients)
    expectClose(
      dropped.covariance.values, kept.covariance.values,
      absolute: Self.swept * abs(kept.covariance[0, 0]))
  }

  @Test(.tags(.failure)) func leveragesOfManyLevelsAreRefused() throws {
    var panel = SimulatedPanel(units: 6, years: 200, seed: 18)
    let frame = try panel.frame()
    #expect(throws: EstimationError.self) {
      try fit(frame, "y ~ x1 + x2 | dyad + exporter^year + importer^year", .ols, .hc3)
    }
  }
}
