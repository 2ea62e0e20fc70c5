import Estimation
import Frames
import Numerics
import TestSupport
import Testing

/// Clusters by several keys whose matrix is not positive: healthy terms keep their errors
/// (`Fixtures/faults/p15-two-way-clusters-negative`).
@Suite struct MultiwayVarianceTests {
  /// R prints 12 digits.
  static let printed = 1e-10
  /// R 4.2.2, sandwich::vcovCL(type = "HC0", cadjust = FALSE), which repairs nothing.
  static let expected = ["x": 0.0535662929581, "z": 0.0657209523560, "x:z": 0.0450423612009]

  static let specification = Specification(
    estimator: .ols, variance: .multiwayCluster(by: ["a", "b"]))

  static func table() throws -> Frame {
    try Fixture.table("faults/p15-two-way-clusters-negative/input.csv")
  }

  @Test(
    .tags(.reference),
    arguments: [("x*z + factor(a)", 1.0), ("x*z | a", 1), ("x*z1000 + factor(a)", 1e-3)])
  func healthyTermsKeepTheirErrors(terms: String, unit: Double) throws {
    let fit = try Fit(try Self.table(), "y ~ \(terms)", Self.specification)
    for (name, error) in Self.expected {
      let isScaled = name.contains("z") && unit != 1
      let term = isScaled ? name.replacing("z", with: "z1000") : name
      let row = try #require(fit.rows.first { $0.term.name == term })
      expectClose(
        row.standardError ?? .nan, error * (isScaled ? unit : 1), relative: Self.printed, term)
    }
    let negative = fit.rows.filter { $0.standardError == nil }.map(\.term)
    #expect(negative == fit.variance.negativeTerms)
    #expect(negative.isEmpty == terms.contains("|"))
    #expect(fit.warnings.contains { "\($0)".contains("eigenvalues") } == !negative.isEmpty)
    #expect(negative.allSatisfy { $0.name.hasPrefix("factor(a)") })
  }

  /// fixest raises the eigenvalues of the unscaled matrix to 1e-10 where a variance is negative
  /// (0.12.2, `mat_posdef_fix`): the errors of healthy terms move, and with the units of another.
  @Test(.tags(.reference)) func fixestsRepairIsAnother() throws {
    let frame = try Self.table()
    func repaired(_ formula: String, _ name: String) throws -> Double {
      let fit = try Fit(frame, formula, Self.specification)
      let matrix = SymmetricEigen(fit.covariance).mapped { max($0, 1e-10) }
      let index = try #require(fit.terms.firstIndex { $0.name == name })
      return matrix[index, index].squareRoot()
    }
    let one = try repaired("y ~ x*z + factor(a)", "x")
    expectClose(one, 0.0653, absolute: 0.00005)
    #expect(one > 1.2 * Self.expected["x"]!)
    let thousand = try repaired("y ~ x*z1000 + factor(a)", "x")
    #expect(abs(thousand / one - 1) > 0.01, "\(thousand), \(one)")
  }

  /// The other variances that need not be positive are left and said in the same way.
  @Test(.tags(.identity)) func otherIndefiniteVariancesSaySo() throws {
    var generator = SplitMix(seed: 4)
    var columns: [[Double]] = Array(repeating: [], count: 6)
    for first in 0..<6 {
      for second in 0..<6 where first != second {
        let x = generator.normal()
        let row = [
          Double(first), Double(second), x, first == 1 || second == 1 ? 1 : 0,
          x + generator.normal(), 12 * Double(first),
        ]
        for index in row.indices { columns[index].append(row[index]) }
      }
    }
    let frame = try Frame(
      zip(["a", "b", "x", "unit", "y", "lat"], columns).map {
        Column(name: $0, storage: .double($1))
      })
    for variance in [
      Variance.dyadic("a", "b"), .twoMode("a", "b"),
      .conley(latitude: "lat", longitude: "b", cutoff: 4000, kernel: .uniform),
    ] {
      let fit = try Fit(
        frame, "y ~ x + unit + factor(a)", Specification(estimator: .ols, variance: variance))
      let isNegative = SymmetricEigen(fit.covariance).values.contains { $0 < -1e-9 }
      let said = fit.warnings.contains { "\($0)".contains("eigenvalue") }
      #expect(isNegative == said, "\(variance)")
      for row in fit.rows where row.standardError == nil {
        #expect(fit.variance.negativeTerms.contains(row.term))
      }
    }
  }
}
