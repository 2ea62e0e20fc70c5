import Estimation
import Expressions
import Interpretation
import Numerics
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct InteractionPlotTests {
  /// A binary treatment whose effect bends, without a random generator in the numbers drawn.
  static func diagnostics(absorbing: Bool = false) throws -> InteractionDiagnostics {
    var generator = Xoshiro256(seed: 5)
    let count = 160
    let x = (0..<count).map { _ in generator.normal() }
    let d = (0..<count).map { $0 % 2 == 0 ? 1.0 : 0 }
    let y = (0..<count).map { 0.5 * x[$0] + d[$0] * (1 - 0.4 * x[$0] * x[$0]) + generator.normal() }
    let ones = Array(repeating: 1.0, count: count)
    var columns = [d, x, zip(d, x).map { $0 * $1 }]
    var terms: [Term] = ["election", "support", "election:support"]
    if !absorbing {
      columns.insert(ones, at: 0)
      terms.insert("(Intercept)", at: 0)
    }
    let groups = Grouping(
      name: "ally", codes: (0..<count).map { Int32($0 / 16) }, labels: (0..<10).map { "\($0)" })
    let design = Design(
      formula: "tariff ~ election*support", outcomeName: "tariff", outcome: y, terms: terms,
      matrix: ColumnMatrix(columns: columns), hasIntercept: !absorbing,
      absorbed: absorbing ? [groups] : [], factors: ["ally": groups],
      sample: Sample(offered: count, rows: Array(0..<count), dropped: []))
    var options = InteractionDiagnostics.Options()
    options.kernel.bandwidth = .adaptive(0.6)
    options.kernel.pointCount = 13
    options.kernel.replicates = 40
    return try InteractionDiagnostics(
      try ModeratedDesign(design, treatment: "election", moderator: "support"),
      specification: Specification(estimator: .ols, variance: .cluster(by: "ally")),
      options: options)
  }

  @Test("The figure is what it was", .tags(.reference))
  func golden() throws {
    var options = InteractionPlot.Options()
    options.labels = ["election": "Years to Election", "support": "Support", "tariff": "Tariff"]
    try Golden.expect(
      try InteractionPlot(try Self.diagnostics(), options: options).svg(), "interaction.svg")
  }

  @Test("Without a kernel the spline takes its panel, and the caption says why", .tags(.identity))
  func absorbed() throws {
    let plot = try InteractionPlot(try Self.diagnostics(absorbing: true))
    let svg = plot.svg()
    #expect(svg.contains(">Spline</text>"))
    #expect(plot.caption.contains { $0.contains("cannot absorb `ally`") })
    #expect(!svg.contains("NaN"))
  }

  @Test("Every text format names the bootstrap and the warning about bins", .tags(.identity))
  func table() throws {
    let diagnostics = try Self.diagnostics()
    for format in [TableFormat.text, .markdown, .latex, .html] {
      let text = diagnostics.render(format).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
      #expect(text.contains("clusters of ally, 40 replicates"))
      #expect(text.contains("Bins mislead"))
    }
    let lines = diagnostics.render(.csv).split(separator: "\n")
    #expect(lines.count == 1 + 3 + 3 * 13)
  }

  @Test("Quantities keep their equivalence tests in every form", .tags(.identity))
  func quantities() throws {
    let fit = HandMadeFit.plain(["x"], [0.01], errors: [0.02])
    var table = QuantityTable(fit: fit)
    table.rows = [
      QuantityTable.Row(
        name: "x", contrast: "dY/dX", settings: [.init("z", 1.5)],
        quantity: Quantity(estimate: 0.01, variance: 0.0004, reference: .normal))
    ]
    try table.test((-0.1, 0.1))
    #expect(table.render(.text).contains("x, dY/dX at z = 1.5"))
    #expect(table.render(.text).contains("lies within -0.1 to 0.1"))
    #expect(table.json.text.contains("\"verdict\": \"negligible\""))
    #expect(table.render(.csv).contains("x,dY/dX,z = 1.5,0.01,0.02,0.5"))
  }
}
