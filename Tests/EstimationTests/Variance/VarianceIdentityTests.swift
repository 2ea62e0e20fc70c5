import Expressions
import Foundation
import Frames
import TestSupport
import Testing

@testable import Estimation

/// The laws of absorbed effects, repetition, order and labels for variances over several keys,
/// periods and places, and for MM-estimation.
@Suite struct VarianceIdentityTests {
  /// Two iterations that end within 1e-10 of one point; variances of few units are differences of
  /// larger sums.
  static let iterated = 1e-7

  static let estimators = [
    Estimator.ols, .m(.huber()), .m(.bisquare()), .ppml, .probit, .logit, .cloglog,
  ]
  static let further: [Variance] = [
    .multiwayCluster(by: ["exporter", "importer"]), .twoMode("exporter", "importer"),
    .driscollKraay(time: "year", lags: 2), .neweyWest(unit: "dyad", time: "year", lags: 2),
    .conley(latitude: "lat", longitude: "lon", cutoff: 4000, kernel: .bartlett),
  ]

  /// Outcomes y, count and event of directed dyad-years, with places of exporters.
  static func frame(seed: UInt64, units: Int, years: Int) throws -> Frame {
    var panel = SimulatedOutcomes(units: units, years: years, seed: seed)
    var frame = try panel.frame()
    var generator = SplitMix(seed: seed + 1)
    let rows = 0..<frame.rowCount
    let (x1, x2) = (try frame.column("x1"), try frame.column("x2"))
    let (level, exporter) = (try frame.column("level"), try frame.column("exporter"))
    try frame.set(
      Column(
        name: "y",
        doubles: rows.map { row in
          let far = generator.uniform() < 0.05 ? 6.0 : 1
          return 0.4 * x1.double(at: row)! - 0.3 * x2.double(at: row)! + level.double(at: row)!
            + far * generator.normal()
        }))
    for (name, limit) in [("lat", 50.0), ("lon", 150)] {
      try frame.set(
        Column(
          name: name,
          doubles: rows.map { limit * sin(1.7 * exporter.double(at: $0)! + limit) }))
    }
    return frame
  }

  func fit(
    _ frame: Frame, _ effects: String, _ estimator: Estimator, _ variance: Variance,
    weights: WeightColumn? = nil
  ) throws -> Fit {
    let outcome =
      switch estimator {
      case .ppml: "count"
      case .probit, .logit, .cloglog: "event"
      default: "y"
      }
    var specification = Specification(estimator: estimator, variance: variance)
    specification.options.absorptionTolerance = 1e-12
    return try Fit(
      frame, "\(outcome) ~ x1 + x2\(effects)", specification, weights: weights)
  }

  func expectEqual(_ left: Fit, _ right: Fit) throws {
    let tolerance = Self.iterated
    let name = left.specification.variance.name
    for term in ["x1", "x2"] {
      let own = try #require(left.terms.positions(of: .named(term)).first)
      let other = try #require(right.terms.positions(of: .named(term)).first)
      let size = abs(right.covariance[other, other])
      expectClose(
        left.estimates[own], right.estimates[other], absolute: tolerance * size.squareRoot(),
        "\(name) \(term)")
      expectClose(
        left.covariance[own, own], right.covariance[other, other], relative: tolerance,
        "\(name) \(term)")
    }
  }

  /// The fit by dummies. Two-way clusters are put together from one-way ones: the repair of negative
  /// eigenvalues looks at all terms, so that dummies whose variance came out negative would move the
  /// slopes'.
  func dummyFit(
    _ frame: Frame, _ effects: String, _ estimator: Estimator, _ variance: Variance
  ) throws -> Fit {
    let keys = variance.keys
    guard keys.count == 2, variance != .dyadic(keys[0], keys[1]) else {
      return try fit(frame, effects, estimator, variance)
    }
    var result = try fit(frame, effects, estimator, .cluster(by: keys[0]))
    let other = try fit(frame, effects, estimator, .cluster(by: keys[1]))
    let both = try fit(
      frame, effects, estimator, .cluster(by: GroupingKey(reading: "\(keys[0])^\(keys[1])")))
    for index in result.covariance.values.indices {
      result.covariance.values[index] += other.covariance.values[index]
      result.covariance.values[index] -= both.covariance.values[index]
    }
    return result
  }

