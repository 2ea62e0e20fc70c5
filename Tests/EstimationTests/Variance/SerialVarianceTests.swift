import Estimation
import Foundation
import Frames
import Numerics
import TestSupport
import Testing

/// Variances over time and space: against pyfixest, linearmodels and statsmodels
/// (`Fixtures/serial/make.py`), and against their definitions.
@Suite struct SerialVarianceTests {
  /// Small sums in double precision on both sides.
  static let tolerance = 1e-9

  static func fit(
    _ formula: String, _ variance: Variance, _ rule: SmallSampleRule = .none
  ) throws -> Fit {
    let frame = try Fixture.table("serial/data.csv")
    return try Fit(
      frame, formula,
      Specification(estimator: .ols, variance: variance, smallSample: rule))
  }

  static func expect(_ fit: Fit, _ name: String) throws {
    let expected = try Fixture.json("serial/expected.json")
    let rows = expected[name].matrix
    #expect(rows.count == fit.terms.count)
    for row in rows.indices {
      expectClose(
        rows.indices.map { fit.covariance[row, $0] }, rows[row], relative: tolerance,
        absolute: tolerance * 1e-3, name)
    }
  }

  @Test(.tags(.reference)) func overTimeAsThePackages() throws {
    let kraay = Variance.driscollKraay(time: "year", lags: 2)
    let west = Variance.neweyWest(unit: "unit", time: "year", lags: 2)
    for (model, formula) in [("pooled", "y ~ x1 + x2"), ("within", "y ~ x1 + x2 | unit")] {
      for (rule, word) in [(SmallSampleRule.none, "none"), (.fixest, "fixest")] {
        if model == "pooled" || rule == .none {
          try Self.expect(try Self.fit(formula, west, rule), "pyfixest_\(model)_NW_\(word)")
        }
        try Self.expect(try Self.fit(formula, kraay, rule), "pyfixest_\(model)_DK_\(word)")
      }
    }
    try Self.expect(try Self.fit("y ~ x1 + x2", kraay), "linearmodels_pooled_DK_none")
    try Self.expect(try Self.fit("y ~ x1 + x2", kraay), "statsmodels_pooled_DK_none")
    try Self.expect(try Self.fit("y ~ x1 + x2", west), "statsmodels_pooled_NW_none")
  }

  /// pyfixest counts the absorbed units (`k_fixef = "full"`), fixest does not, because they are nested in
  /// the variance's unit: 14 of 168 rows' parameters more.
  @Test(.tags(.reference)) func pyfixestCountsWhatFixestNests() throws {
    var fit = try Self.fit(
      "y ~ x1 + x2 | unit", .neweyWest(unit: "unit", time: "year", lags: 2), .fixest)
    let full = (168.0 - 1) / (168 - 2 - 14)
    let nested = (168.0 - 1) / (168 - 2 - 1)
    fit.covariance = fit.covariance.multiplied(by: full / nested)
    try Self.expect(fit, "pyfixest_within_NW_fixest")
  }

  @Test(.tags(.identity)) func theUnitIsTheAbsorbedEffectWhereNoneIsNamed() throws {
    let named = try Self.fit("y ~ x1 + x2 | unit", .neweyWest(unit: "unit", time: "year", lags: 1))
    let implied = try Self.fit("y ~ x1 + x2 | unit", .neweyWest(unit: nil, time: "year", lags: 1))
    #expect(named.covariance == implied.covariance)
    #expect(implied.variance.label == "Newey-West (unit, year, 1 lags, Bartlett)")
    #expect(implied.variance.reference == .t(degreesOfFreedom: 11))
  }

  @Test(.tags(.identity)) func withoutLagsKraayClustersByPeriod() throws {
    let kraay = try Self.fit("y ~ x1 + x2", .driscollKraay(time: "year", lags: 0), .fixest)
    let cluster = try Self.fit("y ~ x1 + x2", .cluster(by: "year"), .fixest)
    expectClose(kraay.covariance.values, cluster.covariance.values, relative: Self.tolerance)
    // floor(4 (12/100)^(2/9)) = 2
    let chosen = try Self.fit("y ~ x1 + x2", .driscollKraay(time: "year", lags: nil))
    let two = try Self.fit("y ~ x1 + x2", .driscollKraay(time: "year", lags: 2))
    #expect(chosen.covariance == two.covariance)
  }

