import Estimation
import Frames
import Numerics
import TestSupport
import Testing

/// MM-estimates: an S start, then M-estimation at its scale.
@Suite struct MMEstimationTests {
  /// The starts of R are drawn at random, and `rlm` stops its S-estimate early; both are near the
  /// same minimum.
  static let randomStarts = 1e-3
  static let rounding = 1e-12
  static let formula = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8"

  @Test(
    "Coefficients, scale and variance agree with R's rlm and lmrob",
    .tags(.reference))
  func references() throws {
    let fit = try Fit(
      try Fixture.panel.get(), Self.formula, Specification(estimator: .mm(.bisquare())))
    let rlm = try Fixture.json("estimators/rlm_bisquare_MM.json")
    let lmrob = try Fixture.json("estimators/lmrob_MM_bisquare.json")
    for expected in [rlm, lmrob] {
      for (term, estimate) in zip(fit.terms, fit.estimates) {
        expectClose(
          estimate, expected["coef"][term.name].number ?? .nan, absolute: Self.randomStarts,
          term.name)
      }
      let scale = expected["s"].number ?? expected["scale"].number ?? .nan
      expectClose(fit.scale, scale, absolute: Self.randomStarts)
    }
    // Since its default is that of lmrob, rlm's variance (Huber 1981) is another one: it counts rows that
    // the estimate rejects.
    for (index, row) in lmrob["V"]["V"].matrix.enumerated() {
      expectClose(
        fit.rows[index].standardError ?? .nan, row[index].squareRoot(),
        relative: Self.randomStarts, fit.terms[index].name)
    }
  }

  /// A line through most rows, and a cluster of others far off with high leverage.
  private func contaminated(share: Double, rows: Int = 120) throws -> Frame {
    var generator = Xoshiro256(seed: 7)
    var (x, y) = ([Double](), [Double]())
    for row in 0..<rows {
      if Double(row) < share * Double(rows) {
        x.append(20 + 0.1 * generator.normal())
        y.append(-50 + 0.1 * generator.normal())
      } else {
        x.append(generator.normal())
        y.append(1 + 2 * x[row] + 0.5 * generator.normal())
      }
    }
    return try Frame([
      Column(name: "x", storage: .double(x)), Column(name: "y", storage: .double(y)),
    ])
  }

  @Test("Forty percent of gross outliers do not move the slope", .tags(.recovery))
  func breakdown() throws {
    let frame = try contaminated(share: 0.4)
    let fit = try Fit(frame, "y ~ x", Specification(estimator: .mm(.bisquare())))
    let row = try #require(fit.row("x"))
    #expect(abs(row.estimate - 2) < 4 * (row.standardError ?? 0))
    // With 40% beyond reach the other 60% share a mean rho of 1/6: the S-scale is near 2.6 sigma.
    #expect(fit.scale > 0.5 && fit.scale < 2)
    let monotone = try Fit(frame, "y ~ x", Specification(estimator: .m(.huber())))
    #expect((monotone.row("x")?.estimate ?? 2) < 0)
  }

  /// R 4.2.2, robustbase 0.95: `lmrob` (`Fixtures/faults/h05-mm-error-counts-rejected-rows`).
  @Test("Rejected leverage points have no say in the default error", .tags(.reference))
  func rejectedRows() throws {
    let frame = try Fixture.table("faults/h05-mm-error-counts-rejected-rows/input.csv")
    let fit = try Fit(frame, "y ~ x", Specification(estimator: .mm(.bisquare())))
    expectClose(
      fit.rows.map { $0.standardError ?? .nan }, [0.1220789, 0.1126253], relative: Self.randomStarts
    )
    #expect(fit.variance.label == "Croux, Dhaene and Hoorelbeke (2003)")
    #expect(fit.warnings.isEmpty)
    // M has rlm's error, which counts the rejected rows, and says so.
    let rejecting = try Fit(
      try contaminated(share: 0.05), "y ~ x", Specification(estimator: .m(.bisquare())))
    let said = rejecting.warnings.contains {
      if case .rejectedLeverage(let terms, _) = $0 { return terms.map(\.name) == ["x"] }
      return false
    }
    #expect(said == (rejecting.robustnessWeights.contains(0)))
    let usual = try Fit(
      try Fixture.panel.get(), Self.formula, Specification(estimator: .m(.bisquare())))
    #expect(usual.robustnessWeights.contains(0))
    #expect(!usual.warnings.contains { "\($0)".contains("leverage") })
  }

