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

  static let laws = FitLaws(tolerance: iterated)

  @Test(.tags(.identity), arguments: estimators, variances)
  func absorbedEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 5, years: 10, seed: 31)
    let frame = try panel.frame().shuffled(seed: 3).frame
    try Self.laws.expectEffectsAreDummies(
      frame, "\(outcome(estimator)) ~ x1 + x2", ["dyad"], specification(estimator, variance),
      residuals: Self.iterated)
  }

  @Test(.tags(.identity), arguments: estimators, [Variance.homoskedastic, .hc1, variances[5]])
  func severalAbsorbedEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 6, years: 9, seed: 37)
    let frame = try panel.frame().shuffled(seed: 3).frame
    for effects in [["exporter", "year"], ["exporter", "importer", "year"]] {
      try Self.laws.expectEffectsAreDummies(
        frame, "\(outcome(estimator)) ~ x1 + x2", effects, specification(estimator, variance),
        residuals: Self.iterated)
    }
  }

  @Test(.tags(.identity), arguments: estimators, variances)
  func frequencyWeightsEqualRepetition(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedOutcomes(units: 6, years: 6, seed: 32)
    let frame = try panel.frame()
    for effects in ["", " | exporter"] {
      try Self.laws.expectWeightsAreRepetition(
        frame, "\(outcome(estimator)) ~ x1 + x2" + effects, specification(estimator, variance))
    }
  }

  @Test(.tags(.identity), arguments: estimators)
  func rowOrderAndLabelsDoNotMatter(estimator: Estimator) throws {
    var panel = SimulatedOutcomes(units: 7, years: 6, seed: 33)
    let frame = try panel.frame()
    var (shuffled, rows) = frame.shuffled(seed: 5)
    shuffled = try shuffled.relabelled("exporter", "importer", "dyad")
    for effects in ["", " | dyad"] {
      let formula = "\(outcome(estimator)) ~ x1 + x2" + effects
      let specification = specification(estimator, .dyadic("exporter", "importer"))
      let plain = try Fit(frame, formula, specification)
      let other = try Fit(shuffled, formula, specification)
      Self.laws.expectSame(other, plain, formula)
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
      try Self.laws.expectThreadsChangeNothing(
        frame, "\(outcome(estimator)) ~ x1 + x2" + effects,
        specification(estimator, .dyadic("exporter", "importer")))
    }
  }

  /// The score equations hold: residuals are orthogonal to the regressors and sum to zero by level.
  @Test(.tags(.identity), arguments: [Estimator.ppml, .logit])
  func canonicalScoresVanish(estimator: Estimator) throws {
    var panel = SimulatedOutcomes(units: 8, years: 8, seed: 35)
    let frame = try panel.frame()
    let found = try Fit(
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
    let plain = try Fit(frame, "count ~ x1 + x2", specification(.ppml))
    let scaled = try Fit(frame, "scaled ~ x1 + x2", specification(.ppml))
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
    let found = try Fit(frame, "y ~ d", Specification(estimator: estimator))
    let means = [y[..<4].reduce(0, +) / 4, y[4...].reduce(0, +) / 4]
    for (row, residual) in found.residuals.enumerated() {
      expectClose(y[row] - residual, means[row / 4], relative: Self.iterated)
    }
    if estimator == .ppml {
      expectClose(found.estimates[1], log(means[1] / means[0]), relative: Self.iterated)
    }
  }
}
