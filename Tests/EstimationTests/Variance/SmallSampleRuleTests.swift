import Foundation
import Frames
import Numerics
import TestSupport
import Testing

@testable import Estimation

/// Rules that bear a program's name give that program's numbers (`Fixtures/small-sample`).
@Suite struct SmallSampleRuleTests {
  /// Half a unit of the last digit that fixest's article prints.
  static let printed = 0.5e-8
  /// Stata's `poisson` stops some 1e-12 of the coefficients short of the maximum.
  static let stopped = 1e-9

  private struct Published: Decodable {
    struct Grunfeld: Decodable {
      var vcov: String
      var rule: String
      var error: Double
      var owner: String
    }
    struct Ships: Decodable {
      var vcov: String
      var rule: String
      var errors: [Double]
    }
    var grunfeld: [Grunfeld]
    var ships: [Ships]
  }

  private func specification(
    _ vcov: String, _ rule: String, _ estimator: Estimator = .ols
  ) throws -> Specification {
    Specification(
      estimator: estimator, variance: try Variance(reading: vcov),
      smallSample: try #require(SmallSampleRule(rawValue: rule)))
  }

  @Test(.tags(.reference)) func grunfeldAsPublished() throws {
    let frame = try Fixture.table("small-sample/grunfeld.csv")
    for known in try Fixture.decode(Published.self, "small-sample/published.json").grunfeld {
      let fit = try Fit(
        frame, "inv ~ capital | firm + year", try specification(known.vcov, known.rule))
      expectClose(
        fit.rows[0].standardError ?? .nan, known.error, absolute: Self.printed, known.owner)
    }
  }

  @Test(.tags(.reference)) func shipsAsStata() throws {
    let frame = try Fixture.table("small-sample/ships.csv")
    for known in try Fixture.decode(Published.self, "small-sample/published.json").ships {
      let fit = try Fit(
        frame, "accident ~ yr_con + op_75_79", try specification(known.vcov, known.rule, .ppml))
      expectClose(
        fit.rows.map { $0.standardError ?? .nan }, known.errors, relative: Self.stopped, known.vcov)
    }
  }

  /// Each cell of the article's table is what the code multiplies by.
  @Test(.tags(.identity)) func theArticleIsTheTable() throws {
    let article = try String(
      contentsOfFile: Fixture.path("../../Sources/Estimation/Estimation.docc/SmallSample.md"),
      encoding: .utf8)
    for variance in CorrectedVariance.allCases {
      for likelihood in [false, true] {
        let cells = SmallSampleRule.allCases.map {
          $0.factor(of: variance, likelihood: likelihood).symbols
        }
        let line =
          "| `\(variance.rawValue)` | \(likelihood ? "likelihood" : "others") | "
          + cells.joined(separator: " | ") + " |"
        #expect(article.contains(line), "\(line)")
      }
    }
    #expect(
      article.contains(
        "| "
          + SmallSampleRule.allCases.map { "`\($0.rawValue)`" }
          .joined(separator: " | ") + " |"))
    for method in Variance.methods {
      for form in method.forms { #expect(article.contains("`\(form.name)"), "\(form.name)") }
    }
  }

  /// The factors of the table, by hand, for every estimator that is not the same as another.
  @Test(
    .tags(.identity),
    arguments: [Estimator.ols, .m(.huber()), .mm(.bisquare()), .ppml, .logit])
  func factorsByHand(estimator: Estimator) throws {
    var generator = SplitMix(seed: 12)
    let rows = 120
    let x = (0..<rows).map { _ in generator.normal() }
    let isBinary = estimator == .ppml || estimator == .logit
    let outcome = x.map { value -> Double in
      let latent = 0.3 * value + generator.normal()
      return isBinary ? (latent > 0 ? 1 : 0) : latent
    }
    let frame = try Frame([
      Column(name: "x", storage: .double(x)),
      Column(
        name: "y",
        storage: .double(outcome)),
      Column(name: "g", storage: .double((0..<rows).map { Double($0 / 6) })),
      Column(name: "t", storage: .double((0..<rows).map { Double($0 % 6) })),
    ])
    let likelihood = estimator == .ppml || estimator == .logit
    let (n, k, g, t) = (120.0, 2.0, 20.0, 6.0)
    func factor(_ vcov: String, _ rule: SmallSampleRule) throws -> Double {
      try Fit(frame, "y ~ x", try specification(vcov, rule.rawValue, estimator)).variance
        .smallSampleFactor
    }
    for rule in SmallSampleRule.allCases {
      let isStata = (rule == .stata || rule == .reghdfe) && likelihood
      expectClose(
        try factor("hc1", rule), isStata ? n / (n - 1) : n / (n - k), relative: 1e-14, "\(rule)")
      #expect(try factor("hc0", rule) == 1)
      let cluster = try factor("cluster:g", rule)
      let period = try factor("driscoll-kraay:t,1", rule)
      let series = try factor("newey-west:g,t,1", rule)
      switch rule {
      case .none: #expect([cluster, period, series] == [1, 1, 1])
      case .stata, .reghdfe:
        expectClose(cluster, g / (g - 1) * (likelihood ? 1 : (n - 1) / (n - k)), relative: 1e-14)
        expectClose(period, t / (t - 1) * (likelihood ? 1 : (n - 1) / (n - k)), relative: 1e-14)
        expectClose(series, n / (n - k), relative: 1e-14)
      case .fixest:
        expectClose(cluster, g / (g - 1) * (n - 1) / (n - k), relative: 1e-14)
        expectClose(period, t / (t - 1) * (n - 1) / (n - k), relative: 1e-14)
        expectClose(series, t / (t - 1) * (n - 1) / (n - k), relative: 1e-14)
      case .sandwich:
        expectClose(cluster, g / (g - 1) * (n - 1) / (n - k), relative: 1e-14)
        expectClose(period, n / (n - k), relative: 1e-14)
        expectClose(series, n / (n - k), relative: 1e-14)
      }
    }
  }

  /// Effects nested in clusters: areg counts them, xtreg, reghdfe and fixest do not; an effect that
  /// crosses the clusters is counted by all, less the component that the nested one spans.
  @Test(.tags(.identity)) func nestedEffectsAreCountedAsTheirOwnersDo() throws {
    let frame = try Fixture.table("small-sample/grunfeld.csv")
    func factor(_ effects: String, _ rule: SmallSampleRule) throws -> Double {
      try Fit(frame, "inv ~ capital | \(effects)", try specification("cluster:firm", rule.rawValue))
        .variance.smallSampleFactor
    }
    let (n, g) = (200.0, 10.0 / 9)
    for (effects, all, rest) in [("firm", 11.0, 2.0), ("firm + year", 30, 21), ("year", 21, 21)] {
      for rule in [SmallSampleRule.stata, .sandwich] {
        expectClose(try factor(effects, rule), g * (n - 1) / (n - all), relative: 1e-14, effects)
      }
      for rule in [SmallSampleRule.reghdfe, .fixest] {
        expectClose(try factor(effects, rule), g * (n - 1) / (n - rest), relative: 1e-14, effects)
      }
    }
    // Stata's likelihoods know no parameters.
    let ppml = try Fit(
      frame, "inv ~ capital | firm + year", try specification("cluster:firm", "reghdfe", .ppml))
    expectClose(ppml.variance.smallSampleFactor, g, relative: 1e-14)
    let robust = try Fit(
      frame, "inv ~ capital | firm + year", try specification("hc1", "reghdfe", .ppml))
    expectClose(robust.variance.smallSampleFactor, n / (n - 1), relative: 1e-14)
  }
}
