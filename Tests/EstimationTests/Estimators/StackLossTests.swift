import Estimation
import Frames
import TestSupport
import Testing

/// Brownlee's stack loss data (1965, p. 454; R's `stackloss`), with what R prints for `lm` and for
/// `MASS::rlm` with Huber's and the bisquare psi (MASS 7.3, `example(rlm)`).
@Suite struct StackLossTests {
  /// Printed digits: seven for coefficients of `rlm`, else four to five.
  static let seven = 1e-7
  static let four = 6e-5

  static let formula = "loss ~ air + water + acid"
  static let frame = Result {
    try Frame([
      Column(
        name: "air",
        storage: .double([
          80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70,
        ])),
      Column(
        name: "water",
        storage: .double([
          27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20,
        ])),
      Column(
        name: "acid",
        storage: .double([
          89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91,
        ])),
      Column(
        name: "loss",
        storage: .double([
          42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15,
        ])),
    ])
  }

  @Test(.tags(.reference)) func leastSquares() throws {
    let fit = try Fit(
      try Self.frame.get(), Self.formula, Specification(estimator: .ols))
    expectClose(fit.estimates, [-39.9197, 0.7156, 1.2953, -0.1521], absolute: Self.four)
    expectClose(
      fit.rows.map { $0.standardError! }, [11.8960, 0.1349, 0.3680, 0.1563], absolute: Self.four)
    expectClose(fit.rSquared!, 0.9136, absolute: Self.four)
    #expect(fit.residualDegreesOfFreedom == 17)
    #expect(fit.variance.reference == .t(degreesOfFreedom: 17))
  }

  @Test(.tags(.reference)) func huberAtRsTolerance() throws {
    var specification = Specification(estimator: .m(.huber()))
    specification.options.tolerance = 1e-4
    let fit = try Fit(try Self.frame.get(), Self.formula, specification)
    expectClose(
      fit.estimates, [-41.0265311, 0.8293739, 0.9261082, -0.1278492], absolute: Self.seven)
    expectClose(
      fit.rows.map { $0.standardError! }, [9.8073, 0.1112, 0.3034, 0.1289], absolute: Self.four)
    #expect(fit.convergence.iterations == 9)
    expectClose(fit.scale, 2.44, absolute: 0.005)
  }

  @Test(.tags(.reference)) func bisquareAtRsTolerance() throws {
    var specification = Specification(estimator: .m(.bisquare()))
    specification.options.tolerance = 1e-4
    let fit = try Fit(try Self.frame.get(), Self.formula, specification)
    expectClose(
      fit.estimates, [-42.2852537, 0.9275471, 0.6507322, -0.1123310], absolute: Self.seven)
    #expect(fit.convergence.iterations == 11)
    expectClose(fit.scale, 2.28, absolute: 0.005)
  }
}