  /// Lags are differences of years: a hole of three years pairs nothing at one lag.
  @Test(.tags(.identity)) func lagsDoNotCrossGaps() throws {
    let frame = try Fixture.table("serial/data.csv")
    let years = try frame.column("year")
    let kept = (0..<frame.rowCount).filter { Int(years.double(at: $0)!) % 3 == 0 }
    let holes = frame.gathered(kept.map { $0 })
    func covariance(_ lags: Int) throws -> [Double] {
      try Fit(
        holes, "y ~ x1 + x2",
        Specification(
          estimator: .ols, variance: .neweyWest(unit: "unit", time: "year", lags: lags))
      ).covariance.values
    }
    expectClose(try covariance(1), try covariance(0), relative: Self.tolerance)
    #expect(try covariance(3) != covariance(0))
  }

  @Test(.tags(.identity), arguments: [SpatialKernel.uniform, .bartlett], [400.0, 3000, 15000])
  func conleyIsItsDefinition(kernel: SpatialKernel, cutoff: Double) throws {
    var generator = SplitMix(seed: 9)
    // Three rows a place, places all over the earth: poles and the date line included.
    var columns: [[Double]] = Array(repeating: [], count: 4)
    var places = (0..<120).map { _ in
      (asin(2 * generator.uniform() - 1) * 180 / .pi, 360 * generator.uniform() - 180)
    }
    places += [
      (89.9, 10), (89.5, -170), (-90, 0), (0, 179.9), (0.5, -179.9), (10, 180), (10, -180),
    ]
    for (latitude, longitude) in places + places + places {
      let x = generator.normal()
      let row = [latitude, longitude, x, x + generator.normal() + latitude / 50]
      for column in row.indices { columns[column].append(row[column]) }
    }
    let frame = try Frame(
      zip(["lat", "lon", "x", "y"], columns).map { Column(name: $0, storage: .double($1)) })
    let found = try Fit(
      frame, "y ~ x",
      Specification(
        estimator: .ols,
        variance: .conley(latitude: "lat", longitude: "lon", cutoff: cutoff, kernel: kernel)))
    let count = columns[0].count
    var bread = Matrix(rows: 2, columns: 2)
    var meat = bread
    let rows = (0..<count).map { [1, columns[2][$0]] }
    for i in 0..<count {
      for a in 0..<2 { for b in 0..<2 { bread[a, b] += rows[i][a] * rows[i][b] } }
      for j in 0..<count {
        func radians(_ column: Int, _ row: Int) -> Double { columns[column][row] * .pi / 180 }
        let (p, q) = (radians(0, i), radians(0, j))
        let h =
          pow(sin((q - p) / 2), 2)
          + cos(p) * cos(q) * pow(sin((radians(1, j) - radians(1, i)) / 2), 2)
        let share = 2 * asin(min(1, h.squareRoot())) * 6371.01 / cutoff
        guard share <= 1 else { continue }
        let weight = kernel == .uniform ? 1 : 1 - share
        let product = weight * found.residuals[i] * found.residuals[j]
        for a in 0..<2 { for b in 0..<2 { meat[a, b] += product * rows[i][a] * rows[j][b] } }
      }
    }
    let expected = meat.congruence(by: try #require(Cholesky(bread)).inverse)
    // Scores sum to zero, so that a wide kernel leaves differences of large sums.
    let scale = found.covariance.diagonal.map(abs).max()!
    expectClose(
      found.covariance.values, expected.values, relative: Self.tolerance, absolute: 1e-9 * scale)
    #expect(found.variance.groups == places.count - 1)
    #expect(throws: EstimationError.cutoffCoversAll(21000, locations: places.count - 1)) {
      try Fit(
        frame, "y ~ x",
        Specification(
          estimator: .ols,
          variance: .conley(
            latitude: "lat", longitude: "lon", cutoff: 21000, kernel: .uniform)))
    }
  }
}
