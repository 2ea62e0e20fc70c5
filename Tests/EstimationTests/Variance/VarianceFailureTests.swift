import Estimation
import Expressions
import Frames
import TestSupport
import Testing

/// What variances refuse, and how they are written.
@Suite struct VarianceFailureTests {
  static let frame = Result {
    var panel = SimulatedPanel(units: 6, years: 4, seed: 41)
    return try panel.frame()
  }

  func fit(
    _ variance: Variance, _ formula: String = "y ~ x1 + x2", _ estimator: Estimator = .ols,
    frame: Frame? = nil
  ) throws -> Fit {
    try Fit(
      try frame ?? Self.frame.get(), formula,
      Specification(estimator: estimator, variance: variance))
  }

  func adding(_ name: String, _ value: (Int) -> Double) throws -> Frame {
    let frame = try Self.frame.get()
    return try Frame(
      frame.columns + [Column(name: name, storage: .double((0..<frame.rowCount).map(value)))])
  }

  @Test(.tags(.failure)) func lags() throws {
    #expect(throws: EstimationError.invalidLag(-1, periods: 4)) {
      try fit(.driscollKraay(time: "year", lags: -1))
    }
    #expect(throws: EstimationError.invalidLag(4, periods: 4)) {
      try fit(.neweyWest(unit: "dyad", time: "year", lags: 4))
    }
  }

  @Test(.tags(.failure)) func unitsAndTimes() throws {
    #expect(throws: EstimationError.missingUnit(variance: "newey-west:year,1")) {
      try fit(.neweyWest(unit: nil, time: "year", lags: 1))
    }
    #expect(throws: EstimationError.duplicateTime(unit: "0", time: 1950)) {
      try fit(.neweyWest(unit: "exporter", time: "year", lags: 1))
    }
    #expect(throws: (any Error).self) { try fit(.driscollKraay(time: "month", lags: 1)) }
    let halves = try adding("half") { Double($0) / 2 }
    #expect(throws: EstimationError.fractionalTime(key: "half", row: 2, value: 0.5)) {
      try fit(.driscollKraay(time: "half", lags: 1), frame: halves)
    }
  }

  @Test(.tags(.failure)) func oneLevel() throws {
    let frame = try adding("one") { _ in 1 }
    let expected = EstimationError.tooFewClusters(key: "one", found: 1)
    #expect(throws: expected) { try fit(.cluster(by: "one"), frame: frame) }
    #expect(throws: expected) {
      try fit(.multiwayCluster(by: ["exporter", "one"]), frame: frame)
    }
    #expect(throws: expected) { try fit(.cr2(by: "one"), frame: frame) }
    #expect(throws: expected) { try fit(.driscollKraay(time: "one", lags: 0), frame: frame) }
  }

  @Test(.tags(.failure)) func unknownKeys() throws {
    for variance in [
      Variance.multiwayCluster(by: ["exporter", "nobody"]), .cr2(by: "nobody"),
      .twoMode("exporter", "nobody"),
    ] {
      #expect(throws: (any Error).self) { try fit(variance) }
    }
  }

  @Test(.tags(.failure)) func places() throws {
    let frame = try adding("lat") { Double($0 % 7) * 20 }
    #expect(throws: EstimationError.invalidCoordinate(key: "lat", row: 6, value: 100)) {
      try fit(
        .conley(latitude: "lat", longitude: "x1", cutoff: 100, kernel: .uniform), frame: frame)
    }
    #expect(throws: EstimationError.invalidCutoff(0)) {
      try fit(.conley(latitude: "x1", longitude: "x2", cutoff: 0, kernel: .uniform))
    }
  }

  @Test(.tags(.failure)) func biasReductionWhereItDoesNotApply() throws {
    for (formula, estimator) in [
      ("y ~ x1 + x2 | year", Estimator.ols), ("y ~ x1 + x2", .m(.huber())),
    ] {
      #expect {
        try fit(.cr2(by: "exporter"), formula, estimator)
      } throws: { error in
        if case .unsupported = error as? EstimationError { return true }
        return false
      }
    }
  }

  /// Effects nested in clusters: absorbed or as dummies.
  @Test(.tags(.identity)) func biasReductionWithNestedEffectsIsThatWithDummies() throws {
    let absorbed = try fit(.cr2(by: "exporter"), "y ~ x1 + x2 | dyad")
    let dummies = try fit(.cr2(by: "exporter"), "y ~ x1 + x2 + factor(dyad)")
    for (index, row) in absorbed.rows.enumerated() {
      let other = try #require(dummies.terms.firstIndex(of: row.term))
      expectClose(row.standardError!, dummies.rows[other].standardError!, relative: 1e-8)
      expectClose(
        absorbed.variance.termDegreesOfFreedom![index],
        dummies.variance.termDegreesOfFreedom![other], relative: 1e-8)
    }
  }

  @Test(.tags(.identity)) func clustersOfOneRowAreHC2() throws {
    let frame = try adding("row") { Double($0) }
    let single = try fit(.cr2(by: "row"), frame: frame)
    expectClose(single.covariance.values, try fit(.hc2).covariance.values, relative: 1e-9)
  }

  @Test(.tags(.identity)) func namesAreReadAsTheyAreWritten() throws {
    for text in [
      "cluster:a,b,c", "cr2:a", "two-mode:a,b", "driscoll-kraay:year,2", "driscoll-kraay:year",
      "newey-west:year,2", "newey-west:dyad,year,2", "newey-west:dyad,year",
      "conley:lat,lon,500.0", "conley:lat,lon,500.0,bartlett",
    ] {
      #expect(try Variance(reading: text).name == text)
    }
    #expect(try Variance(reading: "cluster(a, b)") == .multiwayCluster(by: ["a", "b"]))
    for text in ["cluster:a,a", "conley:lat,lon", "conley:lat,lon,far", "two-mode:a,a", "cr2:a,b"] {
      #expect(throws: VocabularyError.self) { try Variance(reading: text) }
    }
  }
}
