import Estimation
import Frames
import Interpretation
import Numerics
import TestSupport
import Testing

@Suite struct ModelEquationTests {
  /// Sums of a few hundred products.
  static let rounding = 1e-11
  /// Central differences of step 1e-5 lose half of the digits.
  static let numerical = 1e-6

  /// Numbers, a factor and an outcome with every kind of term.
  static let frame = Result { () throws -> Frame in
    var generator = Xoshiro256(seed: 11)
    let count = 240
    let x = (0..<count).map { _ in 1 + 2 * generator.uniform() }
    let z = (0..<count).map { _ in generator.normal() }
    let d = (0..<count).map { _ in generator.uniform() < 0.4 ? 1.0 : 0 }
    let g = (0..<count).map { ["Africa", "Asia", "Europe"][($0 * 7) % 3] }
    let unit = (0..<count).map { Double($0 / 8) }
    let y = (0..<count).map { row -> Double in
      var value = 0.5 + x[row].squareRoot() - 0.3 * x[row] * z[row]
      value += 0.4 * d[row] * z[row] + (g[row] == "Asia" ? 1 : 0)
      value += 0.2 * unit[row]
      return value + generator.normal()
    }
    return try Frame([
      Column(name: "y", storage: .double(y)), Column(name: "x", storage: .double(x)),
      Column(name: "z", storage: .double(z)), Column(name: "d", storage: .double(d)),
      Column(name: "g", texts: g), Column(name: "unit", storage: .double(unit)),
    ])
  }

  static func equation(
    _ formula: String, link: Link? = nil, _ variance: Variance = .hc1
  ) throws -> ModelEquation {
    let frame = try frame.get()
    let fit = try Fit(
      frame, formula, Specification(estimator: .ols, variance: variance))
    return try ModelEquation(fit, frame: frame, link: link)
  }

  static let rich = "y ~ log(x) + I(x^2)*z + x:z:d + sqrt(x):g + d*g + exp(-x/2)"

  @Test(
    "Analytic derivatives are the limits of differences, under every link",
    .tags(.identity), arguments: Link.known)
  func derivatives(link: Link) throws {
    let equation = try Self.equation(Self.rich, link: link)
    let step = 1e-5
    let slope = try equation.marginalEffect(of: "x", at: Scenario(["d": 1]))
    var errors: [Double] = []
    // Differences at each row's own x: the formula with x + h in the place of x.
    var moved = try Self.frame.get()
    let column = try moved.column("x")
    var means: [Double] = []
    for sign in [-1.0, 1.0] {
      try moved.set(
        Column(
          name: "x",
          doubles: (0..<moved.rowCount).map { row in
            column.double(at: row).map { $0 + sign * step }
          }))
      let other = try ModelEquation(equation.fit, frame: moved, link: link)
      means.append(try other.prediction(Scenario(["d": 1])).estimate)
      errors.append(try other.prediction(Scenario(["d": 1])).standardError ?? 0)
    }
    expectClose(
      slope.estimate, (means[1] - means[0]) / (2 * step), relative: Self.numerical,
      absolute: Self.numerical)
    #expect((slope.standardError ?? 0) > 0)
  }

  @Test("The delta-method error is the numerical gradient's", .tags(.identity))
  func deltaMethod() throws {
    let equation = try Self.equation(Self.rich, link: .logit)
    let scenario = Scenario(["g": "Asia"])
    let slope = try equation.marginalEffect(of: "z", at: scenario)
    let frame = try Self.frame.get()
    let step = 1e-5
    var gradient: [Double] = []
    for index in equation.fit.terms.indices {
      var values: [Double] = []
      for sign in [-1.0, 1.0] {
        var fit = equation.fit
        fit.estimates[index] += sign * step
        let other = try ModelEquation(fit, frame: frame, link: .logit)
        values.append(try other.marginalEffect(of: "z", at: scenario).estimate)
      }
      gradient.append((values[1] - values[0]) / (2 * step))
    }
    let product = equation.fit.covariance.times(gradient)
    let variance = zip(gradient, product).reduce(0) { $0 + $1.0 * $1.1 }
    expectClose(
      slope.standardError ?? 0, variance.squareRoot(), relative: 1e-5)
  }

  @Test("The average of fitted values is the outcome's mean in least squares", .tags(.identity))
  func averages() throws {
    let equation = try Self.equation(Self.rich)
    let outcome = try Self.frame.get().column("y")
    let mean = (0..<outcome.count).reduce(0) { $0 + (outcome.double(at: $1) ?? 0) } / 240
    expectClose(try equation.prediction().estimate, mean, relative: Self.rounding)
  }

