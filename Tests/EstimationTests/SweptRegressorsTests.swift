import Estimation
import Frames
import TestSupport
import Testing

/// Least squares with several absorbed effects sweeps its regressors a batch at a time and sums its
/// scores by group; other estimators store them. Both must say the same.
@Suite struct SweptRegressorsTests {
  /// Roundings of sums in another order.
  static let rounding = 1e-10
  /// A regressor that others span up to 1e-4 loses that much of its digits, twice.
  static let nearlyCollinear = 1e-6
  /// Huber's psi beyond every residual is least squares.
  static let leastSquares = Estimator.m(.huber(k: 1e9))

  static let regressorCounts = [1, 7, 8, 9, 17]
  static let effects = "dyad + exporter^year + importer^year"

  /// Rows in no order, with regressors x1 to x17.
  static func frame(seed: UInt64 = 3) throws -> Frame {
    let frame = try EffectIdentityTests.frame(seed: seed, units: 8, years: 6)
    var generator = SplitMix(seed: seed + 100)
    let added = (3...17).map { number in
      Column(
        name: "x\(number)", storage: .double((0..<frame.rowCount).map { _ in generator.normal() }))
    }
    return try Frame(frame.columns + added)
  }

  static func formula(_ count: Int) -> String {
    "y ~ " + (1...count).map { "x\($0)" }.joined(separator: " + ") + " | " + effects
  }

  static func fit(
    _ frame: Frame, _ formula: String, _ estimator: Estimator, _ variance: Variance,
    weights: WeightColumn? = nil, threads: Int = 1
  ) throws -> Fit {
    var specification = Specification(estimator: estimator, variance: variance)
    specification.options.absorptionTolerance = 1e-12
    specification.options.threads = threads
    return try Fit(frame, formula, specification, weights: weights)
  }

  /// Clusters of exporters are unions of dyads, whose scores are summed; years are not.
  @Test(
    .tags(.identity), arguments: regressorCounts,
    [
      Variance.cluster(by: "exporter"), .cluster(by: "year"), .dyadic("exporter", "importer"),
      .multiwayCluster(by: ["exporter", "importer"]), .multiwayCluster(by: ["exporter", "year"]),
      .hc1,
    ])
  func sweptEqualsStored(count: Int, variance: Variance) throws {
    let frame = try Self.frame()
    for weights in [nil, WeightColumn(.analytic, "p")] {
      let swept = try Self.fit(frame, Self.formula(count), .ols, variance, weights: weights)
      let stored = try Self.fit(
        frame, Self.formula(count), Self.leastSquares, variance, weights: weights)
      #expect(swept.terms.count == count)
      expectClose(
        swept.estimates, stored.estimates, relative: Self.rounding, absolute: Self.rounding)
      expectClose(swept.residuals, stored.residuals, absolute: Self.rounding)
      let ratio = swept.variance.smallSampleFactor / stored.variance.smallSampleFactor
      for row in 0..<count {
        for column in 0..<count {
          let size = (stored.covariance[row, row] * stored.covariance[column, column]).magnitude
          expectClose(
            swept.covariance[row, column], ratio * stored.covariance[row, column],
            absolute: EffectIdentityTests.swept * size.squareRoot(), variance.name)
        }
      }
    }
  }

  @Test(.tags(.identity), arguments: regressorCounts)
  func threadsDoNotMatter(count: Int) throws {
    let frame = try Self.frame()
    let one = try Self.fit(frame, Self.formula(count), .ols, .dyadic("exporter", "importer"))
    let two = try Self.fit(
      frame, Self.formula(count), .ols, .dyadic("exporter", "importer"), threads: 2)
    #expect(one.estimates == two.estimates)
    #expect(one.covariance == two.covariance)
    #expect(one.residuals == two.residuals)
  }

