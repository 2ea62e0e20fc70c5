import Estimation
import Expressions
import Interpretation
import Numerics
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct FigureTests {
  static let long = "Difference of Ideal Points in the General Assembly of the United Nations"

  private func coefficients(
    _ change: (inout CoefficientPlot.Options) -> Void = { _ in }
  ) throws -> CoefficientPlot {
    var options = CoefficientPlot.Options()
    options.labels = HandMadeFit.labels
    change(&options)
    return try CoefficientPlot(
      models: [
        .init(title: "(1) Weighted", fit: HandMadeFit.huber()),
        .init(title: "(2) Maximum", fit: HandMadeFit.ols()),
      ],
      options: options)
  }

  private func effect() throws -> MarginalEffect {
    var fit = HandMadeFit.plain(
      ["election", "support", "election:support"], [-0.5, 0.2, 0.14], errors: [0.14, 0.1, 0.045],
      outcome: "tariff")
    fit.covariance[0, 2] = -0.004
    fit.covariance[2, 0] = -0.004
    return try MarginalEffect(of: "election", by: "support", in: fit)
  }

  private var effectOptions: MarginalEffectPlot.Options {
    var options = MarginalEffectPlot.Options()
    options.labels = ["election": "Years to Election", "support": "Support", "tariff": "Tariff"]
    options.effectUnit = "percentage points"
    return options
  }

  /// Values without a random generator: dense in the middle of 0 to 10.
  private var observed: [Double] {
    (0..<400).map { index in
      let share = (Double(index) + 0.5) / 400
      return 5 + 4 * (2 * share - 1) * abs(2 * share - 1) + 1
    }
  }

  @Test("Figures are what they were", .tags(.reference))
  func golden() throws {
    try Golden.expect(coefficients().svg(), "coefficients.svg")
    let values = observed
    let curve = try effect().curve(from: 1, to: 9, count: 21, simultaneous: true)
    try Golden.expect(
      MarginalEffectPlot(curve, observed: values, options: effectOptions).svg(), "effect-line.svg")
    let few = [0.0, 0, 0, 1, 1, 2]
    let points = try effect().curve(at: [0, 1, 2])
    try Golden.expect(
      MarginalEffectPlot(points, observed: few, options: effectOptions).svg(), "effect-points.svg")
    try Golden.expect(truth().svg(), "truth.svg")
    try Golden.expect(WaterfallPlot(HandMadeFit.huber().sample).svg(), "waterfall.svg")
  }

  private func truth() throws -> TruthPlot {
    try TruthPlot(
      HandMadeFit.ols(), truth: ["years_to_election": -1.5, "change_support": 1.25],
      labels: HandMadeFit.labels)
  }

  @Test("No text of any figure leaves the page, however long the labels", .tags(.identity))
  func nothingClips() throws {
    let terms: [Term] = ["a", "b", "c:d"]
    let labels: TermLabels = [
      "a": Self.long, "b": "Żółć & <söße> \"quoted\"", "c": Self.long, "d": "WWWWWWWWWWWW",
    ]
    var options = CoefficientPlot.Options()
    options.labels = labels
    var figures: [String] = []
    for scale in [1e-13, 1e-4, 1, 12_000, 3e10] {
      let fit = HandMadeFit.plain(
        terms, [-scale, 0.3 * scale, 2 * scale], errors: [0.2 * scale, 0.1 * scale, scale])
      for width in [FigureStyle.Width.single, .double] {
        options.width = width
        figures.append(
          try CoefficientPlot(
            models: [
              .init(title: Self.long, fit: fit), .init(title: "Second model", fit: fit),
              .init(title: "Third", fit: fit),
            ], options: options
          ).svg())
        var truth = TruthPlot.Options()
        truth.width = width
        figures.append(
          try TruthPlot(fit, truth: ["a": 0, "c:d": scale], labels: labels, options: truth).svg())
      }
    }
    var effects = effectOptions
    effects.moderatorTitle = Self.long + " " + Self.long
    effects.effectTitle = Self.long
    let curve = try effect().curve(from: 1, to: 9)
    figures.append(try MarginalEffectPlot(curve, observed: observed, options: effects).svg())
    figures.append(try WaterfallPlot(HandMadeFit.huber().sample).svg())
    for figure in figures {
      let page = try #require(PageText(figure))
      #expect(!page.texts.isEmpty)
      for text in page.texts {
        #expect(text.low >= 0 && text.high <= page.length(of: text), "\(text)")
      }
    }
  }

  @Test("The same values give the same bytes", .tags(.identity))
  func deterministic() throws {
    #expect(try coefficients().svg() == coefficients().svg())
    #expect(try truth().svg() == truth().svg())
  }

  @Test("Labels are escaped and stay text", .tags(.identity))
  func escaping() throws {
    let fit = HandMadeFit.plain(["a"], [1], errors: [0.5])
    var options = CoefficientPlot.Options()
    options.labels = ["a": "x<y & \"é\" 'z'"]
    options.title = "A & B"
    let svg = try CoefficientPlot(models: [.init(title: "m", fit: fit)], options: options).svg()
    #expect(svg.contains(">x&lt;y &amp; &quot;é&quot; &#39;z&#39;</text>"))
    #expect(svg.contains("<title>A &amp; B</title>"))
    #expect(!svg.contains("x<y"))
  }

  @Test("A negative variance draws a point without a bar and says so", .tags(.identity))
  func negativeVariance() throws {
    let svg = try coefficients().svg()
    #expect(svg.contains("variance came out"))
    #expect(svg.contains("0.250 (no interval)"))
  }

  @Test("In standard errors every interval is as long as the reference says", .tags(.identity))
  func standardErrors() throws {
    let plot = try coefficients { $0.scaling = .standardErrors }
    let first = try #require(plot.series.first)
    #expect(
      first.estimates.map(\.label) == ["Years to Election", "Change Leader Support", "Change GDP"])
    let width = 2 * NormalDistribution.quantile(0.975)
    for estimate in first.estimates {
      let high = try #require(estimate.quantity.confidenceHigh)
      let low = try #require(estimate.quantity.confidenceLow)
      // Differences of numbers near 43: a few ulps of them.
      expectClose(high - low, width, absolute: 1e-12)
    }
    #expect(plot.options.notes.last?.hasPrefix("Left out where there is no standard error") == true)
  }

  @Test(
    "A negative multiple turns an interval around and keeps its ends in order",
    .tags(.identity))
  func multiples() throws {
    let plot = try coefficients {
      $0.scaling = .multiples(["years_to_election": -10], description: "-10")
    }
    let scaled = try #require(plot.series.first?.estimates.first?.quantity)
    let row = try #require(HandMadeFit.huber().row("years_to_election"))
    #expect(scaled.estimate == row.estimate * -10)
    #expect(scaled.confidenceLow == row.confidenceHigh.map { $0 * -10 })
    #expect(scaled.confidenceHigh == row.confidenceLow.map { $0 * -10 })
  }

  @Test("Terms are drawn as asked, the intercept only if named", .tags(.identity))
  func terms() throws {
    let all = try coefficients()
    #expect(!all.series.flatMap(\.estimates).map(\.label).contains("Constant"))
    let asked = try CoefficientPlot(
      models: [.init(title: "m", fit: HandMadeFit.ols())], terms: ["change_support", "(Intercept)"])
    #expect(asked.series[0].estimates.map(\.label) == ["change_support", "(Intercept)"])
  }

  @Test("What cannot be drawn is refused by name", .tags(.failure))
  func failures() throws {
    let fit = HandMadeFit.ols()
    #expect(throws: ExhibitError.unknownTerm("tax", available: fit.terms.map(\.name))) {
      try CoefficientPlot(models: [.init(title: "m", fit: fit)], terms: ["tax"])
    }
    #expect(throws: ExhibitError.unknownTerm("tax", available: fit.terms.map(\.name))) {
      try TruthPlot(fit, truth: ["tax": 1])
    }
    #expect(throws: ExhibitError.self) { try CoefficientPlot(models: []) }
    #expect(throws: ExhibitError.self) { try TruthPlot(entries: [], intervals: "80% intervals") }
    #expect(
      throws: ExhibitError.nonFiniteValue(
        exhibit: "truth plot", item: "a", value: .infinity)
    ) {
      try TruthPlot(
        entries: [.init(label: "a", truth: .infinity, estimate: Quantity(estimate: 1))],
        intervals: "80% intervals")
    }
    let empty = try effect().curve(at: [])
    #expect(throws: ExhibitError.self) { try MarginalEffectPlot(empty) }
    #expect(throws: ExhibitError.self) {
      try MarginalEffectPlot(effect().curve(at: [1]), observed: [.infinity])
    }
    #expect(throws: ExhibitError.self) {
      try WaterfallPlot(Sample(offered: 0, rows: [], dropped: []))
    }
  }
}
