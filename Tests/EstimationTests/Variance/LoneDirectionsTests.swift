import Estimation
import Frames
import TestSupport
import Testing

/// Terms that one row, cluster or unit identifies are named by every variance made of scores
/// (`Fixtures/faults/p08-term-of-one-row`), and labels of dyads that never meet
/// (`h12-dyad-members-that-never-match`).
@Suite struct LoneDirectionsTests {
  /// R prints 10 digits.
  static let printed = 1e-9

  private func fit(_ variance: Variance, _ formula: String = "y ~ x + g") throws -> Fit {
    try Fit(
      try Fixture.table("faults/p08-term-of-one-row/input.csv"), formula,
      Specification(estimator: .ols, variance: variance))
  }

  private func alone(_ fit: Fit) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for case .identifiedAlone(let terms, let alone) in fit.warnings {
      result["\(alone)"] = terms.map(\.name)
    }
    return result
  }

  @Test(.tags(.reference)) func theTermOfOneRowIsNamed() throws {
    for (variance, by, error) in [
      (Variance.hc1, "a single row", 0.2545192956),
      (.cluster(by: "cl"), "a single cluster of 'cl'", 0.3116450800),
    ] {
      let found = try fit(variance)
      let row = try #require(found.rows.first { $0.term.name == "gsolo" })
      expectClose(row.standardError ?? .nan, error, relative: Self.printed)
      #expect(alone(found) == [by: ["gsolo"]])
    }
    #expect(alone(try fit(.hc0)) == ["a single row": ["gsolo"]])
    #expect(alone(try fit(.homoskedastic)).isEmpty)
    #expect(alone(try fit(.hc1, "y ~ x")).isEmpty)
    #expect(alone(try fit(.cluster(by: "cl"), "y ~ x")).isEmpty)
  }

  /// clubSandwich 0.5.8 under weights, the saturated cluster included.
  @Test(.tags(.reference)) func cr2OfASaturatedClusterUnderWeights() throws {
    var frame = try Fixture.table("faults/p08-term-of-one-row/input.csv")
    try frame.set(
      Column(name: "w", storage: .double((1...frame.rowCount).map { Double(1 + $0 % 5) })))
    let found = try Fit(
      frame, "y ~ x + g", Specification(estimator: .ols, variance: .cr2(by: "cl")),
      weights: WeightColumn(reading: "analytic:w"))
    expectClose(
      found.rows.map { $0.standardError ?? .nan },
      [0.255311478310736, 0.200876484823608, 0.279655901940583, 0.423516067436005],
      relative: Self.printed)
    expectClose(
      found.variance.termDegreesOfFreedom ?? [],
      [4.98062495061386, 5.56486744022559, 9.91018188328909, 4.30385756047947],
      relative: Self.printed)
  }

  private func dyads() throws -> Frame {
    var frame = try Fixture.table("faults/h12-dyad-members-that-never-match/input.csv")
    let first = (0..<frame.rowCount).map { (try? frame.column("exporter").text(at: $0)) ?? "" }
    let second = (0..<frame.rowCount).map { (try? frame.column("importer2").text(at: $0)) ?? "" }
    let unit = first[3]
    try frame.set(
      Column(
        name: "unit",
        storage: .double(zip(first, second).map { $0 == unit || $1 == unit ? 1 : 0 })))
    try frame.set(
      Column(name: "lone", storage: .double((0..<frame.rowCount).map { $0 == 3 ? 1 : 0 })))
    return frame
  }

  @Test(.tags(.identity)) func otherMembersAreNamed() throws {
    let frame = try dyads()
    func found(_ formula: String, _ variance: Variance) throws -> [String: [String]] {
      alone(try Fit(frame, formula, Specification(estimator: .ols, variance: variance)))
    }
    let pair = Variance.dyadic("exporter", "importer2")
    #expect(try found("y ~ x + unit", pair) == ["a single unit of the dyads": ["unit"]])
    #expect(try found("y ~ x + lone", pair) == ["a single unit of the dyads": ["lone"]])
    #expect(try found("y ~ x", pair).isEmpty)
    #expect(
      try found("y ~ x + lone | exporter", .hc1) == ["a single row": ["lone"]])
    let key = "a single cluster of 'exporter'"
    #expect(try found("y ~ x + lone | exporter", .cluster(by: "exporter")) == [key: ["lone"]])
    let dummies = try found("y ~ x + factor(exporter)", .cluster(by: "exporter"))
    #expect(dummies[key]?.contains("x") == false)
    #expect(dummies[key]?.count == 13)
    #expect(try found("y ~ x", .multiwayCluster(by: ["exporter", "importer"])).isEmpty)
    #expect(
      Set(try found("y ~ x + lone", .multiwayCluster(by: ["exporter", "importer"])).keys)
        == [key, "a single cluster of 'importer'"])
    let poisson = try Fit(
      try Fixture.table("small-sample/ships.csv"), "accident ~ op_75_79 + factor(ship)",
      Specification(estimator: .ppml, variance: .cluster(by: "ship")))
    #expect(alone(poisson)["a single cluster of 'ship'"]?.count == 5)
  }

  @Test(.tags(.identity)) func labelsThatNeverMeetAreSaid() throws {
    let frame = try dyads()
    func notes(_ variance: Variance) throws -> [EstimationNote] {
      try Fit(frame, "y ~ x", Specification(estimator: .ols, variance: variance)).warnings
    }
    let apart = try notes(.dyadic("exporter", "importer"))
    #expect(apart.contains(.noUnitOnBothSides(13, 13)))
    #expect(apart.contains(.unitsAlike(12, "C1", "C1 ")))
    #expect(apart.contains { "\($0)".contains("two-mode") })
    let together = try notes(.dyadic("exporter", "importer2"))
    #expect(!together.contains { "\($0)".contains("sides") || "\($0)".contains("blanks") })
    // Two sets of units that share labels, and two that do not.
    #expect(try notes(.twoMode("exporter", "importer2")).contains(.unitsOnBothSides(12, of: 14)))
    #expect(!(try notes(.twoMode("exporter", "importer"))).contains { "\($0)".contains("labels") })
  }

  /// Places without coordinates are dropped by name and count.
  @Test(.tags(.identity)) func rowsWithoutCoordinatesAreCounted() throws {
    var frame = try dyads()
    try frame.set(
      Column(
        name: "lat", doubles: (0..<frame.rowCount).map { $0 % 9 == 0 ? nil : Double($0 % 60) }))
    let fit = try Fit(
      frame, "y ~ x",
      Specification(
        estimator: .ols,
        variance: .conley(latitude: "lat", longitude: "lat", cutoff: 50, kernel: .bartlett)))
    #expect(fit.sample.dropped == [.init(.missing("lat"), count: (frame.rowCount + 8) / 9)])
  }
}