  @Test("Without transformations the effect is MarginalEffect's", .tags(.identity))
  func marginalEffect() throws {
    let equation = try Self.equation("y ~ x*z + d")
    let expected = try MarginalEffect(of: "x", by: "z", in: equation.fit).at(1.5)
    let found = try equation.marginalEffect(of: "x", at: Scenario(["z": 1.5]))
    expectClose(found.estimate, expected.estimate, relative: Self.rounding)
    expectClose(
      found.standardError ?? 0, expected.standardError ?? 1, relative: Self.rounding)
    let typical = try equation.marginalEffect(
      of: "x", at: Scenario(["z": 1.5], others: .typical))
    expectClose(typical.estimate, expected.estimate, relative: Self.rounding)
  }

  @Test(
    "With absorbed effects contrasts equal those with dummies, levels are refused",
    .tags(.identity, .failure))
  func absorbed() throws {
    let absorbed = try Self.equation("y ~ log(x)*z + d*g | unit")
    let dummies = try Self.equation("y ~ log(x)*z + d*g + factor(unit)", .homoskedastic)
    let within = try Self.equation("y ~ log(x)*z + d*g | unit", link: nil, .homoskedastic)
    for (one, two) in [
      (
        try within.marginalEffect(of: "x", at: Scenario(["z": 1])),
        try dummies.marginalEffect(of: "x", at: Scenario(["z": 1]))
      ),
      (
        try within.comparison(of: "g", from: "Africa", to: "Europe"),
        try dummies.comparison(of: "g", from: "Africa", to: "Europe")
      ),
    ] {
      expectClose(one.estimate, two.estimate, relative: 1e-9)
      expectClose(one.standardError ?? 0, two.standardError ?? 1, relative: 1e-9)
    }
    let refusal = InterpretationError.levelUnderAbsorbedEffects(["unit"], link: .identity)
    #expect(throws: refusal) { try absorbed.prediction() }
    #expect(refusal.description.contains("factor(...)"))
    let counts = try Self.equation("y ~ log(x)*z | unit", link: .log)
    #expect(throws: InterpretationError.self) { try counts.marginalEffect(of: "x") }
    #expect(try counts.marginalEffect(of: "x", scale: .link).standardError != nil)
  }

  @Test("Levels, 0/1 variables and numbers each have their effect", .tags(.identity))
  func kinds() throws {
    let equation = try Self.equation("y ~ x + d*g")
    let levels = try equation.effects(of: "g")
    #expect(levels.map(\.contrast) == ["Asia - Africa", "Europe - Africa"])
    let binary = try equation.effects(of: "d")
    #expect(binary.map(\.contrast) == ["1 - 0"])
    // The share of each region weights its interaction: a third each.
    let fit = equation.fit
    let expected =
      (fit.row("d")?.estimate ?? 0)
      + ((fit.row("d:gAsia")?.estimate ?? 0) + (fit.row("d:gEurope")?.estimate ?? 0)) / 3
    expectClose(binary[0].quantity.estimate, expected, relative: Self.rounding)
    #expect(try equation.effects(of: "x").map(\.contrast) == ["dY/dX"])
  }

  @Test("A grid takes every combination, the last varying fastest", .tags(.identity))
  func grid() throws {
    let equation = try Self.equation("y ~ x*z + factor(unit)")
    let grid = Grid(["unit": [3, 4], "z": [-1, 0, 1]])
    let found = try equation.predictions(over: grid)
    #expect(found.count == 6)
    #expect(
      found[1].scenario.settings == [.init("unit", 3), .init("z", 0)])
    let difference = found[3].quantity.estimate - found[0].quantity.estimate
    let coefficients = equation.fit
    expectClose(
      difference,
      (coefficients.row("factor(unit)4")?.estimate ?? 0)
        - (coefficients.row("factor(unit)3")?.estimate ?? 0), relative: 1e-9)
  }

  @Test("What cannot be differentiated or set is refused by name", .tags(.failure))
  func failures() throws {
    let equation = try Self.equation("y ~ round(x) + standardize(z) + g")
    #expect(
      throws: InterpretationError.notDifferentiable(
        function: "round", variable: "x", expression: "round(x)")
    ) { try equation.marginalEffect(of: "x") }
    // The mean and the deviation are those of the fit.
    #expect(try equation.prediction(Scenario(["z": 1])).estimate.isFinite)
    let grouped = try Self.equation("y ~ mean(z, by: g) + x")
    #expect(throws: InterpretationError.self) { try grouped.prediction(Scenario(["z": 1])) }
    #expect(
      throws: InterpretationError.unknownVariable(
        "w", available: ["x", "standardize(z)", "g"])
    ) { try equation.prediction(Scenario(["w": 1])) }
    #expect(throws: InterpretationError.self) {
      try equation.prediction(Scenario(["g": "Oceania"]))
    }
    #expect(throws: InterpretationError.self) {
      try Self.equation("y ~ log(x)").prediction(Scenario(["x": -1]))
    }
    let fit = try Fit(try Self.frame.get(), "y ~ x")
    #expect(throws: InterpretationError.self) {
      try ModelEquation(fit, frame: try Frame([Column(name: "x", storage: .double([1]))]))
    }
    #expect(throws: InterpretationError.self) { try equation.marginalEffect(of: "g") }
  }
}
