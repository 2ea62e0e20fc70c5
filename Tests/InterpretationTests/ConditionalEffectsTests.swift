import Estimation
import Expressions
import Frames
import Interpretation
import Numerics
import TestSupport
import Testing

/// What an interaction says: effects at two values of the moderator, and their difference.
@Suite struct ConditionalEffectsTests {
  private func effects(
    _ formula: String, _ term: String, link: Link? = nil,
    preferring: [(focal: String, moderator: String)] = []
  ) throws -> (ModelEquation, ConditionalEffects?) {
    let equation = try ModelEquationTests.equation(formula, link: link)
    let row = try #require(equation.fit.row(.named(term)))
    return (equation, try equation.conditionalEffects(of: row.term, preferring: preferring))
  }

  @Test("In a linear model they are sums of coefficients, with their joint error", .tags(.identity))
  func linear() throws {
    let (equation, found) = try effects("y ~ x*d + z", "x:d")
    let effects = try #require(found)
    #expect((effects.focal, effects.moderator) == ("x", "d"))
    #expect((effects.low.value, effects.high.value) == (0, 1))
    #expect(effects.scale == .response && !effects.isAtPercentiles)
    for (quantity, weights) in [
      (effects.low.effect, ["x": 1.0]), (effects.high.effect, ["x": 1, "x:d": 1]),
      (effects.difference, ["x:d": 1]),
    ] {
      let expected = try LinearCombination(
        weights: Dictionary(uniqueKeysWithValues: weights.map { (.named($0.key), $0.value) })
      ).estimate(in: equation.fit)
      #expect(quantity.estimate == expected.estimate)
      expectClose(
        quantity.standardError ?? 0, expected.standardError ?? 1,
        relative: ModelEquationTests.rounding)
    }
  }

  @Test(
    "The moderator is the one of fewer values, unless the study shows the other", .tags(.identity))
  func roles() throws {
    #expect(try effects("y ~ d*x", "d:x").1?.moderator == "d")
    let other = try #require(try effects("y ~ d*x", "d:x", preferring: [("d", "x")]).1)
    #expect((other.focal, other.contrast, other.moderator) == ("d", "1 - 0", "x"))
    #expect(other.isAtPercentiles)
    // A preference that names other variables changes nothing.
    #expect(try effects("y ~ d*x", "d:x", preferring: [("d", "z")]).1?.moderator == "d")
    let level = try #require(try effects("y ~ x*g", "x:gEurope").1)
    #expect((level.focal, level.moderator) == ("x", "g"))
    #expect((level.low.value, level.high.value) == ("Africa", "Europe"))
  }

  @Test("An effect without a term of its own is not estimated, and not given", .tags(.identity))
  func ownTerms() throws {
    // At zero of d the effect of x would be zero by assumption, so it is the effect of d that is shown.
    let one = try #require(try effects("y ~ d + d:x", "d:x").1)
    #expect((one.focal, one.moderator) == ("d", "x"))
    #expect(try effects("y ~ z + d:x", "d:x").1 == nil)
    #expect(try effects("y ~ x*d*z", "x:d:z").1 == nil)
    #expect(try effects("y ~ x + d", "x").1 == nil)
  }

  @Test("The error of a nonlinear difference is the numerical gradient's", .tags(.identity))
  func nonlinear() throws {
    let (equation, found) = try effects("y ~ x*d + z", "x:d", link: .logit)
    let effects = try #require(found)
    expectClose(
      effects.difference.estimate, effects.high.effect.estimate - effects.low.effect.estimate,
      relative: ModelEquationTests.rounding)
    let term = try #require(equation.fit.row(.named("x:d"))).term
    let step = 1e-5
    let frame = try ModelEquationTests.frame.get()
    let gradient = try equation.fit.terms.indices.map { index -> Double in
      let values = try [-1.0, 1].map { sign -> Double in
        var fit = equation.fit
        fit.estimates[index] += sign * step
        return try ModelEquation(fit, frame: frame, link: .logit).conditionalEffects(of: term)?
          .difference.estimate ?? .nan
      }
      return (values[1] - values[0]) / (2 * step)
    }
    let product = equation.fit.covariance.times(gradient)
    let variance = zip(gradient, product).reduce(0) { $0 + $1.0 * $1.1 }
    expectClose(
      effects.difference.standardError ?? 0, variance.squareRoot(),
      relative: ModelEquationTests.numerical * 10)
  }
}
