import Estimation
import Frames
import Interpretation
import Numerics
import TestSupport
import Testing

/// Against R: marginaleffects with a closed form beside it (probit), interflex (linear).
@Suite(.tags(.reference)) struct EffectsReferenceTests {
  /// R prints 15 digits; averages over 6,000 rows and the matrix product lose a few.
  static let closedForm = 1e-9
  /// The package differentiates numerically: off by up to 7e-9 (`Fixtures/estimators/FORMULAS.md`).
  static let numericDerivative = 3e-8

  struct Probit: Decodable {
    struct NamedCovariance: Decodable {
      var names: [String]
      var V: [[Double]]
    }
    struct Slopes: Decodable {
      var term: [String]
      var estimate: [Double]
      var error: [Double]

      enum CodingKeys: String, CodingKey {
        case term, estimate
        case error = "std.error"
      }
    }
    struct AtValues: Decodable {
      var x2: [Double]
      var est: [Double]
      var se: [Double]
    }

    var coef: [String: Double]
    var V: NamedCovariance
    var avg_slopes_package: Slopes
    var ame_x1_closed_form: Double
    var ame_x1_se_closed_form: Double
    var avg_comparison_x7: [Double]
    var avg_pred: [Double]
    var slope_at_x2: AtValues
  }

  @Test func probit() throws {
    let expected = try Fixture.decode(Probit.self, "estimators/probit_mfx.json")
    let frame = try Fixture.panel.get()
    // R's coefficients and covariance, so that only the interpretation is compared.
    var fit = try Fit(frame, "ally ~ x1*x2 + x3 + x4 + x7")
    #expect(Set(fit.terms.map(\.name)) == Set(expected.V.names))
    fit.estimates = fit.terms.map { expected.coef[$0.name] ?? .nan }
    let order = fit.terms.map { expected.V.names.firstIndex(of: $0.name) ?? 0 }
    fit.covariance = Matrix(
      columns: order.map { column in order.map { expected.V.V[column][$0] } })
    fit.variance.reference = .normal
    let equation = try ModelEquation(fit, frame: frame, link: .probit)

    let slope = try equation.marginalEffect(of: "x1")
    expectClose(slope.estimate, expected.ame_x1_closed_form, relative: Self.closedForm)
    expectClose(
      slope.standardError ?? 0, expected.ame_x1_se_closed_form, relative: Self.closedForm)
    let package = expected.avg_slopes_package
    for (index, term) in package.term.enumerated() {
      let effect = try #require(try equation.effects(of: term).first)
      #expect(effect.contrast == (term == "x7" ? "1 - 0" : "dY/dX"))
      expectClose(
        effect.quantity.estimate, package.estimate[index], relative: Self.numericDerivative, term)
      expectClose(
        effect.quantity.standardError ?? 0, package.error[index],
        relative: Self.numericDerivative, term)
    }
    let comparison = try equation.comparison(of: "x7", from: 0, to: 1)
    expectClose(comparison.estimate, expected.avg_comparison_x7[0], relative: Self.closedForm)
    let average = try equation.prediction()
    expectClose(average.estimate, expected.avg_pred[0], relative: Self.closedForm)
    expectClose(
      average.standardError ?? 0, expected.avg_pred[1], relative: Self.numericDerivative)
    for (index, value) in expected.slope_at_x2.x2.enumerated() {
      // The package sets 0/1 variables to their mode; here numbers are at their mean unless said.
      let found = try equation.marginalEffect(
        of: "x1",
        at: Scenario(
          settings: [.init("x2", .number(value)), .init("x7", 0)], others: .typical))
      expectClose(
        found.estimate, expected.slope_at_x2.est[index], relative: Self.numericDerivative)
      expectClose(
        found.standardError ?? 0, expected.slope_at_x2.se[index],
        relative: Self.numericDerivative)
    }
  }

  /// The fit's own coefficients: two optimisers of the same likelihood, stopped near 1e-8 of it.
  static let optimum = 1e-8

  @Test func probitFromOurOwnFit() throws {
    let expected = try Fixture.decode(Probit.self, "estimators/probit_mfx.json")
    let frame = try Fixture.panel.get()
    let fit = try Fit(
      frame, "ally ~ x1*x2 + x3 + x4 + x7", Specification(estimator: .probit))
    let equation = try ModelEquation(fit, frame: frame)
    let slope = try equation.marginalEffect(of: "x1")
    expectClose(slope.estimate, expected.ame_x1_closed_form, relative: Self.optimum)
    expectClose(
      slope.standardError ?? 0, expected.ame_x1_se_closed_form, relative: Self.optimum)
    let curve = try equation.effectCurve(
      of: "x1", over: "x2", at: expected.slope_at_x2.x2, holding: [.init("x7", 0)],
      others: .typical)
    for (index, point) in curve.points.enumerated() {
      expectClose(
        point.effect.estimate, expected.slope_at_x2.est[index], relative: Self.numericDerivative)
      expectClose(
        point.effect.standardError ?? 0, expected.slope_at_x2.se[index],
        relative: Self.numericDerivative)
    }
  }

  struct Linear: Decodable {
    struct Block: Decodable {
      var X: [Double]
      var ME: [Double]?
      var E: [Double]?
      var sd: [Double]
      var low: [Double]
      var high: [Double]

      enum CodingKeys: String, CodingKey {
        case X, ME, sd
        case E = "E(Y)"
        case low = "lower CI(95%)"
        case high = "upper CI(95%)"
      }
    }
    var effects: [String: Block]
    var predictions: [String: Block]

    enum CodingKeys: String, CodingKey {
      case effects = "est.lin"
      case predictions = "pred.lin"
    }
  }

  @Test func linear() throws {
    let expected = try Fixture.decode(Linear.self, "estimators/interflex_linear.json")
    let frame = try Fixture.panel.get()
    let fit = try Fit(
      frame, "y ~ x1*x2 + x3 + x4", Specification(estimator: .ols, variance: .hc1))
    let equation = try ModelEquation(fit, frame: frame)
    let effects = try #require(expected.effects.values.first)
    for (index, value) in effects.X.enumerated() {
      let found = try equation.marginalEffect(
        of: "x1", at: Scenario(settings: [.init("x2", .number(value))]))
      expectClose(found.estimate, effects.ME?[index] ?? .nan, relative: Self.closedForm)
      expectClose(found.standardError ?? 0, effects.sd[index], relative: Self.closedForm)
      expectClose(found.confidenceLow ?? 0, effects.low[index], relative: Self.closedForm)
      expectClose(found.confidenceHigh ?? 0, effects.high[index], relative: Self.closedForm)
    }
    let predictions = try #require(expected.predictions.values.first)
    // The treatment at its median, covariates at their means.
    let treatment = try frame.column("x1")
    let values = (0..<treatment.count).compactMap { treatment.double(at: $0) }.sorted()
    let median = (values[2999] + values[3000]) / 2
    for (index, value) in predictions.X.enumerated() {
      let found = try equation.prediction(
        Scenario(
          settings: [.init("x1", .number(median)), .init("x2", .number(value))],
          others: .typical))
      expectClose(found.estimate, predictions.E?[index] ?? .nan, relative: Self.closedForm)
      expectClose(found.standardError ?? 0, predictions.sd[index], relative: Self.closedForm)
      expectClose(found.confidenceLow ?? 0, predictions.low[index], relative: Self.closedForm)
      expectClose(found.confidenceHigh ?? 0, predictions.high[index], relative: Self.closedForm)
    }
  }
}
