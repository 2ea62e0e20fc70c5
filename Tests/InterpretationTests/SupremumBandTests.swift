import Estimation
import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct SupremumBandTests {
  /// The trapezoid rule meets kinks of max |cos| at 4096 angles.
  static let quadratureTolerance = 1e-6
  /// 4096 directions that fill the sphere evenly.
  static let sphereTolerance = 1e-3

  private func curve(_ count: Int, reference: ReferenceDistribution = .normal) throws
    -> MarginalEffectCurve
  {
    // x + x:z + x:I(z^2) with coefficients chosen so that the estimates at the grid are those of
    // independent normals: the covariance is the inverse of the design's cross-product.
    let fit: Fit =
      count == 2
      ? HandMadeFit.made(terms: ["x", "x:z"], estimates: [1, 0], covariance: [[1, 0], [0, 1]])
      : HandMadeFit.made(
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
    expectClose(found, exact, absolute: Self.sphereTolerance)
  }

  @Test("A dense grid approaches the closed form of an arc on the circle", .tags(.reference))
  func arc() throws {
    // With V = I the unit vectors of z in [-1, 1] cover a quarter of the circle and its opposite:
    // P(max > c) = exp(-c^2/2) / 2 + (2/pi) times the integral of exp(-c^2 / (2 cos^2 u)) over u
    // in [0, pi/4]. Its root at 0.05, by 30-digit quadrature:
    let exact = 2.35164740421511
    let fit = HandMadeFit.made(
      terms: ["x", "x:z"], estimates: [1, 0], covariance: [[1, 0], [0, 1]])
    let curve = try MarginalEffect(of: "x", by: "z", in: fit)
      .curve(from: -1, to: 1, count: 401, simultaneous: true)
    expectClose(try #require(curve.criticalValue), exact, absolute: 1e-4)
  }

  @Test("The uniform band agrees with R's interflex within its simulation", .tags(.reference))
  func interflex() throws {
    // interflex(estimator = "linear") in R on a simulated panel: effects of x1 at moderator -1, 0
    // and 1, their standard errors, and pointwise and uniform 95% limits. The errors determine the
    // covariance of the two terms: v(z) = v_x + 2 c z + v_xz z^2.
    let errors = [0.0227792970022634, 0.0183598783377822, 0.0235026809598461]
    let effects = [0.746585901223735, 0.735775588569995, 0.724965275916256]
    let pointwise = [0.791241520191734, 0.771767556683382, 0.771038987741737]
    let uniform = [0.798259656369019, 0.777424102026292, 0.778279993269303]
    let squares = errors.map { $0 * $0 }
    let product = (squares[0] + squares[2]) / 2 - squares[1]
    let covariance = (squares[2] - squares[0]) / 4
    var fit = HandMadeFit.made(
      terms: ["x", "x:z"], estimates: [effects[1], effects[2] - effects[1]],
      covariance: [[squares[1], covariance], [covariance, product]])
    // The factor of the pointwise limits, 1.96036, is a t quantile with near 5000 degrees.
    fit.variance.reference = .t(degreesOfFreedom: 4995)
    let curve = try MarginalEffect(of: "x", by: "z", in: fit)
      .curve(at: [-1, 0, 1], simultaneous: true)
    let factor = (uniform[1] - effects[1]) / errors[1]
    for (index, point) in curve.points.enumerated() {
      expectClose(point.effect.estimate, effects[index], relative: 1e-12)
      expectClose(point.effect.standardError ?? .nan, errors[index], relative: 1e-12)
      expectClose(
        point.effect.confidenceHigh ?? .nan, pointwise[index], absolute: 1e-4 * errors[index])
      expectClose(uniform[index], effects[index] + factor * errors[index], relative: 1e-9)
    }
    expectClose(try #require(curve.criticalValue), factor, absolute: Self.interflexTolerance)
  }
  /// R's factor is a quantile of finitely many random draws; 2.2685 beside an exact 2.2867 here.
  static let interflexTolerance = 0.03

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
    let fit = HandMadeFit.made(terms: ["x:z"], estimates: [1], covariance: [[4]])
    let curve = try MarginalEffect(of: "x", by: "z", in: fit)
      .curve(at: [1, 2, 3], simultaneous: true)
    #expect(curve.criticalValue == NormalDistribution.quantile(0.975))
  }
}
