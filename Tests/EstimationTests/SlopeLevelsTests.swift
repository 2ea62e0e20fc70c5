import Estimation
import Frames
import TestSupport
import Testing

/// Slopes beside effects use up the degrees of freedom that dummies do
/// (`Fixtures/faults/h17-trends-and-periods`).
@Suite struct SlopeLevelsTests {
  /// R prints seven digits.
  static let printed = 1e-6
  /// Iterated effects against dummies.
  static let swept = 1e-7

  @Test(.tags(.reference)) func trendsAndPeriodsAsLm() throws {
    let fit = try Fit(
      try Fixture.table("faults/h17-trends-and-periods/input.csv"), "y ~ x | id[t] + t")
    // R 4.2.2, lm(y ~ x + factor(id)*t + factor(t))
    #expect(fit.residualDegreesOfFreedom == 71)
    expectClose(fit.rows[0].estimate, 0.9857066, relative: Self.printed)
    expectClose(fit.rows[0].standardError ?? .nan, 0.1086581, relative: Self.printed)
    #expect(fit.absorbed.map(\.redundant).reduce(0, +) == 2)
  }

  private static let frame = Result {
    var generator = SplitMix(seed: 31)
    var columns: [[Double]] = Array(repeating: [], count: 9)
    for id in 0..<14 {
      for period in 0..<9 where (id + 2 * period) % 7 != 0 {
        let (id, t) = (Double(id), Double(period))
        let region = (id / 5).rounded(.down)
        let v = generator.normal()
        let row = [
          id, t, region, 2000 + t, t - (id * 3).truncatingRemainder(dividingBy: 4), v,
          generator.normal() + 0.1 * t, generator.normal(),
          1 + t.truncatingRemainder(dividingBy: 3),
        ]
        for index in row.indices { columns[index].append(row[index]) }
      }
    }
    return try Frame(
      zip(["id", "t", "region", "year", "age", "v", "x", "y", "w"], columns).map {
        Column(name: $0, storage: .double($1))
      })
  }

  /// Absorbed and as dummies: the same degrees of freedom, estimate and error.
  @Test(
    .tags(.identity),
    arguments: [
      ("id[t] + t", "factor(id)*t + factor(t)"),
      // A trend that ends in large numbers, and one that counts from each unit's own start.
      ("id[year] + t", "factor(id)*year + factor(t)"),
      ("id[age] + t", "factor(id)*age + factor(t)"),
      ("id[v] + t", "factor(id)*v + factor(t)"),
      ("id[t] + region^t", "factor(id)*t + factor(region)*factor(t)"),
      ("id[t] + region[t]", "factor(id)*t"),
      ("id + region[t] + t", "factor(id) + factor(region)*t + factor(t)"),
      ("id[t] + id[v] + t", "factor(id)*t + factor(id)*v + factor(t)"),
      ("id[t] + id[v]", "factor(id)*t + factor(id)*v"),
      ("id[t]", "factor(id)*t"),
    ], ["", "analytic:w", "frequency:w"])
  func countedAsDummies(model: (absorbed: String, dummies: String), weight: String) throws {
    let weights = WeightColumn(reading: weight)
    let frame = try Self.frame.get()
    let left = try Fit(frame, "y ~ x | \(model.absorbed)", weights: weights)
    let right = try Fit(frame, "y ~ x + \(model.dummies)", weights: weights)
    #expect(left.residualDegreesOfFreedom == right.residualDegreesOfFreedom)
    let row = try #require(right.row("x"))
    expectClose(left.rows[0].estimate, row.estimate, relative: Self.swept)
    expectClose(
      left.rows[0].standardError ?? .nan, row.standardError ?? 0, relative: Self.swept)
  }
}
