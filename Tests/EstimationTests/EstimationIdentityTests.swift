import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// Laws that every estimator and variance must obey.
@Suite struct EstimationIdentityTests {
  /// Two ways to the same numbers: a few hundred roundings apart.
  static let rounding = 1e-10
  /// Two iterations to 1e-10 that converge at a rate of up to one half.
  static let iterated = 1e-9
  /// The same, of residuals that some rows' weights leave nearly free.
  static let weighted = 1e-8

  static let variances: [Variance] = [
    .homoskedastic, .hc0, .hc1, .hc2, .hc3, .cluster(by: "dyad"), .cluster(by: "exporter"),
    .dyadic("exporter", "importer"),
  ]

  func specification(
    _ estimator: Estimator, _ variance: Variance, _ rule: SmallSampleRule = .stata
  ) -> Specification {
    Specification(estimator: estimator, variance: variance, smallSample: rule)
  }

  @Test(
    .tags(.identity), arguments: [Estimator.ols, .m(.huber()), .m(.bisquare())], variances)
  func absorbedEffectsEqualDummies(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedPanel(units: 5, years: 8, seed: 1)
    let frame = try panel.frame().shuffled(seed: 3).frame
    let laws = FitLaws(tolerance: estimator == .ols ? Self.rounding : Self.iterated)
    try laws.expectEffectsAreDummies(
      frame, "y ~ x1 + x2", ["dyad"], specification(estimator, variance),
      residuals: Self.iterated)
  }

  @Test(.tags(.identity), arguments: [Estimator.ols, .m(.huber())], variances)
  func frequencyWeightsEqualRepetition(estimator: Estimator, variance: Variance) throws {
    var panel = SimulatedPanel(units: 6, years: 4, seed: 2)
    let frame = try panel.frame()
    for formula in ["y ~ x1 + x2", "y ~ x1 + x2 | dyad"] {
      try FitLaws(tolerance: Self.iterated).expectWeightsAreRepetition(
        frame, formula, specification(estimator, variance))
    }
  }

  @Test(.tags(.identity), arguments: variances)
  func rowOrderAndLabelsDoNotMatter(variance: Variance) throws {
    var panel = SimulatedPanel(units: 7, years: 5, seed: 4)
    let frame = try panel.frame()
    var (shuffled, rows) = frame.shuffled(seed: 5)
    shuffled = try shuffled.relabelled("exporter", "importer", "dyad")
    for estimator in [Estimator.ols, .m(.bisquare())] {
      let specification = specification(estimator, variance, .fixest)
      for formula in ["y ~ x1 + x2 + level", "y ~ x1 + x2 | dyad"] {
        let plain = try Fit(frame, formula, specification)
        let other = try Fit(shuffled, formula, specification)
        FitLaws(tolerance: Self.iterated).expectSame(other, plain, formula)
        expectClose(other.residuals, rows.map { plain.residuals[$0] }, absolute: Self.iterated)
        expectClose(
          other.robustnessWeights,
          plain.robustnessWeights.isEmpty ? [] : rows.map { plain.robustnessWeights[$0] },
          absolute: Self.iterated)
      }
    }
  }

  @Test(.tags(.identity)) func threadsChangeNoBit() throws {
    var panel = SimulatedPanel(units: 18, years: 14, seed: 6)
    let frame = try panel.frame().shuffled(seed: 7).frame
    for estimator in [Estimator.ols, .m(.huber()), .m(.bisquare())] {
      for formula in ["y ~ x1 + x2", "y ~ x1 + x2 | dyad", "y ~ x1 + x2 | exporter"] {
        try FitLaws(tolerance: 0).expectThreadsChangeNothing(
          frame, formula, specification(estimator, .dyadic("exporter", "importer")))
      }
    }
  }

  @Test(.tags(.identity)) func onePassEqualsTheSumOverPairs() throws {
    var panel = SimulatedPanel(units: 5, years: 3, seed: 8)
    let frame = try panel.frame()
    let fit = try Fit(
      frame, "y ~ x1 + x2", specification(.ols, .dyadic("exporter", "importer"), .none))
    let names = ["x1", "x2"]
    let x = try (0..<frame.rowCount).map { row in
      try [1] + names.map { try frame.column($0).double(at: row)! }
    }
    let members = try ["exporter", "importer"].map { name in
      try (0..<frame.rowCount).map { try frame.column(name).integer(at: $0)! }
    }
    // (X'X)^-1 from the conventional variance.
    let iid = try Fit(frame, "y ~ x1 + x2", specification(.ols, .homoskedastic))
    var meat = [[Double]](repeating: [0, 0, 0], count: 3)
    for i in x.indices {
      for j in x.indices {
        let shares = [members[0][i], members[1][i]].contains {
          $0 == members[0][j] || $0 == members[1][j]
        }
        guard shares else { continue }
        for a in 0..<3 {
          for b in 0..<3 {
            meat[a][b] += fit.residuals[i] * fit.residuals[j] * x[i][a] * x[j][b]
          }
        }
      }
    }
    for a in 0..<3 {
      for b in 0..<3 {
        var sum = 0.0
        for c in 0..<3 {
          for d in 0..<3 { sum += iid.covariance[a, c] * meat[c][d] * iid.covariance[d, b] }
        }
        sum /= iid.scale * iid.scale * iid.scale * iid.scale
        let size = (abs(fit.covariance[a, a] * fit.covariance[b, b])).squareRoot()
        expectClose(fit.covariance[a, b], sum, absolute: Self.rounding * size)
      }
    }
    #expect(fit.variance.groups == 5)
    #expect(fit.warnings.contains { $0.description.contains("5 units") })
  }

