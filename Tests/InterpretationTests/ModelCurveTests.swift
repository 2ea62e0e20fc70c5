import Estimation
import Frames
import Interpretation
import TestSupport
import Testing

/// Curves of effects and predictions, and predictions row by row.
@Suite struct ModelCurveTests {
  static let rounding = 1e-10
  /// The band of terms (2 coefficients) and of rows (all coefficients) sample other directions.
  static let directions = 5e-3

  @Test("In a linear model the curve is the one read off the terms", .tags(.identity))
  func linear() throws {
    let frame = try ModelEquationTests.frame.get()
    let fit = try Fit(
      frame, "y ~ d*z + x", Specification(estimator: .ols, variance: .hc1))
    let grid = [-1.0, -0.25, 0.5, 1.25, 2, 2.5, 3]
    let terms = try MarginalEffect(of: "d", by: "z", in: fit).curve(at: grid, simultaneous: true)
    let rows = try ModelEquation(fit, frame: frame)
      .effectCurve(of: "d", over: "z", at: grid, simultaneous: true)
    for (one, two) in zip(terms.points, rows.points) {
      expectClose(one.effect.estimate, two.effect.estimate, relative: Self.rounding)
      expectClose(
        one.effect.standardError ?? 0, two.effect.standardError ?? 1, relative: Self.rounding)
    }
    let (one, two) = (try #require(terms.criticalValue), try #require(rows.criticalValue))
    expectClose(one, two, absolute: Self.directions)
  }

  @Test(
    "A curve's points are the effects and predictions one by one", .tags(.identity),
    arguments: [Scale.response, .link])
  func pointwise(scale: Scale) throws {
    let equation = try ModelEquationTests.equation("y ~ d*z + x*z + g", link: .probit)
    let held = [Scenario.Setting("x", 1.5)]
    let effects = try equation.effectCurve(
      of: "g", between: ("Asia", "Europe"), over: "z", at: [0, 1], holding: held, scale: scale,
      simultaneous: true)
    let predictions = try equation.predictionCurve(
      over: "z", at: [0, 1], holding: held, scale: scale, simultaneous: true)
    for (index, value) in [0.0, 1].enumerated() {
      let settings = held + [Scenario.Setting("z", .number(value))]
      let effect = try equation.comparison(
        of: "g", from: "Asia", to: "Europe", at: Scenario(settings: settings), scale: scale)
      #expect(effects.points[index].effect == effect)
      let level = try equation.prediction(
        Scenario(settings: settings, others: .typical), scale: scale)
      #expect(predictions.points[index].effect == level)
      #expect(try #require(predictions.points[index].bandLow) < level.confidenceLow ?? 0)
    }
    let slope = try equation.effectCurve(of: "x", over: "z", at: [1], scale: scale)
    #expect(
      slope.points[0].effect
        == (try equation.marginalEffect(of: "x", at: Scenario(["z": 1]), scale: scale)))
  }

  @Test(
    "Row by row, predictions average to the average", .tags(.identity), arguments: Scale.allCases)
  func rows(scale: Scale) throws {
    let equation = try ModelEquationTests.equation("y ~ d*z + x", link: .logit)
    let rows = try equation.predictionsByRow(scale: scale)
    #expect(rows.map(\.row) == Array(0..<240))
    let mean = rows.reduce(0) { $0 + $1.quantity.estimate } / 240
    expectClose(mean, try equation.prediction(scale: scale).estimate, relative: Self.rounding)
    // A row's own values as a scenario are its prediction, with its error.
    let frame = try ModelEquationTests.frame.get()
    let settings = try ["d", "z", "x"].map { name in
      Scenario.Setting(name, .number(try #require(try frame.column(name).double(at: 17))))
    }
    let one = try equation.prediction(Scenario(settings: settings, others: .typical), scale: scale)
    expectClose(rows[17].quantity.estimate, one.estimate, relative: Self.rounding)
    expectClose(
      rows[17].quantity.standardError ?? 0, one.standardError ?? 1, relative: Self.rounding)
  }

  @Test("Curves that cannot be drawn are refused", .tags(.failure))
  func failures() throws {
    let frame = try ModelEquationTests.frame.get()
    let equation = try ModelEquationTests.equation("y ~ d*z + x + g")
    #expect(throws: InterpretationError.self) {
      try equation.effectCurve(of: "g", over: "z", at: [0])
    }
    #expect(throws: InterpretationError.self) { try equation.observed("g") }
    #expect(throws: InterpretationError.self) {
      try equation.predictionsByRow(confidenceLevel: 2)
    }
    let within = try ModelEquation(
      try Fit(frame, "y ~ d*z + x | g"), frame: frame)
    #expect(throws: InterpretationError.self) { try within.predictionsByRow() }
    #expect(throws: InterpretationError.self) { try within.predictionCurve(over: "z", at: [0]) }
    #expect(try within.effectCurve(of: "x", over: "z", at: [0, 1]).points.count == 2)
  }
}
