import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// Results do not hang on the units of the variables: statistics are the same in all of them, or the
/// units are refused by name.
@Suite struct UnitsTests {
  /// Iterations stop at 1e-10 of the residuals, and powers of ten round.
  static let rounded = 1e-7

  static let models: [(String, Specification)] = [
    ("y ~ x + z", Specification(estimator: .ols)),
    ("y ~ x + z", Specification(estimator: .ols, variance: .hc3)),
    ("y ~ x + z | g", Specification(estimator: .ols, variance: .cluster(by: "g"))),
    ("y ~ x + z | g + h", Specification(estimator: .ols, variance: .hc1)),
    ("y ~ x + z", Specification(estimator: .m(.huber()))),
    ("y ~ x + z | g", Specification(estimator: .m(.bisquare()), variance: .hc1)),
    ("y ~ x + z | g + h", Specification(estimator: .m(.huber()), variance: .hc1)),
    ("y ~ x", Specification(estimator: .mm(.bisquare()))),
    ("count ~ x + z", Specification(estimator: .ppml, variance: .hc1)),
    ("count ~ x + z | g", Specification(estimator: .ppml, variance: .hc1)),
  ]

  static let exponents = [
    -300, -170, -100, -71, -69, -40, -20, -8, 8, 20, 40, 69, 71, 100, 160, 300,
  ]

  /// Powers of ten, each as its decimal text reads.
  static func power(_ exponent: Int) -> Double { Double("1e\(exponent)")! }

  static func frame(outcome: Double = 1, x: Double = 1, weight: Double = 1) throws -> Frame {
    var generator = SplitMix(seed: 5)
    var columns: [String: [Double]] = [:]
    for row in 0..<48 {
      let (first, second) = (generator.normal(), generator.normal())
      let mean = 0.4 + 0.6 * first - 0.2 * second
      columns["x", default: []].append(first * x)
      columns["z", default: []].append(second)
      columns["g", default: []].append(Double(row % 6))
      columns["h", default: []].append(Double(row / 6))
      columns["y", default: []].append((mean + generator.normal()) * outcome)
      columns["count", default: []].append(
        Link.log.mean(mean + 0.4 * generator.normal()) * outcome)
      columns["w", default: []].append((0.5 + generator.uniform()) * weight)
    }
    return try Frame(columns.keys.sorted().map { Column(name: $0, doubles: columns[$0]!) })
  }

  /// The statistics of x, or `nil` where the units are refused.
  private func statistic(_ model: Int, _ frame: Frame, weighted: Bool = false) throws -> Double? {
    let (formula, specification) = UnitsTests.models[model]
    do {
      let fit = try Fit(
        frame, formula, specification, weights: weighted ? WeightColumn(.analytic, "w") : nil)
      return try #require(fit.row("x")?.statistic)
    } catch let error as EstimationError {
      guard case .extremeUnits = error else { throw error }
      return nil
    }
  }

  @Test(.tags(.identity), arguments: models.indices)
  func statisticsHaveNoUnits(model: Int) throws {
    let plain = try #require(try statistic(model, UnitsTests.frame()))
    let weighted = try #require(try statistic(model, UnitsTests.frame(), weighted: true))
    for exponent in UnitsTests.exponents {
      let unit = UnitsTests.power(exponent)
      let found: [(Double?, Double)] = [
        (try statistic(model, UnitsTests.frame(outcome: unit)), plain),
        (try statistic(model, UnitsTests.frame(x: unit)), plain),
        (try statistic(model, UnitsTests.frame(weight: unit), weighted: true), weighted),
      ]
      for (statistic, expected) in found {
        #expect((statistic == nil) == (abs(exponent) > 70), "unit \(unit)")
        guard let statistic else { continue }
        expectClose(statistic, expected, relative: UnitsTests.rounded, "unit \(unit)")
      }
    }
  }

  /// Both at once: a coefficient of 1e138.
  @Test(.tags(.identity))
  func oppositeUnits() throws {
    let plain = try #require(try statistic(0, UnitsTests.frame()))
    let frame = try UnitsTests.frame(outcome: UnitsTests.power(69), x: UnitsTests.power(-69))
    expectClose(try #require(try statistic(0, frame)), plain, relative: UnitsTests.rounded)
  }

  @Test(
    .tags(.failure), arguments: [("tiny", "x"), ("small", "x"), ("huge", "x | g"), ("huge", "x")])
  func extremeUnitsAreNamed(outcome: String, rest: String) throws {
    let frame = try Fixture.table("faults/h04-extreme-units/input.csv")
    let column = try frame.column(outcome)
    let largest = (0..<frame.rowCount).reduce(0) { max($0, abs(column.double(at: $1)!)) }
    let error = EstimationError.extremeUnits(variable: outcome, largest: largest)
    #expect(throws: error) { _ = try Fit(frame, "\(outcome) ~ \(rest)") }
    #expect(error.description.contains("'\(outcome)'"))
    #expect(error.description.hasSuffix("."))
  }

  @Test(.tags(.identity))
  func estimatesOfTinyOutcomesAreEquivariant() throws {
    let frame = try Fixture.table("faults/h14-m-estimate-tiny-units/input.csv")
    let specification = Specification(estimator: .m(.huber()))
    let share = try Fit(frame, "share ~ x", specification)
    let tiny = try Fit(frame, "tiny ~ x", specification)
    for term in 0..<2 {
      expectClose(tiny.estimates[term], 1e-20 * share.estimates[term], relative: UnitsTests.rounded)
      expectClose(
        tiny.row(at: term).standardError!, 1e-20 * share.row(at: term).standardError!,
        relative: UnitsTests.rounded)
    }
    #expect(tiny.convergence.iterations == share.convergence.iterations)
  }
}
