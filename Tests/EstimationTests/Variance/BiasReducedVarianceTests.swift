import Estimation
import Frames
import TestSupport
import Testing

/// CR2 under weights that state the error variances (`Fixtures/faults/p22-cr2-with-weights`).
@Suite struct BiasReducedVarianceTests {
  /// R prints ten digits.
  static let printed = 1e-9

  private func fit(_ formula: String, _ change: (inout Frame) throws -> Void = { _ in }) throws
    -> Fit
  {
    var frame = try Fixture.table("faults/p22-cr2-with-weights/input.csv")
    try change(&frame)
    return try Fit(
      frame, formula, Specification(estimator: .ols, variance: .cr2(by: "cl")),
      weights: WeightColumn(reading: "analytic:w"))
  }

  /// R 4.2.2, clubSandwich 0.5.8, vcovCR(type = "CR2", inverse_var = TRUE) and coef_test.
  @Test(.tags(.reference)) func weightsAsClubSandwich() throws {
    let found = try fit("y ~ x")
    expectClose(
      found.rows.map { $0.standardError ?? .nan }, [0.15564358003, 0.08670966938],
      relative: Self.printed)
    expectClose(
      found.variance.termDegreesOfFreedom ?? [], [8.60663618628, 6.54322904434],
      relative: Self.printed)
  }

  /// lm with dummies of the clusters, and of two halves of each.
  @Test(.tags(.reference)) func absorbedEffectsAsDummiesInClubSandwich() throws {
    let found = try fit("y ~ x | cl")
    expectClose(found.rows[0].standardError ?? .nan, 0.0900875641893797, relative: Self.printed)
    expectClose(
      found.variance.termDegreesOfFreedom ?? [], [6.41074729272753], relative: Self.printed)
    let halves = try fit("y ~ x | sub") { frame in
      let x = try frame.column("x")
      let cluster = try frame.column("cl")
      try frame.set(
        Column(
          name: "sub",
          texts: (0..<frame.rowCount).map { row in
            "\(cluster.text(at: row) ?? "")\((x.double(at: row) ?? 0) > 0)"
          }))
    }
    expectClose(halves.rows[0].standardError ?? .nan, 0.175703712147424, relative: Self.printed)
    expectClose(
      halves.variance.termDegreesOfFreedom ?? [], [4.94590515935866], relative: Self.printed)
  }

  /// Weights that are equal within clusters need no matrix of a cluster's size, and the scale of weights
  /// does not matter.
  @Test(.tags(.identity)) func equalWeightsAreTheSameByEitherWay() throws {
    func weighted(_ jitter: Double) throws -> Fit {
      try fit("y ~ x") { frame in
        let cluster = try frame.column("cl")
        var weights: [Double] = []
        for row in 0..<frame.rowCount {
          let length = Double(cluster.text(at: row)?.last?.hexDigitValue ?? 3)
          weights.append((1 + length) * (1 + jitter * Double(row % 2)))
        }
        try frame.set(Column(name: "w", storage: .double(weights)))
      }
    }
    let (equal, nearly) = (try weighted(0), try weighted(1e-10))
    expectClose(equal.covariance.values, nearly.covariance.values, relative: 1e-7)
  }

  /// Clusters beyond the size of the authors' formula are whitened, and the fit says so.
  @Test(.tags(.identity)) func largeClustersSayThatTheyAreWhitened() throws {
    let whole = try fit("y ~ x")
    #expect(!whole.warnings.contains(.whitenedAdjustment))
    let large = try fit("y ~ x") { frame in
      let rows = (0..<(frame.rowCount * 40)).map { Optional($0 % frame.rowCount) }
      frame = frame.gathered(rows)
    }
    #expect(large.warnings.contains(.whitenedAdjustment))
  }
}
