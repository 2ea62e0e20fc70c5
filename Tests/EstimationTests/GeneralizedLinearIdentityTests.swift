import Estimation
import Foundation
import Frames
import TestSupport
import Testing

/// Laws of PPML and the binary models.
@Suite struct GeneralizedLinearIdentityTests {
  /// Two iterations that end within 1e-10 of the optimum, in standard errors.
  static let iterated = 1e-8

  static let estimators = [Estimator.ppml, .probit, .logit, .cloglog]
  static let variances: [Variance] = [
    .homoskedastic, .hc0, .hc1, .hc3, .cluster(by: "exporter"), .dyadic("exporter", "importer"),
  ]

  func outcome(_ estimator: Estimator) -> String { estimator == .ppml ? "count" : "event" }

  func specification(_ estimator: Estimator, _ variance: Variance = .hc1) -> Specification {
    var specification = Specification(
      estimator: estimator, variance: variance, smallSample: .stata)
    // Dyadic variances are differences of larger sums, which carry what a sweep leaves.
    specification.options.absorptionTolerance = 1e-12
    return specification
  }

  func expectEqual(_ left: Fit, _ right: Fit, _ terms: [String], _ name: String) {
    #expect(left.residualDegreesOfFreedom == right.residualDegreesOfFreedom)
    expectClose(left.deviance!, right.deviance!, relative: Self.iterated, name)
    expectClose(left.logLikelihood!, right.logLikelihood!, relative: Self.iterated, name)
    for term in terms {
      let (a, b) = (left.row(.named(term))!, right.row(.named(term))!)
      let size = b.standardError ?? 1
      expectClose(a.estimate, b.estimate, absolute: Self.iterated * size, "\(name) \(term)")
      #expect((a.standardError == nil) == (b.standardError == nil))
      expectClose(
        a.standardError ?? 0, b.standardError ?? 0, relative: 10 * Self.iterated,
        "\(name) se \(term)")
    }
  }