  @Test(.tags(.identity)) func mEstimatesFollowScaleAndShift() throws {
    var panel = SimulatedPanel(units: 6, years: 6, seed: 9)
    var frame = try panel.frame()
    let y = try frame.column("y")
    try frame.set(
      Column(name: "z", doubles: (0..<frame.rowCount).map { 1000 * y.double(at: $0)! - 7 }))
    for psi in [Psi.huber(), .bisquare()] {
      let specification = specification(.m(psi), .cluster(by: "dyad"))
      let plain = try Fit(frame, "y ~ x1 + x2 | dyad", specification)
      let moved = try Fit(frame, "z ~ x1 + x2 | dyad", specification)
      expectClose(moved.estimates, plain.estimates.map { $0 * 1000 }, relative: Self.iterated)
      expectClose(moved.scale, plain.scale * 1000, relative: Self.iterated)
      expectClose(
        moved.covariance.values, plain.covariance.values.map { $0 * 1e6 },
        relative: 10 * Self.iterated, absolute: 1e6 * Self.iterated * plain.covariance[0, 0])
      #expect(plain.robustnessWeights.allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  /// Precision weights divide the error's standard deviation, so they equal rows times their root.
  @Test(.tags(.identity)) func precisionWeightsEqualScaledRows() throws {
    var panel = SimulatedPanel(units: 6, years: 4, seed: 10)
    var frame = try panel.frame()
    let p = try frame.column("p")
    for name in ["y", "x1", "x2"] {
      let old = try frame.column(name)
      try frame.set(
        Column(
          name: name + "s",
          doubles: (0..<frame.rowCount).map {
            old.double(at: $0)! * p.double(at: $0)!.squareRoot()
          }))
    }
    for estimator in [Estimator.ols, .m(.huber()), .m(.bisquare())] {
      for variance in Self.variances {
        let weighted = try Fit(
          frame, "y ~ x1 + x2 - 1", specification(estimator, variance),
          weights: WeightColumn(.analytic, "p"))
        let scaled = try Fit(
          frame, "ys ~ x1s + x2s - 1", specification(estimator, variance))
        expectClose(weighted.estimates, scaled.estimates, relative: Self.iterated)
        expectClose(weighted.scale, scaled.scale, relative: Self.iterated)
        expectClose(
          weighted.covariance.values, scaled.covariance.values, relative: 100 * Self.iterated,
          absolute: Self.iterated * scaled.covariance[0, 0])
      }
    }
  }

  @Test(.tags(.identity), arguments: [Weights.Kind.analytic, .sampling])
  func weightedEffectsEqualWeightedDummies(kind: Weights.Kind) throws {
    var panel = SimulatedPanel(units: 5, years: 8, seed: 12)
    let frame = try panel.frame().shuffled(seed: 13).frame
    for estimator in [Estimator.ols, .m(.huber()), .m(.bisquare())] {
      for variance in Self.variances where kind == .analytic || variance != .homoskedastic {
        try FitLaws(tolerance: Self.iterated).expectEffectsAreDummies(
          frame, "y ~ x1 + x2", ["dyad"], specification(estimator, variance),
          weights: WeightColumn(kind, "p"), residuals: Self.weighted)
      }
    }
  }

  /// Sampling weights count rows, frequency weights copies: the same estimates, other variances.
  @Test(.tags(.identity)) func kindsOfWeightsShareEstimates() throws {
    var panel = SimulatedPanel(units: 6, years: 4, seed: 14)
    let frame = try panel.frame()
    for estimator in [Estimator.ols, .m(.huber())] {
      let fits = try [Weights.Kind.sampling, .frequency].map { kind in
        try Fit(
          frame, "y ~ x1 + x2 | dyad", specification(estimator, .hc0),
          weights: WeightColumn(kind, "f"))
      }
      expectClose(fits[0].estimates, fits[1].estimates, relative: Self.iterated)
      #expect(fits[0].residualDegreesOfFreedom < fits[1].residualDegreesOfFreedom)
      #expect(fits[0].covariance != fits[1].covariance)
    }
  }
}
