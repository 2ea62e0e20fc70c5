import Estimation
import Frames
import Numerics
import TestSupport
import Testing

/// The two breads of a robust variance of M-estimates.
@Suite struct BreadTests {
  /// Two routes to the same sums of a few thousand terms.
  static let identity = 1e-9

  func fit(
    _ frame: Frame, _ formula: String, _ psi: Psi, _ variance: Variance, _ bread: Bread,
    weights: WeightColumn? = nil
  ) throws -> Fit {
    let specification = Specification(estimator: .m(psi), variance: variance, bread: bread)
    return try Fit(frame, formula, specification, weights: weights)
  }

  /// H^-1 (sum psi^2 s^2 x x') H^-1 by hand, from the fit's residuals and scale.
  @Test(.tags(.identity), arguments: [Psi.huber(), .bisquare()])
  func derivativeBreadIsTheSandwichByDefinition(psi: Psi) throws {
    var panel = SimulatedPanel(units: 9, years: 4, seed: 31)
    let frame = try panel.frame(outliers: 0.1)
    let found = try fit(frame, "y ~ x1 + x2", psi, .hc0, .derivative)
    let (x1, x2) = (try frame.column("x1"), try frame.column("x2"))
    var bread = Matrix(rows: 3, columns: 3)
    var meat = bread
    for (row, residual) in found.residuals.enumerated() {
      let u = residual / found.scale
      let x = [1, x1.double(at: row)!, x2.double(at: row)!]
      let (slope, value): (Double, Double)
      switch psi {
      case .huber(let k):
        slope = abs(u) <= k ? 1 : 0
        value = min(k, max(-k, u))
      case .bisquare(let c):
        let rest = 1 - (u / c) * (u / c)
        slope = rest > 0 ? rest * (rest - 4 * (u / c) * (u / c)) : 0
        value = rest > 0 ? u * rest * rest : 0
      }
      for a in 0..<3 {
        for b in 0..<3 {
          bread[a, b] += slope * x[a] * x[b]
          meat[a, b] += value * value * found.scale * found.scale * x[a] * x[b]
        }
      }
    }
    let expected = meat.congruence(by: try #require(Cholesky(bread)).inverse)
    expectClose(found.covariance.values, expected.values, relative: Self.identity)
    #expect(found.variance.label.contains("derivative bread"))
  }

  @Test(.tags(.identity)) func absorbedEffectsAreDummies() throws {
    var panel = SimulatedPanel(units: 5, years: 12, seed: 32)
    let frame = try panel.frame(outliers: 0.05)
    let variance = Variance.cluster(by: "exporter")
    for psi in [Psi.huber(), .bisquare()] {
      let absorbed = try fit(frame, "y ~ x1 + x2 | dyad", psi, variance, .derivative)
      let dummies = try fit(frame, "y ~ x1 + x2 + factor(dyad)", psi, variance, .derivative)
      for row in absorbed.rows {
        expectClose(
          row.standardError!, try #require(dummies.row(.term(row.term))?.standardError),
          relative: 1e-7,
          row.term.name)
      }
    }
  }

  @Test(.tags(.identity)) func frequenciesAreRepetitions() throws {
    var panel = SimulatedPanel(units: 6, years: 5, seed: 33)
    let frame = try panel.frame(outliers: 0.1)
    let weighted = try fit(
      frame, "y ~ x1 + x2 | dyad", .bisquare(), .hc0, .derivative,
      weights: WeightColumn(.frequency, "f"))
    let repeated = try fit(
      try frame.repeated(by: "f"), "y ~ x1 + x2 | dyad", .bisquare(), .hc0, .derivative)
    expectClose(weighted.covariance.values, repeated.covariance.values, relative: 1e-7)
  }

  @Test(.tags(.identity)) func smallGroupsWithoutADerivativeAreCounted() throws {
    var panel = SimulatedPanel(units: 12, years: 2, seed: 34)
    let frame = try panel.frame(outliers: 0.3)
    let found = try fit(frame, "y ~ x1 + x2 | dyad", .bisquare(), .hc0, .derivative)
    #expect(found.warnings.contains { $0.description.contains("take the mean of psi'") })
  }

  @Test(.tags(.identity)) func theBreadOfTheWeightsIsNamedAndNarrower() throws {
    var panel = SimulatedPanel(units: 12, years: 8, seed: 35)
    let frame = try panel.frame(outliers: 0.1)
    let narrow = try fit(frame, "y ~ x1 + x2 | dyad", .bisquare(), .hc0, .weights)
    let proper = try fit(frame, "y ~ x1 + x2 | dyad", .bisquare(), .hc0, .derivative)
    #expect(narrow.warnings.contains { $0.description.contains("too small for the biweight") })
    #expect(narrow.variance.label.contains("bread of the final weights"))
    for (row, other) in zip(narrow.rows, proper.rows) {
      #expect(try #require(row.standardError) < #require(other.standardError))
    }
  }

  @Test(.tags(.identity), arguments: [Psi.huber(), .bisquare()])
  func twoAbsorbedEffectsAreDummies(psi: Psi) throws {
    var panel = SimulatedPanel(units: 5, years: 12, seed: 36)
    let frame = try panel.frame(outliers: 0.05)
    let variance = Variance.cluster(by: "exporter")
    let absorbed = try fit(frame, "y ~ x1 + x2 | dyad + year", psi, variance, .derivative)
    let dummies = try fit(
      frame, "y ~ x1 + x2 + factor(dyad) + factor(year)", psi, variance, .derivative)
    for row in absorbed.rows {
      expectClose(
        row.standardError!, try #require(dummies.row(.term(row.term))?.standardError),
        relative: 1e-6,
        row.term.name)
    }
  }
}