  @Test(.tags(.identity), arguments: [1e-2, 1e-4, 0])
  func nearlyCollinearRegressorsAreStored(distance: Double) throws {
    let frame = try Self.frame()
    let (x1, x3) = (try frame.column("x1"), try frame.column("x3"))
    let twin = (0..<frame.rowCount).map {
      x1.double(at: $0)! + distance * x3.double(at: $0)!
    }
    let wide = try Frame(frame.columns + [Column(name: "twin", storage: .double(twin))])
    let found = try Self.fit(wide, "y ~ x1 + x2 + twin | \(Self.effects)", .ols, .hc1)
    let plain = try Self.fit(
      frame, "y ~ x1 + x2 \(distance == 0 ? "" : "+ x3") | \(Self.effects)", .ols, .hc1)
    expectClose(found.residuals, plain.residuals, absolute: Self.nearlyCollinear)
    if distance == 0 {
      #expect(found.redundantTerms.map(\.term) == ["twin"])
      expectClose(found.estimates, plain.estimates, relative: Self.rounding)
    } else {
      // y = a x1 + c twin = (a + c) x1 + c distance x3
      let slope = found.row("twin")!.estimate
      expectClose(slope * distance, plain.row("x3")!.estimate, relative: Self.nearlyCollinear)
      expectClose(
        found.row("x1")!.estimate + slope, plain.row("x1")!.estimate,
        relative: Self.nearlyCollinear)
    }
  }

  @Test(.tags(.identity)) func scalesDoNotMatter() throws {
    let frame = try Self.frame()
    let factors = [1e12, 1e-12]
    let scaled = try Frame(
      frame.columns.map { column in
        guard let position = ["x1", "x2"].firstIndex(of: column.name),
          case .double(let values) = column.storage
        else { return column }
        return Column(name: column.name, storage: .double(values.map { $0 * factors[position] }))
      })
    let formula = "y ~ x1 + x2 | \(Self.effects)"
    let plain = try Self.fit(frame, formula, .ols, .cluster(by: "importer"))
    let found = try Self.fit(scaled, formula, .ols, .cluster(by: "importer"))
    for term in 0..<2 {
      expectClose(
        found.estimates[term] * factors[term], plain.estimates[term], relative: Self.rounding)
      expectClose(
        found.rows[term].standardError! * factors[term], plain.rows[term].standardError!,
        relative: Self.rounding)
    }
  }

  /// What others span exactly is left with about the tolerance of the sweeps, not with nothing.
  @Test(
    .tags(.identity),
    arguments: [Estimator.ols, .m(.huber())], ["dyad + year", effects, "dyad[x5] + year"])
  func spannedRegressorsAreDropped(estimator: Estimator, absorbed: String) throws {
    let frame = try Self.frame()
    let x1 = try frame.column("x1")
    // The full set of indicators of three ranges of x1; x2 in two parts, one of them twice.
    let cuts = [(-1e9, -0.5), (-0.5, 1), (1, 1e9)]
    var added = cuts.enumerated().map { number, cut in
      Column(
        name: "k\(number)",
        storage: .double(
          (0..<frame.rowCount).map {
            x1.double(at: $0)! > cut.0 && x1.double(at: $0)! <= cut.1 ? 1 : 0
          }))
    }
    let (x2, x3) = (try frame.column("x2"), try frame.column("x3"))
    added.append(
      Column(
        name: "sum",
        storage: .double(
          (0..<frame.rowCount).map {
            x1.double(at: $0)! + x2.double(at: $0)! - 3 * x3.double(at: $0)!
          })))
    let wide = try Frame(frame.columns + added)
    for (formula, dropped) in [("k0 + k1 + k2", "k2"), ("x1 + x2 + sum + x3", "x3")] {
      let fit = try Fit(
        wide, "y ~ \(formula) | \(absorbed)", Specification(estimator: estimator))
      #expect(fit.redundantTerms.map(\.term.name) == [dropped], "\(absorbed)")
    }
  }
}
