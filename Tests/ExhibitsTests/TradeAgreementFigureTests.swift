import Bargaining
import TestSupport
import Testing
import Typesetting

@testable import Exhibits

@Suite(.tags(.identity)) struct TradeAgreementFigureTests {
  /// The places of a figure's texts with the given content.
  private func places(_ text: String, _ svg: String) -> Int {
    svg.components(separatedBy: ">\(text)</text>").count - 1
  }

  @Test func tariffSpaceNamesItsCurves() throws {
    let svg = TariffSpacePlot(try TariffSpace(LinearTradeAgreement(.figureOne))).svg()
    for name in ["S", "S*", "N", "N*", "EF"] { #expect(places(name, svg) == 2, "\(name)") }
    #expect(places("Terms-of-trade reciprocity", svg) == 1)
    #expect(try svg == (TariffSpacePlot(TariffSpace(LinearTradeAgreement(.figureOne))).svg()))
  }

  @Test func figuresExistWithoutARulesPoint() throws {
    let imports = PoliticalWeights(import: 2.2, export: 1)
    let politics = try TradePolitics(government: imports, people: .benevolent)
    let agreement = try LinearTradeAgreement(politics)
    #expect(try TariffSpacePlot(TariffSpace(agreement)).svg().contains("Nash"))
    #expect(try PowerPathPlot(agreement).svg().contains("Tariffs"))
    #expect(try ClaimRegionsPlot(politics, cells: 20).svg().contains("No rules-based point"))
  }

  @Test func figuresOfVeryUnequalCountries() throws {
    var drawn = 0
    for (home, foreign) in [
      ((1.75, 1.0), (1.0, 1.6)), ((1.0, 1.6), (1.0, 1.6)), ((0.2, 0), (3, 2)),
    ] {
      let politics = try TradePolitics(
        homeGovernment: PoliticalWeights(import: home.0, export: home.1),
        foreignGovernment: PoliticalWeights(import: foreign.0, export: foreign.1),
        homePublic: .benevolent, foreignPublic: .benevolent)
      let agreement = try LinearTradeAgreement(politics)
      if try !TariffSpacePlot(TariffSpace(agreement)).svg().isEmpty { drawn += 1 }
      if try !PowerPathPlot(agreement).svg().isEmpty { drawn += 1 }
      var theory = TradeAgreementTheory()
      theory.parameters = .init(politics)
      theory.question.reciprocity = .tradeVolume
      theory.question.lambdas = [0.1, 1, 10]
      let answer = try theory.answer()
      #expect(answer.rendered(.json).contains("\"frontier\""))
      #expect(answer.rendered(.table(.text)).contains("Evidence"))
    }
    #expect(drawn == 6)
  }

  @Test func clippingKeepsWhatIsInside() {
    let panel = PlotPanel(x: 0...1, y: 0...1, left: 0, top: 0, width: 100, height: 100)
    let parts = panel.clipped([.init(-50, 50), .init(50, 50), .init(150, 50), .init(50, -500)])
    #expect(parts == [[.init(0, 50), .init(50, 50), .init(100, 50)]] || parts.count == 2)
    for point in parts.joined() { #expect(panel.contains(point)) }
    #expect(panel.clipped([.init(-5, -5), .init(-1, 200)]).isEmpty)
  }
}