  @Test(.tags(.identity), arguments: estimators, variances)
  func absorbedEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 5, years: 10, seed: 31)
    let frame = try panel.frame().shuffled(seed: 3).frame
    let y = outcome(estimator)
    let specification = specification(estimator, variance)
    let absorbed = try ReferenceData.fit(frame, "\(y) ~ x1 + x2 | dyad", specification)
    // Rows that separate are dropped by level, which the dummies' model is not told.
    let kept = frame.gathered(absorbed.sample.rows.map { $0 })
    let dummies = try ReferenceData.fit(kept, "\(y) ~ x1 + x2 + factor(dyad)", specification)
    expectEqual(absorbed, dummies, ["x1", "x2"], variance.name)
    expectClose(absorbed.residuals, dummies.residuals, absolute: Self.iterated)
  }

  @Test(.tags(.identity), arguments: estimators, [Variance.homoskedastic, .hc1, variances[5]])
  func severalAbsorbedEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 6, years: 9, seed: 37)
    let frame = try panel.frame().shuffled(seed: 3).frame
    let y = outcome(estimator)
    let specification = specification(estimator, variance)
    for effects in [["exporter", "year"], ["exporter", "importer", "year"]] {
      let absorbed = try ReferenceData.fit(
        frame, "\(y) ~ x1 + x2 | " + effects.joined(separator: " + "), specification)
      let kept = frame.gathered(absorbed.sample.rows.map { $0 })
      let dummies = try ReferenceData.fit(
        kept, "\(y) ~ x1 + x2 + " + effects.map { "factor(\($0))" }.joined(separator: " + "),
        specification)
      expectEqual(absorbed, dummies, ["x1", "x2"], "\(variance.name) \(effects)")
      expectClose(absorbed.residuals, dummies.residuals, absolute: Self.iterated)
    }
  }

  @Test(.tags(.identity), arguments: estimators, variances)
  func frequencyWeightsEqualRepetition(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 6, years: 6, seed: 32)
    let frame = try panel.frame()
    let specification = specification(estimator, variance)
    for effects in ["", " | exporter"] {
      let formula = "\(outcome(estimator)) ~ x1 + x2" + effects
      let weighted = try ReferenceData.fit(
        frame, formula, specification, weights: WeightColumn(.frequency, "f"))
      let repeated = try ReferenceData.fit(
        try frame.repeated(by: "f"), formula, specification)
      expectEqual(weighted, repeated, ["x1", "x2"], variance.name)
    }
  }

  @Test(.tags(.identity), arguments: estimators)
  func rowOrderAndLabelsDoNotMatter(estimator: Estimator) throws {
    var panel = SimulatedOutcomes(units: 7, years: 6, seed: 33)
    let frame = try panel.frame()
    var (shuffled, rows) = frame.shuffled(seed: 5)
    for key in ["exporter", "importer", "dyad"] {
      let old = try shuffled.column(key)
      try shuffled.set(
        Column(
          name: key,
          texts: (0..<shuffled.rowCount).map { "s\((Int(old.double(at: $0)!) * 37) % 101)" }))
    }
    for effects in ["", " | dyad"] {
      let formula = "\(outcome(estimator)) ~ x1 + x2" + effects
      let specification = specification(estimator, .dyadic("exporter", "importer"))
      let plain = try ReferenceData.fit(frame, formula, specification)
      let other = try ReferenceData.fit(shuffled, formula, specification)
      expectEqual(other, plain, ["x1", "x2"], formula)
      let positions = Dictionary(
        uniqueKeysWithValues: plain.sample.rows.enumerated().map { ($1, $0) })
      expectClose(
        other.residuals, other.sample.rows.map { plain.residuals[positions[rows[$0]]!] },
        absolute: Self.iterated)
    }
  }

  @Test(.tags(.identity), arguments: estimators)
  func threadsChangeNoBit(estimator: Estimator) throws {
    var panel = SimulatedOutcomes(units: 18, years: 14, seed: 34)
    let frame = try panel.frame().shuffled(seed: 7).frame
    for effects in ["", " | dyad", " | dyad + year", " | exporter + importer + year"] {
      let formula = "\(outcome(estimator)) ~ x1 + x2" + effects
      var specification = specification(estimator, .dyadic("exporter", "importer"))
      let one = try ReferenceData.fit(frame, formula, specification)
      specification.options.threads = 2
      let two = try ReferenceData.fit(frame, formula, specification)
      #expect(one.estimates == two.estimates)
      #expect(one.covariance == two.covariance)
      #expect(one.residuals == two.residuals)
      #expect(one.deviance == two.deviance)
    }
  }

  /// The score equations hold: residuals are orthogonal to the regressors and sum to zero by level.
  @Test(.tags(.identity), arguments: [Estimator.ppml, .logit])
  func canonicalScoresVanish(estimator: Estimator) throws {
    var panel = SimulatedOutcomes(units: 8, years: 8, seed: 35)
    let frame = try panel.frame()
    let found = try ReferenceData.fit(
      frame, "\(outcome(estimator)) ~ x1 + x2 | exporter", specification(estimator))
    let rows = found.sample.rows
    for name in ["x1", "x2"] {
      let x = try frame.column(name)
      let score = zip(rows, found.residuals).reduce(0) { $0 + x.double(at: $1.0)! * $1.1 }
      expectClose(score, 0, absolute: Self.iterated, name)
    }
    let exporters = try frame.column("exporter")
    var sums = [Double](repeating: 0, count: 8)
    for (row, residual) in zip(rows, found.residuals) {
      sums[Int(exporters.double(at: row)!)] += residual
    }
    for sum in sums { expectClose(sum, 0, absolute: Self.iterated) }
  }

  /// PPML follows the outcome's unit: slopes stay, the intercept moves by its logarithm.
  @Test(.tags(.identity), arguments: [1e-9, 1e9])
  func ppmlFollowsTheOutcomesUnit(unit: Double) throws {
    var panel = SimulatedOutcomes(units: 6, years: 6, seed: 36)
    var frame = try panel.frame()
    let y = try frame.column("count")
    try frame.set(
      Column(name: "scaled", doubles: (0..<frame.rowCount).map { unit * y.double(at: $0)! }))
    let plain = try ReferenceData.fit(frame, "count ~ x1 + x2", specification(.ppml))
    let scaled = try ReferenceData.fit(frame, "scaled ~ x1 + x2", specification(.ppml))
    for term in ["x1", "x2"] {
      expectClose(
        scaled.row(.named(term))!.estimate, plain.row(.named(term))!.estimate,
        relative: Self.iterated)
      expectClose(
        scaled.row(.named(term))!.standardError!, plain.row(.named(term))!.standardError!,
        relative: Self.iterated)
    }
    expectClose(scaled.estimates[0], plain.estimates[0] + log(unit), relative: Self.iterated)
  }

  /// With one regressor that is a group's dummy every model is the groups' means.
  @Test(.tags(.identity), arguments: estimators)
  func saturatedModelsAreGroupMeans(estimator: Estimator) throws {
    let y: [Double] = estimator == .ppml ? [1, 4, 0, 2, 5, 1, 0, 7] : [1, 0, 0, 1, 1, 0, 1, 1]
    let frame = try Frame([
      Column(name: "y", doubles: y), Column(name: "d", doubles: [0, 0, 0, 0, 1, 1, 1, 1]),
    ])
    let found = try ReferenceData.fit(frame, "y ~ d", Specification(estimator: estimator))
    let means = [y[..<4].reduce(0, +) / 4, y[4...].reduce(0, +) / 4]
    for (row, residual) in found.residuals.enumerated() {
      expectClose(y[row] - residual, means[row / 4], relative: Self.iterated)
    }
    if estimator == .ppml {
      expectClose(found.estimates[1], log(means[1] / means[0]), relative: Self.iterated)
    }
  }
}
