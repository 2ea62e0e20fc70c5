import Estimation
import Interpretation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct SupremumBandTests {
  /// The trapezoid rule meets kinks of max |cos| at 4096 angles.
  static let quadratureTolerance = 1e-6
  /// Three standard errors of the mean over 4096 random directions.
  static let simulationTolerance = 6e-3

  private func curve(_ count: Int, reference: ReferenceDistribution = .normal) throws
    -> MarginalEffectCurve
  {
    // x + x:z + x:I(z^2) with coefficients chosen so that the estimates at the grid are those of
    // independent normals: the covariance is the inverse of the design's cross-product.
    let fit: Fit =
      count == 2
      ? .made(terms: ["x", "x:z"], estimates: [1, 0], covariance: [[1, 0], [0, 1]])
      : .made(
        terms: ["x", "x:z", "x:I(z^2)"], estimates: [1, 0, 0],
        covariance: [[1, 0, -1], [0, 0.5, 0], [-1, 0, 1.5]])
    var chosen = fit
    chosen.variance.reference = reference
    let grid: [Double] = [-1, 0, 1]
    return try MarginalEffect(of: "x", by: "z", in: chosen)
      .curve(at: count == 2 ? [-1, 1] : grid, simultaneous: true)
  }

  @Test("At two independent points the factor is Šidák's", .tags(.reference))
  func twoPoints() throws {
    let exact = NormalDistribution.quantile(0.5 + 0.5 * 0.95.squareRoot())
    let found = try #require(curve(2).criticalValue)
    expectClose(found, exact, absolute: Self.quadratureTolerance)
  }

  @Test("At three independent points the factor is Šidák's", .tags(.reference))
  func threePoints() throws {
    let coverage = 0.983047572491559  // 0.95^(1/3)
    let exact = NormalDistribution.quantile(0.5 + 0.5 * coverage)
    let found = try #require(curve(3).criticalValue)
    expectClose(found, exact, absolute: Self.simulationTolerance)
  }

  @Test("A dense grid approaches the closed form of an arc on the circle", .tags(.reference))
  func arc() throws {
    // With V = I the unit vectors of z in [-1, 1] cover a quarter of the circle and its opposite:
    // P(max > c) = exp(-c^2/2) / 2 + (2/pi) times the integral of exp(-c^2 / (2 cos^2 u)) over u
    // in [0, pi/4]. Its root at 0.05, by 30-digit quadrature:
    let exact = 2.35164740421511
    let fit = Fit.made(terms: ["x", "x:z"], estimates: [1, 0], covariance: [[1, 0], [0, 1]])
    let curve = try MarginalEffect(of: "x", by: "z", in: fit)
      .curve(from: -1, to: 1, count: 401, simultaneous: true)
    expectClose(try #require(curve.criticalValue), exact, absolute: 1e-4)
  }

  @Test(
    "A t reference widens the band, and more freedom narrows it to the normal's",
    .tags(.identity))
  func reference() throws {
    let normal = try #require(curve(2).criticalValue)
    let few = try #require(curve(2, reference: .t(degreesOfFreedom: 5)).criticalValue)
    let many = try #require(curve(2, reference: .t(degreesOfFreedom: 1e7)).criticalValue)
    #expect(few > normal + 0.5)
    expectClose(many, normal, absolute: Self.quadratureTolerance)
  }

  @Test(
    "The band holds the pointwise interval, and the same question gives the same bits",
    .tags(.identity))
  func nestedAndDeterministic() throws {
    let first = try curve(3)
    #expect(try first == curve(3))
    for point in first.points {
      let low = try #require(point.effect.confidenceLow)
      #expect(try #require(point.bandLow) < low)
    }
  }

  @Test("With one coefficient the band is the pointwise interval", .tags(.identity))
  func rankOne() throws {
    let fit = Fit.made(terms: ["x:z"], estimates: [1], covariance: [[4]])
    let curve = try MarginalEffect(of: "x", by: "z", in: fit)
      .curve(at: [1, 2, 3], simultaneous: true)
    #expect(curve.criticalValue == NormalDistribution.quantile(0.975))
  }
}