  @Test("Copies, and the units of weights, do not change the default error", .tags(.identity))
  func weightsOfTheDefaultError() throws {
    var frame = try contaminated(share: 0.1)
    let rows = frame.rowCount
    try frame.set(Column(name: "w", storage: .double((0..<rows).map { Double(1 + $0 % 3) })))
    try frame.set(Column(name: "v", storage: .double((0..<rows).map { 7 * Double(1 + $0 % 3) })))
    func errors(_ frame: Frame, _ weights: String) throws -> [Double] {
      try Fit(
        frame, "y ~ x", Specification(estimator: .mm(.bisquare())),
        weights: WeightColumn(reading: weights)
      ).rows.map { $0.standardError ?? .nan }
    }
    expectClose(
      try errors(frame, "frequency:w"), try errors(frame.repeated(by: "w"), ""), relative: 1e-5)
    expectClose(
      try errors(frame, "analytic:v"), try errors(frame, "analytic:w"), relative: 1e-5)
  }

  /// Worlds like h05's: 90 rows, nine of them bad leverage points.
  private func world(_ generator: inout Xoshiro256) throws -> Frame {
    var (x, y) = ([Double](), [Double]())
    for row in 0..<90 {
      if row < 9 {
        x.append(6)
        y.append(50)
      } else {
        let value = generator.normal()
        x.append(value)
        y.append(1 + value + generator.normal())
      }
    }
    return try Frame([
      Column(name: "x", storage: .double(x)), Column(name: "y", storage: .double(y)),
    ])
  }

  /// The article Coverage has the shares of 1,000 worlds; their standard error here is .04 at .93.
  @Test("Default intervals cover where outliers have leverage", .tags(.recovery))
  func coverage() throws {
    var generator = Xoshiro256(seed: 5)
    var covered = 0
    for _ in 0..<Self.worlds {
      let fit = try Fit(try world(&generator), "y ~ x", Specification(estimator: .mm(.bisquare())))
      let row = try #require(fit.row("x"))
      if row.confidenceLow ?? .infinity < 1, row.confidenceHigh ?? -.infinity > 1 { covered += 1 }
    }
    #expect(Double(covered) / Double(Self.worlds) > 0.8, "\(covered)")
  }
  private static let worlds = 40

  @Test("A seed gives one answer, and seeds agree where the minimum is one", .tags(.identity))
  func seeds() throws {
    let frame = try contaminated(share: 0.1)
    var specification = Specification(estimator: .mm(.bisquare()))
    let first = try Fit(frame, "y ~ x", specification)
    #expect(try Fit(frame, "y ~ x", specification).estimates == first.estimates)
    specification.options.threads = 2
    #expect(try Fit(frame, "y ~ x", specification).estimates == first.estimates)
    specification.options.seed = 99
    let other = try Fit(frame, "y ~ x", specification)
    expectClose(other.estimates, first.estimates, relative: 1e-7)
    #expect(other.convergence.method.contains("seed 99"))
  }

  @Test("Scaling and shifting the outcome carries over", .tags(.identity))
  func equivariance() throws {
    let frame = try contaminated(share: 0.2)
    var moved = frame
    let y = (0..<frame.rowCount).map { try? frame.column("y").double(at: $0) }
    try moved.set(Column(name: "y", doubles: y.map { $0.map { 4 * $0 + 8 } }))
    let specification = Specification(estimator: .mm(.bisquare()))
    let (one, two) = (
      try Fit(frame, "y ~ x", specification),
      try Fit(moved, "y ~ x", specification)
    )
    expectClose(two.estimates[1], 4 * one.estimates[1], relative: 1e-7)
    expectClose(two.estimates[0], 4 * one.estimates[0] + 8, relative: 1e-7)
    expectClose(two.scale, 4 * one.scale, relative: 1e-7)
  }

  @Test("Absorbed effects, Huber's psi and an exact fit are refused", .tags(.failure))
  func failures() throws {
    let frame = try contaminated(share: 0.2)
    #expect(throws: EstimationError.self) {
      try Fit(frame, "y ~ x", Specification(estimator: .mm(.huber())))
    }
    var grouped = frame
    try grouped.set(
      Column(name: "g", texts: (0..<frame.rowCount).map { "g\($0 % 30)" }))
    #expect {
      try Fit(grouped, "y ~ x | g", Specification(estimator: .mm(.bisquare())))
    } throws: {
      "\($0)".contains("factor(g)")
    }
    var exact = frame
    try exact.set(
      Column(
        name: "y",
        doubles: (0..<frame.rowCount).map { row in
          row % 3 == 0 ? Double(row) : (try? frame.column("x").double(at: row)).flatMap(\.self)
        }))
    #expect(throws: EstimationError.zeroScale(iteration: 0)) {
      try Fit(exact, "y ~ x", Specification(estimator: .mm(.bisquare())))
    }
  }
}