  @Test(.tags(.identity), arguments: estimators) func absorbedEffectsEqualDummies(
    estimator: Estimator
  ) throws {
    let frame = try Self.frame(seed: 51, units: 6, years: 8).shuffled(seed: 52).frame
    // Two modes are two clusters (CrossedReferenceTests); by these keys no variance is negative.
    for variance in [.multiwayCluster(by: ["dyad", "year"])] + Self.further.dropFirst(2) {
      let absorbed = try fit(frame, " | exporter + year", estimator, variance)
      let kept = frame.gathered(absorbed.sample.rows.map { $0 })
      let dummies = try dummyFit(
        kept, " + factor(exporter) + factor(year)", estimator, variance)
      #expect(absorbed.residualDegreesOfFreedom == dummies.residualDegreesOfFreedom)
      try expectEqual(absorbed, dummies)
    }
  }

  /// PPML with the gravity effects.
  @Test(.tags(.identity), arguments: [Variance.hc0, .dyadic("exporter", "importer")] + further)
  func threeWayPoissonEqualsDummies(variance: Variance) throws {
    let frame = try Self.frame(seed: 53, units: 5, years: 6).shuffled(seed: 54).frame
    let absorbed = try fit(frame, " | dyad + exporter^year + importer^year", .ppml, variance)
    // Rows that separate are dropped by level, which the dummies' model is not told.
    let kept = frame.gathered(absorbed.sample.rows.map { $0 })
    let dummies = try dummyFit(
      kept, " + factor(dyad) + factor(exporter):factor(year) + factor(importer):factor(year)",
      .ppml, variance)
    #expect(absorbed.residualDegreesOfFreedom <= dummies.residualDegreesOfFreedom)
    try expectEqual(absorbed, dummies)
  }

  /// Repetition puts a unit twice into a period, which serial errors within units refuse.
  @Test(.tags(.identity), arguments: estimators) func frequencyWeightsEqualRepetition(
    estimator: Estimator
  ) throws {
    let frame = try Self.frame(seed: 55, units: 5, years: 6)
    let repeated = try frame.repeated(by: "f")
    for variance in Self.further {
      let weighted = { () throws -> Fit in
        try self.fit(
          frame, " | exporter", estimator, variance, weights: WeightColumn(.frequency, "f"))
      }
      if variance.method is NeweyWestVariance {
        #expect(throws: EstimationError.self) {
          try fit(repeated, " | exporter", estimator, variance)
        }
        continue
      }
      try expectEqual(try weighted(), try fit(repeated, " | exporter", estimator, variance))
    }
  }

  @Test(.tags(.identity), arguments: estimators) func rowOrderAndLabelsDoNotMatter(
    estimator: Estimator
  ) throws {
    let frame = try Self.frame(seed: 57, units: 6, years: 6)
    let other = try frame.shuffled(seed: 58).frame.relabelled("exporter", "importer", "dyad")
    for variance in Self.further {
      try expectEqual(
        try fit(other, " | dyad + year", estimator, variance),
        try fit(frame, " | dyad + year", estimator, variance))
    }
  }

  /// The starts of MM-estimation are other rows then; its minimum is the same.
  @Test(.tags(.identity)) func mmEstimatesKeepTheLaws() throws {
    let estimator = Estimator.mm(.bisquare())
    let frame = try Self.frame(seed: 59, units: 5, years: 4)
    let other = try frame.shuffled(seed: 60).frame.relabelled("exporter", "importer", "dyad")
    let variance = Variance.dyadic("exporter", "importer")
    try expectEqual(
      try fit(other, "", estimator, variance), try fit(frame, "", estimator, variance))
    let weighted = try fit(frame, "", estimator, variance, weights: WeightColumn(.frequency, "f"))
    try expectEqual(weighted, try fit(try frame.repeated(by: "f"), "", estimator, variance))
  }
}
