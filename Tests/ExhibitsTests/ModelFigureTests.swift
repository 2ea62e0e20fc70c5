import Bargaining
import Numerics
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite struct ModelFigureTests {
  private static func curve(_ values: [(Double, Double)]) -> CurvePlot.Curve {
    CurvePlot.Curve(title: "a", points: values.map { .init($0.0, $0.1) }, color: 0)
  }

  private static func panel(_ curves: [CurvePlot.Curve]) -> CurvePlot.Panel {
    CurvePlot.Panel(horizontalTitle: "x", verticalTitle: "y", curves: curves)
  }

  @Test("Every model draws, the same bytes each time", .tags(.identity)) func models() throws {
    let loyalty = try LoyaltyCoercion()
    let guns = try GunsAndButter()
    let alliance = try AllianceConcessions(.init(), quadrature: NormalQuadrature(count: 12))
    let found = try alliance.equilibrium(signal: 1, election: true)
    let figures: [(String, () throws -> any Figure)] = [
      ("Gain from a claim", { try loyalty.audiencePlot() }),
      ("Production possibilities", { try guns.possibilitiesPlot() }),
      ("Temporary concessions", { try alliance.concessionPlot(focus: 1) }),
      ("majority of 21", { try alliance.pivotalityMap(found) }),
    ]
    for (words, figure) in figures {
      let svg = try figure().svg()
      #expect(svg.contains(words))
      #expect(try figure().svg() == svg)
    }
  }

  @Test("A threshold's words keep clear of the curve", .tags(.identity)) func labels() throws {
    func label(_ end: Double) throws -> Substring {
      var panel = Self.panel([Self.curve([(0, 0), (0.8, end), (1, end)])])
      panel.verticalCover = [1.3]
      panel.thresholds = [.init(1, label: "limit", isVertical: false)]
      let svg = try CurvePlot(panels: [panel]).svg()
      return try #require(svg.split(separator: "\n").first { $0.contains(">limit<") })
    }
    // Above the line's right end, unless the curve is there.
    #expect(try label(0.1) != label(1.03))
  }

  @Test("Nothing to draw, and numbers that are none, are refused", .tags(.failure))
  func failures() throws {
    #expect(throws: ExhibitError.self) { try CurvePlot(panels: []) }
    #expect(throws: ExhibitError.self) { try CurvePlot(panels: [Self.panel([])]) }
    #expect(throws: ExhibitError.self) { try CurvePlot(panels: [Self.panel([Self.curve([])])]) }
    #expect(throws: ExhibitError.self) {
      try CurvePlot(panels: [Self.panel([Self.curve([(0, .nan)])])])
    }
    #expect(throws: ExhibitError.self) { try TileMap(tiles: []) }
    #expect(throws: ExhibitError.self) { try TileMap(tiles: [.init(name: "a", value: .infinity)]) }
  }

  @Test("An answer carries inputs, equilibrium and conditions", .tags(.identity))
  func answer() throws {
    let guns = try GunsAndButterTheory().setting("rho", to: [0.5]).answer()
    #expect(guns.rendered(.json).contains("\"demand_raises_gain\": false"))
    #expect(guns.rendered(.table(.text)).contains("claim fails at this rho"))
    // The probit is the fixed model's, and stands with it.
    let titles = guns.tables.compactMap { ($0 as? TextTable)?.title }
    #expect(
      titles.suffix(3) == [
        "Security fixed at N", "Implied probit of alliance on demand, security fixed at N",
        "Security chosen at its price",
      ])
    var loyalty = LoyaltyCoercionTheory()
    loyalty.parameters = LoyaltyCoercion.IllustrativeCase.pakistan.parameters
    #expect(try loyalty.answer().rendered(.json).contains("\"success\": false"))
    #expect(try loyalty.answer().rendered(.table(.markdown)).contains("| Junior claims"))
  }
}
